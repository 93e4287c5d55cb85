// Any text is a number or is refused; a number's own text gives the same number; its digits fit the limits.
#include "base/decimal.h"

#include <cstddef>
#include <cstdint>

#include "base/check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using lockgate::Decimal;
  const auto number = Decimal::parse({reinterpret_cast<const char*>(data), size});
  if (!number) {
    LG_CHECK(number.error().code == "LG0201" || number.error().code == "LG0202");
    return 0;
  }
  const std::string text = number->to_string();
  LG_CHECK(text.size() <= 41);  // 38 digits, `-`, `0` and a point
  LG_CHECK(*Decimal::parse(text) == *number);
  LG_CHECK(compare_product(*number, *number, Decimal::of(1)) == 0);
  return 0;
}
