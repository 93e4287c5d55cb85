// Neighbors: the words of a list that lie within a few edits of a word, found through the letters that can be left out of both.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lockgate::screen {

struct Neighbor {
  std::uint32_t number = 0;
  int edits = 0;
  std::size_t letters = 0;
};

class Neighbors {
 public:
  static constexpr std::uint32_t kNone = ~std::uint32_t{0};

  // Words of at most 64 bytes. Each number once. The word's place; kNone: it has no neighbors, being too short or too long.
  std::uint32_t add(std::string_view word, std::uint32_t number);
  // After the last word. Finds the neighbors of every word once: most words of most questions are words of the list.
  void finish();
  // Those of the word that was added at a place.
  std::span<const Neighbor> of_added(std::uint32_t place) const { return std::span(known_).subspan(known_begin_[place], known_begin_[place + 1] - known_begin_[place]); }
  // All words within `most_edits` of both, `word` itself left out; in the order of their numbers.
  std::vector<Neighbor> of(std::string_view word) const;

 private:
  std::vector<std::uint32_t> met(std::string_view word) const;
  void fill_buckets();

  struct Shorter {
    std::uint32_t hash = 0;
    std::uint32_t word = 0;
  };
  std::string_view word_at(std::uint32_t at) const { return std::string_view(bytes_).substr(begin_[at], begin_[at + 1] - begin_[at]); }

  std::string bytes_;
  std::vector<std::uint32_t> begin_ = {0};
  std::vector<std::uint32_t> numbers_;
  std::vector<std::uint64_t> hashes_;      // while words are added: hash and word
  std::vector<std::uint32_t> added_;
  std::vector<std::uint32_t> bucket_begin_;
  std::vector<Shorter> shorter_;  // by bucket
  std::vector<Neighbor> known_;   // of the words added, one after the other
  std::vector<std::uint32_t> known_begin_ = {0};
};

}  // namespace lockgate::screen
