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
  std::uint8_t edits = 0;
  std::uint8_t letters = 0;
};

class Neighbors {
 public:
  // Words of at most 64 bytes. Each number once. Those that are too short or too long have no neighbors.
  void add(std::string_view word, std::uint32_t number);
  // After the last word.
  void finish();
  // All words within `most_edits` of both, `word` itself left out.
  std::vector<Neighbor> of(std::string_view word) const;

 private:
  // Valid until the thread asks again.
  std::span<std::uint32_t> met(std::string_view word) const;
  // Of these, those that may be near enough by their letters.
  std::span<const std::uint32_t> sifted(std::string_view word, std::span<std::uint32_t> met) const;

  struct Shorter {
    std::uint32_t hash = 0;
    std::uint32_t word = 0;
  };
  // Of a word, where its bytes begin and which letters it has, as bits.
  struct Known {
    std::uint32_t begin = 0;
    std::uint32_t letters = 0;
  };
  std::size_t size_at(std::uint32_t at) const { return known_[at + 1].begin - known_[at].begin; }
  std::string_view word_at(std::uint32_t at) const { return std::string_view(bytes_).substr(known_[at].begin, size_at(at)); }

  std::string bytes_;
  std::vector<Known> known_ = {{}};  // one more than there are words
  std::vector<std::uint32_t> numbers_;
  std::vector<std::uint64_t> hashes_;      // while words are added: hash and word
  std::vector<std::uint32_t> added_;
  std::vector<std::uint32_t> bucket_begin_;
  std::vector<Shorter> shorter_;  // by bucket
  std::vector<std::uint64_t> is_left_;  // by some bits of the hashes: most of what is asked is left of no word
};

}  // namespace lockgate::screen
