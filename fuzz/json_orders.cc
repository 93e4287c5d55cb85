// JSON and JSON Lines of any bytes: reading ends, a line gives an order or an error and never both, and every range is
// the right way up.
#include <cstddef>
#include <cstdint>

#include "base/check.h"
#include "wire/order_reader.h"

namespace {

using namespace lockgate;

void check_facts(const std::vector<trade::Given>& facts) {
  for (const trade::Given& fact : facts)
    if (const Range* range = std::get_if<Range>(&fact.value))
      LG_CHECK(!range->min.is_negative() && range->min <= range->max);
}

void read_all(const std::string& bytes, const char* name) {
  auto reader = wire::OrderReader::of(bytes, name, wire::Vocabulary::contract());
  if (!reader) return;
  std::uint64_t last = 0;
  while (const auto line = reader->next()) {
    LG_CHECK(line->order.has_value() != wire::has_errors(line->problems));
    LG_CHECK(line->line >= last);
    last = line->line;
    if (!line->order) continue;
    check_facts(line->order->facts);
    check_facts(line->order->item.facts);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  for (const char* name : {"orders.json", "orders.jsonl"}) read_all(bytes, name);
  return 0;
}
