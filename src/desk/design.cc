#include "desk/design.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.h"
#include "decide/determine.h"
#include "desk/design_cuts.h"

namespace lockgate::desk {
namespace {

using analysis::Point;
using trade::Verdict;

const Range* number_of(const trade::Item& item, std::string_view fact) {
  const trade::Value* value = trade::find(item.facts, fact);
  return value == nullptr ? nullptr : std::get_if<Range>(value);
}

double figure_of(const catalogue::Part& part, const std::string& fact) {
  const catalogue::Figure* figure = catalogue::find(part.figures, fact);
  return figure == nullptr ? 0 : analysis::as_double(figure->value.max);
}

// A fact of the item where the law has one of that name, otherwise one of the order.
void give(const law::Law& law, trade::Order& order, const trade::Given& given) {
  if (law.find_fact("item." + given.name) != law::kNone) return set_figure(order.item, given.name, given.value);
  std::erase_if(order.facts, [&](const trade::Given& old) { return old.name == given.name; });
  order.facts.push_back(given);
}

void place_parties(trade::Order& order, const std::string& destination) {
  for (trade::Party& party : order.parties) {
    if (party.role == "seller") continue;
    if (party.country.empty()) party.country = destination;
    if (party.headquarters.empty()) party.headquarters = destination;
  }
}

}  // namespace

Result<trade::Given> parse_item_fact(const law::Law& law, const std::string& text) {
  const auto equals = text.find('=');
  const std::string name = text.substr(0, equals);
  int fact = law.find_fact("item." + name);
  if (fact == law::kNone) fact = law.find_fact(name);
  if (equals == std::string::npos || fact == law::kNone) return fail("LG0957", fmt::format("`{}` is no fact of an item or an order with a value", text), "write NAME=VALUE, as in `die_area_mm2=814`");
  const auto value = law::parse_value(law.facts[static_cast<std::size_t>(fact)], text.substr(equals + 1));
  if (!value) return fail("LG0957", fmt::format("`{}` is no value of `{}`", text.substr(equals + 1), name), "a number, a range `7700..8000`, a word, `true` or `false`");
  return trade::Given{name, *value};
}

Result<Accepted> parse_accepted(const std::string& text) {
  const auto colon = text.find(':');
  const auto verdict = trade::parse_verdict(text.substr(0, colon));
  if (!verdict || *verdict == Verdict::Hold || *verdict == Verdict::Stop)
    return fail("LG0956", fmt::format("`{}` is no verdict a design can be made for", text), "`proceed`, `conditions`, `license` or `license:POLICY`, such as `license:case_by_case`");
  Accepted out{*verdict, {}};
  if (colon != std::string::npos)
    for (const std::string_view policy : split(std::string_view(text).substr(colon + 1), ',')) out.policies.emplace_back(policy);
  return out;
}

Result<Design> Design::open(std::shared_ptr<const Desk> desk, const DesignData& data, const DesignQuestion& question, const decide::Options& options) {
  Design out;
  out.desk_ = std::move(desk);
  out.options_ = options;
  out.accepted_ = question.accepted;
  out.new_part_ = data.new_part;
  out.unsold_ = data.unsold;
  out.like_ = question.like;
  out.like_.movement = "export";
  out.like_.origin = question.origin;
  out.like_.destination = question.destination;
  place_parties(out.like_, question.destination);
  if (auto read = out.read_gates(question); !read) return tl::unexpected(read.error());
  if (auto read = out.read_base(question); !read) return tl::unexpected(read.error());
  if (auto read = out.read_value(data, question); !read) return tl::unexpected(read.error());
  auto set = feasible_set_of(*out.desk_, out.order_, out.figures_, options);
  if (!set) return tl::unexpected(set.error());
  out.set_ = std::move(*set);
  out.read_knobs(data);
  return out;
}

Result<void> Design::read_gates(const DesignQuestion& question) {
  std::vector<std::string> known;
  for (const law::Gate& gate : desk_->law().gates) known.push_back(gate.name);
  for (const std::string& name : question.gates) {
    const int gate = desk_->law().find_gate(name);
    if (gate == law::kNone) {
      const auto near = nearest(name, known);
      return fail("LG0958", fmt::format("the law has no gate `{}`", name), near ? fmt::format("did you mean `{}`?", *near) : fmt::format("one of {}", fmt::join(known, ", ")));
    }
    gates_.push_back(static_cast<std::size_t>(gate));
  }
  for (std::size_t gate = 0; question.gates.empty() && gate < known.size(); ++gate) gates_.push_back(gate);
  return {};
}

// The new part has the base's facts under a name that is on no list.
Result<void> Design::read_base(const DesignQuestion& question) {
  const auto part = desk_->catalogue().look_up(question.base);
  if (!part) return tl::unexpected(part.error());
  base_ = *part;
  if (base_->kind == "hbm") return fail("LG0953", fmt::format("`{}` is memory alone, and there is nothing in it to fuse off", base_->id), "name a chip, card or module");
  if (const catalogue::Vendor* maker = desk_->catalogue().vendor(base_->vendor); like_.origin.empty() && maker != nullptr) like_.origin = maker->headquarters;
  order_ = like_;
  order_.id = "design";
  order_.item.id = base_->id;
  auto item = desk_->catalogue().resolve(order_.item);
  if (!item) return tl::unexpected(item.error());
  order_.item = std::move(*item);
  order_.item.id.clear();
  set_figure(order_.item, "name", std::string("new part"));
  for (const DesignData::NewPart& fact : new_part_) give(desk_->law(), order_, {fact.fact, fact.value == "true"});
  for (const trade::Given& given : question.facts) give(desk_->law(), order_, given);
  place_seller(order_, base_->vendor);
  Desk::complete(order_);
  const std::vector<Error> errors = desk_->decider().binder().check(order_);
  if (!errors.empty()) return tl::unexpected(errors.front());
  return {};
}

// The maker sells, unless the order names a seller.
void Design::place_seller(trade::Order& order, const std::string& vendor) const {
  const catalogue::Vendor* maker = desk_->catalogue().vendor(vendor);
  for (trade::Party& party : order.parties) {
    if (party.role != "seller" || !party.name.empty() || maker == nullptr) continue;
    party.name = maker->company;
    party.country = party.headquarters = maker->headquarters;
  }
}

Result<void> Design::read_value(const DesignData& data, const DesignQuestion& question) {
  const std::vector<std::string> jobs = data.jobs();
  if (std::find(jobs.begin(), jobs.end(), question.job) == jobs.end()) {
    const auto near = nearest(question.job, jobs);
    return fail("LG0951", fmt::format("there is no job `{}` in market/design/jobs.tsv", question.job), near ? fmt::format("did you mean `{}`?", *near) : fmt::format("one of {}", fmt::join(jobs, ", ")));
  }
  value_.job = question.job;
  std::vector<analysis::Term> beyond;
  for (const DesignData::Need& need : data.needs) {
    if (need.job != question.job) continue;
    const Range* figure = number_of(order_.item, need.resource);
    analysis::Term term{need.resource, need.work, 0};
    if (desk_->law().find_fact("item." + need.resource) == law::kNone) {
      beyond.push_back(term);
      continue;
    }
    const double beside = need.beside.empty() ? 0 : figure_of(*base_, need.beside);
    if (figure != nullptr && analysis::as_double(figure->max) > beside) term.reserved = beside;
    figures_.push_back(need.resource);
    value_.terms.push_back(term);
  }
  units_.assign(beyond.size(), 1.0);
  value_.terms.insert(value_.terms.end(), beyond.begin(), beyond.end());
  return {};
}

void Design::read_knobs(const DesignData& data) {
  for (const DesignData::Fuse& fuse : data.fuses) {
    if (std::find(fuse.parts.begin(), fuse.parts.end(), base_->id) == fuse.parts.end()) continue;
    const auto axis = std::find(figures_.begin(), figures_.end(), fuse.figure);
    if (axis == figures_.end()) continue;
    if (knobs_.empty() || knobs_.back().name != fuse.knob) knobs_.push_back({fuse.knob, static_cast<std::size_t>(axis - figures_.begin()), fuse.counts_units, {}});
    knobs_.back().options.push_back(fuse.option);
    if (fuse.counts_units) most_units_ = std::max(most_units_, analysis::as_double(fuse.option.top));
  }
}

trade::Order Design::order_of(const Point& point) const {
  trade::Order out = order_;
  for (std::size_t a = 0; a < figures_.size(); ++a) set_figure(out.item, figures_[a], Range{point[a], point[a]});
  return out;
}

bool Design::accepts_license(const decide::World& world, std::size_t gate, const decide::GateFinding& finding) const {
  if (accepted_.policies.empty()) return true;
  const law::Gate& declared = desk_->law().gates[gate];
  for (std::size_t i = 0; i < declared.asks.size(); ++i) {
    const law::Gate::Field& field = declared.fields[static_cast<std::size_t>(declared.asks[i])];
    const auto words = decide::words_of(world.program().law->defines[static_cast<std::size_t>(field.define)], finding.asked[i].sure);
    if (field.name == "review_policy") return words.size() == 1 && std::find(accepted_.policies.begin(), accepted_.policies.end(), words.front()) != accepted_.policies.end();
  }
  return false;
}

bool Design::accepts(const trade::Order& order, const decide::Options& options) const {
  const decide::BoundOrder bound = desk_->decider().bind(order);
  const auto routes = desk_->decider().routes(options);
  if (options.reading == law::kNone && accepted_.worst <= Verdict::Conditions && gates_.size() == desk_->law().gates.size())
    if (const auto brief = decide::evaluate_brief(*routes, bound)) return brief->verdict <= accepted_.worst;
  const decide::World world(*routes, desk_->decider().binder(), bound, options.reading);
  if (decide::is_faulty(world)) return false;
  for (const std::size_t gate : gates_) {
    decide::OpenNodes open;
    const auto finding = decide::find(world, static_cast<int>(gate), open);
    if (!finding) return false;
    const Verdict verdict = decide::verdict_of(world, static_cast<int>(gate), *finding);
    if (verdict == Verdict::Hold || verdict > accepted_.worst) return false;
    if (verdict == Verdict::License && !accepts_license(world, gate, *finding)) return false;
  }
  return true;
}

bool Design::is_allowed(const Point& point) const { return accepts(order_of(point), options_); }

Decided Design::decided(const Point& point) const {
  const trade::Order order = order_of(point);
  return {point, desk_->decide(order, options_), accepts(order, options_)};
}

Point Design::full() const {
  Point out;
  for (const analysis::Axis& axis : set_.axes) out.push_back(axis.most);
  return out;
}

double Design::value_of(const Point& point) const {
  std::vector<double> resources;
  for (const Decimal& figure : point) resources.push_back(analysis::as_double(figure));
  resources.insert(resources.end(), units_.begin(), units_.end());
  return value_.at(resources);
}

analysis::Optimum Design::optimum() const {
  return analysis::optimize(set_, value_, units_, [this](const Point& point) { return is_allowed(point); });
}

analysis::Lattice Design::lattice(const analysis::Optimum& optimum) const {
  std::map<analysis::Cell, bool> known;
  for (const analysis::Candidate& candidate : optimum.candidates) known.emplace(candidate.cell, candidate.is_allowed);
  return analysis::search(knobs_, set_, value_, most_units_, [&](const analysis::Cell& cell) { return known.at(cell); });
}

std::optional<Design> Design::counterfactual() const {
  if (is_counterfactual_ || new_part_.empty()) return std::nullopt;
  Design out = *this;
  out.is_counterfactual_ = true;
  for (const DesignData::NewPart& fact : new_part_) give(desk_->law(), out.order_, {fact.fact, fact.otherwise == "true"});
  auto set = feasible_set_of(*desk_, out.order_, figures_, options_);
  if (!set) return std::nullopt;
  out.set_ = std::move(*set);
  return out;
}

std::optional<Design> Design::under(int reading) const {
  Design out = *this;
  out.options_.reading = reading;
  auto set = feasible_set_of(*desk_, order_, figures_, out.options_);
  if (!set) return std::nullopt;
  out.set_ = std::move(*set);
  return out;
}

std::optional<trade::Order> Design::order_of_part(const catalogue::Part& part) const {
  trade::Order out = like_;
  out.id = part.id;
  out.item.id = part.id;
  auto item = desk_->catalogue().resolve(out.item);
  if (!item) return std::nullopt;
  out.item = std::move(*item);
  for (const DesignData::NewPart& fact : new_part_) give(desk_->law(), out, {fact.fact, (is_counterfactual_ ? fact.otherwise : fact.value) == "true"});
  place_seller(out, part.vendor);
  Desk::complete(out);
  return out;
}

std::vector<Existing> Design::existing() const {
  std::vector<Existing> out;
  const std::string today = options_.as_of.to_string();
  for (const catalogue::Part& part : desk_->catalogue().parts()) {
    const bool is_unsold = std::any_of(unsold_.begin(), unsold_.end(), [&](const DesignData::Unsold& one) { return one.vendor == part.vendor; });
    if (is_unsold || part.kind == "hbm" || part.released.empty() || part.released > today) continue;
    const auto order = order_of_part(part);
    if (!order) continue;
    Existing one{part.id, part.vendor, {}, 0, false};
    for (const std::string& figure : figures_)
      if (const Range* range = number_of(order->item, figure); range != nullptr) one.point.push_back(range->min);
    if (one.point.size() != figures_.size()) continue;
    one.value = value_of(one.point);
    one.is_allowed = accepts(*order, options_);
    if (one.is_allowed) out.push_back(std::move(one));
  }
  std::stable_sort(out.begin(), out.end(), [](const Existing& a, const Existing& b) { return a.value > b.value; });
  return out;
}

std::optional<Design::Change> Design::end_of(const Point& point) const {
  const auto last = desk_->law().verified_through();
  const trade::Order order = order_of(point);
  for (const Date date : desk_->law().boundaries()) {
    if (date <= options_.as_of || (last && date > *last)) continue;
    decide::Options then = options_;
    then.as_of = date;
    if (!accepts(order, then)) return Change{date, {point, desk_->decide(order, then), false}};
  }
  return std::nullopt;
}

}  // namespace lockgate::desk
