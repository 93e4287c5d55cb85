// AnswerTable: answers as rows of text, each distinct row once, and their Arrow form: a column of a dictionary for each heading,
// so that a line costs a number a column. An empty cell is null.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "batch/arrow_stream.h"
#include "batch/evaluator.h"

namespace lockgate::batch {

class AnswerTable {
 public:
  explicit AnswerTable(std::vector<std::string> headings);

  Answer add(const std::vector<std::string>& cells);
  std::size_t size() const { return rows_.size(); }
  std::optional<std::size_t> find_column(const std::string& heading) const;
  std::size_t columns() const { return columns_.size(); }
  const std::string& cell(Answer answer, std::size_t column) const;

  // All columns, or some of them.
  Owned<ArrowSchema> schema(const std::vector<std::size_t>& some) const;
  Owned<ArrowArray> rows(const std::vector<Answer>& answers, const std::vector<std::size_t>& some) const;
  std::vector<std::size_t> all_columns() const;

 private:
  using Place = std::int32_t;
  static constexpr Place kNull = -1;
  struct Column {
    std::string heading;
    mutable std::vector<std::string> texts;
    std::unordered_map<std::string, Place> place_of;
    std::vector<Place> places;  // by answer
    mutable std::shared_ptr<const struct ArrowTexts> shared;  // as Arrow has them, while none is added
  };
  static Place place_of(const std::string& text, Column& column);
  static Owned<ArrowArray> column(const Column& column, const std::vector<Answer>& answers);

  std::vector<Column> columns_;
  TupleTable rows_;  // the places of each answer
};

}  // namespace lockgate::batch
