// Finding: what one gate says in one world, as far as it is settled there.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "decide/world.h"
#include "trade/determination.h"

namespace lockgate::decide {

// A define's value: settled, or several still possible. For a set: the members it surely has, and those it may have.
struct Conclusion {
  bool is_settled = true;
  std::uint64_t sure = 0;      // bit i: value i; at most one bit unless the define is a set
  std::uint64_t possible = 0;  // includes `sure`
  friend auto operator<=>(const Conclusion&, const Conclusion&) = default;
};

Conclusion conclude(const law::Program& program, int define, const std::vector<Truth>& values);

// One gate over all instances: the worst outcome stands. Empty while the outcome or a field that is asked about is not settled.
struct GateFinding {
  int outcome = law::kNone;        // index into Gate::outcomes
  int instance = 0;                // the one with that outcome
  std::vector<Conclusion> asked;   // by asked_defines
  bool has_open_duty = false;      // of an outcome that would proceed: some leg or chip has a duty that is not met
  friend bool operator==(const GateFinding& a, const GateFinding& b) {
    return a.outcome == b.outcome && a.asked == b.asked && a.has_open_duty == b.has_open_duty;
  }
  friend bool operator<(const GateFinding& a, const GateFinding& b) {
    return std::tie(a.outcome, a.asked, a.has_open_duty) < std::tie(b.outcome, b.asked, b.has_open_duty);
  }
};

// The defines that must be settled beside the outcome: the fields the gate asks about, and its parts.
std::vector<int> asked_defines(const law::Gate& gate);

// The line nodes a gate's finding is made of: of the outcome, of what must be settled beside it, of its duties.
void add_nodes_of(const law::Program& program, int gate, std::vector<std::uint32_t>& nodes);
// And with them those of everything else that is said of it, reasons aside.
void add_nodes_said(const law::Program& program, int gate, std::vector<std::uint32_t>& nodes);

// The values of a define as a person reads them: `none` of a one-valued define is no word.
std::vector<std::string> words_of(const law::Define& define, std::uint64_t values);

// The outcomes a gate may still have in an instance, as bits over Gate::outcomes.
std::uint64_t possible_outcomes(const law::Program& program, const law::Gate& gate, const std::vector<Truth>& values);

// The finding, or the line nodes that are not settled yet (in `open`, for one instance).
struct OpenNodes {
  int instance = 0;
  std::vector<std::uint32_t> nodes;
};
std::optional<GateFinding> find(const World& world, int gate, OpenNodes& open);

// The mildest and the worst verdict still possible.
struct VerdictRange {
  trade::Verdict mildest = trade::Verdict::Proceed;
  trade::Verdict worst = trade::Verdict::Proceed;
  bool is_settled() const { return mildest == worst; }
  friend bool operator==(const VerdictRange&, const VerdictRange&) = default;
};

// What a gate's finding comes to, duties counted.
trade::Verdict verdict_of(const World& world, int gate, const GateFinding& finding);

// Theorems, each a property test: the verdict does not depend on the order of the gates; a worse gate never gives a milder
// verdict; a fault never gives `proceed` (determine.cc holds a faulted order).
trade::Verdict fold(const World& world, const std::vector<GateFinding>& findings);

// What an outcome of a gate comes to on a line, before duties.
trade::Verdict verdict_of(const law::Gate& gate, int outcome, const Slots& slots);

// The fact that covers a gate's outcome (a license held), if it is given.
bool is_covered(const law::Gate& gate, int outcome, const Slots& slots);

}  // namespace lockgate::decide
