#include "batch/arrow_build.h"

namespace lockgate::batch {
namespace {

// What a struct points to, held until it is released; children and dictionaries are released before it.
struct HeldArray {
  std::vector<const void*> buffers;
  std::vector<std::uint8_t> bits;  // of what is there
  std::vector<std::int32_t> ids;
  std::shared_ptr<const void> texts;
  std::vector<ArrowArray*> children;
  ArrowArray dictionary{};
};

struct HeldSchema {
  std::string name, format;
  std::vector<ArrowSchema*> children;
  ArrowSchema dictionary{};
};

template <class Struct, class Held>
void release(Struct* released) {
  auto* held = static_cast<Held*>(released->private_data);
  for (Struct* child : held->children) {
    if (child->release != nullptr) child->release(child);
    delete child;
  }
  if (held->dictionary.release != nullptr) held->dictionary.release(&held->dictionary);
  delete held;
  released->release = nullptr;
}

void fill(ArrowSchema& out, std::string name, std::string format) {
  auto held = std::make_unique<HeldSchema>();
  held->name = std::move(name), held->format = std::move(format);
  out.name = held->name.c_str(), out.format = held->format.c_str();
  out.flags = ARROW_FLAG_NULLABLE;
  out.release = release<ArrowSchema, HeldSchema>;
  out.private_data = held.release();
}

ArrowSchema* new_column(const std::string& name) {
  auto out = std::make_unique<ArrowSchema>();
  fill(*out, name, "i");
  auto* held = static_cast<HeldSchema*>(out->private_data);
  fill(held->dictionary, "", "u");
  out->dictionary = &held->dictionary;
  return out.release();
}

// Which ids are there, as a bitmap, unless all are; the others become 0. How many are not there.
std::int64_t mark_missing(HeldArray& held) {
  std::int64_t nulls = 0;
  for (const std::int32_t id : held.ids) nulls += id < 0 ? 1 : 0;
  if (nulls == 0) return 0;
  held.bits.assign((held.ids.size() + 7) / 8, 0);
  for (std::size_t row = 0; row < held.ids.size(); ++row) {
    if (held.ids[row] >= 0) held.bits[row / 8] = static_cast<std::uint8_t>(held.bits[row / 8] | 1 << row % 8);
    else held.ids[row] = 0;
  }
  return nulls;
}

// Takes what is held, its buffers set.
void finish_array(ArrowArray& out, std::unique_ptr<HeldArray> held, std::int64_t length, std::int64_t nulls) {
  out.length = length;
  out.null_count = nulls;
  out.n_buffers = static_cast<std::int64_t>(held->buffers.size());
  out.buffers = held->buffers.data();
  out.n_children = static_cast<std::int64_t>(held->children.size());
  out.children = held->children.data();
  out.dictionary = held->dictionary.release == nullptr ? nullptr : &held->dictionary;
  out.release = release<ArrowArray, HeldArray>;
  out.private_data = held.release();
}

}  // namespace

Owned<ArrowArray> dictionary_array(std::vector<std::int32_t> ids, std::shared_ptr<const ArrowTexts> texts) {
  auto held = std::make_unique<HeldArray>(), dictionary = std::make_unique<HeldArray>();
  const auto count = static_cast<std::int64_t>(texts->size());
  dictionary->buffers = {nullptr, texts->ends.data(), texts->bytes.data()};
  dictionary->texts = std::move(texts);
  finish_array(held->dictionary, std::move(dictionary), count, 0);
  held->ids = std::move(ids);
  const auto length = static_cast<std::int64_t>(held->ids.size());
  const std::int64_t nulls = mark_missing(*held);
  held->buffers = {nulls == 0 ? nullptr : held->bits.data(), held->ids.data()};
  Owned<ArrowArray> out;
  finish_array(*out.get(), std::move(held), length, nulls);
  return out;
}

Owned<ArrowArray> struct_array(std::vector<Owned<ArrowArray>> children, std::int64_t length) {
  auto held = std::make_unique<HeldArray>();
  for (Owned<ArrowArray>& child : children) held->children.push_back(new ArrowArray(child.give()));
  held->buffers = {nullptr};
  Owned<ArrowArray> out;
  finish_array(*out.get(), std::move(held), length, 0);
  return out;
}

Owned<ArrowSchema> dictionary_schema(const std::vector<std::string>& headings) {
  Owned<ArrowSchema> out;
  fill(*out.get(), "", "+s");
  auto* held = static_cast<HeldSchema*>(out->private_data);
  for (const std::string& heading : headings) held->children.push_back(new_column(heading));
  out.get()->flags = 0;
  out.get()->n_children = static_cast<std::int64_t>(held->children.size());
  out.get()->children = held->children.data();
  return out;
}

}  // namespace lockgate::batch
