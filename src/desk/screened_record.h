// ScreenedRecord: what lists, holdings and rulings said of an order's parties, in full, so that a sealed determination can be
// made again when the lists have moved on. As text it is JSON in which every field stands under its own name.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "trade/determination.h"
#include "trade/order.h"

namespace lockgate::desk {

struct ScreenedRecord {
  std::vector<trade::Digest> lists;     // that were asked
  std::vector<trade::Party> parties;    // of the order, with what was filled in
  std::vector<trade::Screened> found;
};

std::string to_text(const ScreenedRecord& record);
// LG0723: it was not written by to_text.
Result<ScreenedRecord> screened_record(const std::string& text);

}  // namespace lockgate::desk
