#include "decide/finding.h"

#include <algorithm>

namespace lockgate::decide {
namespace {

using law::kFalse;
using law::kNone;
using law::kTrue;

// Is a duty of the gate open on any leg or chip? What nobody said was met is not. kUnknown, with the nodes of one instance in
// `open`: whether there is such a duty is not settled.
Truth open_duty(const World& world, int gate, OpenNodes& open) {
  Truth out = kFalse;
  for (std::size_t i = 0; i < world.instances().size(); ++i)
    for (const int duty : world.program().duties[static_cast<std::size_t>(gate)]) {
      const law::RiderNodes& nodes = world.program().riders[static_cast<std::size_t>(duty)];
      const std::vector<Truth>& values = world.instances()[i].values;
      if (values[nodes.met] == kTrue || values[nodes.when] == kFalse) continue;
      if (values[nodes.when] == kTrue) return kTrue;
      if (out == kFalse) open = {static_cast<int>(i), {nodes.when}};
      out = law::kUnknown;
    }
  return out;
}

int highest_bit(std::uint64_t bits) { return bits == 0 ? kNone : 63 - __builtin_clzll(bits); }

// Nodes of a define's values that are still unknown.
void add_open(const law::Program& program, int define, const std::vector<Truth>& values, std::vector<std::uint32_t>& out) {
  for (const std::uint32_t node : program.defines[static_cast<std::size_t>(define)].value)
    if (values[node] == law::kUnknown) out.push_back(node);
}

}  // namespace

std::vector<int> asked_defines(const law::Gate& gate) {
  std::vector<int> out;
  for (const int field : gate.asks) out.push_back(gate.fields[static_cast<std::size_t>(field)].define);
  if (!gate.parts.empty()) out.push_back(gate.parts_define);
  return out;
}

Conclusion conclude(const law::Program& program, int define, const std::vector<Truth>& values) {
  Conclusion out;
  const law::DefineNodes& nodes = program.defines[static_cast<std::size_t>(define)];
  for (std::size_t i = 0; i < nodes.value.size(); ++i) {
    const Truth truth = values[nodes.value[i]];
    if (truth == kTrue) out.sure |= std::uint64_t{1} << i;
    if (truth != kFalse) out.possible |= std::uint64_t{1} << i;
  }
  const bool is_set = program.law->defines[static_cast<std::size_t>(define)].mode == law::Define::Mode::Set;
  if (!is_set && out.sure != 0) out.possible = out.sure;  // Kleene may leave the others open; exactly one value stands
  out.is_settled = out.sure == out.possible;
  return out;
}

std::vector<std::string> words_of(const law::Define& define, std::uint64_t values) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < define.values.size(); ++i)
    if ((values >> i & 1) != 0 && (define.mode == law::Define::Mode::Set || define.values[i] != "none")) out.push_back(define.values[i]);
  return out;
}

std::uint64_t possible_outcomes(const law::Program& program, const law::Gate& gate, const std::vector<Truth>& values) {
  const Conclusion outcome = conclude(program, gate.outcome, values);
  std::uint64_t out = 0;
  for (std::size_t i = 0; i < gate.outcome_of_value.size(); ++i)
    if ((outcome.possible >> i & 1) != 0) out |= std::uint64_t{1} << gate.outcome_of_value[i];
  // Two values that surely stand are a conflict, which holds the order; the worse of them is what the gate says.
  return outcome.is_settled ? std::uint64_t{1} << highest_bit(out) : out;
}

void add_nodes_of(const law::Program& program, int index, std::vector<std::uint32_t>& nodes) {
  const law::Gate& gate = program.law->gates[static_cast<std::size_t>(index)];
  const auto add = [&](int define) {
    const auto& values = program.defines[static_cast<std::size_t>(define)].value;
    nodes.insert(nodes.end(), values.begin(), values.end());
  };
  add(gate.outcome);
  for (const int define : asked_defines(gate)) add(define);
  for (const int duty : program.duties[static_cast<std::size_t>(index)]) {
    const law::RiderNodes& rider = program.riders[static_cast<std::size_t>(duty)];
    nodes.insert(nodes.end(), {rider.when, rider.met});
  }
}

void add_nodes_said(const law::Program& program, int index, std::vector<std::uint32_t>& nodes) {
  add_nodes_of(program, index, nodes);
  const law::Gate& gate = program.law->gates[static_cast<std::size_t>(index)];
  const auto add = [&](int define) {
    const auto& values = program.defines[static_cast<std::size_t>(define)].value;
    nodes.insert(nodes.end(), values.begin(), values.end());
  };
  for (const law::Gate::Field& field : gate.fields) add(field.define);
  if (!gate.parts.empty()) add(gate.parts_define);
}

std::optional<GateFinding> find(const World& world, int index, OpenNodes& open) {
  const law::Program& program = world.program();
  const law::Gate& gate = program.law->gates[static_cast<std::size_t>(index)];
  GateFinding out;
  int surely_at_least = kNone;
  for (const Instance& instance : world.instances())
    surely_at_least = std::max(surely_at_least, __builtin_ctzll(possible_outcomes(program, gate, instance.values)));
  for (std::size_t i = 0; i < world.instances().size(); ++i) {
    const Instance& instance = world.instances()[i];
    const std::uint64_t possible = possible_outcomes(program, gate, instance.values);
    const bool is_settled = (possible & (possible - 1)) == 0;
    if (!is_settled && highest_bit(possible) > surely_at_least) {  // milder ones cannot matter
      open.instance = static_cast<int>(i);
      add_open(program, gate.outcome, instance.values, open.nodes);
      return std::nullopt;
    }
    if (is_settled && highest_bit(possible) > out.outcome) {
      out.outcome = highest_bit(possible);
      out.instance = static_cast<int>(i);
    }
  }
  const Instance& worst = world.instances()[static_cast<std::size_t>(out.instance)];
  for (const int define : asked_defines(gate)) {
    out.asked.push_back(conclude(program, define, worst.values));
    if (!out.asked.back().is_settled) {
      open.instance = out.instance;
      add_open(program, define, worst.values, open.nodes);
      return std::nullopt;
    }
  }
  if (verdict_of(gate, out.outcome, worst.slots) != trade::Verdict::Proceed) return out;
  const Truth duty = open_duty(world, index, open);
  if (duty == law::kUnknown) return std::nullopt;
  out.has_open_duty = duty == kTrue;
  return out;
}

trade::Verdict verdict_of(const law::Gate& gate, int outcome, const Slots& slots) {
  return is_covered(gate, outcome, slots) ? trade::Verdict::Conditions : gate.outcomes[static_cast<std::size_t>(outcome)].verdict;
}

bool is_covered(const law::Gate& gate, int outcome, const Slots& slots) {
  if (gate.covered_by == kNone || gate.outcomes[static_cast<std::size_t>(outcome)].word != gate.covered_outcome) return false;
  const Slot& slot = slots.slots[static_cast<std::size_t>(gate.covered_by)];
  if (!slot.is_known) return false;
  return slot.text >= 0 ? !slots.text_of(gate.covered_by).written.empty() : slot.flag;
}

trade::Verdict verdict_of(const World& world, int gate, const GateFinding& finding) {
  const Slots& slots = world.instances()[static_cast<std::size_t>(finding.instance)].slots;
  const trade::Verdict verdict = verdict_of(world.program().law->gates[static_cast<std::size_t>(gate)], finding.outcome, slots);
  return finding.has_open_duty ? std::max(verdict, trade::Verdict::Conditions) : verdict;
}

trade::Verdict fold(const World& world, const std::vector<GateFinding>& findings) {
  trade::Verdict worst = trade::Verdict::Proceed;
  for (std::size_t g = 0; g < findings.size(); ++g) worst = std::max(worst, verdict_of(world, static_cast<int>(g), findings[g]));
  return worst;
}

}  // namespace lockgate::decide
