#include "law/expression.h"

#include <algorithm>
#include <array>
#include <utility>

#include "law/token.h"

namespace lockgate::law {
namespace {

// Deeper nesting and longer sums than any provision needs; a guard for hostile input.
constexpr int kMaxDepth = 200;

using Kind = Expression::Kind;

struct Operator {
  std::string_view symbol;
  Kind kind;
};

constexpr std::array kRelations = std::to_array<Operator>({{"==", Kind::Equal},
                                                           {"!=", Kind::NotEqual},
                                                           {"<", Kind::Less},
                                                           {"<=", Kind::LessEqual},
                                                           {">", Kind::Greater},
                                                           {">=", Kind::GreaterEqual},
                                                           {"in", Kind::In}});

// What other languages write, and what is written here.
constexpr std::array kOtherWords = std::to_array<std::pair<std::string_view, std::string_view>>(
    {{"=", "=="}, {"&", "&&"}, {"and", "&&"}, {"AND", "&&"}, {"|", "||"}, {"or", "||"}, {"OR", "||"}, {"not", "!"}, {"NOT", "!"},
     {"≥", ">="}, {"≤", "<="}, {"≠", "!="}});

// Recursive descent, one function a level of binding. Every function returns nullopt after reporting.
class Parser {
 public:
  Parser(const SourcePtr& source, std::string_view slice, Diagnostics& diagnostics)
      : source_(source), diagnostics_(diagnostics), tokens_(slice) {}

  std::optional<Expression> parse() {
    auto expression = parse_or();
    if (expression && tokens_.peek().kind != Token::Kind::End) return unexpected("an operator or the end");
    return expression;
  }

 private:
  using Maybe = std::optional<Expression>;

  bool at(std::string_view symbol) const {
    const Token& token = tokens_.peek();
    return (token.kind == Token::Kind::Symbol || token.kind == Token::Kind::Name) && token.slice == symbol;
  }

  bool accept(std::string_view symbol) {
    if (!at(symbol)) return false;
    tokens_.advance();
    return true;
  }

  Place place_of(std::string_view slice) const {
    const auto begin = static_cast<std::uint32_t>(slice.data() - source_->text().data());
    return {begin, begin + static_cast<std::uint32_t>(slice.size())};
  }

  std::nullopt_t unexpected(std::string_view wanted) {
    const Token& token = tokens_.peek();
    std::string message = "expected " + std::string(wanted) + ", found ";
    if (token.kind == Token::Kind::End) message += "the end of the condition";
    else if (token.kind == Token::Kind::Bad) message = token.text;
    else message += "`" + std::string(token.slice) + "`";
    Diagnostic& error = diagnostics_.error("LG1101", std::move(message), source_, place_of(token.slice));
    for (const auto& [other, ours] : kOtherWords)
      if (token.slice == other) error.help = "write `" + std::string(ours) + "`";
    return std::nullopt;
  }

  std::nullopt_t refuse(std::string message, std::string help) {
    diagnostics_.error("LG1101", std::move(message), source_, place_of(tokens_.peek().slice)).help = std::move(help);
    return std::nullopt;
  }

  std::nullopt_t too_deep() { return refuse("the condition is nested too deeply", "put a part of it in a `define` of its own"); }

  static Expression join(Kind kind, Expression left, Expression right) {
    Expression out;
    out.kind = kind;
    out.place = {left.place.begin, right.place.end};
    out.args.push_back(std::move(left));
    out.args.push_back(std::move(right));
    return out;
  }

  // a || b || c is one node of three arguments: order never matters, so neither does grouping.
  template <class Next>
  Maybe parse_chain(std::string_view symbol, Kind kind, Next next) {
    Maybe left = (this->*next)();
    while (left && at(symbol)) {
      tokens_.advance();
      Maybe right = (this->*next)();
      if (!right) return std::nullopt;
      if (left->kind == kind && !left->flag) {
        left->place.end = right->place.end;
        left->args.push_back(std::move(*right));
      } else {
        left = join(kind, std::move(*left), std::move(*right));
      }
    }
    return left;
  }

  Maybe parse_or() { return parse_chain("||", Kind::Or, &Parser::parse_and); }
  Maybe parse_and() { return parse_chain("&&", Kind::And, &Parser::parse_relation); }

  const Operator* relation() const {
    const auto* it = std::find_if(kRelations.begin(), kRelations.end(), [&](const Operator& relation) { return at(relation.symbol); });
    return it == kRelations.end() ? nullptr : it;
  }

  Maybe parse_relation() {
    Maybe left = parse_sum();
    const Operator* found = left ? relation() : nullptr;
    if (found == nullptr) return left;
    tokens_.advance();
    Maybe right = parse_sum();
    if (!right) return std::nullopt;
    if (relation() != nullptr) return refuse("comparisons do not chain", "join two of them with `&&`");
    return join(found->kind, std::move(*left), std::move(*right));
  }

  Maybe parse_sum() {
    Maybe left = parse_product();
    while (left && (at("+") || at("-"))) {
      if (++links_ > kMaxDepth) return too_deep();
      const Kind kind = at("+") ? Kind::Add : Kind::Subtract;
      tokens_.advance();
      Maybe right = parse_product();
      if (!right) return std::nullopt;
      left = join(kind, std::move(*left), std::move(*right));
    }
    return left;
  }

  Maybe parse_product() {
    Maybe left = parse_unary();
    while (left && at("*")) {
      if (++links_ > kMaxDepth) return too_deep();
      tokens_.advance();
      Maybe right = parse_unary();
      if (!right) return std::nullopt;
      left = join(Kind::Multiply, std::move(*left), std::move(*right));
    }
    if (left && (at("/") || at("%"))) return refuse("there is no division", "compare `ratio(a, b)` with a number");
    return left;
  }

  Maybe parse_unary() {
    if (!at("!") && !at("-")) return parse_member();
    if (++depth_ > kMaxDepth) return too_deep();
    const bool is_not = at("!");
    const Place start = place_of(tokens_.peek().slice);
    tokens_.advance();
    Maybe operand = parse_unary();
    --depth_;
    if (!operand) return std::nullopt;
    return negate(is_not, start, std::move(*operand));
  }

  static Expression negate(bool is_not, Place start, Expression operand) {
    Expression out;
    out.kind = is_not ? Kind::Not : Kind::Negate;
    out.place = {start.begin, operand.place.end};
    out.args.push_back(std::move(operand));
    return out;
  }

  Maybe parse_member() {
    Maybe left = parse_primary();
    while (left && accept(".")) {
      if (left->kind != Kind::Name && ++links_ > kMaxDepth) return too_deep();
      const Token name = tokens_.peek();
      if (name.kind != Token::Kind::Name && name.kind != Token::Kind::Integer) return unexpected("a name after `.`");
      tokens_.advance();
      left = at("(") ? parse_member_call(std::move(*left), name) : select(std::move(*left), name);
    }
    return left;
  }

  // a.b.c is one dotted name as long as nothing but names are in it.
  Expression select(Expression left, const Token& name) {
    const Place end = place_of(name.slice);
    if (left.kind == Kind::Name) {
      left.text += "." + std::string(name.slice);
      left.place.end = end.end;
      return left;
    }
    Expression out;
    out.kind = Kind::Member;
    out.place = {left.place.begin, end.end};
    out.text = name.slice;
    out.args.push_back(std::move(left));
    return out;
  }

  Maybe parse_member_call(Expression receiver, const Token& name) {
    Expression call;
    call.kind = Kind::Call;
    call.flag = true;
    call.text = name.slice;
    call.place = receiver.place;
    call.args.push_back(std::move(receiver));
    return parse_arguments(std::move(call), ")");
  }

  Maybe parse_arguments(Expression call, std::string_view close) {
    tokens_.advance();
    while (!at(close)) {
      Maybe argument = parse_nested();
      if (!argument) return std::nullopt;
      call.args.push_back(std::move(*argument));
      const bool has_more = accept(",");
      if (!has_more && !at(close)) return unexpected("`,` or `" + std::string(close) + "`");
      if (has_more && at(")")) return unexpected("an argument");  // only a list may end with a comma
    }
    call.place.end = place_of(tokens_.peek().slice).end;
    tokens_.advance();
    return call;
  }

  Maybe parse_nested() {
    if (++depth_ > kMaxDepth) return too_deep();
    Maybe inner = parse_or();
    --depth_;
    return inner;
  }

  Maybe parse_primary() {
    const Token token = tokens_.peek();
    const Place place = place_of(token.slice);
    if (at("(")) return parse_group();
    if (at("[")) return parse_arguments(leaf(Kind::List, place), "]");
    if (token.kind == Token::Kind::Integer || token.kind == Token::Kind::Decimal) return parse_number(token, place);
    if (token.kind == Token::Kind::Text) {
      tokens_.advance();
      Expression text = leaf(Kind::Text, place);
      text.text = token.text;
      return text;
    }
    const bool is_reserved = token.slice == "in" || token.slice == "not" || token.slice == "NOT";
    if (token.kind == Token::Kind::Name && !is_reserved) return parse_name(token, place);
    return unexpected("a name, a number, a text or `(`");
  }

  static Expression leaf(Kind kind, Place place) {
    Expression out;
    out.kind = kind;
    out.place = place;
    return out;
  }

  Maybe parse_group() {
    tokens_.advance();
    Maybe inner = parse_nested();
    if (!inner) return std::nullopt;
    if (!at(")")) return unexpected("`)`");
    tokens_.advance();
    return inner;
  }

  Maybe parse_name(const Token& token, Place place) {
    tokens_.advance();
    Expression name = leaf(Kind::Name, place);
    name.text = token.slice;
    if (token.slice == "true" || token.slice == "false") {
      name.kind = Kind::Bool;
      name.flag = token.slice == "true";
      return name;
    }
    if (!at("(")) return name;
    name.kind = Kind::Call;
    return parse_arguments(std::move(name), ")");
  }

  Maybe parse_number(const Token& token, Place place) {
    std::string digits(token.slice);
    if (digits.starts_with("0x") || digits.starts_with("0X")) {
      if (digits.size() < 3 || digits.size() > 18) return refuse("a hexadecimal number has 1 to 16 digits", "");
      digits = from_hex(digits);
    }
    if (digits.starts_with(".")) digits.insert(0, "0");
    auto number = Decimal::parse(digits);
    if (!number) {
      diagnostics_.error(number.error().code, number.error().message, source_, place).help = number.error().fix;
      return std::nullopt;
    }
    tokens_.advance();
    Expression out = leaf(token.kind == Token::Kind::Integer ? Kind::Integer : Kind::Decimal, place);
    out.number = *number;
    return out;
  }

  static std::string from_hex(const std::string& digits) {
    unsigned long long value = 0;
    for (const char c : digits.substr(2))
      value = value * 16 + static_cast<unsigned long long>(c <= '9' ? c - '0' : (c | 32) - 'a' + 10);
    return std::to_string(value);
  }

  const SourcePtr& source_;
  Diagnostics& diagnostics_;
  Tokens tokens_;
  int depth_ = 0;
  int links_ = 0;  // of sums, products and member calls, which nest to the left
};

}  // namespace

std::optional<Expression> parse_expression(const SourcePtr& source, std::string_view slice, Diagnostics& diagnostics) {
  return Parser(source, slice, diagnostics).parse();
}

}  // namespace lockgate::law
