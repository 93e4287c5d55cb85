// ListedParty: one entry of a published list of parties, as its publisher wrote it. Plain values, for readers of lists and for
// those who compare names with them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace lockgate::trade {

// Weak: the publisher says that the name alone does not tell the party from others.
enum class NameRole : std::uint8_t { Primary, Alias, Former, Weak };

struct ListedName {
  std::string text;
  NameRole role = NameRole::Primary;
  friend bool operator==(const ListedName&, const ListedName&) = default;
};

struct ListedParty {
  std::string source;  // the list, in the publisher's words
  std::string id;      // the publisher's own number; a number by position where he gives none
  std::string kind;    // in the publisher's words; empty: not said
  std::vector<ListedName> names;
  std::vector<std::string> countries;    // of addresses, as published
  std::vector<std::string> identifiers;  // as published
  std::string program;
  std::string requirement;  // what the entry says a license is needed for
  std::string notice;       // where it was published
  friend bool operator==(const ListedParty&, const ListedParty&) = default;
};

}  // namespace lockgate::trade
