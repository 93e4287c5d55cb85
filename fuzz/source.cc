// Any place in any text can be shown: the message has a caret and no control characters but line ends.
#include "base/source.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "base/check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const std::string text(reinterpret_cast<const char*>(data) + 2, size - 2);
  lockgate::Diagnostics found;
  const lockgate::Place place{data[0], static_cast<std::uint32_t>(data[0]) + data[1]};
  found.error("LG0000", "message", std::make_shared<lockgate::Source>("file", text), place);
  const std::string shown = render(found.list().front());
  LG_CHECK(shown.find('^') != shown.npos);
  LG_CHECK(std::all_of(shown.begin(), shown.end(), [](unsigned char c) { return c >= ' ' || c == '\n'; }));
  return 0;
}
