#include "batch/arrow_stream.h"

#include <cerrno>
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
  const ArrowSchema* inner = schema.dictionary != nullptr ? schema.dictionary : schema.n_children == 1 ? schema.children[0] : nullptr;
  return {schema.name == nullptr ? "" : schema.name, schema.format, schema.dictionary != nullptr, inner == nullptr ? "" : inner->format, metadata_of(schema.metadata)};
}

// What a stream of ours points to.
struct Source {
  std::unique_ptr<StreamSource> source;
  std::string problem;
};

int get_schema(ArrowArrayStream* stream, ArrowSchema* out) {
  *out = static_cast<Source*>(stream->private_data)->source->schema().give();
  return 0;
}

int get_next(ArrowArrayStream* stream, ArrowArray* out) {
  auto* held = static_cast<Source*>(stream->private_data);
  Result<Owned<ArrowArray>> batch = held->source->next();
  if (!batch) {
    held->problem = batch.error().code + ": " + batch.error().message;
    return EIO;
  }
  *out = batch->give();
  return 0;
}

const char* get_last_error(ArrowArrayStream* stream) { return static_cast<Source*>(stream->private_data)->problem.c_str(); }

void release_source(ArrowArrayStream* stream) {
  delete static_cast<Source*>(stream->private_data);
  stream->release = nullptr;
}

}  // namespace

Owned<ArrowArrayStream> stream_of(std::unique_ptr<StreamSource> source) {
  Owned<ArrowArrayStream> out;
  *out.get() = {get_schema, get_next, get_last_error, release_source, new Source{std::move(source), {}}};
  return out;
}

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
