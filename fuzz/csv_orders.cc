// CSV of any bytes and encoding: reading ends, a row gives an order or an error and never both, and what is read of a
// name is UTF-8.
#include <cstddef>
#include <cstdint>

#include "base/check.h"
#include "base/text.h"
#include "wire/order_reader.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace lockgate;
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  auto reader = wire::OrderReader::of(bytes, "orders.csv", wire::Vocabulary::contract());
  if (!reader) return 0;
  while (const auto line = reader->next()) {
    LG_CHECK(line->order.has_value() != wire::has_errors(line->problems));
    if (!line->order) continue;
    LG_CHECK(!invalid_utf8(line->order->id));
    for (const trade::Party& party : line->order->parties) LG_CHECK(!invalid_utf8(party.name) && !party.role.empty());
  }
  return 0;
}
