// ResidualForm: what is left of conditions in a world, as numbers: equal numbers are equal conditions on the facts that are still
// missing. Two worlds, or two versions of a rule, that differ only in what is already settled are one and the same, and need no
// second search.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "decide/open_fact.h"

namespace lockgate::decide {

class ResidualForm {
 public:
  using Id = std::uint32_t;
  using Key = std::vector<std::uint32_t>;
  static constexpr Id kIsFalse = 0;
  static constexpr Id kIsTrue = 1;
  static constexpr bool is_open(Id form) { return form > kIsTrue; }

  struct Rest {
    std::vector<Id> forms;  // of each condition asked for, instance by instance
    Key ties;               // what the numbers in open forms of several facts may still be
    Key limits;             // what open facts may still be that were given, but not to the point: ranges, short codes
    Key key() const;
    friend bool operator==(const Rest&, const Rest&) = default;
  };

  // `world` may differ from call to call; its graph and the instances it has may not.
  // `with_conflicts`: and of whether a one-valued definition has two values.
  Rest of(const World& world, const std::vector<std::uint32_t>& line_nodes, bool with_conflicts = false);

  // How many different conditions were met.
  std::size_t size() const { return known_.size(); }

 private:
  friend class ResidualWalk;
  Id intern(const Key& key) { return known_.try_emplace(key, static_cast<Id>(known_.size() + 2)).first->second; }

  struct HashOfKey {
    std::size_t operator()(const Key& key) const {
      std::uint64_t out = 14695981039346656037U;
      for (const std::uint32_t part : key) out = (out ^ part) * 1099511628211U;
      return static_cast<std::size_t>(out ^ out >> 32);
    }
  };
  std::unordered_map<Key, Id, HashOfKey> known_;
  // Of the nodes of one world, by subject: what was found, and in which walk. Kept between walks, so that a walk costs what it visits.
  struct Found {
    std::uint32_t walk = 0;
    Id form = 0;
  };
  std::vector<std::vector<Found>> lines_, parties_;
  std::uint32_t walk_ = 0;
  Key key_;
};

}  // namespace lockgate::decide
