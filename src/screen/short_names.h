// ShortNames: finds listed names that a question gives shortened, by the initials of their first words or by their beginning.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "screen/name.h"
#include "screen/shortened.h"
#include "base/text_numbers.h"

namespace lockgate::screen {

class ShortNames {
 public:
  // `names` must outlive this.
  explicit ShortNames(const std::vector<Name>& names);

  // Calls `use(name, rest)` for names of which a token of the query may be the initials and that have as many other words that tell
  // something, `rest`, as the query.
  template <class Use>
  void for_each_acronym(const Name& query, Use use) const {
    for (const Token& token : query.tokens) {
      if (!may_be_acronym(token)) continue;
      for (const Text& text : token.texts)
        if (const std::uint32_t number = acronyms_.find(text.text); number != TextNumbers::kNone)
          for (const Short& listed : std::span(short_).subspan(begin_[number], begin_[number + 1] - begin_[number]))
            if (listed.rest + std::size_t{1} == query.contents) use(listed.name, std::size_t{listed.rest});
    }
  }
  // Names that begin with the whole query and go on inside a word.
  void find_cut(const Name& query, std::vector<std::uint32_t>& out) const;

 private:
  struct Short {
    std::uint32_t name = 0;
    std::uint8_t rest = 0;
  };

  void list_acronyms();
  void sort_by_normal();

  const std::vector<Name>& names_;
  TextNumbers acronyms_;
  std::vector<std::uint32_t> begin_;  // by acronym; one more than there are
  std::vector<Short> short_;
  std::vector<std::uint32_t> by_normal_;
  std::vector<std::uint64_t> heads_;  // with what these begin: eight bytes, which mostly settle the search without a look at the names
};

}  // namespace lockgate::screen
