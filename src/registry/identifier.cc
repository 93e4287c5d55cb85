#include "registry/identifier.h"

#include <algorithm>

#include "base/text.h"

namespace lockgate::registry {
namespace {

constexpr std::size_t kLeiLength = 20;
constexpr std::size_t kCompanyNumberLength = 8;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return c >= 'A' && c <= 'Z'; }

// Without blanks and in capitals.
std::string plain(std::string_view text) {
  std::string out;
  for (char c : trim(text)) {
    if (c == ' ' || c == '\t') continue;
    out += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return out;
}

// Letters count as 10 to 35; the whole number leaves 1 when divided by 97.
bool check_digits_hold(std::string_view lei) {
  int rest = 0;
  for (const char c : lei) rest = (is_digit(c) ? rest * 10 + (c - '0') : rest * 100 + (c - 'A' + 10)) % 97;
  return rest == 1;
}

}  // namespace

std::optional<Identifier> read_lei(std::string_view text) {
  std::string lei = plain(text);
  const bool is_one = lei.size() == kLeiLength &&
                      std::all_of(lei.begin(), lei.end(), [](char c) { return is_digit(c) || is_letter(c); }) &&
                      is_digit(lei[kLeiLength - 2]) && is_digit(lei.back()) && check_digits_hold(lei);
  if (!is_one) return std::nullopt;
  const bool is_mended = lei != text;
  return Identifier{std::move(lei), is_mended};
}

std::optional<Identifier> read_company_number(std::string_view text) {
  std::string number = plain(text);
  if (number.empty() || number.size() > kCompanyNumberLength) return std::nullopt;
  const std::size_t letters =
      static_cast<std::size_t>(std::find_if_not(number.begin(), number.end(), is_letter) - number.begin());
  const auto digits = number.begin() + static_cast<std::ptrdiff_t>(letters);
  // Societies end in a letter: `IP12345R`.
  const auto end = number.size() == kCompanyNumberLength && is_letter(number.back()) ? number.end() - 1 : number.end();
  if (letters > 2 || digits == number.end() || !std::all_of(digits, end, is_digit)) return std::nullopt;
  if (std::all_of(digits, end, [](char c) { return c == '0'; })) return std::nullopt;
  number.insert(letters, kCompanyNumberLength - number.size(), '0');
  const bool is_mended = number != text;
  return Identifier{std::move(number), is_mended};
}

}  // namespace lockgate::registry
