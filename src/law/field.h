// Field: what stands in one field of an entry, in the pieces that declarations are made of.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "law/entry.h"

namespace lockgate::law {

// A text without its quotes, on one line.
std::string unquoted(std::string_view text);
std::string text_of(const Entry& entry, std::string_view keyword);

// `left WORD right`, the first WORD that stands by itself.
bool cut(std::string_view text, std::string_view word, std::string_view& left, std::string_view& right);

// The words of the first `{ a, b }` or `{ a < b }` in a text.
struct Braces {
  std::vector<std::string> words;
  char separator = ',';
  std::string_view rest;  // what follows
  bool is_found = false;
};
Braces read_braces(std::string_view text);

// The first word: the label of `LABEL to …`, `LABEL of …`.
std::string_view first_word(std::string_view text);

// Dotted words of letters, digits, `_`, `-`, `@`.
bool is_name(std::string_view text);

bool is_rule_head(std::string_view head);
bool is_rider_head(std::string_view head);

// `did you mean …`, or nothing.
std::string did_you_mean(std::string_view word, const std::vector<std::string>& known);

// Where a slice of the source lies.
Place place_in(const Source& source, std::string_view slice);

}  // namespace lockgate::law
