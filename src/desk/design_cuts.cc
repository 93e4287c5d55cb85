#include "desk/design_cuts.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "decide/open_fact.h"
#include "decide/phrase.h"

namespace lockgate::desk {
namespace {

using analysis::Cut;
using law::kNone;

// numerator >= threshold * divisor, the numerator a weighted sum of figures and a rest.
struct Linear {
  std::vector<Decimal> weights;
  Decimal rest;
  Decimal divisor = Decimal::of(1);
};

std::size_t weights_in(const std::vector<Decimal>& weights) { return static_cast<std::size_t>(std::count_if(weights.begin(), weights.end(), [](const Decimal& w) { return w.sign() != 0; })); }

class CutReader {
 public:
  CutReader(const law::Law& law, const decide::World& world, analysis::FeasibleSet& out) : law_(law), world_(world), slots_(world.instances().front().slots), out_(out) {}

  Result<void> read(const decide::Choice& choice, const std::string& name) {
    const law::Variable& variable = world_.program().variables[static_cast<std::size_t>(choice.variable)];
    if (variable.scope != law::Scope::Line || (variable.kind != law::Variable::Kind::Number && variable.kind != law::Variable::Kind::Form))
      return fail("LG0954", fmt::format("the answer waits for `{}`, which is no figure of the part", name), "say it with --fact NAME=VALUE or in the order of --order FILE");
    const auto linear = variable.kind == law::Variable::Kind::Number ? of_fact(variable.fact) : of_form(variable.form);
    if (!linear) return tl::unexpected(linear.error());
    for (const Cut& cut : cuts_between(variable, world_.groups(choice.variable, choice.subject))) {
      if (auto added = add(cut, *linear, label_of(variable)); !added) return added;
    }
    return {};
  }

 private:
  // Cell 2k lies below threshold k, cell 2k + 1 is the threshold itself.
  static std::vector<Cut> cuts_between(const law::Variable& variable, const std::vector<decide::World::Group>& groups) {
    std::vector<Cut> out;
    std::set<std::uint32_t> firsts;
    for (const auto& group : groups)
      for (const std::uint32_t cell : group.cells)
        if (std::find(group.cells.begin(), group.cells.end(), cell - 1) == group.cells.end()) firsts.insert(cell);
    if (!firsts.empty()) firsts.erase(firsts.begin());
    for (const std::uint32_t cell : firsts) out.push_back({variable.thresholds[(cell - 1) / 2], cell % 2 == 0, ""});
    return out;
  }

  // A figure of the part: of the chip, or of the whole that is this one chip.
  std::optional<std::size_t> axis_of(int fact) const {
    const std::string_view name = law_.facts[static_cast<std::size_t>(fact)].name;
    const std::string_view last = name.substr(name.find('.') + 1);
    if (!name.starts_with("item.") && !name.starts_with("product.")) return std::nullopt;
    for (std::size_t a = 0; a < out_.axes.size(); ++a)
      if (out_.axes[a].fact == last) return a;
    return std::nullopt;
  }

  Result<Linear> of_fact(int fact) const {
    Linear out;
    out.weights.assign(out_.axes.size(), Decimal());
    if (const auto axis = axis_of(fact)) {
      out.weights[*axis] = Decimal::of(1);
      return out;
    }
    const decide::Interval& interval = slots_.interval_of(fact);
    const std::string& name = law_.facts[static_cast<std::size_t>(fact)].name;
    if (!interval.is_point()) return fail("LG0954", fmt::format("the law compares the part's figures through `{}`, of which no single number is known", name), "say it with --fact NAME=VALUE");
    out.rest = interval.low;
    return out;
  }

  Result<Linear> of_form(int index) const {
    using Kind = law::Form::Kind;
    const law::Form& form = law_.forms[static_cast<std::size_t>(index)];
    if (form.kind == Kind::Fact || (form.fact != kNone && slots_.is_given(form.fact))) return of_fact(form.fact);
    if (form.kind == Kind::Constant) return Linear{std::vector<Decimal>(out_.axes.size()), form.constant};
    const auto left = of_form(form.left), right = of_form(form.right);
    if (!left) return left;
    if (!right) return right;
    if (form.kind == Kind::Ratio) return ratio(*left, *right);
    if (form.kind == Kind::Multiply) return product(*left, *right);
    return total(*left, *right, form.kind == Kind::Subtract);
  }

  static tl::unexpected<Error> too_tangled() {
    return fail("LG0955", "the law joins figures of the part in a way that is not one weighted sum, for which no exact search is known", "design under a law or date whose rules compare sums");
  }

  static Result<Linear> total(const Linear& a, const Linear& b, bool is_minus) {
    if (a.divisor != Decimal::of(1) || b.divisor != Decimal::of(1)) return too_tangled();
    Linear out = a;
    for (std::size_t i = 0; i < a.weights.size(); ++i) out.weights[i] = is_minus ? *subtract(a.weights[i], b.weights[i]) : *lockgate::add(a.weights[i], b.weights[i]);
    out.rest = is_minus ? *subtract(a.rest, b.rest) : *lockgate::add(a.rest, b.rest);
    return out;
  }

  static Result<Linear> product(const Linear& a, const Linear& b) {
    if (weights_in(a.weights) > 0 && weights_in(b.weights) > 0) return too_tangled();
    const Linear& figures = weights_in(a.weights) > 0 ? a : b;
    const Decimal& factor = weights_in(a.weights) > 0 ? b.rest : a.rest;
    Linear out = figures;
    for (Decimal& weight : out.weights)
      if (const auto scaled = multiply(weight, factor)) weight = *scaled;
      else return too_tangled();
    const auto rest = multiply(figures.rest, factor), divisor = multiply(a.divisor, b.divisor);
    if (!rest || !divisor) return too_tangled();
    out.rest = *rest, out.divisor = *divisor;
    return out;
  }

  static Result<Linear> ratio(const Linear& a, const Linear& b) {
    if (weights_in(b.weights) > 0 || b.rest.sign() <= 0 || a.divisor != Decimal::of(1) || b.divisor != Decimal::of(1)) return too_tangled();
    Linear out = a;
    out.divisor = b.rest;
    return out;
  }

  Result<void> add(Cut cut, const Linear& linear, const std::string& label) {
    cut.says = fmt::format("{} {}", label, cut.at.to_string());
    const auto whole = multiply(cut.at, linear.divisor);
    const auto at = whole ? subtract(*whole, linear.rest) : std::nullopt;
    if (!at || std::any_of(linear.weights.begin(), linear.weights.end(), [](const Decimal& w) { return w.is_negative(); })) return too_tangled();
    cut.at = *at;
    if (weights_in(linear.weights) == 1) return add_to_axis(std::move(cut), linear);
    if (out_.sum.is_there() && out_.sum.weights != linear.weights) return too_tangled();
    out_.sum.weights = linear.weights;
    out_.sum.cuts.push_back(std::move(cut));
    return {};
  }

  // weight * figure >= at: a quotient that is no exact decimal is rounded up; the sliver between is no part anybody makes, and
  // the points next to the cut are decided by the law itself.
  Result<void> add_to_axis(Cut cut, const Linear& linear) {
    const auto axis = static_cast<std::size_t>(std::find_if(linear.weights.begin(), linear.weights.end(), [](const Decimal& w) { return w.sign() != 0; }) - linear.weights.begin());
    if (linear.weights[axis] != Decimal::of(1)) cut.at = Decimal::parse(quotient_text(cut.at, linear.weights[axis], 12, cut.is_after ? Decimal::Round::Down : Decimal::Round::Up)).value();
    out_.axes[axis].cuts.push_back(std::move(cut));
    return {};
  }

  std::string fact_label(int fact) const {
    const law::Fact& declared = law_.facts[static_cast<std::size_t>(fact)];
    return declared.label.empty() ? declared.name : declared.label;
  }

  std::string label_of(const law::Variable& variable) const {
    if (variable.kind == law::Variable::Kind::Number) return fact_label(variable.fact);
    const law::Form& form = law_.forms[static_cast<std::size_t>(variable.form)];
    if (form.fact != kNone) return fact_label(form.fact);
    std::string out;
    for (const int fact : decide::facts_of_form(law_, variable.form)) out += (out.empty() ? "" : " and ") + fact_label(fact);
    return out + " together";
  }

  const law::Law& law_;
  const decide::World& world_;
  const decide::Slots& slots_;
  analysis::FeasibleSet& out_;
};

// Each figure may be anything from nothing up to what the die has.
Result<trade::Order> opened(const trade::Order& order, const std::vector<std::string>& figures, analysis::FeasibleSet& out) {
  trade::Order open = order;
  for (const std::string& figure : figures) {
    const trade::Value* value = trade::find(order.item.facts, figure);
    const Range* range = value == nullptr ? nullptr : std::get_if<Range>(value);
    if (range == nullptr || !range->is_point())
      return fail("LG0952", fmt::format("the part to start from has no single known figure for `{}`{}", figure, range == nullptr ? "" : fmt::format(" (it lies between {} and {})", range->min.to_string(), range->max.to_string())),
                  fmt::format("say it with --fact {}=NUMBER", figure));
    out.axes.push_back({figure, range->max, {}});
    set_figure(open.item, figure, Range{Decimal(), range->max});
  }
  return open;
}

}  // namespace

void set_figure(trade::Item& item, const std::string& fact, const trade::Value& value) {
  for (trade::Given& given : item.facts)
    if (given.name == fact) {
      given.value = value;
      return;
    }
  item.facts.push_back({fact, value});
}

Result<analysis::FeasibleSet> feasible_set_of(const Desk& desk, const trade::Order& order, const std::vector<std::string>& figures, const decide::Options& options) {
  analysis::FeasibleSet out;
  const auto open = opened(order, figures, out);
  if (!open) return tl::unexpected(open.error());
  const decide::BoundOrder bound = desk.decider().bind(*open);
  const decide::World world(*desk.decider().routes(options), desk.decider().binder(), bound, options.reading);
  std::vector<std::uint32_t> nodes;
  for (std::size_t gate = 0; gate < desk.law().gates.size(); ++gate) decide::add_nodes_of(world.program(), static_cast<int>(gate), nodes);
  const decide::Phraser phraser(world, *open, options.language);
  CutReader reader(desk.law(), world, out);
  for (const decide::Choice& choice : decide::all_open(world, 0, nodes)) {
    const auto names = phraser.facts(choice.variable, choice.subject);
    if (auto read = reader.read(choice, fmt::format("{}", fmt::join(names, ", "))); !read) return tl::unexpected(read.error());
  }
  for (analysis::Axis& axis : out.axes) axis.cuts = analysis::tidy(std::move(axis.cuts), axis.most);
  Decimal most;
  for (std::size_t a = 0; a < out.sum.weights.size(); ++a)
    if (const auto part = multiply(out.sum.weights[a], out.axes[a].most)) most = *add(most, *part);
  out.sum.cuts = analysis::tidy(std::move(out.sum.cuts), most);
  if (!out.sum.is_there()) out.sum.weights.clear();
  return out;
}

}  // namespace lockgate::desk
