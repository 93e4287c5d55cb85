#include "batch/arrow_stream.h"

#include <cstring>
#include <utility>

namespace lockgate::batch {
namespace {

std::int32_t take_int(const char*& at) {
  std::int32_t out;
  std::memcpy(&out, at, sizeof out);
  at += sizeof out;
  return out;
}

std::string take_text(const char*& at) {
  const auto size = static_cast<std::size_t>(take_int(at));
  std::string out(at, size);
  at += size;
  return out;
}

std::vector<std::pair<std::string, std::string>> metadata_of(const char* metadata) {
  std::vector<std::pair<std::string, std::string>> out;
  if (metadata == nullptr) return out;
  for (std::int32_t left = take_int(metadata); left > 0; --left) {
    std::string key = take_text(metadata);
    out.emplace_back(std::move(key), take_text(metadata));
  }
  return out;
}

Field field_of(const ArrowSchema& schema) {
  return {schema.name == nullptr ? "" : schema.name, schema.format, schema.dictionary == nullptr ? "" : schema.dictionary->format, metadata_of(schema.metadata)};
}

}  // namespace

std::string_view Field::metadata_of(std::string_view key) const {
  for (const auto& [known, value] : metadata)
    if (known == key) return value;
  return {};
}

Error ArrowStream::error(int code) {
  const char* said = stream_->get_last_error == nullptr ? nullptr : stream_->get_last_error(stream_.get());
  return {"LG0102", said == nullptr ? std::string("the table cannot be read: ") + std::strerror(code) : std::string(said), name_, "write the file again, or take another copy of it"};
}

Result<ArrowStream> ArrowStream::take(Owned<ArrowArrayStream> stream, std::string name) {
  ArrowStream out(std::move(stream), std::move(name));
  Owned<ArrowSchema> schema;
  if (const int code = out.stream_->get_schema(out.stream_.get(), schema.get()); code != 0) return tl::unexpected(out.error(code));
  if (std::string_view(schema->format) != "+s") return fail("LG0102", "this is no table", "give a stream of record batches", out.name_);
  for (std::int64_t i = 0; i < schema->n_children; ++i) out.fields_.push_back(field_of(*schema->children[i]));
  return out;
}

Result<std::optional<Owned<ArrowArray>>> ArrowStream::next() {
  Owned<ArrowArray> batch;
  if (const int code = stream_->get_next(stream_.get(), batch.get()); code != 0) return tl::unexpected(error(code));
  if (batch->release == nullptr) return std::optional<Owned<ArrowArray>>();
  return std::optional(std::move(batch));
}

}  // namespace lockgate::batch
