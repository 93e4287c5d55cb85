#include "decide/law_case.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>

#include "base/text.h"
#include "decide/open_fact.h"
#include "decide/phrase.h"

namespace lockgate::decide {
namespace {

using law::Case;
using law::kFalse;
using law::kNone;
using law::kTrue;
using law::kUnknown;

class Run {
 public:
  Run(const Decider& decider, const Case& test, Diagnostics& diagnostics, LawCaseReport& report)
      : decider_(decider), law_(decider.law()), test_(test), diagnostics_(diagnostics), report_(report) {}

  bool run() {
    Options options;
    options.as_of = test_.on;
    options.is_codified = test_.posture == "codified";
    if (!test_.reading.empty()) options.reading = law_.find_reading(test_.reading);
    if (!bind()) return false;
    if (options.reading != kNone) read_as(options.reading);
    const World world(decider_.program(options), std::move(line_), std::move(parties_));
    for (const Case::Expectation& expected : test_.expect) check(world, expected);
    for (const Case::Mention& rule : test_.by) check_rule(world, rule);
    for (const Case::Mention& fact : test_.need) check_need(world, fact);
    note_rules(world);
    return ok_;
  }

 private:
  Diagnostic& fail(std::string code, std::string message, Place place) {
    ok_ = false;
    return diagnostics_.error(std::move(code), "case `" + test_.name + "`: " + std::move(message), test_.origin.source, place);
  }

  template <class List>
  void unknown(const char* what, const std::string& name, const List& known, Place place) {
    std::vector<std::string> names;
    for (const auto& one : known) names.push_back(name_of(one));
    const auto near = nearest(name, names);
    fail("LG1502", fmt::format("no {} is called `{}`", what, name), place).help = near ? "did you mean `" + *near + "`?" : "";
  }
  static const std::string& name_of(const law::Fact& fact) { return fact.name; }
  static const std::string& name_of(const law::Define& define) { return define.name; }
  static const std::string& name_of(const law::Rule& rule) { return rule.label; }

  // `party.role` belongs to the first party, `party2.role` to the second.
  static std::size_t party_number(const std::string& name) {
    const bool is_numbered = name.size() > 6 && name.starts_with("party") && name[5] >= '2' && name[5] <= '9' && name[6] == '.';
    return is_numbered ? static_cast<std::size_t>(name[5] - '1') : 0;
  }
  static std::string base_name(const std::string& name) { return party_number(name) == 0 ? name : "party" + name.substr(6); }

  bool bind() {
    line_ = decider_.binder().blank_line();
    for (const Case::Assignment& given : test_.given) assign(given);
    decider_.binder().close(law::Dimension::Order, "", line_);
    for (std::size_t p = 0; p < parties_.size(); ++p) decider_.binder().close(law::Dimension::Party, roles_[p], parties_[p]);
    return ok_;
  }

  void assign(const Case::Assignment& given) {
    const std::size_t number = party_number(given.name);
    const std::string name = base_name(given.name);
    const int fact = law_.find_fact(name);
    if (fact == kNone) return unknown("fact", name, law_.facts, given.place);
    const law::Fact& declared = law_.facts[static_cast<std::size_t>(fact)];
    auto parsed = law::parse_value(declared, given.value);
    if (!parsed) return void(fail("LG1502", fmt::format("`{}` is not a value of `{}`", given.value, given.name), given.place));
    values_.push_back(std::move(*parsed));
    const trade::Value* value = &values_.back();
    if (declared.dimension != law::Dimension::Party) return decider_.binder().assume(fact, *value, line_);
    while (parties_.size() <= number) {
      parties_.push_back(decider_.binder().blank_party());
      roles_.emplace_back();
    }
    if (name == "party.role") roles_[number] = given.value;
    decider_.binder().assume(fact, *value, parties_[number]);
  }

  void read_as(int reading) {
    decider_.binder().read_as(reading, false, line_);
    for (Slots& party : parties_) decider_.binder().read_as(reading, true, party);
  }

  void check(const World& world, const Case::Expectation& expected) {
    const std::string name = base_name(expected.name);
    const int index = law_.find_define(name);
    if (index == kNone) return unknown("define", name, law_.defines, expected.place);
    const law::Define& define = law_.defines[static_cast<std::size_t>(index)];
    const law::DefineNodes& nodes = world.program().defines[static_cast<std::size_t>(index)];
    const std::size_t party = party_number(expected.name);
    if (nodes.scope == law::Scope::Party && party >= world.parties().size()) return void(fail("LG1502", "nothing is given of `" + expected.name.substr(0, expected.name.find('.')) + "`", expected.place));
    const std::vector<Truth>& values = nodes.scope == law::Scope::Line ? world.instances()[0].values : world.parties()[party].values;
    if (expected.kind == Case::Expectation::Kind::Unknown) {
      const Conclusion conclusion = conclude(world.program(), index, values);
      if (conclusion.is_settled) fail("LG1501", fmt::format("`{}` should be unknown but is {}", expected.name, found(define, conclusion)), expected.place);
      return;
    }
    const auto it = std::find(define.values.begin(), define.values.end(), expected.value);
    if (it == define.values.end()) return void(fail("LG1502", fmt::format("`{}` is not a value of `{}`", expected.value, expected.name), expected.place));
    const Truth truth = values[nodes.value[static_cast<std::size_t>(it - define.values.begin())]];
    const Truth wanted = expected.kind == Case::Expectation::Kind::Lacks ? kFalse : kTrue;
    if (truth == wanted) return;
    const char* verb = expected.kind == Case::Expectation::Kind::Has ? "to have" : wanted == kTrue ? "to be" : "to lack";
    fail("LG1501", fmt::format("expected `{}` {} `{}`, found {}", expected.name, verb, expected.value,
                               found(define, conclude(world.program(), index, values))), expected.place);
  }

  static std::string found(const law::Define& define, const Conclusion& conclusion) {
    std::vector<std::string> words;
    for (std::size_t i = 0; i < define.values.size(); ++i)
      if ((conclusion.possible >> i & 1) != 0) words.push_back(define.values[i]);
    return fmt::format("{}{}", words.empty() ? "nothing" : fmt::format("`{}`", fmt::join(words, "` or `")), conclusion.is_settled ? "" : " (open)");
  }

  void check_rule(const World& world, const Case::Mention& mention) {
    const int rule = law_.find_rule(mention.name);
    if (rule == kNone) return unknown("rule", mention.name, law_.rules, mention.place);
    if (truth_of_rule(world, rule) != kTrue) fail("LG1501", "`" + mention.name + "` should hold and does not", mention.place);
  }

  // A fact that is needed is among those that what is expected to be unknown, or else the outcome of a gate, waits for.
  void check_need(const World& world, const Case::Mention& mention) {
    const std::set<std::string> open = open_facts(world);
    if (open.count(mention.name) != 0) return;
    fail("LG1501", "`" + mention.name + "` should be asked for and is not", mention.place).help =
        open.empty() ? "nothing is" : fmt::format("what is: {}", fmt::join(open, ", "));
  }

  std::set<std::string> open_facts(const World& world) const {
    trade::Order order;
    order.parties.resize(world.parties().size());
    for (std::size_t p = 0; p < order.parties.size(); ++p) order.parties[p].role = roles_[p].empty() ? "party" : roles_[p];
    const Phraser phraser(world, order, trade::Language::English);
    std::set<std::string> out;
    for (const Choice& choice : open_choices(world))
      for (std::string& name : phraser.facts(choice.variable, choice.subject)) out.insert(std::move(name));
    return out;
  }

  std::set<Choice> open_choices(const World& world) const {
    std::set<Choice> out;
    std::vector<std::uint32_t> line;
    for (const Case::Expectation& expected : test_.expect) {
      const int define = expected.kind == Case::Expectation::Kind::Unknown ? law_.find_define(base_name(expected.name)) : kNone;
      if (define == kNone) continue;
      const law::DefineNodes& nodes = world.program().defines[static_cast<std::size_t>(define)];
      if (nodes.scope == law::Scope::Line) line.insert(line.end(), nodes.value.begin(), nodes.value.end());
      else out.merge(all_open_of_party(world, static_cast<int>(party_number(expected.name)), nodes.value));
    }
    if (line.empty() && out.empty())
      for (const law::Gate& gate : law_.gates) {
        const auto& nodes = world.program().defines[static_cast<std::size_t>(gate.outcome)].value;
        line.insert(line.end(), nodes.begin(), nodes.end());
      }
    out.merge(all_open(world, 0, line));
    return out;
  }

  // Over the line, or over any of the parties.
  static Truth truth_of_rule(const World& world, int rule) {
    const int active = world.program().rule_index[static_cast<std::size_t>(rule)];
    if (active == kNone) return kFalse;
    const law::RuleNodes& nodes = world.program().rules[static_cast<std::size_t>(active)];
    if (nodes.scope == law::Scope::Line) return world.instances()[0].values[nodes.when];
    Truth out = kFalse;
    for (const PartyState& party : world.parties())
      if (party.values[nodes.when] != kFalse && out != kTrue) out = party.values[nodes.when];
    return out;
  }

  void note_rules(const World& world) {
    for (std::size_t rule = 0; rule < law_.rules.size(); ++rule) {
      const Truth truth = truth_of_rule(world, static_cast<int>(rule));
      if (truth == kTrue) report_.rules_met.insert(static_cast<int>(rule));
      if (truth == kFalse) report_.rules_not_met.insert(static_cast<int>(rule));
      if (world.program().rule_index[rule] != kNone) note_thresholds(world, static_cast<int>(rule), law_.rules[rule].when);
    }
  }

  void note_thresholds(const World& world, int rule, const law::Condition& condition) {
    for (const law::Condition& argument : condition.args) note_thresholds(world, rule, argument);
    if (condition.kind != law::Condition::Kind::Number) return;
    note_threshold(rule, condition, FormValue::of(law_, condition.form, static_cast<const Slots&>(world.instances()[0].slots)));
    for (const PartyState& party : world.parties()) note_threshold(rule, condition, FormValue::of(law_, condition.form, static_cast<const Slots&>(party.slots)));
  }

  void note_threshold(int rule, const law::Condition& condition, const FormValue& value) {
    const LawCaseReport::Comparison comparison{rule, condition.place.begin};
    const auto is_only = [](const Stand& stand, bool Stand::* side) { return stand.*side && stand.less + stand.equal + stand.greater == 1; };
    if (value.overflowed()) return;
    const Stand to_threshold = value.stand_to(condition.threshold);
    if (is_only(to_threshold, &Stand::equal)) report_.at_threshold.insert(comparison);
    const auto below = subtract(condition.threshold, unit_of(condition.threshold));
    const bool is_near = below && !value.stand_to(*below).less;
    if (is_only(to_threshold, &Stand::less) && is_near) report_.just_below.insert(comparison);
  }

  // One in the last digit: a whole of a whole number, a hundredth of one with two places.
  static Decimal unit_of(const Decimal& threshold) {
    std::string text = "1e-" + std::to_string(threshold.scale());
    return Decimal::parse(text).value();
  }

  const Decider& decider_;
  const law::Law& law_;
  const Case& test_;
  Diagnostics& diagnostics_;
  LawCaseReport& report_;
  std::deque<trade::Value> values_;  // slots hold views into them
  Slots line_;
  std::vector<Slots> parties_;
  std::vector<std::string> roles_;
  bool ok_ = true;
};

}  // namespace

LawCaseReport run_law_cases(const Decider& decider, Diagnostics& diagnostics) {
  LawCaseReport report;
  for (const Case& test : decider.law().cases) (Run(decider, test, diagnostics, report).run() ? report.passed : report.failed)++;
  return report;
}

}  // namespace lockgate::decide
