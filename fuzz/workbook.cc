// Workbooks of any bytes: reading ends, and a row gives an order or an error and never both. Bytes that begin as a ZIP archive are
// taken as they are. Others are the files of one, each after a line `== NAME`, and are packed first: what is packed carries sums
// over its bytes, and no change made at random would keep them right.
#include <sys/mman.h>
#include <unistd.h>
#include <zip.h>

#include <cstddef>
#include <cstdint>

#include "base/check.h"
#include "base/text.h"
#include "wire/order_reader.h"

namespace {

using namespace lockgate;

constexpr std::string_view kMark = "== ";

void pack_one(zip_t* archive, std::string_view name, std::string_view bytes) {
  zip_source_t* source = zip_source_buffer(archive, bytes.data(), bytes.size(), 0);
  if (zip_file_add(archive, std::string(name).c_str(), source, ZIP_FL_OVERWRITE) < 0) zip_source_free(source);
}

void pack_all(zip_t* archive, std::string_view text) {
  while (text.starts_with(kMark)) {
    const std::size_t line = std::min(text.find('\n'), text.size()), end = std::min(text.find("\n== ", line), text.size());
    pack_one(archive, text.substr(kMark.size(), line - kMark.size()), text.substr(std::min(line + 1, end), end - std::min(line + 1, end)));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

std::string packed(const std::string& text) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_source_keep(target);
  zip_t* archive = zip_open_from_source(target, ZIP_TRUNCATE, &error);
  pack_all(archive, text);
  std::string out;
  if (zip_close(archive) != 0) {
    zip_discard(archive);
  } else if (zip_source_open(target) == 0) {
    zip_source_seek(target, 0, SEEK_END);
    out.resize(static_cast<std::size_t>(zip_source_tell(target)));
    zip_source_seek(target, 0, SEEK_SET);
    zip_source_read(target, out.data(), out.size());
    zip_source_close(target);
  }
  zip_source_free(target);
  zip_error_fini(&error);
  return out;
}

void read_all(const std::string& path) {
  auto reader = wire::OrderReader::open(path, wire::Vocabulary::contract());
  if (!reader) return;
  while (const auto line = reader->next()) {
    LG_CHECK(line->order.has_value() != wire::has_errors(line->problems));
    if (line->order) LG_CHECK(!invalid_utf8(line->order->id));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string given(reinterpret_cast<const char*>(data), size), bytes = given.starts_with("PK") ? given : packed(given);
  const int file = ::memfd_create("workbook", 0);
  LG_CHECK(file >= 0 && ::write(file, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()));
  read_all("/proc/self/fd/" + std::to_string(file));
  ::close(file);
  return 0;
}
