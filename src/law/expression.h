// Expression: the text of a condition as a tree, in the grammar of CEL that docs/law-language.md section 4 keeps.
// No names are resolved here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/decimal.h"
#include "base/source.h"

namespace lockgate::law {

struct Expression {
  enum class Kind : std::uint8_t {
    Bool,     // `flag`
    Integer,  // `number`
    Decimal,  // `number`
    Text,     // `text`
    Name,     // `text`, dotted
    List,     // `args`
    Not,
    Negate,
    And,
    Or,
    Equal,
    NotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    In,
    Add,
    Subtract,
    Multiply,
    Call,    // `text` is the function; a member call has its receiver as args[0] and `flag` set
    Member,  // args[0] . `text`, where args[0] is not a plain name
  };
  Kind kind = Kind::Bool;
  Place place;
  bool flag = false;
  lockgate::Decimal number;
  std::string text;
  std::vector<Expression> args;
};

// Parses `slice`, which must lie inside the source's text. Reports and returns nullopt on a syntax error.
std::optional<Expression> parse_expression(const SourcePtr& source, std::string_view slice, Diagnostics& diagnostics);

}  // namespace lockgate::law
