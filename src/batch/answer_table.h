// AnswerTable: answers as rows of text, each distinct row once, and their Arrow form: a column of a dictionary for each heading,
// so that a line costs a number a column. An empty cell is null.
#pragma once

#include <memory>
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
  std::size_t columns() const { return columns_.size(); }
  const std::string& cell(Answer answer, std::size_t column) const;

  Owned<ArrowSchema> schema() const;
  Owned<ArrowArray> rows(const std::vector<Answer>& answers) const;

 private:
  using Place = std::int32_t;
  static constexpr Place kNull = -1;
  struct Column {
    std::string heading;
    std::vector<std::string> texts;
    std::unordered_map<std::string, Place> place_of;
    mutable std::shared_ptr<const struct ArrowTexts> shared;  // as Arrow has them, while none is added
  };
  Owned<ArrowArray> column(const Column& column, std::size_t index, const std::vector<Answer>& answers) const;

  std::vector<Column> columns_;
  std::vector<std::vector<Place>> rows_;  // by answer, then by column
  std::unordered_map<std::string, Answer> known_;
};

}  // namespace lockgate::batch
