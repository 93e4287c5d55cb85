// ShortNames: finds listed names that a question gives shortened, by the initials of their first words or by their beginning.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "screen/name.h"
#include "screen/names.h"
#include "screen/shortened.h"
#include "base/text_numbers.h"
#include "screen/word_names.h"

namespace lockgate::screen {

class ShortNames {
 public:
  // `names` must outlive this.
  explicit ShortNames(const Names& names);

  // Calls `use(name, rest)` for names of which a token of the query may be the initials and that have as many other words that tell
  // something, `rest`, as the query; all of these have to agree, so names are passed over of which `is_reached(key)` says that one does not.
  template <class IsReached, class Use>
  void for_each_acronym(const Name& query, IsReached is_reached, Use use) const {
    for (const Token& token : query.tokens) {
      if (!may_be_acronym(token)) continue;
      for (const Text& text : token.texts)
        for (const Short& listed : short_for(text.text, query))
          if (listed.rest + std::size_t{1} == query.contents && (listed.rest == 0 || is_reached(listed.last))) use(listed.name, std::size_t{listed.rest});
    }
  }
  // Names that begin with the whole query and go on inside a word.
  void find_cut(const Name& query, std::vector<std::uint32_t>& out) const;

 private:
  struct Short {
    std::uint32_t name = 0;
    std::uint8_t rest = 0;
    WordKey last = 0;  // of these words
  };

  // Names of these initials; none where the query is too little to be all of a name.
  std::span<const Short> short_for(std::string_view initials, const Name& query) const;
  void list_acronyms();
  void sort_by_normal();

  const Names& names_;
  TextNumbers acronyms_;
  std::vector<std::uint32_t> begin_;  // by acronym; one more than there are
  std::vector<Short> short_;
  std::vector<std::uint32_t> by_normal_;
  std::vector<std::uint64_t> heads_;  // with what these begin: eight bytes, which mostly settle the search without a look at the names
};

}  // namespace lockgate::screen
