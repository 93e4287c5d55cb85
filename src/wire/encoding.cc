#include "wire/encoding.h"

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

#include <algorithm>
#include <array>

#include "base/check.h"
#include "base/text.h"

namespace lockgate::wire {
namespace {

// Within so many bytes every file of orders has a comma, a quotation mark or a digit.
constexpr std::size_t kBytesForUtf16 = 4096;
// Of the pairs of high bytes in a Chinese text, nearly all lie in the plane of the standard of 1980.
constexpr int kPercentInPlane = 90;

constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";
constexpr std::string_view kUtf16LeMark = "\xFF\xFE";
constexpr std::string_view kUtf16BeMark = "\xFE\xFF";

// NULs stand in no text but UTF-16, where ASCII characters have one in every second place.
bool has_nuls_only_at(std::size_t remainder, std::string_view text) {
  int nuls = 0;
  for (std::size_t at = 0; at < std::min(text.size(), kBytesForUtf16); ++at) {
    if (text[at] != '\0') continue;
    if (at % 2 != remainder) return false;
    ++nuls;
  }
  return nuls > 1;  // a single one is a bad byte
}

// A character cut off by the end of the piece is no mistake.
bool is_utf8(std::string_view text) {
  const auto at = invalid_utf8(text);
  return !at || (text.size() - *at < 4 && text.size() > 4 && !invalid_utf8(text.substr(0, *at)));
}

bool is_high(char c) { return static_cast<unsigned char>(c) >= 0xA1; }

bool is_mostly_in_plane(std::string_view text) {
  int pairs = 0, in_plane = 0;
  for (std::size_t at = 0; at + 1 < text.size(); ++at) {
    if (static_cast<unsigned char>(text[at]) < 0x80) continue;
    ++pairs;
    in_plane += is_high(text[at]) && static_cast<unsigned char>(text[at]) <= 0xF7 && is_high(text[at + 1]);
    ++at;
  }
  return pairs > 0 && in_plane * 100 >= pairs * kPercentInPlane;
}

// ICU's best guess; empty when it has none.
std::string best_guess(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  UCharsetDetector* detector = ucsdet_open(&status);
  ucsdet_setText(detector, text.data(), static_cast<std::int32_t>(text.size()), &status);
  const UCharsetMatch* match = ucsdet_detect(detector, &status);
  const char* name = match == nullptr ? nullptr : ucsdet_getName(match, &status);
  std::string guess = U_SUCCESS(status) && name != nullptr ? name : "";
  ucsdet_close(detector);
  return guess;
}

bool is_other_multibyte(std::string_view guess) {
  return guess == "Big5" || guess == "Shift_JIS" || guess.starts_with("EUC") || guess.starts_with("ISO-2022");
}

Detected detect_without_mark(std::string_view text) {
  if (has_nuls_only_at(1, text)) return {Encoding::Utf16Le, 0, {}};
  if (has_nuls_only_at(0, text)) return {Encoding::Utf16Be, 0, {}};
  if (is_utf8(text)) return {};
  const std::string guess = best_guess(text);
  if (guess == "GB18030" || (!is_other_multibyte(guess) && is_mostly_in_plane(text))) return {Encoding::Gb18030, 0, {}};
  return {Encoding::Utf8, 0, guess.starts_with("UTF") ? "" : guess};
}

}  // namespace

const char* to_string(Encoding encoding) {
  constexpr std::array kNames = {"UTF-8", "UTF-16LE", "UTF-16BE", "GB18030"};
  return kNames[static_cast<std::size_t>(encoding)];
}

Detected detect_encoding(std::string_view beginning) {
  if (beginning.starts_with(kUtf8Mark)) return {Encoding::Utf8, kUtf8Mark.size(), {}};
  if (beginning.starts_with(kUtf16LeMark)) return {Encoding::Utf16Le, kUtf16LeMark.size(), {}};
  if (beginning.starts_with(kUtf16BeMark)) return {Encoding::Utf16Be, kUtf16BeMark.size(), {}};
  return detect_without_mark(beginning);
}

void Converter::Close::operator()(UConverter* converter) const { ucnv_close(converter); }

Converter::Converter(Encoding encoding) : pivot_(1024, u'\0') {
  UErrorCode status = U_ZERO_ERROR;
  from_.reset(ucnv_open(to_string(encoding), &status));
  to_.reset(ucnv_open("UTF-8", &status));
  LG_CHECK(U_SUCCESS(status));
  pivot_source_ = pivot_target_ = pivot_.data();
}

void Converter::convert(std::string_view piece, bool is_last, std::string& utf8) {
  std::array<char, 4096> buffer{};
  const char* source = piece.data();
  UErrorCode status = U_BUFFER_OVERFLOW_ERROR;
  while (status == U_BUFFER_OVERFLOW_ERROR) {
    status = U_ZERO_ERROR;
    char* target = buffer.data();
    ucnv_convertEx(to_.get(), from_.get(), &target, target + buffer.size(), &source, piece.data() + piece.size(),
                   pivot_.data(), &pivot_source_, &pivot_target_, pivot_.data() + pivot_.size(), is_first_, is_last,
                   &status);
    is_first_ = false;
    utf8.append(buffer.data(), target);
  }
  LG_CHECK(U_SUCCESS(status));
}

}  // namespace lockgate::wire
