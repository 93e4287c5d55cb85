// Text: UTF-8 checks, folding for comparison, the nearest known word. No locale.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lockgate {

// The code point at byte `at`, which moves past it. A byte that is not valid UTF-8 is skipped and gives nullopt.
std::optional<char32_t> next_code_point(std::string_view text, std::size_t& at);

// Byte offset of the first byte that is not valid UTF-8, or nullopt.
std::optional<std::size_t> invalid_utf8(std::string_view text);

// NFKC, case folding, punctuation dropped, blanks collapsed to one (ICU). "NVIDIA Corporation" → "nvidia corporation".
std::string fold(std::string_view text);

// Letters and digits only, upper case: `8473.30` → `847330`.
std::string fold_code(std::string_view text);

// The known word nearest to `word` by edit distance with transpositions, when it is near enough to be meant
// (at most a third of its length, at least one edit); nullopt otherwise. Ties: the first.
std::optional<std::string> nearest(std::string_view word, const std::vector<std::string>& known);

// For messages: the text itself, or its first 60 code points and `…` when it is longer.
std::string excerpt(std::string_view text);

std::string_view trim(std::string_view text);
// Splits at `separator`, trims each part, keeps empty parts.
std::vector<std::string_view> split(std::string_view text, char separator);

// ISO 3166-1 alpha-2 as a small number (`AA` = 0 … `ZZ` = 675), or nullopt when it is not two capital letters.
std::optional<std::uint16_t> place_code(std::string_view text);
std::string place_text(std::uint16_t code);
inline constexpr int kPlaceCodes = 676;
// Is it an assigned code (ICU's region data), or user-assigned (AA, QM..QZ, XA..XZ, ZZ)?
bool is_known_place(std::uint16_t code);


// Is it an ISO 4217 currency code (ICU's data)? `TPP` is not.
bool is_currency(std::string_view text);

}  // namespace lockgate
