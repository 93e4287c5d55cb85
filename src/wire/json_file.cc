#include "wire/json_file.h"

#include <array>

#include "base/text.h"
#include "wire/byte_source.h"

namespace lockgate::wire {

Result<JsonValue> read_json_file(const std::string& path) {
  Result<ByteSource> source = ByteSource::open(path);
  if (!source) return tl::unexpected(source.error());
  std::string text;
  std::array<char, 65536> piece;
  for (std::size_t size; (size = source->read(piece)) > 0;) text.append(piece.data(), size);
  if (source->has_failed()) return fail("LG0101", "the file cannot be read to its end", "check the path", path);
  if (invalid_utf8(text)) return fail("LG0102", "the file is not UTF-8", "save it as UTF-8", path);
  Result<JsonValue> value = parse_json(text);
  if (!value) value.error().where = path;
  return value;
}

}  // namespace lockgate::wire
