// Building tables of Arrow's C interface: columns of texts, each distinct text once.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "batch/arrow_stream.h"

namespace lockgate::batch {

// Texts one after the other, with the end of each.
struct ArrowTexts {
  std::vector<std::int32_t> ends = {0};
  std::string bytes;

  void add(std::string_view text) { bytes += text, ends.push_back(static_cast<std::int32_t>(bytes.size())); }
  std::size_t size() const { return ends.size() - 1; }
};

// A column of ids into texts; a negative id is null.
Owned<ArrowArray> dictionary_array(std::vector<std::int32_t> ids, std::shared_ptr<const ArrowTexts> texts);
Owned<ArrowArray> struct_array(std::vector<Owned<ArrowArray>> children, std::int64_t length);
// A struct of such columns.
Owned<ArrowSchema> dictionary_schema(const std::vector<std::string>& headings);

}  // namespace lockgate::batch
