#include "batch/answer_table.h"

namespace lockgate::batch {
namespace {

// What a struct of the C interface points to, held until it is released. Children and dictionaries are released before it.
struct Held {
  std::vector<const void*> buffers;
  std::vector<std::uint8_t> bits;
  std::vector<std::int32_t> numbers;
  std::shared_ptr<const void> shared;
  std::vector<ArrowArray*> children;
  ArrowArray dictionary{};
};

struct HeldSchema {
  std::string name, format;
  std::vector<ArrowSchema*> children;
  ArrowSchema dictionary{};
};

template <class Struct, class Keeper>
void release(Struct* released) {
  auto* held = static_cast<Keeper*>(released->private_data);
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

void finish(ArrowArray& out, std::unique_ptr<Held> held, std::int64_t length, std::int64_t nulls) {
  out.length = length;
  out.null_count = nulls;
  out.n_buffers = static_cast<std::int64_t>(held->buffers.size());
  out.buffers = held->buffers.data();
  out.n_children = static_cast<std::int64_t>(held->children.size());
  out.children = held->children.data();
  out.dictionary = held->dictionary.release == nullptr ? nullptr : &held->dictionary;
  out.release = release<ArrowArray, Held>;
  out.private_data = held.release();
}

}  // namespace

// Texts one after the other, with the end of each.
struct SharedTexts {
  std::vector<std::int32_t> ends = {0};
  std::string bytes;

  explicit SharedTexts(const std::vector<std::string>& texts) {
    for (const std::string& text : texts) bytes += text, ends.push_back(static_cast<std::int32_t>(bytes.size()));
  }
};

AnswerTable::AnswerTable(std::vector<std::string> headings) {
  for (std::string& heading : headings) columns_.push_back({std::move(heading), {}, {}, nullptr});
}

Answer AnswerTable::add(const std::vector<std::string>& cells) {
  std::string key;
  for (const std::string& cell : cells) key += cell + '\0';
  const auto [it, is_new] = known_.try_emplace(std::move(key), static_cast<Answer>(rows_.size()));
  if (!is_new) return it->second;
  std::vector<Place>& row = rows_.emplace_back();
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    Column& column = columns_[c];
    if (cells[c].empty()) {
      row.push_back(kNull);
      continue;
    }
    const auto [place, is_new_text] = column.place_of.try_emplace(cells[c], static_cast<Place>(column.texts.size()));
    if (is_new_text) column.texts.push_back(cells[c]), column.shared = nullptr;
    row.push_back(place->second);
  }
  return it->second;
}

const std::string& AnswerTable::cell(Answer answer, std::size_t column) const {
  static const std::string kEmpty;
  const Place place = rows_[answer][column];
  return place == kNull ? kEmpty : columns_[column].texts[static_cast<std::size_t>(place)];
}

Owned<ArrowSchema> AnswerTable::schema() const {
  Owned<ArrowSchema> out;
  fill(*out.get(), "", "+s");
  auto* held = static_cast<HeldSchema*>(out->private_data);
  for (const Column& column : columns_) held->children.push_back(new_column(column.heading));
  out.get()->flags = 0;
  out.get()->n_children = static_cast<std::int64_t>(held->children.size());
  out.get()->children = held->children.data();
  return out;
}

Owned<ArrowArray> AnswerTable::column(const Column& column, std::size_t index, const std::vector<Answer>& answers) const {
  if (column.shared == nullptr) column.shared = std::make_shared<const SharedTexts>(column.texts);
  auto held = std::make_unique<Held>(), texts = std::make_unique<Held>();
  texts->shared = column.shared;
  texts->buffers = {nullptr, column.shared->ends.data(), column.shared->bytes.data()};
  finish(held->dictionary, std::move(texts), static_cast<std::int64_t>(column.texts.size()), 0);
  held->numbers.resize(answers.size());
  held->bits.assign((answers.size() + 7) / 8, 0);
  std::int64_t nulls = 0;
  for (std::size_t row = 0; row < answers.size(); ++row) {
    const Place place = rows_[answers[row]][index];
    held->numbers[row] = place == kNull ? 0 : place;
    held->bits[row / 8] = static_cast<std::uint8_t>(held->bits[row / 8] | (place == kNull ? 0 : 1) << row % 8);
    nulls += place == kNull ? 1 : 0;
  }
  held->buffers = {held->bits.data(), held->numbers.data()};
  Owned<ArrowArray> out;
  finish(*out.get(), std::move(held), static_cast<std::int64_t>(answers.size()), nulls);
  return out;
}

Owned<ArrowArray> AnswerTable::rows(const std::vector<Answer>& answers) const {
  auto held = std::make_unique<Held>();
  for (std::size_t c = 0; c < columns_.size(); ++c) held->children.push_back(new ArrowArray(column(columns_[c], c, answers).give()));
  held->buffers = {nullptr};
  Owned<ArrowArray> out;
  finish(*out.get(), std::move(held), static_cast<std::int64_t>(answers.size()), 0);
  return out;
}

}  // namespace lockgate::batch
