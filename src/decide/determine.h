// Determine: from a world to the determination a person reads.
#pragma once

#include "decide/decider.h"
#include "decide/inquiry.h"
#include "decide/reasons.h"

namespace lockgate::decide {

trade::Determination determine(const Decider& decider, const BoundOrder& order, const Options& options);
// The same of a world made by hand: no other reading is tried.
trade::Determination determine(const World& world, const trade::Order& order, const Options& options);

// What one gate says, without sentences: its outcome or what is possible, its fields and the rate, the rules it rests on.
struct GateOutline {
  trade::Gate gate;
  std::vector<std::string> missing;        // the facts that settle it
  std::shared_ptr<const Diagram> diagram;  // null: the gate is settled whatever the missing facts are
  VerdictRange verdicts;
  bool is_exact = true;
  bool is_by_case = false;                 // settled, but on other rules in each case: the reasons are those of one of them
};
// `reads`: the truths that its reasons were found by.
GateOutline outline_gate(const World& world, const trade::Order& order, int gate, std::vector<Reasons::Read>& reads);

// The names of the facts that choices ask for, each once.
std::vector<std::string> names_of(const std::vector<Choice>& choices, const Phraser& phraser);
// The gate as another reading has it, if that is something else.
std::optional<trade::Contested> compare(const law::Reading& reading, const trade::Gate& own, const trade::Gate& other, trade::Language language);
// Another reading matters on this day if it has rules of its own or assumes something.
bool is_live(const law::Program& program, int reading);
// Says of an answer whether its law was verified long enough.
void write_staleness(const law::Law& law, Date as_of, trade::Determination& out);

Traced determine_traced(World world);

// A number that does not fit, or two rules that conclude different values: the order is held, no rule is skipped.
bool is_faulty(const World& world);
std::vector<trade::Fault> faults_of(const World& world);

}  // namespace lockgate::decide
