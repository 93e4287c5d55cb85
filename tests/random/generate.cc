#include "random/generate.h"

#include <algorithm>

namespace lockgate::random {
namespace {

using law::Dimension;
using law::Type;
using Kind = Condition::Kind;
using Mode = law::Define::Mode;

const std::vector<std::string> kPlaces = {"XA", "XB", "XC", "XD", "XE"};
const std::vector<std::string> kTexts = {"alpha", "beta", "gamma", "delta seven"};
const std::vector<std::string> kCodes = {"84", "8473", "847330", "84733010", "8471", "8542"};
const std::vector<std::string> kWords = {"red", "green", "blue"};
const std::vector<std::string> kDates = {"2022-03-01", "2023-11-17", "2025-01-13"};

class Generator {
 public:
  Generator(std::uint64_t seed, const Wish& wish) : dice_(seed), wish_(wish) {
    model_.seed = seed;
    model_.shares_facts = wish.forms_per_pair > 1;
  }

  Model run() {
    add_sets();
    add_facts();
    add_forms();
    if (has_party_facts_ && dice_.chance(50)) add_define(Mode::Flag, true);
    for (int i = dice_.between(1, 3); i > 0; --i) add_define(static_cast<Mode>(dice_.below(4)), false);
    for (int i = dice_.between(1, 2); i > 0; --i) add_gate();
    return std::move(model_);
  }

 private:
  void add_sets() {
    for (const char* name : {"t.group.north", "t.group.south"}) {
      PlaceSet set{name, {}};
      for (const std::string& place : kPlaces)
        if (dice_.chance(40)) set.rows.push_back({place, any_span()});
      if (set.rows.empty()) set.rows.push_back({"XA", Span{}});
      model_.sets.push_back(std::move(set));
    }
  }

  Span any_span() {
    Span span;
    const int kind = dice_.between(0, 5);
    if (kind == 0) span.from = *Date::parse(dice_.pick(kDates));
    if (kind == 1) span.until = *Date::parse(dice_.pick(kDates));
    return span;
  }

  void add_facts() {
    for (int i = dice_.between(3, 6); i > 0; --i) add_fact(dice_.chance(60) ? Dimension::Order : Dimension::Item);
    if (!wish_.has_parties || !dice_.chance(60)) return;
    has_party_facts_ = true;
    for (int i = dice_.between(1, 2); i > 0; --i) add_fact(Dimension::Party);
  }

  Type any_type() {
    static const std::vector<Type> kTypes = {Type::Bool,  Type::Bool, Type::Decimal, Type::Decimal, Type::Decimal, Type::Integer,
                                             Type::Place, Type::Enum, Type::Text,    Type::Code,    Type::Set};
    const Type type = dice_.pick(kTypes);
    return type == Type::Integer && !wish_.has_integers ? Type::Decimal : type;
  }

  void add_fact(Dimension dimension) {
    static const char* const kPrefix[] = {"t.f", "item.f", "party.f"};
    Fact fact;
    fact.dimension = dimension;
    fact.name = kPrefix[static_cast<int>(dimension)] + std::to_string(model_.facts.size());
    fact.type = any_type();
    if (fact.type == Type::Enum || fact.type == Type::Set) fact.words.assign(kWords.begin(), kWords.begin() + dice_.between(2, 3));
    model_.facts.push_back(std::move(fact));
    if (dice_.chance(12)) model_.facts.back().closed = any_value(model_, model_.facts.size() - 1, dice_);
  }

  // Joins two numbers of the line. Each number stands in one pair only.
  void add_forms() {
    if (wish_.forms_per_pair == 0) return;
    std::vector<int> numbers;
    for (std::size_t i = 0; i < model_.facts.size(); ++i)
      if (model_.facts[i].type == Type::Decimal && !model_.facts[i].is_party()) numbers.push_back(static_cast<int>(i));
    for (std::size_t i = 0; i + 1 < numbers.size() && dice_.chance(70); i += 2)
      for (int count = dice_.between(1, wish_.forms_per_pair); count > 0; --count) add_form(numbers[i], numbers[i + 1], count == 1 && wish_.forms_per_pair == 1);
  }

  void add_form(int left, int right, bool may_multiply) {
    const Form form{may_multiply ? "+-*/"[dice_.below(4)] : "+-/"[dice_.below(3)], left, right};
    if (form.op == '/') {
      model_.facts[static_cast<std::size_t>(right)].is_divisor = true;
      model_.facts[static_cast<std::size_t>(right)].closed.reset();
    }
    if (dice_.chance(40)) {
      Fact fact;
      fact.name = "t.d" + std::to_string(model_.facts.size());
      fact.type = Type::Decimal;
      fact.derived = form;
      model_.facts.push_back(std::move(fact));
    } else {
      forms_.push_back(form);
    }
  }

  void add_define(Mode mode, bool is_party) {
    Define define;
    define.is_party = is_party;
    define.mode = mode;
    define.name = (is_party ? "party.d" : "t.d") + std::string("ef") + std::to_string(model_.defines.size());
    if (mode == Mode::Flag) define.values = {"false", "true"};
    else for (int i = dice_.between(2, 4); i > 0; --i) define.values.push_back("v" + std::to_string(define.values.size()));
    if (mode == Mode::One || mode == Mode::Strictest) define.otherwise = dice_.below(define.values.size());
    model_.defines.push_back(std::move(define));
    add_rules(model_.defines.size() - 1);
  }

  void add_rules(std::size_t define) {
    const std::size_t first = model_.rules.size();
    for (int i = dice_.between(2, 5); i > 0; --i) {
      Rule rule;
      rule.label = "t.r" + std::to_string(model_.rules.size());
      rule.define = define;
      rule.value = model_.defines[define].mode == Mode::Flag ? 1 : dice_.below(model_.defines[define].values.size());
      scope_define_ = define;
      rule.when = any_condition(dice_.between(1, 3), model_.defines[define].is_party);
      rule.in_force = any_span();
      if (dice_.chance(8)) rule.enforced = any_span();
      rule.is_never_enforced = dice_.chance(4);
      rank(rule, first);
      model_.rules.push_back(std::move(rule));
    }
  }

  // Exceptions and orders point at earlier rules, so there is no circle.
  void rank(Rule& rule, std::size_t first) {
    const bool must = model_.defines[rule.define].mode == Mode::One && !wish_.may_conflict;
    for (std::size_t other = first; other < model_.rules.size(); ++other) {
      const bool is_exception = dice_.chance(20);
      if (is_exception) rule.exception_to.push_back(other);
      else if (dice_.chance(12) || (must && model_.rules[other].value != rule.value)) model_.orders.push_back({model_.rules.size(), other});
    }
  }

  void add_gate() {
    add_define(dice_.chance(50) ? Mode::One : Mode::Strictest, false);
    Gate gate;
    gate.name = "t.gate" + std::to_string(model_.gates.size());
    gate.outcome = model_.defines.size() - 1;
    for (std::size_t i = 0; i < model_.defines.back().values.size(); ++i) gate.ranking.push_back(i);
    if (model_.defines.back().mode == Mode::One) dice_.shuffle(gate.ranking);
    static const std::vector<trade::Verdict> kVerdicts = {trade::Verdict::Proceed, trade::Verdict::Conditions, trade::Verdict::License, trade::Verdict::Stop};
    for (std::size_t i = 0; i < gate.ranking.size(); ++i) gate.verdicts.push_back(dice_.pick(kVerdicts));
    std::sort(gate.verdicts.begin(), gate.verdicts.end());
    for (std::size_t d = 0; d < gate.outcome; ++d)
      if (!model_.defines[d].is_party && dice_.chance(25)) gate.asks.push_back(d);
    model_.gates.push_back(std::move(gate));
  }

  Condition any_condition(int depth, bool is_party) {
    if (depth <= 1 || dice_.chance(25)) return any_leaf(is_party);
    Condition out;
    const int kind = dice_.between(0, 9);
    if (kind < 2) {
      out.kind = Kind::Not;
      out.args.push_back(any_condition(depth - 1, is_party));
    } else if (kind == 2 && !is_party && has_party_facts_) {
      out.kind = dice_.chance(50) ? Kind::Exists : Kind::All;
      out.args.push_back(any_condition(depth - 1, true));
    } else {
      out.kind = dice_.chance(50) ? Kind::And : Kind::Or;
      for (int i = dice_.between(2, 3); i > 0; --i) out.args.push_back(any_condition(depth - 1, is_party));
    }
    return out;
  }

  Condition any_leaf(bool is_party) {
    if (dice_.chance(3)) return Condition{};
    if (dice_.chance(4)) return date_leaf();
    if (!is_party && !forms_.empty() && dice_.chance(30)) return compare(dice_.pick(forms_));
    std::vector<std::size_t> defines;
    for (std::size_t d = 0; d < scope_define_; ++d)
      if (model_.defines[d].is_party == is_party) defines.push_back(d);
    if (!defines.empty() && dice_.chance(25)) return define_leaf(dice_.pick(defines));
    std::vector<std::size_t> facts;
    for (std::size_t f = 0; f < model_.facts.size(); ++f)
      if (model_.facts[f].is_party() == is_party) facts.push_back(f);
    return fact_leaf(dice_.pick(facts));
  }

  Condition date_leaf() {
    Condition out;
    out.kind = Kind::Date;
    out.relation = static_cast<law::Relation>(dice_.below(5));
    out.date = *Date::parse(dice_.pick(kDates));
    return out;
  }

  Condition define_leaf(std::size_t index) {
    Condition out;
    const Define& define = model_.defines[index];
    out.kind = Kind::Define;
    out.define = static_cast<int>(index);
    out.style = dice_.between(0, 3);
    if (define.mode == Mode::Flag) out.values = 2;
    else if (define.mode == Mode::Set && dice_.chance(30)) out.values = (1U << define.values.size()) - 1;
    else if (define.mode == Mode::Set) out.values = 1U << dice_.below(define.values.size());
    else out.values = 1U + static_cast<std::uint32_t>(dice_.below((1U << define.values.size()) - 1));
    return out;
  }

  Condition compare(const Form& form) {
    Condition out;
    const bool may_be_zero = form.op != '=' || !model_.facts[static_cast<std::size_t>(form.left)].is_divisor;
    out.kind = Kind::Compare;
    out.form = form;
    out.style = dice_.between(0, 3);
    out.relation = static_cast<law::Relation>(dice_.below(5));
    static const std::vector<int> kTenths = {10, 20, 25, 30, 40, 60, 0};
    out.threshold = Rational::tenths(dice_.pick(kTenths));
    if (out.threshold.is_zero() && !may_be_zero) out.threshold = Rational(1, 1);
    if (form.op == '-' && dice_.chance(40)) out.threshold = Rational::tenths(dice_.between(-2, 0) * 10);
    return out;
  }

  Condition fact_leaf(std::size_t index) {
    const Fact& fact = model_.facts[index];
    if (fact.is_number()) return compare({'=', static_cast<int>(index), kNone});
    Condition out;
    out.fact = static_cast<int>(index);
    out.style = dice_.between(0, 3);
    switch (fact.type) {
      case Type::Bool: out.kind = Kind::Flag; break;
      case Type::Set:
        out.kind = Kind::Has;
        out.words = {dice_.pick(fact.words)};
        break;
      case Type::Code: return code_leaf(std::move(out));
      case Type::Place: return place_leaf(std::move(out));
      default:
        out.kind = Kind::Member;
        out.words = some_of(fact.type == Type::Enum ? fact.words : kTexts);
        break;
    }
    return out;
  }

  Condition code_leaf(Condition out) {
    out.kind = dice_.chance(50) ? Kind::Prefix : Kind::Member;
    out.words = some_of(kCodes);
    if (out.kind == Kind::Prefix) out.words.resize(1);
    return out;
  }

  Condition place_leaf(Condition out) {
    out.kind = Kind::Member;
    if (dice_.chance(50)) out.set = static_cast<int>(dice_.below(model_.sets.size()));
    else out.words = some_of(kPlaces);
    return out;
  }

  std::vector<std::string> some_of(std::vector<std::string> words) {
    dice_.shuffle(words);
    words.resize(1 + dice_.below(std::min<std::size_t>(words.size(), 3)));
    return words;
  }

  Dice dice_;
  const Wish wish_;
  Model model_;
  std::vector<Form> forms_;
  bool has_party_facts_ = false;
  std::size_t scope_define_ = 0;
};

}  // namespace

Model generate(std::uint64_t seed, const Wish& wish) { return Generator(seed, wish).run(); }

}  // namespace lockgate::random
