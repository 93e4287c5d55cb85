// Ancestry: of everything that is known of owners, the part above some parties: whoever holds of them, directly or through others.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "trade/holding.h"

namespace lockgate::ownership {

class Ancestry {
 public:
  explicit Ancestry(trade::Ownership ownership);

  bool knows(const std::string& name) const { return into_.contains(name); }
  // Statements about the named, their owners, the owners of these, and so on.
  trade::Ownership above(const std::vector<std::string>& names) const;
  // Everybody of whom anything is said.
  std::vector<std::string> names() const;

 private:
  trade::Ownership all_;
  std::unordered_map<std::string, std::vector<std::size_t>> into_;  // positions of holdings, by who is owned; every name has an entry
};

}  // namespace lockgate::ownership
