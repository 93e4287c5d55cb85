#include "ledger/state.h"

namespace lockgate::ledger {
namespace {

bool is_listed(const Shape& shape, const Row& row, const std::string& column, const std::string& value) {
  if (column.empty()) return true;
  const auto found = std::find(shape.columns.begin(), shape.columns.end(), column);
  LG_CHECK(found != shape.columns.end());
  return row[static_cast<std::size_t>(found - shape.columns.begin())] == value;
}

}  // namespace

std::optional<Row> Draft::find(const Shape& shape, const Row& key) const {
  const auto table = changes_.find(&shape);
  if (table == changes_.end()) return below_.find(shape, key);
  const auto row = table->second.find(key);
  return row == table->second.end() ? below_.find(shape, key) : std::optional<Row>(row->second);
}

std::vector<Row> Draft::list(const Shape& shape, const std::string& column, const std::string& value) const {
  std::vector<Row> rows = below_.list(shape, column, value);
  const auto table = changes_.find(&shape);
  if (table == changes_.end()) return rows;
  std::erase_if(rows, [&](const Row& row) { return table->second.contains(key_of(shape, row)); });
  for (const auto& [key, row] : table->second)
    if (is_listed(shape, row, column, value)) rows.push_back(row);
  return rows;
}

void Draft::put(const Shape& shape, Row row) {
  LG_CHECK(row.size() == shape.columns.size());
  Row key = key_of(shape, row);
  changes_[&shape].insert_or_assign(std::move(key), std::move(row));
}

void Draft::put(Changes&& changes) {
  for (auto& [shape, rows] : changes) {
    std::map<Row, Row>& mine = changes_[shape];
    for (auto& [key, row] : rows) mine.insert_or_assign(key, std::move(row));
  }
}

}  // namespace lockgate::ledger
