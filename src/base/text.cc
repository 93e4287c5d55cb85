#include "base/text.h"

#include <unicode/normalizer2.h>
#include <unicode/region.h>
#include <unicode/uchar.h>
#include <unicode/ucurr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <bitset>
#include <cstring>

#include "base/check.h"

namespace lockgate {
namespace {

using CodePoints = std::u32string;

CodePoints decode(std::string_view text) {
  CodePoints points;
  points.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) points += next_code_point(text, at).value_or(U'\uFFFD');
  return points;
}

void append(std::string& text, UChar32 point) {
  std::array<char, U8_MAX_LENGTH> bytes{};
  std::int32_t size = 0;
  U8_APPEND_UNSAFE(bytes.data(), size, point);
  text.append(bytes.data(), static_cast<std::size_t>(size));
}

// Bytes that are not UTF-8 become U+FFFD. ICU would pass them on, and dropping what stands between two could join them.
std::string repair(std::string_view text) {
  std::string repaired;
  for (const char32_t point : decode(text)) append(repaired, static_cast<UChar32>(point));
  return repaired;
}

// Compatibility forms and case are gone afterwards: full-width digits, ligatures, `ß`, `K` (Kelvin).
std::string casefold(std::string_view text) {
  if (invalid_utf8(text)) return casefold(repair(text));
  LG_CHECK(text.size() <= INT32_MAX);
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCCasefoldInstance(status);
  std::string folded;
  icu::StringByteSink<std::string> sink(&folded);
  const icu::StringPiece piece(text.data(), static_cast<std::int32_t>(text.size()));
  nfkc->normalizeUTF8(0, piece, sink, nullptr, status);
  LG_CHECK(U_SUCCESS(status));
  return folded;
}

// Marks such as U+02C6 (modifier symbols) count as punctuation: nobody tells names apart by them.
bool is_dropped(UChar32 point) { return u_ispunct(point) || u_charType(point) == U_MODIFIER_SYMBOL; }
bool is_blank(UChar32 point) { return u_isUWhiteSpace(point) || u_iscntrl(point); }

// Without punctuation, and with one blank for many.
std::string squeeze(std::string_view text) {
  std::string out;
  bool blank_waits = false;
  for (const char32_t unsigned_point : decode(text)) {
    const auto point = static_cast<UChar32>(unsigned_point);
    if (is_dropped(point)) continue;
    if (is_blank(point)) {
      blank_waits = !out.empty();
      continue;
    }
    if (blank_waits) out += ' ';
    blank_waits = false;
    append(out, point);
  }
  return out;
}

// What folding makes of each ASCII character, taken from the same ICU properties: 0 drops it, ' ' is a blank.
std::array<char, 128> ascii_folds() {
  std::array<char, 128> folds{};
  for (int c = 0; c < 128; ++c) {
    if (is_dropped(c)) continue;
    folds[static_cast<std::size_t>(c)] = is_blank(c) ? ' ' : c >= 'A' && c <= 'Z' ? static_cast<char>(c + 'a' - 'A') : static_cast<char>(c);
  }
  return folds;
}

// Most names are ASCII, and a name is folded each time an order is read. False: the text is not ASCII.
bool fold_ascii(std::string_view text, std::string& out) {
  static const std::array<char, 128> kFolds = ascii_folds();
  out.clear();
  bool blank_waits = false;
  for (const char c : text) {
    if (static_cast<unsigned char>(c) >= 128) return false;
    const char folded = kFolds[static_cast<std::size_t>(c)];
    if (folded == '\0') continue;
    if (folded == ' ') {
      blank_waits = !out.empty();
      continue;
    }
    if (blank_waits) out += ' ';
    blank_waits = false;
    out += folded;
  }
  return true;
}

CodePoints lower_ascii(std::string_view text) {
  CodePoints points = decode(text);
  for (char32_t& point : points)
    if (point >= 'A' && point <= 'Z') point += 'a' - 'A';
  return points;
}

// Edit distance in which swapping two neighbours is one edit (optimal string alignment). O(|a| * |b|).
std::size_t distance(const CodePoints& a, const CodePoints& b) {
  std::vector<std::size_t> before(b.size() + 1), above(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) above[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] != b[j - 1])});
      const bool is_swap = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (is_swap) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before.swap(above);
    above.swap(row);
  }
  return above[b.size()];
}

std::size_t size_difference(const CodePoints& a, const CodePoints& b) {
  return std::max(a.size(), b.size()) - std::min(a.size(), b.size());
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

// User-assigned codes of ISO 3166-1: the first and the last, and two stretches in between.
bool is_user_assigned(std::string_view code) {
  return code == "AA" || code == "ZZ" || code[0] == 'X' || (code[0] == 'Q' && code[1] >= 'M');
}

// ICU knows more territories than ISO assigns; only the assigned have a number below 900.
bool is_assigned(std::string_view code) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Region* region = icu::Region::getInstance(std::string(code).c_str(), status);
  if (U_FAILURE(status) || region->getType() != URGN_TERRITORY || code != region->getRegionCode()) return false;
  return region->getNumericCode() > 0 && region->getNumericCode() < 900;
}

std::bitset<kPlaceCodes> find_known_places() {
  std::bitset<kPlaceCodes> known;
  for (std::uint16_t code = 0; code < kPlaceCodes; ++code) {
    const std::string text = place_text(code);
    known[code] = is_user_assigned(text) || is_assigned(text);
  }
  return known;
}

}  // namespace

// ICU's macro narrows bytes on purpose.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
std::optional<char32_t> next_code_point(std::string_view text, std::size_t& at) {
  UChar32 point = 0;
  U8_NEXT(text.data(), at, text.size(), point);
  return point < 0 ? std::nullopt : std::optional(static_cast<char32_t>(point));
}
#pragma GCC diagnostic pop

namespace {

// The first byte from `at` on that may not be ASCII: law and orders are mostly ASCII, so eight bytes are looked at together.
std::size_t skip_ascii(std::string_view text, std::size_t at) {
  constexpr std::uint64_t kHighBits = 0x8080808080808080;
  for (std::uint64_t word = 0; at + sizeof word <= text.size(); at += sizeof word) {
    std::memcpy(&word, text.data() + at, sizeof word);
    if ((word & kHighBits) != 0) break;
  }
  return at;
}

}  // namespace

std::optional<std::size_t> invalid_utf8(std::string_view text) {
  for (std::size_t at = skip_ascii(text, 0); at < text.size(); at = skip_ascii(text, at)) {
    const std::size_t start = at;
    if (!next_code_point(text, at)) return start;
  }
  return std::nullopt;
}

std::string fold(std::string_view text) {
  if (std::string ascii; fold_ascii(text, ascii)) return ascii;
  std::string folded = squeeze(casefold(text));
  if (is_ascii(folded)) return folded;
  // Dropping a mark can bring two others together that then compose, so the result is folded again until it stays.
  for (std::string again = squeeze(casefold(folded)); again != folded; again = squeeze(casefold(folded)))
    folded = std::move(again);
  return folded;
}

std::string fold_code(std::string_view text) {
  std::string out;
  for (const char32_t unsigned_point : decode(casefold(text))) {
    const auto point = static_cast<UChar32>(unsigned_point);
    if (u_isalnum(point)) append(out, u_toupper(point));
  }
  return out;
}

std::optional<std::string> nearest(std::string_view word, const std::vector<std::string>& known) {
  const CodePoints wanted = lower_ascii(word);
  std::size_t allowed = std::max<std::size_t>(1, wanted.size() / 3);
  const std::string* best = nullptr;
  for (const std::string& candidate : known) {
    const CodePoints points = lower_ascii(candidate);
    if (size_difference(wanted, points) > allowed) continue;
    const std::size_t edits = distance(wanted, points);
    const bool shares_something = edits < std::max(wanted.size(), points.size()) || edits == 0;
    if (edits > allowed || !shares_something || (best != nullptr && edits == allowed)) continue;
    best = &candidate;
    allowed = edits;
  }
  return best == nullptr ? std::nullopt : std::optional(*best);
}

std::string excerpt(std::string_view text) {
  constexpr std::size_t limit = 60;
  std::size_t end = 0;
  for (std::size_t points = 0; points < limit && end < text.size(); ++points) next_code_point(text, end);
  return end == text.size() ? std::string(text) : std::string(text.substr(0, end)) + "…";
}

std::string_view trim(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n\f\v";
  const std::size_t begin = text.find_first_not_of(blanks);
  if (begin == text.npos) return {};
  return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t end = text.find(separator);
    parts.push_back(trim(text.substr(0, end)));
    if (end == text.npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::optional<std::uint16_t> place_code(std::string_view text) {
  if (text.size() != 2 || !is_capital(text[0]) || !is_capital(text[1])) return std::nullopt;
  return static_cast<std::uint16_t>((text[0] - 'A') * 26 + (text[1] - 'A'));
}

std::string place_text(std::uint16_t code) {
  LG_CHECK(code < kPlaceCodes);
  return {static_cast<char>('A' + code / 26), static_cast<char>('A' + code % 26)};
}

bool is_known_place(std::uint16_t code) {
  static const std::bitset<kPlaceCodes> known = find_known_places();
  return code < kPlaceCodes && known[code];
}

bool is_currency(std::string_view text) {
  if (text.size() != 3) return false;
  UChar code[4] = {};
  for (std::size_t i = 0; i < 3; ++i) {
    if (text[i] < 'A' || text[i] > 'Z') return false;
    code[i] = static_cast<UChar>(text[i]);
  }
  return ucurr_getNumericCode(code) != 0;
}

}  // namespace lockgate
