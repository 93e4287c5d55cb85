#include "decide/questions.h"

#include <fmt/format.h>

#include <algorithm>

#include "decide/diagram_cache.h"

namespace lockgate::decide {
namespace {

using law::kNone;

class Writer {
 public:
  Writer(const Inquiry& inquiry, const World& world, const Phraser& phraser, bool has_answers)
      : inquiry_(inquiry), world_(world), phraser_(phraser), has_answers_(has_answers), law_(*world.program().law) {}

  std::vector<trade::Unknown> write() {
    for (const Choice& choice : inquiry_.needed())
      for (const std::string& fact : phraser_.facts(choice.variable, choice.subject)) {
        trade::Unknown& unknown = entry(fact);
        if (unknown.question.empty()) unknown.question = phraser_.question(choice.variable, choice.subject);
        if (has_answers_) add_answers(choice, unknown);
      }
    for (std::size_t g = 0; g < law_.gates.size(); ++g)
      for (const Choice& choice : inquiry_.needed(static_cast<int>(g)))
        for (const std::string& fact : phraser_.facts(choice.variable, choice.subject)) add_once(law_.gates[g].name, entry(fact).settles);
    return std::move(out_);
  }

 private:
  trade::Unknown& entry(const std::string& fact) {
    for (trade::Unknown& unknown : out_)
      if (unknown.fact == fact) return unknown;
    out_.push_back({fact, {}, "", {}});
    return out_.back();
  }

  static void add_once(const std::string& word, std::vector<std::string>& words) {
    if (std::find(words.begin(), words.end(), word) == words.end()) words.push_back(word);
  }

  void add_answers(const Choice& choice, trade::Unknown& unknown) const {
    const std::vector<World::Group> groups = world_.groups(choice.variable, choice.subject);
    const auto known = outlooks_once(world_, inquiry_.explored(), choice, groups, [&] { return outlooks(choice, groups); });
    for (const Outlook& outlook : *known) {
      trade::Answer answer = outlook.answer;
      answer.when = phraser_.label(choice.variable, choice.subject, outlook.group);
      add_answer(std::move(answer), unknown.answers);
    }
  }

  // Neighbouring stretches of a number that lead to the same are one stretch.
  std::vector<Outlook> outlooks(const Choice& choice, const std::vector<World::Group>& groups) const {
    const law::Variable::Kind kind = world_.program().variables[static_cast<std::size_t>(choice.variable)].kind;
    const bool is_number = kind == law::Variable::Kind::Number || kind == law::Variable::Kind::Form;
    std::vector<Outlook> out;
    for (const World::Group& group : groups) {
      trade::Answer answer = answer_for(choice, group);
      if (is_number && !out.empty() && leads_to_same(out.back().answer, answer))
        out.back().group.cells.insert(out.back().group.cells.end(), group.cells.begin(), group.cells.end());
      else
        out.push_back({group, std::move(answer)});
    }
    return out;
  }

  static bool leads_to_same(const trade::Answer& a, const trade::Answer& b) { return a.verdict == b.verdict && a.outcomes == b.outcomes; }

  trade::Answer answer_for(const Choice& choice, const World::Group& group) const {
    trade::Answer out;
    const VerdictRange range = inquiry_.verdicts(choice, group);
    out.verdict = range.is_settled() ? to_string(range.worst) : fmt::format("{}..{}", to_string(range.mildest), to_string(range.worst));
    for (std::size_t g = 0; g < law_.gates.size(); ++g) add_outcome(static_cast<int>(g), choice, group, out);
    return out;
  }

  // Only gates the facts still move are worth a word.
  void add_outcome(int gate, const Choice& choice, const World::Group& group, trade::Answer& answer) const {
    const law::Gate& declared = law_.gates[static_cast<std::size_t>(gate)];
    if (inquiry_.findings(gate, {}, {}).size() == 1) return;
    std::set<std::string> words;
    for (const GateFinding& finding : inquiry_.findings(gate, choice, group)) {
      std::string word = declared.outcomes[static_cast<std::size_t>(finding.outcome)].word;
      const std::vector<int> defines = asked_defines(declared);
      for (std::size_t a = 0; a < defines.size(); ++a)
        for (const std::string& value : words_of(law_.defines[static_cast<std::size_t>(defines[a])], finding.asked[a].sure)) word += ", " + value;
      words.insert(word);
    }
    if (words.size() <= 3) answer.outcomes.push_back(fmt::format("{}: {}", declared.name, fmt::join(words, " | ")));
  }

  // Kinds that lead to the same are one answer; among many codes or names "any other" stands for the rest.
  void add_answer(trade::Answer answer, std::vector<trade::Answer>& answers) const {
    const std::string any_other = phraser_.any_other();
    for (trade::Answer& known : answers) {
      if (known.when == answer.when) return;
      if (!leads_to_same(known, answer)) continue;
      const bool is_said = (" | " + known.when + " | ").find(" | " + answer.when + " | ") != std::string::npos;
      if (known.when != any_other && !is_said) known.when = answer.when == any_other ? any_other : known.when + " | " + answer.when;
      return;
    }
    answers.push_back(std::move(answer));
  }

  const Inquiry& inquiry_;
  const World& world_;
  const Phraser& phraser_;
  bool has_answers_;
  const law::Law& law_;
  std::vector<trade::Unknown> out_;
};

}  // namespace

std::vector<trade::Unknown> write_questions(const Inquiry& inquiry, const World& world, const Phraser& phraser, bool has_answers) {
  return Writer(inquiry, world, phraser, has_answers).write();
}

}  // namespace lockgate::decide
