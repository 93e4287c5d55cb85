#include "conformance/constant.h"

#include <algorithm>
#include <cstdint>

#include "base/text.h"

namespace lockgate::law {
namespace {

using Kind = Expression::Kind;
using Instant = Constant::Instant;
using Length = Constant::Length;
using List = Constant::List;

constexpr std::int64_t kMin = INT64_MIN;
constexpr std::int64_t kMax = INT64_MAX;

Constant failure(std::string why) { return Constant::failure(std::move(why)); }
Constant no_meaning() { return failure("no such operation on values of these types"); }

template <class T>
const T* as(const Constant& constant) {
  return std::get_if<T>(&constant.value);
}

std::optional<Decimal> number_of(const Constant& constant) {
  if (const auto* whole = as<std::int64_t>(constant)) return Decimal::of(*whole);
  if (const auto* decimal = as<Decimal>(constant)) return *decimal;
  return std::nullopt;
}

Constant whole(const Decimal& number) {
  if (number < Decimal::of(kMin) || number > Decimal::of(kMax)) return failure("an integer does not fit 64 bits");
  return {static_cast<std::int64_t>(number.mantissa())};
}

Constant in_range(Length length) {
  if (length.nanos > kMax || length.nanos < kMin) return failure("a duration of more nanoseconds than fit 64 bits");
  return {length};
}

Constant in_range(Instant instant) {
  static const Instant kFirst = std::get<Instant>(parse_instant("0001-01-01T00:00:00Z").value);
  static const Instant kLast = std::get<Instant>(parse_instant("9999-12-31T23:59:59.999999999Z").value);
  if (instant < kFirst || instant > kLast) return failure("a timestamp outside the years 1 to 9999");
  return {instant};
}

Constant checked(Constant constant) {
  if (const auto* instant = as<Instant>(constant)) return in_range(*instant);
  if (const auto* length = as<Length>(constant)) return in_range(*length);
  return constant;
}

// Sums, differences and products: whole numbers stay whole; a whole number beside a decimal is a decimal.
Constant arithmetic(Kind kind, const Constant& left, const Constant& right) {
  const auto a = number_of(left), b = number_of(right);
  if (!a || !b) return no_meaning();
  const auto result = kind == Kind::Add ? add(*a, *b) : kind == Kind::Subtract ? subtract(*a, *b) : multiply(*a, *b);
  if (!result) return failure("a number of more than 38 digits");
  if (as<std::int64_t>(left) && as<std::int64_t>(right)) return whole(*result);
  return {*result};
}

Constant sum(const Constant& left, const Constant& right) {
  const auto* a = as<Length>(left);
  const auto* b = as<Length>(right);
  if (a && b) return in_range(Length{a->nanos + b->nanos});
  if (const auto* at = as<Instant>(left); at && b) return in_range(Instant{at->nanos + b->nanos});
  if (const auto* at = as<Instant>(right); at && a) return in_range(Instant{at->nanos + a->nanos});
  if (as<std::string>(left) && as<std::string>(right)) return {*as<std::string>(left) + *as<std::string>(right)};
  if (!as<List>(left) || !as<List>(right)) return arithmetic(Kind::Add, left, right);
  List out = *as<List>(left);
  out.insert(out.end(), as<List>(right)->begin(), as<List>(right)->end());
  return {std::move(out)};
}

Constant difference(const Constant& left, const Constant& right) {
  const auto* from = as<Instant>(left);
  if (from && as<Instant>(right)) return in_range(Length{from->nanos - as<Instant>(right)->nanos});
  const auto* b = as<Length>(right);
  if (from && b) return in_range(Instant{from->nanos - b->nanos});
  if (as<Length>(left) && b) return in_range(Length{as<Length>(left)->nanos - b->nanos});
  return arithmetic(Kind::Subtract, left, right);
}

Constant equal(const Constant& left, const Constant& right);

// Lists are equal when their members are, one by one; a difference anywhere outweighs what cannot be compared.
Constant equal_lists(const List& left, const List& right) {
  if (left.size() != right.size()) return {false};
  Constant out{true};
  for (std::size_t i = 0; i < left.size(); ++i) {
    Constant same = equal(left[i], right[i]);
    if (as<bool>(same) && !*as<bool>(same)) return same;
    if (same.is_failure()) out = std::move(same);
  }
  return out;
}

Constant equal(const Constant& left, const Constant& right) {
  const auto a = number_of(left), b = number_of(right);
  if (a && b) return {*a == *b};
  if (left.value.index() != right.value.index()) return no_meaning();
  if (as<List>(left)) return equal_lists(*as<List>(left), *as<List>(right));
  return std::visit([&]<class T>(const T& value) -> Constant {
    if constexpr (std::is_same_v<T, List> || std::is_same_v<T, Constant::Failure>) return no_meaning();
    else return {value == std::get<T>(right.value)};
  }, left.value);
}

Constant compare(Kind kind, const Constant& left, const Constant& right) {
  const auto holds = [&](std::strong_ordering order) -> Constant {
    switch (kind) {
      case Kind::Less: return {order < 0};
      case Kind::LessEqual: return {order <= 0};
      case Kind::Greater: return {order > 0};
      default: return {order >= 0};
    }
  };
  const auto a = number_of(left), b = number_of(right);
  if (a && b) return holds(*a <=> *b);
  if (left.value.index() != right.value.index()) return no_meaning();
  return std::visit([&]<class T>(const T& value) -> Constant {
    if constexpr (std::is_same_v<T, List> || std::is_same_v<T, Constant::Failure>) return no_meaning();
    else return holds(value <=> std::get<T>(right.value));
  }, left.value);
}

Constant member(const Constant& value, const Constant& list) {
  if (!as<List>(list)) return no_meaning();
  Constant out{false};
  for (const Constant& other : *as<List>(list)) {
    Constant same = equal(value, other);
    if (as<bool>(same) && *as<bool>(same)) return same;
    if (same.is_failure()) out = std::move(same);
  }
  return out;
}

Constant size_of(const Constant& of) {
  if (const auto* list = as<List>(of)) return {static_cast<std::int64_t>(list->size())};
  if (!as<std::string>(of)) return no_meaning();
  std::int64_t count = 0;
  for (std::size_t at = 0; at < as<std::string>(of)->size(); ++count) next_code_point(*as<std::string>(of), at);
  return {count};
}

class Evaluator {
 public:
  explicit Evaluator(const ConstantNames& names) : names_(names) {}

  Constant evaluate(const Expression& e) const {
    switch (e.kind) {
      case Kind::Bool: return {e.flag};
      case Kind::Integer: return whole(e.number);
      case Kind::Decimal: return {e.number};
      case Kind::Text: return {e.text};
      case Kind::Name: return name(e.text);
      case Kind::Negate: return negate(e.args[0]);
      case Kind::And: return join(e, false);
      case Kind::Or: return join(e, true);
      case Kind::Member: return failure("no field can be named here");
      default: break;
    }
    if (const Expression* ratio = ratio_in(e)) return compare_ratio(e, *ratio);
    List values;
    for (const Expression& argument : e.args) {
      values.push_back(evaluate(argument));
      if (values.back().is_failure()) return values.back();
    }
    return apply(e, std::move(values));
  }

 private:
  Constant name(const std::string& text) const {
    const auto it = names_.find(text);
    return it == names_.end() ? failure("no value is called `" + text + "`") : it->second;
  }

  // The least integer can only be written with its sign.
  Constant negate(const Expression& operand) const {
    if (operand.kind == Kind::Integer) return whole(*subtract(Decimal(), operand.number));
    const Constant value = evaluate(operand);
    if (value.is_failure()) return value;
    return arithmetic(Kind::Subtract, as<Decimal>(value) ? Constant{Decimal()} : Constant{std::int64_t{0}}, value);
  }

  // Kleene, with failures for the unknown: one side that decides is enough, whatever the other is.
  Constant join(const Expression& e, bool deciding) const {
    Constant out{!deciding};
    for (const Expression& argument : e.args) {
      Constant value = evaluate(argument);
      if (as<bool>(value) && *as<bool>(value) == deciding) return value;
      if (!as<bool>(value)) out = value.is_failure() ? std::move(value) : no_meaning();
    }
    return out;
  }

  static Constant apply(const Expression& e, List values) {
    switch (e.kind) {
      case Kind::List: return {std::move(values)};
      case Kind::Not: return as<bool>(values[0]) ? Constant{!*as<bool>(values[0])} : no_meaning();
      case Kind::Equal: return equal(values[0], values[1]);
      case Kind::NotEqual: {
        const Constant same = equal(values[0], values[1]);
        return as<bool>(same) ? Constant{!*as<bool>(same)} : same;
      }
      case Kind::In: return member(values[0], values[1]);
      case Kind::Add: return sum(values[0], values[1]);
      case Kind::Subtract: return difference(values[0], values[1]);
      case Kind::Multiply: return arithmetic(Kind::Multiply, values[0], values[1]);
      case Kind::Call: return call(e, values);
      default: return compare(e.kind, values[0], values[1]);
    }
  }

  static Constant call(const Expression& e, const List& values) {
    if (e.text == "size" && values.size() == 1) return size_of(values[0]);
    const auto* text = values.empty() ? nullptr : as<std::string>(values[0]);
    if (!e.flag && text && values.size() == 1) return convert(e.text, *text);
    const auto* part = values.size() == 2 ? as<std::string>(values[1]) : nullptr;
    if (!e.flag || !text || !part) return failure("no function `" + e.text + "` takes these values");
    if (e.text == "startsWith") return {text->starts_with(*part)};
    if (e.text == "endsWith") return {text->ends_with(*part)};
    if (e.text == "contains") return {text->find(*part) != std::string::npos};
    return failure("`" + e.text + "` is not a function");
  }

  static Constant convert(const std::string& function, const std::string& text) {
    if (function == "timestamp") return checked(parse_instant(text));
    if (function == "duration") return checked(parse_length(text));
    if (function != "date") return failure("`" + function + "` is not a function");
    const auto date = Date::parse(text);
    return date ? Constant{*date} : failure(date.error().message);
  }

  // ratio(a, b) stands in comparisons only; on the right it is turned round.
  static const Expression* ratio_in(const Expression& e) {
    const bool is_relation = e.kind >= Kind::Equal && e.kind <= Kind::GreaterEqual;
    for (const Expression& side : e.args)
      if (is_relation && side.kind == Kind::Call && !side.flag && side.text == "ratio" && side.args.size() == 2) return &side;
    return nullptr;
  }

  Constant compare_ratio(const Expression& e, const Expression& ratio) const {
    const bool is_left = &ratio == &e.args[0];
    const auto top = number_of(evaluate(ratio.args[0])), bottom = number_of(evaluate(ratio.args[1]));
    const auto threshold = number_of(evaluate(e.args[is_left ? 1 : 0]));
    if (!top || !bottom || !threshold) return no_meaning();
    if (bottom->sign() <= 0) return failure("a ratio divides by a number above zero");
    const auto order = compare_product(*top, *threshold, *bottom);
    const Constant sign{std::int64_t{order < 0 ? -1 : order > 0 ? 1 : 0}};
    return apply(relation(e.kind), is_left ? List{sign, {std::int64_t{0}}} : List{{std::int64_t{0}}, sign});
  }

  static Expression relation(Kind kind) {
    Expression out;
    out.kind = kind;
    return out;
  }

  const ConstantNames& names_;
};

}  // namespace

Constant evaluate_constant(const Expression& expression, const ConstantNames& names) { return checked(Evaluator(names).evaluate(expression)); }

}  // namespace lockgate::law
