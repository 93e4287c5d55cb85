// Index: finds, for a name, every listed name that may reach a score, without comparing it with all of them. Whatever it leaves
// out would score less; docs/screening.md has the proof.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "screen/name.h"
#include "screen/neighbors.h"
#include "screen/short_names.h"
#include "screen/text_hash.h"

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
    std::uint8_t first = 0;  // token of the name
    std::uint8_t count = 1;
    bool is_content = false;
    int weight = 0;
  };
  // A text of the list that a token of the query, or several written together, reaches.
  struct Reach {
    std::uint32_t text = 0;
    int likeness = 0;
    int weight = 0;  // on the side of the query
    std::uint8_t first = 0;
    std::uint8_t count = 1;
  };
  struct Postings {
    std::vector<std::uint32_t> begin;  // by text; one more than there are texts
    std::vector<std::uint32_t> names;
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
  Postings posted(Listing listing) const;

  std::vector<Reach> reach(const Name& query) const;
  void reach_of_token(const Token& token, std::uint8_t at, std::vector<Reach>& out) const;
  void reach_text(const std::string& text, int likeness, const Token& token, std::uint8_t at, std::vector<Reach>& out) const;
  std::uint64_t cost(const std::vector<Reach>& reached, std::size_t token) const;
  std::vector<bool> cheapest(const Name& query, const std::vector<Reach>& reached) const;

  int floor_;
  std::unordered_map<std::string, std::uint32_t, TextHash, std::equal_to<>> numbers_;
  std::vector<std::uint32_t> frequency_;  // how often a text occurs
  std::vector<bool> is_spelled_;          // texts that have neighbors
  Neighbors neighbors_;
  Postings all_;
  Postings rare_;
  std::vector<std::uint32_t> entry_begin_ = {0};
  std::vector<Entry> entries_;
  std::vector<int> totals_;    // weight of each name
  struct Counts {
    std::uint8_t initials = 0;
    std::uint8_t contents = 0;
  };
  std::vector<Counts> counts_;  // of each name
  ShortNames short_names_;
};

}  // namespace lockgate::screen
