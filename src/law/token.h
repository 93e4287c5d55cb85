// Token: the words of a condition.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/source.h"

namespace lockgate::law {

struct Token {
  enum class Kind : std::uint8_t { Name, Integer, Decimal, Text, Symbol, End, Bad };
  Kind kind = Kind::End;
  std::string_view slice;
  std::string text;  // of a Text: its value; of a Bad: what is wrong with it
};

// Splits a slice of a source into tokens, one at a time.
class Tokens {
 public:
  explicit Tokens(std::string_view slice) : rest_(slice) { advance(); }
  const Token& peek() const { return token_; }
  void advance();

 private:
  void skip_blanks();
  Token read_name();
  Token read_number();
  Token read_text(std::size_t prefix, bool is_raw);
  Token read_symbol();
  Token take(Token::Kind kind, std::size_t length);
  Token bad(std::size_t length, std::string why);

  std::string_view rest_;
  Token token_;
};

}  // namespace lockgate::law
