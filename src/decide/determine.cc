#include "decide/determine.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "decide/inquiry.h"
#include "decide/questions.h"
#include "decide/reasons.h"
#include "decide/rereading.h"
#include "decide/routes.h"

namespace lockgate::decide {
namespace {

using law::kNone;
using law::kTrue;
using trade::Verdict;

// The one-valued defines that have two values at once.
std::vector<int> conflicts(const law::Program& program, const std::vector<Truth>& values, law::Scope scope) {
  std::vector<int> out;
  for (std::size_t d = 0; d < program.defines.size(); ++d) {
    if (program.law->defines[d].mode != law::Define::Mode::One || program.defines[d].scope != scope) continue;
    const auto& nodes = program.defines[d].value;
    const auto sure = std::count_if(nodes.begin(), nodes.end(), [&](std::uint32_t node) { return values[node] == kTrue; });
    if (sure > 1) out.push_back(static_cast<int>(d));
  }
  return out;
}

trade::Field field_of(const law::Law& law, const law::Gate::Field& field, const Conclusion& conclusion) {
  const law::Define& define = law.defines[static_cast<std::size_t>(field.define)];
  trade::Field out;
  out.name = field.name;
  out.is_set = define.mode == law::Define::Mode::Set;
  out.is_settled = conclusion.is_settled;
  out.values = words_of(define, conclusion.sure);
  if (!conclusion.is_settled)
    for (std::size_t i = 0; i < define.values.size(); ++i)
      if ((conclusion.possible >> i & 1) != 0) out.possible.push_back(define.values[i]);
  return out;
}

Reasons reasons_of(const World& world, const law::Gate& gate, const Instance& instance, std::vector<Reasons::Read>* reads = nullptr) {
  Reasons out(world, instance);
  if (reads != nullptr) out.keep_reads(*reads);
  out.add(gate.outcome);
  if (!gate.parts.empty()) out.add(gate.parts_define);
  for (const law::Gate::Field& field : gate.fields) out.add(field.define);
  return out;
}

// Writes one determination from a world and what may still come out of it.
class Writer {
 public:
  Writer(const World& world, const trade::Order& order, const Options& options)
      : world_(world),
        order_(order),
        options_(options),
        program_(world.program()),
        law_(*program_.law),
        inquiry_(world),
        phraser_(world, order, options.language) {}

  // Of one gate.
  Writer(const World& world, const trade::Order& order, const Options& options, int gate)
      : world_(world), order_(order), options_(options), program_(world.program()), law_(*program_.law), inquiry_(world, gate), phraser_(world, order, options.language) {}

  GateOutline outline(int index, std::vector<Reasons::Read>& reads) {
    GateOutline out;
    const Instance& instance = worst_instance(index);
    out.gate = conclude_gate(index, instance);
    out.gate.covered_by.clear();
    out.is_exact = inquiry_.is_exact();
    out.is_by_case = is_by_case(index, instance, out.gate);
    if (!out.is_exact) return out;
    const World seen = out.is_by_case ? inquiry_.example(index) : world_;
    out.gate.reasons = reasons_of(seen, law_.gates[static_cast<std::size_t>(index)], seen.instances().front(), &reads).write_labels();
    out.missing = names_of(inquiry_.needed(index), phraser_);
    write_verdicts(*inquiry_.explored(index), out);
    if (!out.verdicts.is_settled() || inquiry_.explored(index)->leaves().size() > 1) out.diagram = inquiry_.explored(index);
    return out;
  }

  trade::Determination write() {
    trade::Determination out;
    out.order = order_.id;
    out.as_of = options_.as_of;
    out.posture = options_.is_codified ? "codified" : "enforced";
    out.faults = faults_of(world_);
    if (!inquiry_.is_exact()) out.faults.push_back({"", "too many facts are missing for an exact answer; what follows is safe, but may hold more than it must"});
    for (std::size_t g = 0; g < law_.gates.size(); ++g) out.gates.push_back(write_gate(static_cast<int>(g)));
    write_verdict(out);
    if (inquiry_.is_exact()) out.unknown = write_questions(inquiry_, world_, phraser_, options_.has_answers);
    write_flags(out);
    write_staleness(law_, options_.as_of, out);
    return out;
  }

 private:
  const Instance& worst_instance(int gate) const {
    OpenNodes open;
    const auto finding = find(world_, gate, open);
    return world_.instances()[static_cast<std::size_t>(finding ? finding->instance : open.instance)];
  }

  static void write_verdicts(const Diagram& diagram, GateOutline& out) {
    out.verdicts = {Verdict::Stop, Verdict::Proceed};
    for (const int leaf : diagram.reachable_leaves()) {
      const Verdict verdict = diagram.leaves()[static_cast<std::size_t>(leaf)].verdict;
      out.verdicts = {std::min(out.verdicts.mildest, verdict), std::max(out.verdicts.worst, verdict)};
    }
  }

  trade::Gate write_gate(int index) {
    const Instance& instance = worst_instance(index);
    trade::Gate out = conclude_gate(index, instance);
    write_riders(index, out);
    write_reasons(index, instance, out);
    return out;
  }

  // What the gate says, before why.
  trade::Gate conclude_gate(int index, const Instance& instance) const {
    const law::Gate& gate = law_.gates[static_cast<std::size_t>(index)];
    trade::Gate out;
    out.gate = gate.name;
    const std::vector<int> outcomes = inquiry_.outcomes(index);
    if (outcomes.size() == 1) {
      out.outcome = gate.outcomes[static_cast<std::size_t>(outcomes.front())].word;
      if (is_covered(gate, outcomes.front(), instance.slots)) out.covered_by = covering(gate);
    } else {
      out.outcome = "hold";
      for (const int outcome : outcomes) out.possible.push_back(gate.outcomes[static_cast<std::size_t>(outcome)].word);
    }
    if (world_.instances().size() > 1) {
      const Leg leg = legs_of(order_)[static_cast<std::size_t>(instance.leg)];
      out.leg = leg.origin + ">" + leg.destination;
    }
    write_fields(index, instance, out);
    write_parts(gate, index, instance, out);
    return out;
  }

  // The number of a license as the order wrote it, or the name of the fact that covers.
  std::string covering(const law::Gate& gate) const {
    const trade::Value* value = trade::find(order_.facts, law_.facts[static_cast<std::size_t>(gate.covered_by)].name);
    const auto* text = value == nullptr ? nullptr : std::get_if<std::string>(value);
    return text == nullptr ? law_.facts[static_cast<std::size_t>(gate.covered_by)].name : *text;
  }

  void write_fields(int index, const Instance& instance, trade::Gate& out) const {
    const law::Gate& gate = law_.gates[static_cast<std::size_t>(index)];
    for (std::size_t f = 0; f < gate.fields.size(); ++f) {
      const auto ask = std::find(gate.asks.begin(), gate.asks.end(), static_cast<int>(f));
      const Conclusion conclusion = ask != gate.asks.end() && inquiry_.is_exact()
                                        ? inquiry_.asked(index, static_cast<std::size_t>(ask - gate.asks.begin()))
                                        : conclude(program_, gate.fields[f].define, instance.values);
      out.fields.push_back(field_of(law_, gate.fields[f], conclusion));
    }
  }

  void write_parts(const law::Gate& gate, int index, const Instance& instance, trade::Gate& out) const {
    if (gate.parts.empty() || !out.possible.empty()) return;
    const Conclusion parts = inquiry_.is_exact() ? inquiry_.asked(index, gate.asks.size()) : conclude(program_, gate.parts_define, instance.values);
    Decimal sum;
    for (std::size_t i = 0; i < gate.parts.size(); ++i) {
      if ((parts.sure >> i & 1) == 0) continue;
      out.parts.push_back({gate.parts[i].measure, gate.parts[i].heading, gate.parts[i].rate_percent.to_string()});
      sum = add(sum, gate.parts[i].rate_percent).value_or(sum);
    }
    if (!parts.is_settled) out.rate_percent = "unsettled";
    else if (!out.parts.empty()) out.rate_percent = sum.to_string();
  }

  void write_riders(int gate, trade::Gate& out) const {
    for (const law::RiderNodes& nodes : program_.riders) {
      const law::Rider& rider = law_.riders[static_cast<std::size_t>(nodes.rider)];
      if (rider.gate != gate || rider.kind == law::Rider::Kind::Flag) continue;
      for (const Instance& instance : world_.instances()) {
        if (instance.values[nodes.when] != kTrue) continue;
        const std::string& says = options_.language == trade::Language::Chinese && !rider.says_zh.empty() ? rider.says_zh : rider.says;
        if (rider.kind == law::Rider::Kind::Note) {
          out.notes.push_back({rider.label, rider.cites, rider.basis, says});
        } else {
          const bool is_met = instance.values[nodes.met] == kTrue;
          const bool is_failed = instance.values[nodes.failed] == kTrue;
          out.duties.push_back({rider.label, is_met ? "met" : is_failed ? "failed" : "open", rider.cites, says});
        }
        break;
      }
    }
  }

  bool is_by_case(int index, const Instance& instance, const trade::Gate& concluded) const {
    return concluded.possible.empty() && !conclude(program_, law_.gates[static_cast<std::size_t>(index)].outcome, instance.values).is_settled;
  }

  // When the answer is settled only case by case, the reasons are those of one of the cases.
  void write_reasons(int gate_index, const Instance& instance, trade::Gate& out) const {
    const law::Gate& gate = law_.gates[static_cast<std::size_t>(gate_index)];
    if (!is_by_case(gate_index, instance, out) || !inquiry_.is_exact()) {
      out.reasons = reasons_of(world_, gate, instance).write(phraser_);
      return;
    }
    const World world = inquiry_.example(gate_index);
    const auto index = static_cast<std::size_t>(&instance - world_.instances().data());
    out.reasons = reasons_of(world, gate, world.instances()[index]).write(Phraser(world, order_, options_.language));
  }

  void write_verdict(trade::Determination& out) const {
    const VerdictRange range = inquiry_.verdicts();
    out.verdict = range.is_settled() ? range.worst : Verdict::Hold;
    if (!range.is_settled()) out.between = {range.mildest, range.worst};
    if (!faults_of(world_).empty()) out.verdict = std::max(out.verdict, Verdict::Hold);
  }

  void write_flags(trade::Determination& out) const {
    for (const law::RiderNodes& nodes : program_.riders) {
      const law::Rider& rider = law_.riders[static_cast<std::size_t>(nodes.rider)];
      if (rider.kind != law::Rider::Kind::Flag) continue;
      for (const Instance& instance : world_.instances()) {
        if (instance.values[nodes.when] != kTrue) continue;
        out.flags.push_back({rider.label, options_.language == trade::Language::Chinese && !rider.says_zh.empty() ? rider.says_zh : rider.says, rider.cites});
        break;
      }
    }
  }

  const World& world_;
  const trade::Order& order_;
  const Options& options_;
  const law::Program& program_;
  const law::Law& law_;
  Inquiry inquiry_;
  Phraser phraser_;
};

// Everything a gate reports, as far as it stands without any search.
std::vector<Conclusion> conclusions(const World& world) {
  std::vector<Conclusion> out;
  for (const Instance& instance : world.instances())
    for (const law::Gate& gate : world.program().law->gates) {
      out.push_back(conclude(world.program(), gate.outcome, instance.values));
      for (const law::Gate::Field& field : gate.fields) out.push_back(conclude(world.program(), field.define, instance.values));
      out.push_back(conclude(world.program(), gate.parts_define, instance.values));
    }
  return out;
}

// Settled and equal without any search: the other reading says the same, and need not be written out.
bool agree(const World& a, const World& b) {
  const std::vector<Conclusion> left = conclusions(a);
  const auto is_settled = [](const Conclusion& conclusion) { return conclusion.is_settled; };
  return std::all_of(left.begin(), left.end(), is_settled) && left == conclusions(b);
}

void write_contested(const Decider& decider, const World& base, const BoundOrder& order, const Options& options, trade::Determination& out) {
  const std::shared_ptr<const Routes> routes = decider.routes(options);
  for (const int r : routes->rereading().reaching(base, decider.binder())) {
    const World world(*routes, decider.binder(), order, r, options.allowance);
    if (agree(base, world)) continue;
    Options briefly = options;
    briefly.has_answers = false;
    const trade::Determination tried = Writer(world, *order.order, briefly).write();
    for (std::size_t g = 0; g < out.gates.size(); ++g)
      if (!out.gates[g].contested) out.gates[g].contested = compare(decider.law().readings[static_cast<std::size_t>(r)], out.gates[g], tried.gates[g], options.language);
  }
}

}  // namespace

// The fields and outcome of a gate that come out differently under another reading.
std::optional<trade::Contested> compare(const law::Reading& reading, const trade::Gate& own, const trade::Gate& other, trade::Language language) {
  trade::Contested out;
  out.reading = language == trade::Language::Chinese && !reading.says_zh.empty() ? reading.says_zh : reading.says;
  out.held_by = reading.held_by;
  out.outcome = other.outcome;
  out.rate_percent = other.rate_percent;
  for (std::size_t f = 0; f < own.fields.size(); ++f)
    if (own.fields[f].values != other.fields[f].values || own.fields[f].is_settled != other.fields[f].is_settled) out.fields.push_back(other.fields[f]);
  const bool differs = own.outcome != other.outcome || own.rate_percent != other.rate_percent || !out.fields.empty();
  return differs ? std::optional(std::move(out)) : std::nullopt;
}

bool is_live(const law::Program& program, int reading) {
  return program.has_rules_of[static_cast<std::size_t>(reading)] || !program.law->readings[static_cast<std::size_t>(reading)].assumes.empty();
}

// A gate that has nothing to say about the order cannot make the answer stale.
void write_staleness(const law::Law& law, Date as_of, trade::Determination& out) {
  std::optional<Date> verified;
  for (std::size_t g = 0; g < law.gates.size(); ++g) {
    const law::Book& book = law.books[static_cast<std::size_t>(law.gates[g].origin.book)];
    const bool applies = out.gates[g].outcome != law.gates[g].outcomes.front().word;
    if (!book.verified_through || !applies) continue;
    if (!verified || *book.verified_through < *verified) verified = book.verified_through;
    if (as_of <= *book.verified_through) continue;
    const std::string because = fmt::format("{}: verified through {}", book.name, book.verified_through->to_string());
    if (std::find(out.stale_because.begin(), out.stale_because.end(), because) == out.stale_because.end()) out.stale_because.push_back(because);
  }
  out.is_stale = !out.stale_because.empty();
  if (!verified) verified = law.verified_through();
  out.rulebook = {"", law.digest, verified ? verified->to_string() : ""};
}

std::vector<std::string> names_of(const std::vector<Choice>& choices, const Phraser& phraser) {
  std::vector<std::string> out;
  for (const Choice& choice : choices)
    for (std::string& name : phraser.facts(choice.variable, choice.subject))
      if (std::find(out.begin(), out.end(), name) == out.end()) out.push_back(std::move(name));
  return out;
}

GateOutline outline_gate(const World& world, const trade::Order& order, int gate, std::vector<Reasons::Read>& reads) {
  Options briefly;
  briefly.has_answers = false;
  return Writer(world, order, briefly, gate).outline(gate, reads);
}

bool is_faulty(const World& world) {
  const law::Program& program = world.program();
  const auto has_conflict = [](const auto& state, std::uint32_t node) { return state.values[node] == kTrue; };
  return world.overflowed() ||
         std::any_of(world.instances().begin(), world.instances().end(), [&](const Instance& i) { return has_conflict(i, program.line_conflict); }) ||
         std::any_of(world.parties().begin(), world.parties().end(), [&](const PartyState& p) { return has_conflict(p, program.party_conflict); });
}

std::vector<trade::Fault> faults_of(const World& world) {
  std::vector<trade::Fault> out;
  if (!is_faulty(world)) return out;
  const law::Law& law = *world.program().law;
  std::set<int> found;
  for (const Instance& instance : world.instances())
    for (const int define : conflicts(world.program(), instance.values, law::Scope::Line)) found.insert(define);
  for (const PartyState& party : world.parties())
    for (const int define : conflicts(world.program(), party.values, law::Scope::Party)) found.insert(define);
  for (const int define : found)
    out.push_back({law.defines[static_cast<std::size_t>(define)].name, "two rules conclude different values and neither goes before the other"});
  if (world.overflowed()) out.push_back({"", "a number does not fit 38 digits, or a ratio divides by zero"});
  return out;
}

Traced determine_traced(World world) {
  Traced out{std::move(world), {}, {}, Verdict::Hold, true};
  OpenNodes open;
  const law::Law& law = *out.world.program().law;
  for (std::size_t g = 0; g < law.gates.size(); ++g) {
    auto finding = find(out.world, static_cast<int>(g), open);
    if (!finding) out.is_settled = false;
    const Instance& instance = out.world.instances()[static_cast<std::size_t>(finding ? finding->instance : open.instance)];
    out.deciding.push_back(reasons_of(out.world, law.gates[g], instance).deciding());
    out.findings.push_back(finding.value_or(GateFinding{}));
  }
  out.is_settled &= !is_faulty(out.world);
  if (out.is_settled) out.verdict = fold(out.world, out.findings);
  return out;
}

trade::Determination determine(const World& world, const trade::Order& order, const Options& options) { return Writer(world, order, options).write(); }

trade::Determination determine(const Decider& decider, const BoundOrder& order, const Options& options) {
  const World world(*decider.routes(options), decider.binder(), order, options.reading, options.allowance);
  trade::Determination out = determine(world, *order.order, options);
  if (options.reading == kNone) write_contested(decider, world, order, options, out);
  return out;
}

}  // namespace lockgate::decide
