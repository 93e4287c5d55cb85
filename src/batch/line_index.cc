#include "batch/line_index.h"

#include <numeric>

namespace lockgate::batch {

LineIndex::LineIndex(const std::vector<Answer>& answers, std::size_t count) : begin_(count + 1, 0), lines_(answers.size()) {
  for (const Answer answer : answers) ++begin_[answer + 1];
  std::partial_sum(begin_.begin(), begin_.end(), begin_.begin());
  std::vector<std::uint64_t> next(begin_.begin(), begin_.end() - 1);
  for (std::size_t line = 0; line < answers.size(); ++line) lines_[next[answers[line]]++] = static_cast<std::uint32_t>(line);
}

std::uint64_t LineIndex::count_if(const std::function<bool(Answer)>& is_wanted) const {
  std::uint64_t out = 0;
  for (Answer answer = 0; answer + 1 < begin_.size(); ++answer)
    if (is_wanted(answer)) out += count(answer);
  return out;
}

std::vector<std::uint32_t> LineIndex::list_if(const std::function<bool(Answer)>& is_wanted) const {
  std::vector<std::uint32_t> out;
  out.reserve(count_if(is_wanted));
  for (Answer answer = 0; answer + 1 < begin_.size(); ++answer)
    if (is_wanted(answer)) out.insert(out.end(), lines_.begin() + static_cast<std::ptrdiff_t>(begin_[answer]), lines_.begin() + static_cast<std::ptrdiff_t>(begin_[answer + 1]));
  return out;
}

}  // namespace lockgate::batch
