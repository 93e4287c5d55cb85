#include "trade/damage.h"

namespace lockgate::trade {
namespace {

// 0xFF in the character set of old Windows: what files of fixed width are filled up with. Behind a letter it may be one (L'Haÿ).
constexpr std::string_view kPadding = "ÿ";

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80; }

std::string_view without_padding(std::string_view text) {
  std::string_view out = text;
  while (out.ends_with(kPadding)) out.remove_suffix(kPadding.size());
  return out.empty() || is_letter(out.back()) ? text : out;
}

// Takes capital letters, then digits, off the front; false: there are none of one kind.
bool take_cell(std::string_view& text) {
  const std::size_t letters = text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  if (letters == 0 || letters == text.npos) return false;
  text.remove_prefix(letters);
  const std::size_t digits = text.find_first_not_of("0123456789");
  text.remove_prefix(digits == text.npos ? text.size() : digits);
  return digits != 0;
}

bool is_range_of_cells(std::string_view text) {
  if (!take_cell(text) || !text.starts_with(':')) return false;
  text.remove_prefix(1);
  return take_cell(text) && text.empty();
}

}  // namespace

std::string_view without_damage(std::string_view text) {
  const std::string_view whole = without_padding(text);
  const std::size_t plus = whole.rfind('+');
  return plus != whole.npos && plus > 0 && is_range_of_cells(whole.substr(plus + 1)) ? whole.substr(0, plus) : whole;
}

}  // namespace lockgate::trade
