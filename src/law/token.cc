#include "law/token.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace lockgate::law {
namespace {

bool is_name_start(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_name_part(char c) { return is_name_start(c) || is_digit(c); }

int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

void append_utf8(std::string& out, std::uint32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | (c >> 6));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | (c >> 12));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | (c >> 18));
    out += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  }
}

bool is_scalar_value(std::uint32_t c) { return c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF); }

// Decodes the escape at `at` (just after the backslash). False: not an escape of CEL.
bool decode_escape(std::string_view body, std::size_t& at, std::string& out) {
  static constexpr std::string_view kNames = "abfnrtv\\?\"'`";
  static constexpr std::string_view kValues = "\a\b\f\n\r\t\v\\?\"'`";
  if (at >= body.size()) return false;
  const char c = body[at++];
  if (const std::size_t index = kNames.find(c); index != std::string_view::npos) {
    out += kValues[index];
    return true;
  }
  std::size_t digits = 0;
  std::uint32_t base = 16;
  if (c == 'x' || c == 'X') digits = 2;
  if (c == 'u') digits = 4;
  if (c == 'U') digits = 8;
  if (c >= '0' && c <= '3') digits = 3, base = 8, --at;
  if (digits == 0 || at + digits > body.size()) return false;
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < digits; ++i) {
    const int digit = hex_value(body[at++]);
    if (digit < 0 || digit >= static_cast<int>(base)) return false;
    value = value * base + static_cast<std::uint32_t>(digit);
  }
  if (!is_scalar_value(value)) return false;
  append_utf8(out, value);
  return true;
}

bool decode(std::string_view body, bool is_raw, std::string& out) {
  for (std::size_t at = 0; at < body.size();) {
    const char c = body[at++];
    if (c != '\\' || is_raw) {
      out += c;
    } else if (!decode_escape(body, at, out)) {
      return false;
    }
  }
  return true;
}

}  // namespace

Token Tokens::take(Token::Kind kind, std::size_t length) {
  Token token{kind, rest_.substr(0, length), {}};
  rest_.remove_prefix(length);
  return token;
}

Token Tokens::bad(std::size_t length, std::string why) {
  Token token = take(Token::Kind::Bad, std::min(length, rest_.size()));
  token.text = std::move(why);
  return token;
}

void Tokens::skip_blanks() {
  while (!rest_.empty()) {
    if (std::isspace(static_cast<unsigned char>(rest_[0])) != 0) {
      rest_.remove_prefix(1);
    } else if (rest_.starts_with("//")) {
      rest_.remove_prefix(std::min(rest_.find('\n'), rest_.size()));
    } else {
      return;
    }
  }
}

// Names may hold `-` and `@` between word characters, as rule labels do; inside a condition a blank sets minus apart.
Token Tokens::read_name() {
  std::size_t length = 1;
  while (length < rest_.size() && is_name_part(rest_[length])) ++length;
  return take(Token::Kind::Name, length);
}

Token Tokens::read_number() {
  if (rest_.starts_with("0x") || rest_.starts_with("0X")) {
    std::size_t length = 2;
    while (length < rest_.size() && hex_value(rest_[length]) >= 0) ++length;
    return take(Token::Kind::Integer, length);
  }
  std::size_t length = 0;
  bool is_decimal = false;
  const auto digits = [&] { while (length < rest_.size() && is_digit(rest_[length])) ++length; };
  digits();
  if (length + 1 < rest_.size() && rest_[length] == '.' && is_digit(rest_[length + 1])) {
    is_decimal = true;
    ++length;
    digits();
  }
  if (length < rest_.size() && (rest_[length] == 'e' || rest_[length] == 'E')) {
    std::size_t exponent = length + 1;
    if (exponent < rest_.size() && (rest_[exponent] == '+' || rest_[exponent] == '-')) ++exponent;
    if (exponent < rest_.size() && is_digit(rest_[exponent])) {
      is_decimal = true;
      length = exponent;
      digits();
    }
  }
  if (length < rest_.size() && is_name_start(rest_[length])) return bad(length + 1, "a letter follows a number");
  return take(is_decimal ? Token::Kind::Decimal : Token::Kind::Integer, length);
}

Token Tokens::read_text(std::size_t prefix, bool is_raw) {
  const char quote = rest_[prefix];
  const std::string triple(3, quote);
  const bool is_triple = rest_.substr(prefix).starts_with(triple);
  const std::string_view close = is_triple ? std::string_view(triple) : std::string_view(triple).substr(0, 1);
  const std::size_t begin = prefix + close.size();
  std::size_t at = begin;
  while (at < rest_.size() && !rest_.substr(at).starts_with(close)) {
    if (rest_[at] == '\n' && !is_triple) return bad(at, "a text does not end on its line");
    at += rest_[at] == '\\' && !is_raw ? 2 : 1;
  }
  if (at >= rest_.size()) return bad(rest_.size(), "a text does not end");
  std::string value;
  const std::string_view body = rest_.substr(begin, at - begin);
  const std::size_t length = at + close.size();
  if (!decode(body, is_raw, value)) return bad(length, "a text holds an escape that is not one");
  Token token = take(Token::Kind::Text, length);
  token.text = std::move(value);
  return token;
}

Token Tokens::read_symbol() {
  static constexpr std::array kSymbols = std::to_array<std::string_view>(
      {"||", "&&", "==", "!=", "<=", ">=", "<", ">", "!", "+", "-", "*", "/", "%", "(", ")", "[", "]", "{", "}", ",", ".", "?", ":"});
  for (std::string_view symbol : kSymbols)
    if (rest_.starts_with(symbol)) return take(Token::Kind::Symbol, symbol.size());
  std::size_t length = 1;
  while (length < rest_.size() && (static_cast<unsigned char>(rest_[length]) & 0xC0) == 0x80) ++length;
  return bad(length, "this character has no meaning in a condition");
}

void Tokens::advance() {
  skip_blanks();
  if (rest_.empty()) {
    token_ = take(Token::Kind::End, 0);
    return;
  }
  const char c = rest_[0];
  const bool is_raw = (c == 'r' || c == 'R') && rest_.size() > 1 && (rest_[1] == '"' || rest_[1] == '\'');
  if (c == '"' || c == '\'' || is_raw) {
    token_ = read_text(is_raw ? 1 : 0, is_raw);
  } else if (is_name_start(c)) {
    token_ = read_name();
  } else if (is_digit(c) || (c == '.' && rest_.size() > 1 && is_digit(rest_[1]))) {
    token_ = read_number();
  } else {
    token_ = read_symbol();
  }
}

}  // namespace lockgate::law
