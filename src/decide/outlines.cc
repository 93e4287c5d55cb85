#include "decide/outlines.h"

#include <algorithm>
#include <optional>

#include "decide/diagram_cache.h"
#include "decide/rereading.h"

namespace lockgate::decide {
namespace {

using law::kNone;

// Some two dozen bytes each: beyond it everything is forgotten and found again.
constexpr std::size_t kMostLooks = 8'000'000;
constexpr std::size_t kMostAnswers = 500'000;

bool is_held(const law::Gate& gate, const Slots& slots) {
  for (std::size_t o = 0; o < gate.outcomes.size(); ++o)
    if (is_covered(gate, static_cast<int>(o), slots)) return true;
  return false;
}

void add_words(const std::vector<std::string>& words, std::string& out) {
  for (const std::string& word : words) out += word + '\x1f';
  out += '\x1e';
}

// Equal texts are equal outlines.
std::string text_of(const GateOutline& outline) {
  const trade::Gate& gate = outline.gate;
  std::string out = gate.gate + '\x1f' + gate.outcome + '\x1f' + gate.rate_percent.value_or("-") + '\x1e';
  add_words(gate.possible, out), add_words(outline.missing, out);
  for (const trade::Field& field : gate.fields) out += field.name + (field.is_settled ? '=' : '?'), add_words(field.values, out), add_words(field.possible, out);
  for (const trade::Reason& reason : gate.reasons) out += reason.rule + '\x1f';
  out += std::to_string(reinterpret_cast<std::uintptr_t>(outline.diagram.get())) + ' ' + std::to_string(static_cast<int>(outline.verdicts.mildest)) + std::to_string(static_cast<int>(outline.verdicts.worst));
  return out + (outline.is_exact ? "" : "!");
}

// How many books' last days of verification lie before a day: all that staleness hangs on, beside the gates.
std::uint32_t stretch_of(const law::Law& law, Date day) {
  return static_cast<std::uint32_t>(std::count_if(law.books.begin(), law.books.end(), [&](const law::Book& book) { return book.verified_through && day > *book.verified_through; }));
}

}  // namespace

std::size_t Outlines::HashOfIds::operator()(const Ids& ids) const {
  std::uint64_t out = 14695981039346656037U;
  for (const std::uint32_t id : ids) out = (out ^ id) * 1099511628211U;
  return static_cast<std::size_t>(out ^ out >> 32);
}

class Outlines::Sight {
 public:
  Sight(const Decider& decider, const Routes& routes, const BoundOrder& bound, int reading) : decider_(decider), routes_(routes), bound_(bound), reading_(reading), line_(bound.lines.front().slots), parties_(bound.parties) {
    if (reading == kNone) return;
    decider.binder().read_as(reading, false, line_.edit());
    for (SharedSlots& party : parties_) decider.binder().read_as(reading, true, party.edit());
  }

  const Slots& line() const { return line_; }
  const Routes& routes() const { return routes_; }
  const law::Program& program() const { return routes_.program(); }
  const trade::Order& order() const { return *bound_.order; }
  std::vector<const Slots*> subjects() const {
    std::vector<const Slots*> out = {&static_cast<const Slots&>(line_)};
    for (const SharedSlots& party : parties_) out.push_back(&static_cast<const Slots&>(party));
    return out;
  }

  // The order as the plain evaluator sees it; made when something has to be worked out.
  const World& world() {
    if (!world_) world_.emplace(routes_, decider_.binder(), bound_, reading_);
    return *world_;
  }

 private:
  const Decider& decider_;
  const Routes& routes_;
  const BoundOrder& bound_;
  int reading_;
  SharedSlots line_;
  std::vector<SharedSlots> parties_;
  std::optional<World> world_;
};

Outlines::Shelf& Outlines::shelf_of(const Sight& sight) {
  std::string roles;
  for (const trade::Party& party : sight.order().parties) roles += party.role + ' ';
  std::unique_ptr<Shelf>& shelf = shelves_[{&sight.program(), std::move(roles)}];
  if (shelf == nullptr) shelf = std::make_unique<Shelf>(sight.routes().shared_program(), decider_.law().gates.size());
  return *shelf;
}

std::uint32_t Outlines::keep(GateOutline outline) {
  const auto [it, is_new] = known_outlines_.try_emplace(text_of(outline), static_cast<std::uint32_t>(outlines_.size()));
  if (is_new) outlines_.push_back(std::move(outline));
  return it->second;
}

// The plain evaluator finds it out; the trail only says what it rests on.
std::uint32_t Outlines::work_out(Sight& sight, int gate, TrailTree& tree) {
  ++worked_out_;
  std::vector<Reasons::Read> reads;
  GateOutline outline = outline_gate(sight.world(), sight.order(), gate, reads);
  const bool is_kept = outline.is_exact && !outline.is_by_case;
  const std::uint32_t out = keep(std::move(outline));
  if (!is_kept) return out;
  trail_.start(shelf_of(sight).order, view_);
  std::vector<std::uint32_t> said;
  add_nodes_said(sight.program(), gate, said);
  for (const std::uint32_t node : said) trail_.line(node);
  for (const Reasons::Read& read : reads) read.party == kNone ? trail_.line(read.node) : trail_.party(static_cast<std::size_t>(read.party), read.node);
  const std::size_t before = tree.size();
  tree.keep(trail_.looks(), static_cast<std::int32_t>(out));
  kept_looks_ += tree.size() - before;
  return out;
}

// What every gate says; false: too much is open to say it exactly.
bool Outlines::look(Sight& sight, Ids& ids) {
  Shelf& shelf = shelf_of(sight);
  view_.start(sight.program(), sight.subjects());
  const auto& gates = decider_.law().gates;
  for (std::size_t g = 0; g < gates.size(); ++g) {
    TrailTree& tree = shelf.trees[2 * g + (is_held(gates[g], sight.line()) ? 1 : 0)];
    const std::int32_t known = tree.find(view_);
    ids.push_back(known != TrailTree::kNothing ? static_cast<std::uint32_t>(known) : work_out(sight, static_cast<int>(g), tree));
    if (!outlines_[ids.back()].is_exact) return false;
  }
  return true;
}

// Whether two rules may conclude different values, as an outline without outcome; nullopt: they do, or it is too much to say.
std::optional<std::uint32_t> Outlines::faults_of(Sight& sight) {
  trail_.start(shelf_of(sight).order, view_);
  law::Truth conflict = trail_.line(sight.program().line_conflict);
  for (std::size_t p = 0; p + 1 < view_.subjects(); ++p) conflict = law::either(conflict, trail_.party(p, sight.program().party_conflict));
  if (conflict == law::kTrue) return std::nullopt;
  GateOutline out;
  if (conflict == law::kFalse) return keep(std::move(out));
  out.diagram = explore(sight.world(), {{}, true});
  if (!out.diagram->is_exact()) return std::nullopt;
  out.missing = names_of(out.diagram->needed(), Phraser(sight.world(), sight.order(), trade::Language::English));
  out.verdicts = {trade::Verdict::Stop, trade::Verdict::Proceed};
  for (const int leaf : out.diagram->reachable_leaves()) {
    const trade::Verdict verdict = out.diagram->leaves()[static_cast<std::size_t>(leaf)].verdict;
    out.verdicts = {std::min(out.verdicts.mildest, verdict), std::max(out.verdicts.worst, verdict)};
  }
  return keep(std::move(out));
}

// Only where the gates' bounds leave it open is the verdict of all together searched for. One diagram stands for one question.
VerdictRange Outlines::verdicts_of(Sight& sight, const Ids& own) {
  VerdictRange out;
  std::vector<const void*> asked;
  for (const std::uint32_t id : own) {
    const GateOutline& outline = outlines_[id];
    out = {std::max(out.mildest, outline.verdicts.mildest), std::max(out.worst, outline.verdicts.worst)};
    asked.push_back(outline.diagram ? static_cast<const void*>(outline.diagram.get()) : reinterpret_cast<const void*>(static_cast<std::uintptr_t>(outline.verdicts.worst)));
  }
  if (out.is_settled()) return out;
  const auto known = verdicts_.find(asked);
  if (known != verdicts_.end()) return known->second;
  return verdicts_[std::move(asked)] = Inquiry(sight.world()).verdicts();
}

trade::Determination Outlines::put_together(Sight& sight, const Options& options, const Ids& own, const std::vector<Ids>& others) {
  trade::Determination out;
  out.as_of = options.as_of;
  const law::Law& law = decider_.law();
  std::vector<std::string> missing;
  for (const std::uint32_t id : own)
    for (const std::string& fact : outlines_[id].missing)
      if (std::find(missing.begin(), missing.end(), fact) == missing.end()) missing.push_back(fact);
  for (std::string& fact : missing) out.unknown.push_back({std::move(fact), {}, "", {}});
  for (std::size_t g = 0; g < law.gates.size(); ++g) out.gates.push_back(outlines_[own[g]].gate);
  for (std::size_t r = 0; r < others.size(); ++r)
    for (std::size_t g = 0; g < others[r].size(); ++g)
      if (!out.gates[g].contested && others[r][g] != own[g]) out.gates[g].contested = compare(law.readings[r], out.gates[g], outlines_[others[r][g]].gate, options.language);
  const VerdictRange range = verdicts_of(sight, own);
  out.verdict = range.is_settled() ? range.worst : trade::Verdict::Hold;
  if (!range.is_settled()) out.between = {range.mildest, range.worst};
  write_staleness(law, options.as_of, out);
  return out;
}

std::shared_ptr<const trade::Determination> Outlines::alone(const trade::Order& order, const Options& options) {
  ++alone_;
  Options briefly = options;
  briefly.has_answers = false;
  return std::make_shared<const trade::Determination>(decider_.decide(order, briefly));
}

void Outlines::forget_if_full() {
  if (kept_looks_ < kMostLooks && whole_.size() < kMostAnswers && outlines_.size() < kMostAnswers) return;
  shelves_.clear(), outlines_.clear(), known_outlines_.clear(), whole_.clear(), verdicts_.clear();
  limits_ = {};
  kept_looks_ = 0;
}

std::shared_ptr<const trade::Determination> Outlines::decide(const trade::Order& order, const Options& options) {
  forget_if_full();
  const BoundOrder bound = decider_.bind(order);
  if (bound.lines.size() != 1 || bound.overflows || options.reading != kNone) return alone(order, options);
  const std::shared_ptr<const Routes> routes = decider_.routes(options);
  Sight sight(decider_, *routes, bound, kNone);
  Ids own;
  if (!look(sight, own)) return alone(order, options);
  const auto faults = faults_of(sight);
  if (!faults) return alone(order, options);
  std::vector<Ids> others(decider_.law().readings.size());
  for (const int r : others.empty() ? std::vector<int>() : routes->rereading().reaching(sight.world(), decider_.binder())) {
    Sight other(decider_, *routes, bound, r);
    if (!look(other, others[static_cast<std::size_t>(r)])) return alone(order, options);
  }
  own.push_back(*faults);
  Ids all = own;
  for (const Ids& ids : others) all.push_back(static_cast<std::uint32_t>(ids.size())), all.insert(all.end(), ids.begin(), ids.end());
  all.push_back(stretch_of(decider_.law(), options.as_of));
  std::shared_ptr<const trade::Determination>& out = whole_[std::move(all)];
  if (out == nullptr) out = std::make_shared<const trade::Determination>(put_together(sight, options, own, others));
  return out;
}

}  // namespace lockgate::decide
