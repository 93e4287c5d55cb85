// Index: finds, for a name, every listed name that may reach a score, without comparing it with all of them. Whatever it leaves
// out would score less; docs/screening.md has the proof.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "screen/name.h"
#include "screen/neighbors.h"
#include "screen/short_names.h"
#include "screen/text_numbers.h"

namespace lockgate::screen {

class Index {
 public:
  // `names` must outlive the index. `floor`: the least score that is looked for, 501 to 1000.
  Index(const std::vector<Name>& names, int floor);

  // Numbers of names, ascending; a superset of those whose score reaches the floor.
  std::vector<std::uint32_t> candidates(const Name& query) const;

  int floor() const { return floor_; }

 private:
  // A text a listed token, or several written together, may be compared by.
  struct Entry {
    std::uint32_t text = 0;
    std::uint16_t weight = 0;
    std::uint8_t first = 0;  // token of the name
    std::uint8_t count = 1;  // 0: a single one that tells nothing
  };
  // A text of the list that a token of the query, or several written together, reaches.
  struct Reach {
    std::uint32_t text = 0;
    int likeness = 0;
    int weight = 0;  // on the side of the query
    std::uint8_t first = 0;
    std::uint8_t count = 1;
  };
  // Of a name, what a search looks at first.
  struct Listed {
    std::uint32_t entries = 0;  // where they begin
    int total = 0;              // weight
    std::uint8_t initials = 0;
    std::uint8_t contents = 0;
  };
  // Where the names of a text begin: all of them, and those of which it is among the rarest.
  struct Begin {
    std::uint32_t all = 0;
    std::uint32_t rare = 0;
    int weight = 0;  // the most that the text weighs in any name
  };
  using Listing = std::vector<std::pair<std::uint32_t, std::uint32_t>>;  // text, name

  struct Notes;
  class Search;

  void add(const Name& name);
  void add_texts(const Token& token, std::uint8_t first);
  void add_text(const std::string& text, const Token& token, std::uint8_t first);
  void add_spans(const Name& name, std::uint8_t first);
  std::uint32_t number_of(const std::string& text);
  void list(std::uint32_t number, const Name& name, Listing& all, Listing& rare) const;
  std::vector<bool> rarest(const Name& name) const;
  std::vector<std::uint32_t> post(Listing listing, std::uint32_t Begin::*begin);
  std::span<const std::uint32_t> all_of(std::uint32_t text) const { return std::span(all_).subspan(begin_[text].all, begin_[text + 1].all - begin_[text].all); }
  std::span<const std::uint32_t> rare_of(std::uint32_t text) const { return std::span(rare_).subspan(begin_[text].rare, begin_[text + 1].rare - begin_[text].rare); }

  void reach(const Name& query, std::vector<Reach>& out) const;
  void reach_of_token(const Token& token, std::uint8_t at, std::vector<Reach>& out) const;
  void reach_neighbors(const Text& text, std::uint32_t number, const Token& token, std::uint8_t at, std::vector<Reach>& out) const;
  void reach_text(const std::string& text, int likeness, const Token& token, std::uint8_t at, std::vector<Reach>& out) const;
  void reach_spans(const Name& query, std::size_t first, std::vector<Reach>& out) const;
  std::vector<std::uint64_t> costs(const Name& query, const std::vector<Reach>& reached) const;
  int most_total(const Name& query, const std::vector<Reach>& reached) const;
  std::vector<bool> cheapest(const Name& query, const std::vector<std::uint64_t>& costs) const;

  int floor_;
  TextNumbers numbers_;
  std::vector<std::uint32_t> frequency_;  // how often a text occurs
  std::vector<std::uint32_t> word_of_;    // place among the words that have neighbors, by text
  bool has_sounds_[2] = {false, false};   // of letters, of characters
  Neighbors neighbors_;
  std::vector<Begin> begin_;  // by text; one more than there are texts
  std::vector<std::uint32_t> all_;
  std::vector<std::uint32_t> rare_;
  std::vector<Listed> listed_;  // by name; one more than there are names
  std::vector<Entry> entries_;
  ShortNames short_names_;
};

}  // namespace lockgate::screen
