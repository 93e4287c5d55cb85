// ListDifference: what changed between two states of a list of parties, entry by entry and source by source.
//
// Some publishers give their entries no number, so an entry is known by what it says: the same words are the same entry, the same first
// name (or the publisher's own number) in the same source is the entry changed.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "trade/listed.h"

namespace lockgate::desk {

struct ChangedParty {
  const trade::ListedParty* before = nullptr;
  const trade::ListedParty* after = nullptr;
};

struct SourceCount {
  std::size_t before = 0;
  std::size_t after = 0;
  std::size_t removed = 0;
};

struct ListDifference {
  std::vector<const trade::ListedParty*> added;
  std::vector<const trade::ListedParty*> removed;
  std::vector<ChangedParty> changed;
  std::map<std::string, SourceCount> sources;

  // Sources that lose more of their entries than publishers take off at once; a list with holes clears whom it should not.
  std::vector<std::string> shrunk() const;
};

// The difference points into the two.
ListDifference difference_of(const std::vector<trade::ListedParty>& before, const std::vector<trade::ListedParty>& after);

}  // namespace lockgate::desk
