// Folding gives valid UTF-8, and nothing changes when it is done twice; cutting for messages does not cut a character.
#include "base/text.h"

#include <cstddef>
#include <cstdint>

#include "base/check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::string folded = lockgate::fold(text);
  LG_CHECK(!lockgate::invalid_utf8(folded));
  LG_CHECK(lockgate::fold(folded) == folded);
  const std::string code = lockgate::fold_code(text);
  LG_CHECK(lockgate::fold_code(code) == code);
  LG_CHECK(lockgate::invalid_utf8(text) || !lockgate::invalid_utf8(lockgate::excerpt(text)));
  return 0;
}
