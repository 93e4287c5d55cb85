// Parties: what lists say of their parties, in one block of bytes, which takes a quarter of the memory that the lists took as they were
// read. A party is put together again when it is asked for.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "trade/listed.h"

namespace lockgate::screen {

class Parties {
 public:
  // The memory of each party is given back once it is taken in.
  explicit Parties(std::vector<trade::ListedParty> parties);

  std::uint32_t size() const { return static_cast<std::uint32_t>(begin_.size()); }
  trade::ListedParty operator[](std::uint32_t party) const;

  struct Named {
    std::string_view text;  // as long as these parties live
    trade::NameRole role = trade::NameRole::Primary;
  };
  std::vector<Named> names_of(std::uint32_t party) const;
  std::size_t count_names(std::uint32_t party) const;

 private:
  std::string bytes_;
  std::vector<std::uint64_t> begin_;  // by party
};

}  // namespace lockgate::screen
