#include <algorithm>
#include <set>

#include "random/generate.h"

namespace lockgate::random {
namespace {

using law::Type;

void add_words(const Condition& condition, const Model& model, int fact, std::set<std::string>& out) {
  if (condition.fact == fact) {
    out.insert(condition.words.begin(), condition.words.end());
    if (condition.set != kNone)
      for (const PlaceSet::Row& row : model.sets[static_cast<std::size_t>(condition.set)].rows) out.insert(row.member);
  }
  for (const Condition& argument : condition.args) add_words(argument, model, fact, out);
}

// A code longer than any the law names, and one that is none of them.
std::vector<std::string> with_others(law::Type type, const std::set<std::string>& words) {
  std::vector<std::string> out(words.begin(), words.end());
  if (type == Type::Code)
    for (const std::string& word : words) out.push_back(word + "Z");
  out.push_back(type == Type::Place ? "XZ" : "zzz");
  if (type == Type::Code) out.back() = "ZZZ";
  return out;
}

// A code that other codes begin with may go on, so it says less than it seems; one that goes on where nothing is named is whole.
std::string whole_code(const std::string& code, const std::vector<std::string>& known) {
  const bool may_go_on = std::any_of(known.begin(), known.end(), [&](const std::string& other) { return other != code && other.starts_with(code); });
  return may_go_on ? code + "Z" : code;
}

}  // namespace

std::vector<std::string> words_for(const Model& model, std::size_t fact) {
  const Fact& declared = model.facts[fact];
  if (declared.type == Type::Enum) return declared.words;
  std::set<std::string> words;
  for (const Rule& rule : model.rules) add_words(rule.when, model, static_cast<int>(fact), words);
  return with_others(declared.type, words);
}

Value any_value(const Model& model, std::size_t index, Dice& dice) {
  const Fact& fact = model.facts[index];
  Value out;
  if (fact.type == Type::Bool) out.flag = dice.chance(50);
  else if (fact.type == Type::Integer) out.number = Rational(dice.between(fact.is_divisor ? 1 : 0, 7), 1);
  else if (fact.type == Type::Decimal) out.number = Rational::tenths(dice.chance(70) ? dice.between(1, 14) * 5 : dice.between(1, 70));
  else if (fact.type == Type::Set) out.words = static_cast<std::uint32_t>(dice.below(std::size_t{1} << fact.words.size()));
  else out.text = dice.pick(words_for(model, index));
  if (fact.type == Type::Code) out.text = whole_code(out.text, words_for(model, index));
  return out;
}

Situation situate(const Model& model, Dice& dice, int percent_given) {
  Situation out;
  out.date = *Date::parse(dice.pick(std::vector<std::string>{"2021-05-05", "2022-03-01", "2023-11-16", "2023-11-17", "2024-06-01", "2026-02-02"}));
  out.is_codified = dice.chance(30);
  const auto fill = [&](bool is_party) {
    Facts facts(model.facts.size());
    for (std::size_t f = 0; f < facts.size(); ++f) {
      const Fact& fact = model.facts[f];
      // Zero divides nothing, and is in no range: without one, a sum may still take a divisor for zero.
      if (fact.is_divisor && model.shares_facts) facts[f].range = {Rational(1, 2), Rational(100, 1)};
      if (fact.is_party() != is_party || !dice.chance(fact.derived ? percent_given / 3 : percent_given)) continue;
      const Value value = any_value(model, f, dice);
      if (fact.is_number()) facts[f].range = {value.number, value.number + Rational::tenths(dice.between(0, 6) * 5)};
      if (facts[f].range && fact.type == Type::Integer) facts[f].range->second = value.number + Rational(dice.between(0, 3), 1);
      if (dice.chance(75) || !fact.is_number()) facts[f] = {value, std::nullopt};
    }
    return facts;
  };
  out.line = fill(false);
  const bool has_party_facts = std::any_of(model.facts.begin(), model.facts.end(), [](const Fact& fact) { return fact.is_party(); });
  for (int i = has_party_facts ? dice.between(0, 2) : 0; i > 0; --i) out.parties.push_back(fill(true));
  return out;
}

}  // namespace lockgate::random
