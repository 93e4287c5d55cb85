#include "smt.h"

#include <fmt/format.h>

#include <algorithm>

#include "random/generate.h"

namespace lockgate::solver {
namespace {

using law::Type;
using random::Condition;
using random::Fact;
using Kind = Condition::Kind;
using Mode = law::Define::Mode;

std::string number(const random::Rational& r) {
  const bool is_negative = r < random::Rational();
  std::string text = (is_negative ? random::Rational() - r : r).to_string();
  if (text.find('.') == std::string::npos) text += ".0";
  return is_negative ? "(- " + text + ")" : text;
}

std::string name(std::size_t fact) { return fmt::format("f{}", fact); }
std::string real(const random::Model& model, int fact) {
  const auto index = static_cast<std::size_t>(fact);
  return model.facts[index].type == Type::Integer ? fmt::format("(to_real {})", name(index)) : name(index);
}

}  // namespace

std::string Smt::joined(const char* op, const char* neutral, const std::vector<std::string>& terms) const {
  return terms.empty() ? neutral : fmt::format("({} {} {})", op, neutral, fmt::join(terms, " "));
}

std::string Smt::declarations() const {
  std::string out;
  for (std::size_t f = 0; f < model_.facts.size(); ++f) {
    const Fact& fact = model_.facts[f];
    if (fact.derived) continue;
    if (fact.type == Type::Bool) out += fmt::format("(declare-const {} Bool)\n", name(f));
    else if (fact.type == Type::Set) for (std::size_t w = 0; w < fact.words.size(); ++w) out += fmt::format("(declare-const {}w{} Bool)\n", name(f), w);
    else if (fact.is_number()) out += fmt::format("(declare-const {0} {1})\n(assert ({2} {0} 0))\n", name(f), fact.type == Type::Integer ? "Int" : "Real", fact.is_divisor ? ">" : ">=");
    else out += fmt::format("(declare-const {0} Int)\n(assert (and (>= {0} 0) (< {0} {1})))\n", name(f), random::words_for(model_, f).size());
  }
  return out;
}

std::string Smt::compare(const Condition& c) const {
  static const char* const kSymbols[] = {"<", "<=", "=", ">=", ">"};
  random::Form form = c.form;
  const Fact& first = model_.facts[static_cast<std::size_t>(form.left)];
  if (form.op == '=' && first.derived) form = *first.derived;
  const std::string left = real(model_, form.left), t = number(c.threshold);
  const char* symbol = kSymbols[static_cast<int>(c.relation)];
  if (form.op == '=') return fmt::format("({} {} {})", symbol, left, t);
  const std::string right = real(model_, form.right);
  if (form.op == '/') return fmt::format("({} {} (* {} {}))", symbol, left, t, right);
  return fmt::format("({} ({} {} {}) {})", symbol, form.op, left, right, t);
}

std::string Smt::member(const Condition& c) const {
  const auto fact = static_cast<std::size_t>(c.fact);
  const std::vector<std::string> words = random::words_for(model_, fact);
  std::vector<std::string> terms;
  for (std::size_t w = 0; w < words.size(); ++w) {
    bool is_in = std::find(c.words.begin(), c.words.end(), words[w]) != c.words.end();
    if (c.kind == Kind::Prefix) is_in = words[w].starts_with(c.words[0]);
    if (c.set != law::kNone)
      for (const random::PlaceSet::Row& row : model_.sets[static_cast<std::size_t>(c.set)].rows) is_in |= row.member == words[w] && row.span.contains(date_);
    if (is_in) terms.push_back(fmt::format("(= {} {})", name(fact), w));
  }
  return joined("or", "false", terms);
}

std::string Smt::condition(const Condition& c) const {
  std::vector<std::string> terms;
  for (const Condition& argument : c.args) terms.push_back(condition(argument));
  switch (c.kind) {
    case Kind::True: return "true";
    case Kind::Flag: return name(static_cast<std::size_t>(c.fact));
    case Kind::Compare: return compare(c);
    case Kind::Member:
    case Kind::Prefix: return member(c);
    case Kind::Not: return fmt::format("(not {})", terms[0]);
    case Kind::And: return joined("and", "true", terms);
    case Kind::Or: return joined("or", "false", terms);
    case Kind::Date: {
      static constexpr bool kHolds[5][3] = {{true, false, false}, {true, true, false}, {false, true, false}, {false, true, true}, {false, false, true}};
      return kHolds[static_cast<int>(c.relation)][date_ < c.date ? 0 : date_ > c.date ? 2 : 1] ? "true" : "false";
    }
    case Kind::Has: {
      const std::vector<std::string>& words = model_.facts[static_cast<std::size_t>(c.fact)].words;
      return fmt::format("{}w{}", name(static_cast<std::size_t>(c.fact)), std::find(words.begin(), words.end(), c.words[0]) - words.begin());
    }
    case Kind::Define:
      for (std::size_t v = 0; v < 32; ++v)
        if ((c.values >> v & 1) != 0) terms.push_back(has_value(static_cast<std::size_t>(c.define), v));
      return joined("or", "false", terms);
    default: return "false";  // models with parties are not asked about
  }
}

std::string Smt::hit(std::size_t define, std::size_t value) const {
  std::vector<std::string> terms;
  for (std::size_t r = 0; r < model_.rules.size(); ++r)
    if (model_.rules[r].define == define && model_.rules[r].value == value && is_active(r)) terms.push_back(effective(r));
  return joined("or", "false", terms);
}

std::string Smt::has_value(std::size_t define, std::size_t value) const {
  const random::Define& d = model_.defines[define];
  std::vector<std::string> others;
  const auto add = [&](std::size_t v) { others.push_back(hit(define, v)); };
  if (d.mode == Mode::Set || (d.mode == Mode::Flag && value == 1)) return hit(define, value);
  for (std::size_t v = 0; v < d.values.size(); ++v)
    if (v != value && (d.mode != Mode::Strictest || v > value)) add(v);
  const std::string none = fmt::format("(not {})", joined("or", "false", others));
  const std::size_t otherwise = d.mode == Mode::Flag ? 0 : d.otherwise;
  std::vector<std::string> all;
  for (std::size_t v = 0; v < d.values.size(); ++v) all.push_back(hit(define, v));
  const std::string nothing = value == otherwise ? fmt::format("(not {})", joined("or", "false", all)) : "false";
  const std::string own = d.mode == Mode::Strictest ? fmt::format("(and {} {})", hit(define, value), none) : hit(define, value);
  return fmt::format("(or {} {})", own, nothing);
}

bool Smt::is_active(std::size_t index) const {
  const random::Rule& rule = model_.rules[index];
  if (is_codified_) return rule.in_force.contains(date_);
  return !rule.is_never_enforced && rule.enforced.value_or(rule.in_force).contains(date_);
}

std::string Smt::effective(std::size_t index) const {
  const random::Rule& rule = model_.rules[index];
  if (!is_active(index)) return "false";
  std::vector<std::string> terms = {condition(rule.when)};
  const auto silence = [&](std::size_t other) {
    if (model_.rules[other].value != rule.value && is_active(other)) terms.push_back(fmt::format("(not {})", effective(other)));
  };
  for (std::size_t other = 0; other < model_.rules.size(); ++other)
    if (std::count(model_.rules[other].exception_to.begin(), model_.rules[other].exception_to.end(), index) != 0) silence(other);
  for (const random::Order& order : model_.orders)
    if (order.second == index) silence(order.first);
  return joined("and", "true", terms);
}

}  // namespace lockgate::solver
