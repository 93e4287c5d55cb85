#include "service/axis.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.h"
#include "decide/finding.h"

namespace lockgate::service {
namespace {

using law::kNone;
using law::Variable;

const std::string kItem = "item.";

// At a cut, the law may treat the number itself like what lies below it, like what lies above, or as neither.
struct Cut {
  bool below_differs = false;
  bool above_differs = false;
};

bool differ(const Variable& variable, std::size_t cell, const std::vector<bool>& in_play) {
  for (std::size_t a = 0; a < variable.atom_count; ++a)
    if (in_play[variable.first_atom + a] && variable.row(cell - 1)[a] != variable.row(cell)[a]) return true;
  return false;
}

// What a region says of the order: every gate's outcome with what is asked beside it, and the classification.
std::vector<std::uint32_t> roots_of(const law::Program& program) {
  std::vector<std::uint32_t> out;
  for (std::size_t g = 0; g < program.law->gates.size(); ++g) {
    decide::add_nodes_of(program, static_cast<int>(g), out);
    for (const law::Gate::Field& field : program.law->gates[g].fields)
      if (field.name == "level" || field.name == "review_policy") {
        const auto& nodes = program.defines[static_cast<std::size_t>(field.define)].value;
        out.insert(out.end(), nodes.begin(), nodes.end());
      }
  }
  return out;
}

// The item's number, the same number of the whole it is (`product.tpp`), or a derived number that stands for itself when it is given.
bool is_about(const law::Law& law, int fact, const std::string& axis) {
  if (fact == kNone) return false;
  const std::string& name = law.facts[static_cast<std::size_t>(fact)].name;
  return name == kItem + axis || name == "product." + axis;
}

// What is added to the number before it is compared: nothing, or a fact that stands still. None: the variable is not about it.
std::optional<Decimal> added_to(const law::Law& law, const Variable& variable, const std::string& axis, const Still& still) {
  if (variable.scope != law::Scope::Line) return std::nullopt;
  if (variable.kind == Variable::Kind::Number) return is_about(law, variable.fact, axis) ? std::optional(Decimal()) : std::nullopt;
  if (variable.kind != Variable::Kind::Form) return std::nullopt;
  const law::Form& form = law.forms[static_cast<std::size_t>(variable.form)];
  if (is_about(law, form.fact, axis)) return Decimal();
  if (form.kind != law::Form::Kind::Add) return std::nullopt;
  const int left = law.forms[static_cast<std::size_t>(form.left)].fact, right = law.forms[static_cast<std::size_t>(form.right)].fact;
  if (left == kNone || right == kNone) return std::nullopt;
  if (is_about(law, left, axis)) return still(right);
  return is_about(law, right, axis) ? still(left) : std::nullopt;
}

std::map<Decimal, Cut> cuts_of(const law::Program& program, const std::vector<bool>& in_play, const std::string& fact, const Still& still) {
  std::map<Decimal, Cut> out;
  for (const Variable& variable : program.variables) {
    const auto added = added_to(*program.law, variable, fact, still);
    if (!added) continue;
    for (std::size_t k = 0; k < variable.thresholds.size(); ++k) {
      const bool below = differ(variable, 2 * k + 1, in_play), above = differ(variable, 2 * k + 2, in_play);
      if (!below && !above) continue;
      const auto at = subtract(variable.thresholds[k], *added);
      if (!at || at->sign() < 0) continue;
      Cut& cut = out[*at];
      cut.below_differs |= below;
      cut.above_differs |= above;
    }
  }
  return out;
}

// Half of the sum: exact, since a half is a decimal. Where it does not fit, the lower end is near enough to stand for the interval.
Decimal middle(const Decimal& low, const Decimal& high) {
  static const Decimal kHalf = *Decimal::parse("0.5");
  const auto sum = add(low, high);
  const auto half = sum ? multiply(*sum, kHalf) : std::nullopt;
  return half ? *half : low;
}

Decimal example_of(const Interval& interval) {
  const Decimal low = interval.low.value_or(Decimal());
  if (interval.low && interval.has_low) return low;
  if (interval.high) return middle(low, *interval.high);
  return add(low, Decimal::of(1)).value_or(low);
}

// Ends the interval that is open at a cut and begins the next.
void cut_at(std::vector<Interval>& intervals, const Decimal& at, bool is_in_upper) {
  intervals.back().high = at;
  intervals.back().has_high = !is_in_upper;
  Interval next;
  next.low = at;
  next.has_low = is_in_upper;
  intervals.push_back(std::move(next));
}

}  // namespace

std::vector<bool> atoms_in_play(const law::Program& program, const law::Residual& route) {
  std::vector<bool> out(program.line.atom_count, false), seen(program.line.nodes.size(), false);
  std::vector<std::uint32_t> waiting = roots_of(program);
  while (!waiting.empty()) {
    const std::uint32_t index = waiting.back();
    waiting.pop_back();
    if (seen[index] || route.known[index] != law::kOpen) continue;
    seen[index] = true;
    const law::Node& node = route.graph.nodes[index];
    if (node.op == law::Node::Op::Atom) out[node.first] = true;
    if (node.op == law::Node::Op::Not) waiting.push_back(node.first);
    if (node.op == law::Node::Op::And || node.op == law::Node::Op::Or)
      for (std::uint32_t c = 0; c < node.count; ++c) waiting.push_back(route.graph.children[node.first + c]);
  }
  return out;
}

Result<Axis> axis_of(const law::Program& program, const std::vector<bool>& in_play, const std::string& fact, const Still& still) {
  std::vector<std::string> numbers;
  for (const law::Fact& one : program.law->facts)
    if (one.name.starts_with(kItem) && (one.type == law::Type::Integer || one.type == law::Type::Decimal)) numbers.push_back(one.name.substr(kItem.size()));
  if (std::find(numbers.begin(), numbers.end(), fact) == numbers.end()) {
    const auto near = nearest(fact, numbers);
    return fail("LG0820", fmt::format("`{}` is not a number of an item", excerpt(fact)), near ? fmt::format("did you mean `{}`?", *near) : "`lockgate law show facts` lists them");
  }
  const law::Fact& known = program.law->facts[static_cast<std::size_t>(program.law->find_fact(kItem + fact))];
  Axis out{fact, known.unit, known.label, {}, {Interval{}}};
  for (const auto& [at, cut] : cuts_of(program, in_play, fact, still)) {
    out.cuts.push_back(at);
    if (cut.below_differs && at.sign() > 0) cut_at(out.intervals, at, true);
    if (cut.above_differs) cut_at(out.intervals, at, false);
  }
  for (Interval& interval : out.intervals) interval.example = example_of(interval);
  return out;
}

}  // namespace lockgate::service
