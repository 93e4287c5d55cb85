// LineIndex: which lines have which answer. Built once over a book; afterwards the lines of some answers are counted or listed without
// looking at any other line.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "batch/evaluator.h"

namespace lockgate::batch {

class LineIndex {
 public:
  // `answers` by line, each below `count`.
  LineIndex(const std::vector<Answer>& answers, std::size_t count);

  std::uint64_t lines() const { return lines_.size(); }
  std::uint64_t count(Answer answer) const { return begin_[answer + 1] - begin_[answer]; }
  // How many lines have an answer that is wanted.
  std::uint64_t count_if(const std::function<bool(Answer)>& is_wanted) const;
  // Those lines, by answer and within an answer in the order of the book.
  std::vector<std::uint32_t> list_if(const std::function<bool(Answer)>& is_wanted) const;

 private:
  std::vector<std::uint64_t> begin_;   // by answer; one more at the end
  std::vector<std::uint32_t> lines_;
};

}  // namespace lockgate::batch
