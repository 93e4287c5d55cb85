#include "desk/flat_table.h"

#include <algorithm>
#include <unordered_map>

#include "batch/arrow_build.h"
#include "desk/columnar_file.h"
#include "desk/vocabulary.h"
#include "wire/json_text.h"
#include "wire/json_value.h"
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

std::string advice(const wire::Problem& problem) { return problem.fix.empty() ? "" : " (" + problem.fix + ")"; }

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
    columns_.back().add(row.problem->code + ": line " + std::to_string(row.line) + ": " + row.problem->message + advice(*row.problem));
  }

  wire::OrderReader reader_;
  std::vector<std::string> headings_;
  std::vector<TextColumn> columns_;  // the last: kRowProblem
};

// A column of orders in JSON: the members that stand in it.
struct JsonColumn {
  std::string name;
  std::vector<std::string> keys;
};

const std::vector<JsonColumn>& json_columns() {
  static const std::vector<JsonColumn> kColumns = {{"route", {"movement", "origin", "destination", "via"}}, {"item", {"item"}}, {"quantity", {"quantity"}},
                                                   {"price", {"unit_price"}}, {"end_use", {"end_use"}}, {"facts", {"facts"}}};
  return kColumns;
}

// Parties have a column each, those beyond the last share it.
constexpr std::size_t kPartyColumns = 4;

std::vector<std::string> json_headings() {
  std::vector<std::string> out = {"date"};
  for (const JsonColumn& column : json_columns()) out.push_back(std::string(kJsonPart) + column.name);
  for (std::size_t p = 0; p < kPartyColumns; ++p) out.push_back(std::string(kJsonPart) + "party " + std::to_string(p));
  out.emplace_back(kRowProblem);
  return out;
}

// Some members of an order; empty: it has none of them.
std::string part_of(const wire::JsonValue& order, const std::vector<std::string>& keys) {
  wire::JsonValue part = wire::JsonValue::object();
  for (const std::string& key : keys)
    if (const wire::JsonValue* value = order.member(key)) part.add(key, *value);
  return part.members.empty() ? "" : wire::to_text(part);
}

std::string parties_of(const wire::JsonValue& order, std::size_t column) {
  const wire::JsonValue* parties = order.member("parties");
  wire::JsonValue some = wire::JsonValue::array();
  for (std::size_t p = column; parties != nullptr && p < parties->items.size() && (p == column || column + 1 == kPartyColumns); ++p) some.items.push_back(parties->items[p]);
  if (some.items.empty()) return "";
  wire::JsonValue part = wire::JsonValue::object();
  part.add("parties", std::move(some));
  return wire::to_text(part);
}

// Each order is read as `check` reads it, so what is wrong with it is found out as there.
class JsonRows : public batch::StreamSource {
 public:
  explicit JsonRows(wire::OrderReader reader) : reader_(std::move(reader)), columns_(json_headings().size()) { reader_.keep_text(); }

  batch::Owned<ArrowSchema> schema() const override { return batch::dictionary_schema(json_headings()); }

  Result<batch::Owned<ArrowArray>> next() override {
    std::size_t rows = 0;
    for (; rows < kRowsAtATime; ++rows) {
      const auto line = reader_.next();
      if (!line) break;
      line->order ? add_good(*line) : add_bad(*line);
    }
    if (rows == 0) return batch::Owned<ArrowArray>();
    std::vector<batch::Owned<ArrowArray>> arrays;
    for (TextColumn& column : columns_) arrays.push_back(column.take());
    return batch::struct_array(std::move(arrays), static_cast<std::int64_t>(rows));
  }

 private:
  void add(std::size_t column, const std::string& text) { text.empty() ? columns_[column].add_nothing() : columns_[column].add(text); }

  void add_good(const wire::ReadLine& line) {
    const wire::JsonValue order = wire::parse_json(line.given, line.line).value();
    add(0, line.order->date ? line.order->date->to_string() : "");
    std::size_t at = 1;
    for (const JsonColumn& column : json_columns()) add(at++, part_of(order, column.keys));
    for (std::size_t p = 0; p < kPartyColumns; ++p) add(at++, parties_of(order, p));
    columns_.back().add_nothing();
  }

  void add_bad(const wire::ReadLine& line) {
    for (std::size_t c = 0; c + 1 < columns_.size(); ++c) columns_[c].add_nothing();
    const auto worst = std::find_if(line.problems.begin(), line.problems.end(), [](const wire::Problem& problem) { return problem.severity == Severity::Error; });
    const std::string field = worst->field.empty() ? "" : worst->field + ": ";
    columns_.back().add(worst->code + ": line " + std::to_string(line.line) + ": " + field + worst->message + advice(*worst));
  }

  wire::OrderReader reader_;
  std::vector<TextColumn> columns_;  // the last: kRowProblem
};

bool is_json(const wire::OrderReader& reader) { return reader.format() == wire::Format::Json || reader.format() == wire::Format::JsonLines; }

}  // namespace

Result<batch::ArrowStream> open_flat_table(const std::string& path, const Desk& desk) {
  auto reader = wire::OrderReader::open(path, vocabulary_of(desk.law(), desk.decider().binder()));
  if (!reader) return tl::unexpected(reader.error());
  if (is_json(*reader)) return batch::ArrowStream::take(batch::stream_of(std::make_unique<JsonRows>(std::move(*reader))), path);
  if (auto heading = reader->read_heading(); !heading) return tl::unexpected(heading.error());
  return batch::ArrowStream::take(batch::stream_of(std::make_unique<FlatRows>(std::move(*reader))), path);
}

bool is_left_out(const wire::Column& column) {
  return column.of == wire::Column::Of::Skipped || (column.of == wire::Column::Of::Order && (column.name == "id" || column.name == "note"));
}

Result<batch::ArrowStream> open_table(const std::string& path, const Desk& desk) {
  if (!is_columnar(path)) return open_flat_table(path, desk);
  const wire::Vocabulary vocabulary = vocabulary_of(desk.law(), desk.decider().binder());
  return open_columnar(path, [&](const std::string& name) {
    wire::Problems problems;  // of headings they are found again, when there is somebody to tell
    return !is_left_out(wire::read_header({name}, vocabulary, problems).front());
  });
}

}  // namespace lockgate::desk
