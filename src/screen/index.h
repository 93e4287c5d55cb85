// Index: finds, for a name, every listed name that may reach a score, without comparing it with all of them. Whatever it leaves
// out would score less; docs/screening.md has the proof.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "screen/name.h"
#include "screen/names.h"
#include "screen/neighbors.h"
#include "screen/postings.h"
#include "screen/short_names.h"
#include "screen/span_names.h"
#include "base/text_numbers.h"
#include "screen/vocabulary.h"
#include "screen/word_names.h"

namespace lockgate::screen {

class Index {
 public:
  // Words and names must outlive the index. `floor`: the least score that is looked for, 501 to 1000.
  Index(const Vocabulary& vocabulary, const Names& names, int floor);
  ~Index();
  Index(const Index&) = delete;
  Index& operator=(const Index&) = delete;

  // Numbers of names, ascending; a superset of those whose score reaches the floor.
  std::vector<std::uint32_t> candidates(const Name& query) const;

  int floor() const { return floor_; }

 private:
  // A word of the list that a token of the query, or several written together, may be like.
  struct Reach {
    std::uint32_t word = 0;
    int gain = 0;  // at most
    std::uint8_t first = 0;
    std::uint8_t count = 1;
  };
  // Words of the list, written together, that a token of the query is.
  struct SpanReach {
    std::uint64_t hash = 0;
    int gain = 0;
    std::uint8_t first = 0;
  };
  // What a token may be like, whatever it weighs.
  struct Near {
    struct Word {
      std::uint32_t word = 0;
      int likeness = 0;
    };
    std::vector<Word> words;
    std::vector<std::uint64_t> spans;  // hashes
  };
  // Of a name, what a search looks at that has not seen it whole.
  struct Listed {
    std::uint32_t begin = 0;  // of its words in `words_`
    std::uint16_t total = 0;  // weight
    std::uint8_t initials = 0;
    std::uint8_t contents = 0;
  };

  struct Notes;
  class Reaching;
  class Search;

  void add_texts(const Token& word, Postings::Listing& words_of_text);
  void add_spans(std::uint32_t number, const Name& name);
  Near near(const Token& token) const;
  void add_near(std::string_view text, int likeness, Near& out) const;
  bool has_span(std::uint64_t hash) const;
  // Of a word of the list: found when it is first asked for, and kept, since most words of most questions are words of the list.
  const Near& near_listed(std::uint32_t word) const;
  std::vector<bool> rarest(const Name& name, const std::vector<std::uint32_t>& frequency) const;
  std::vector<std::uint32_t> frequencies(const Names& names) const;
  void list(const Names& names);
  void add_listed(const Name& name);
  std::span<const std::uint32_t> words_of(std::uint32_t name) const { return std::span(words_).subspan(listed_[name].begin, listed_[name + std::size_t{1}].begin - listed_[name].begin); }

  static constexpr std::uint32_t kContent = std::uint32_t{1} << 31;

  const Vocabulary& vocabulary_;
  int floor_;
  TextNumbers texts_;                   // that words may be met by
  std::vector<bool> is_spelled_;        // by text: has it neighbors?
  bool has_sounds_[2] = {false, false};  // of letters, of characters
  Neighbors neighbors_;
  Postings words_of_text_;
  WordNames word_names_;
  SpanNames spans_;
  std::vector<Listed> listed_;          // by name; one more than there are
  std::vector<std::uint32_t> words_;    // of all names: numbers of words, of which the highest bit says that it is content
  ShortNames short_names_;
  mutable std::vector<std::atomic<const Near*>> near_;  // by word; null: nobody asked yet
};

}  // namespace lockgate::screen
