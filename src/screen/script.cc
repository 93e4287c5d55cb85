#include "screen/script.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

namespace lockgate::screen {

Script script_of(char32_t point) {
  const auto c = static_cast<UChar32>(point);
  if (u_isdigit(c)) return Script::Digit;
  if (!u_isalnum(c) && u_charType(c) != U_NON_SPACING_MARK && u_charType(c) != U_COMBINING_SPACING_MARK) return Script::None;
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(c, &status)) {
    case USCRIPT_LATIN: return Script::Latin;
    case USCRIPT_HAN: return Script::Han;
    case USCRIPT_CYRILLIC: return Script::Cyrillic;
    default: return Script::Other;
  }
}

bool is_invisible(char32_t point) {
  const auto c = static_cast<UChar32>(point);
  const bool is_c1_control = c >= 0x80 && c < 0xA0;  // a letter of another code page that was lost on the way
  return is_c1_control || u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) || u_charType(c) == U_FORMAT_CHAR;
}

}  // namespace lockgate::screen
