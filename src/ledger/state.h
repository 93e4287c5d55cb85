// State: the rows of a ledger as a command finds them. Draft: the same with changes laid over it, which can be dropped.
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "ledger/record.h"

namespace lockgate::ledger {

class State {
 public:
  virtual ~State() = default;
  virtual std::optional<Row> find(const Shape& shape, const Row& key) const = 0;
  // The rows whose `column` is `value`, in any order. The column is the first of the key or the index; empty: all rows.
  virtual std::vector<Row> list(const Shape& shape, const std::string& column, const std::string& value) const = 0;
};

template <class T, class... Keys>
std::optional<T> find(const State& state, const Keys&... keys) {
  static_assert(sizeof...(Keys) == T::kKeys);
  const std::optional<Row> row = state.find(shape_of<T>(), Row{text_of(keys)...});
  return row ? std::optional<T>(from_row<T>(*row)) : std::nullopt;
}

// In the order of their keys, whatever the database's own order of texts is.
template <class T>
std::vector<T> list(const State& state, const std::string& column = {}, const std::string& value = {}) {
  std::vector<Row> rows = state.list(shape_of<T>(), column, value);
  std::sort(rows.begin(), rows.end());
  std::vector<T> records;
  for (const Row& row : rows) records.push_back(from_row<T>(row));
  return records;
}

class Draft : public State {
 public:
  using Changes = std::map<const Shape*, std::map<Row, Row>>;

  explicit Draft(const State& below) : below_(below) {}
  // A draft over a draft is made from it as a State; a copy would hold, and write, everything that the other holds.
  Draft(const Draft&) = delete;
  Draft& operator=(const Draft&) = delete;
  std::optional<Row> find(const Shape& shape, const Row& key) const override;
  std::vector<Row> list(const Shape& shape, const std::string& column, const std::string& value) const override;

  void put(const Shape& shape, Row row);
  template <class T>
  void put(const T& record) {
    put(shape_of<T>(), to_row(record));
  }
  // Rows are moved, since most of a ledger's time would go into copying them.
  void put(Changes&& changes);
  const Changes& changes() const { return changes_; }
  Changes take() { return std::move(changes_); }

 private:
  const State& below_;
  Changes changes_;
};

// Nothing at all: a Draft over it is a ledger in memory.
class EmptyState : public State {
 public:
  std::optional<Row> find(const Shape&, const Row&) const override { return std::nullopt; }
  std::vector<Row> list(const Shape&, const std::string&, const std::string&) const override { return {}; }
};

}  // namespace lockgate::ledger
