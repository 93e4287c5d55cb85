// Postings: numbers by key, in one block of memory: those of a key follow each other.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace lockgate::screen {

class Postings {
 public:
  using Listing = std::vector<std::pair<std::uint32_t, std::uint32_t>>;  // key, number
  Postings() = default;
  // `keys`: how many there are. Of equal pairs one is kept.
  Postings(std::uint32_t keys, const Listing& listing);

  std::span<const std::uint32_t> of(std::uint32_t key) const { return std::span(numbers_).subspan(begin_[key], begin_[key + 1] - begin_[key]); }

 private:
  std::vector<std::uint32_t> begin_;
  std::vector<std::uint32_t> numbers_;
};

}  // namespace lockgate::screen
