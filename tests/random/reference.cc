#include "random/reference.h"

#include <algorithm>
#include <bit>

#include "base/check.h"

namespace lockgate::random {
namespace {

using law::Relation;
using Kind = Condition::Kind;
using Mode = law::Define::Mode;

template <class T>
bool related(const T& left, Relation relation, const T& right) {
  switch (relation) {
    case Relation::Less: return left < right;
    case Relation::LessEqual: return left <= right;
    case Relation::Equal: return left == right;
    case Relation::GreaterEqual: return left >= right;
    case Relation::Greater: return left > right;
  }
  return false;
}

bool has(const std::vector<std::string>& words, const std::string& word) { return std::find(words.begin(), words.end(), word) != words.end(); }

}  // namespace

const Known& Reference::known(int fact, int party) const {
  return (party == kNone ? situation_.line : situation_.parties[static_cast<std::size_t>(party)])[static_cast<std::size_t>(fact)];
}

bool Reference::is_active(const Rule& rule) const {
  if (situation_.is_codified) return rule.in_force.contains(situation_.date);
  return !rule.is_never_enforced && rule.enforced.value_or(rule.in_force).contains(situation_.date);
}

bool Reference::compare(const Condition& c, int party) const {
  Form form = c.form;
  const Fact& first = model_.facts[static_cast<std::size_t>(form.left)];
  if (form.op == '=' && first.derived && !known(form.left, party).value) form = *first.derived;  // what is given goes first
  const auto number = [&](int fact) {
    LG_CHECK(known(fact, party).value);
    return known(fact, party).value->number;
  };
  const Rational left = number(form.left);
  if (form.op == '=') return related(left, c.relation, c.threshold);
  const Rational right = number(form.right);
  switch (form.op) {
    case '+': return related(left + right, c.relation, c.threshold);
    case '-': return related(left - right, c.relation, c.threshold);
    case '*': return related(left * right, c.relation, c.threshold);
    default: return related(left / right, c.relation, c.threshold);
  }
}

bool Reference::member(const Condition& c, const Value& value) const {
  if (c.set == kNone) return has(c.words, value.text);
  const std::vector<PlaceSet::Row>& rows = model_.sets[static_cast<std::size_t>(c.set)].rows;
  return std::any_of(rows.begin(), rows.end(), [&](const PlaceSet::Row& row) { return row.member == value.text && row.span.contains(situation_.date); });
}

bool Reference::quantified(const Condition& c) {
  for (std::size_t p = 0; p < situation_.parties.size(); ++p)
    if (holds(c.args[0], static_cast<int>(p)) == (c.kind == Kind::Exists)) return c.kind == Kind::Exists;
  return c.kind == Kind::All;
}

bool Reference::holds(const Condition& c, int party) {
  switch (c.kind) {
    case Kind::True: return true;
    case Kind::Compare: return compare(c, party);
    case Kind::Define: return (values(static_cast<std::size_t>(c.define), party) & c.values) != 0;
    case Kind::Date: return related(situation_.date, c.relation, c.date);
    case Kind::Not: return !holds(c.args[0], party);
    case Kind::And: return std::all_of(c.args.begin(), c.args.end(), [&](const Condition& a) { return holds(a, party); });
    case Kind::Or: return std::any_of(c.args.begin(), c.args.end(), [&](const Condition& a) { return holds(a, party); });
    case Kind::Exists:
    case Kind::All: return quantified(c);
    default: break;
  }
  const std::optional<Value>& value = known(c.fact, party).value;
  LG_CHECK(value);
  if (c.kind == Kind::Flag) return value->flag;
  if (c.kind == Kind::Prefix) return value->text.starts_with(c.words[0]);
  if (c.kind == Kind::Member) return member(c, *value);
  const std::vector<std::string>& words = model_.facts[static_cast<std::size_t>(c.fact)].words;
  return (value->words >> (std::find(words.begin(), words.end(), c.words[0]) - words.begin()) & 1) != 0;
}

// A rule is silenced by an exception to it, or a rule ordered over it, that is not silenced itself and concludes otherwise.
bool Reference::effective(std::size_t index, int party) {
  const auto [it, is_new] = effective_.try_emplace({index, party}, false);
  if (!is_new) return it->second;
  const Rule& rule = model_.rules[index];
  bool out = is_active(rule) && holds(rule.when, party);
  const auto silences = [&](std::size_t other) { return model_.rules[other].value != rule.value && effective(other, party); };
  for (std::size_t other = 0; other < model_.rules.size() && out; ++other)
    if (std::count(model_.rules[other].exception_to.begin(), model_.rules[other].exception_to.end(), index) != 0) out = !silences(other);
  for (const Order& order : model_.orders)
    if (out && order.second == index) out = !silences(order.first);
  return effective_[{index, party}] = out;
}

std::uint64_t Reference::combine(const Define& define, std::uint64_t hits) {
  if (define.mode == Mode::Set) return hits;
  if (hits == 0) return std::uint64_t{1} << (define.mode == Mode::Flag ? 0 : define.otherwise);
  if (define.mode == Mode::Strictest) return std::bit_floor(hits);
  has_conflict_ |= std::popcount(hits) > 1;
  return hits;
}

std::uint64_t Reference::values(std::size_t define, int party) {
  if (!model_.defines[define].is_party) party = kNone;
  const auto it = values_.find({define, party});
  if (it != values_.end()) return it->second;
  std::uint64_t hits = 0;
  for (std::size_t rule = 0; rule < model_.rules.size(); ++rule)
    if (model_.rules[rule].define == define && effective(rule, party)) hits |= std::uint64_t{1} << model_.rules[rule].value;
  return values_[{define, party}] = combine(model_.defines[define], hits);
}

std::vector<Said> Reference::gates() {
  std::vector<Said> out;
  for (const Gate& gate : model_.gates) {
    Said said;
    const std::uint64_t bits = values(gate.outcome, kNone);
    for (std::size_t rank = 0; rank < gate.ranking.size(); ++rank)
      if ((bits >> gate.ranking[rank] & 1) != 0) said.outcome = rank;
    for (const std::size_t define : gate.asks) said.asked.push_back(values(define, kNone));
    out.push_back(std::move(said));
  }
  // Defines no gate reads may still disagree.
  for (std::size_t d = 0; d < model_.defines.size(); ++d)
    for (std::size_t p = 0; p < (model_.defines[d].is_party ? situation_.parties.size() : 1); ++p)
      values(d, model_.defines[d].is_party ? static_cast<int>(p) : kNone);
  return out;
}

}  // namespace lockgate::random
