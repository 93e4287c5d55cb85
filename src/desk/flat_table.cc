#include "desk/flat_table.h"

#include <unordered_map>

#include "batch/arrow_build.h"
#include "desk/columnar_file.h"
#include "desk/vocabulary.h"
#include "wire/order_reader.h"

namespace lockgate::desk {
namespace {

constexpr std::size_t kRowsAtATime = 1 << 17;
constexpr std::int32_t kNull = -1;

// The cells of some rows, each distinct text once.
class TextColumn {
 public:
  void add(const std::string& text) {
    const auto [it, is_new] = id_of_.try_emplace(text, static_cast<std::int32_t>(id_of_.size()));
    if (is_new) texts_->add(text);
    ids_.push_back(it->second);
  }
  void add_nothing() { ids_.push_back(kNull); }

  // Begins anew.
  batch::Owned<ArrowArray> take() {
    auto out = batch::dictionary_array(std::move(ids_), std::move(texts_));
    *this = TextColumn();
    return out;
  }

 private:
  std::unordered_map<std::string, std::int32_t> id_of_;
  std::vector<std::int32_t> ids_;
  std::shared_ptr<batch::ArrowTexts> texts_ = std::make_shared<batch::ArrowTexts>();
};

class FlatRows : public batch::StreamSource {
 public:
  explicit FlatRows(wire::OrderReader reader) : reader_(std::move(reader)), headings_(reader_.headings()) {
    headings_.emplace_back(kRowProblem);
    columns_.resize(headings_.size());
  }

  batch::Owned<ArrowSchema> schema() const override { return batch::dictionary_schema(headings_); }

  Result<batch::Owned<ArrowArray>> next() override {
    std::size_t rows = 0;
    for (; rows < kRowsAtATime; ++rows) {
      const auto row = reader_.next_cells();
      if (!row) break;
      row->problem ? add_bad(*row) : add_good(*row);
    }
    if (rows == 0) return batch::Owned<ArrowArray>();
    std::vector<batch::Owned<ArrowArray>> arrays;
    for (TextColumn& column : columns_) arrays.push_back(column.take());
    return batch::struct_array(std::move(arrays), static_cast<std::int64_t>(rows));
  }

 private:
  void add_good(const wire::CsvRow& row) {
    for (std::size_t c = 0; c < row.cells.size(); ++c) columns_[c].add(row.cells[c]);
    columns_.back().add_nothing();
  }

  void add_bad(const wire::CsvRow& row) {
    for (std::size_t c = 0; c + 1 < columns_.size(); ++c) columns_[c].add_nothing();
    columns_.back().add(row.problem->code + ": line " + std::to_string(row.line) + ": " + row.problem->message);
  }

  wire::OrderReader reader_;
  std::vector<std::string> headings_;
  std::vector<TextColumn> columns_;  // the last: kRowProblem
};

}  // namespace

Result<batch::ArrowStream> open_flat_table(const std::string& path, const Desk& desk) {
  auto reader = wire::OrderReader::open(path, vocabulary_of(desk.law(), desk.decider().binder()));
  if (!reader) return tl::unexpected(reader.error());
  if (auto heading = reader->read_heading(); !heading) return tl::unexpected(heading.error());
  return batch::ArrowStream::take(batch::stream_of(std::make_unique<FlatRows>(std::move(*reader))), path);
}

Result<batch::ArrowStream> open_table(const std::string& path, const Desk& desk) { return is_columnar(path) ? open_columnar(path) : open_flat_table(path, desk); }

}  // namespace lockgate::desk
