#include "screen/postings.h"

#include <algorithm>

namespace lockgate::screen {

Postings::Postings(std::uint32_t keys, const Listing& listing) : begin_(keys + std::size_t{1}), numbers_(listing.size()) {
  for (const auto& [key, number] : listing) ++begin_[key + 1];
  for (std::size_t k = 1; k < begin_.size(); ++k) begin_[k] += begin_[k - 1];
  std::vector<std::uint32_t> next(begin_.begin(), begin_.end() - 1);
  // Numbers come in ascending order, so equal ones of a key follow each other.
  for (const auto& [key, number] : listing)
    if (next[key] == begin_[key] || numbers_[next[key] - 1] != number) numbers_[next[key]++] = number;
  std::uint32_t end = 0;
  for (std::size_t k = 0; k + 1 < begin_.size(); ++k) {
    const std::uint32_t from = std::exchange(begin_[k], end);
    end = static_cast<std::uint32_t>(std::copy(numbers_.begin() + from, numbers_.begin() + next[k], numbers_.begin() + end) - numbers_.begin());
  }
  begin_.back() = end;
  numbers_.resize(end);
}

}  // namespace lockgate::screen
