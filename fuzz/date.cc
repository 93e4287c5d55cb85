// A list of spans is refused or reads back from its own text.
#include "base/date.h"

#include <cstddef>
#include <cstdint>

#include "base/check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using lockgate::Span;
  const auto spans = Span::parse_list({reinterpret_cast<const char*>(data), size});
  if (!spans) return 0;
  std::string text;
  for (const Span& span : *spans) text += (text.empty() ? "" : ", ") + span.to_string();
  LG_CHECK(*Span::parse_list(text) == *spans);
  return 0;
}
