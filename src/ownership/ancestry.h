// Ancestry: of everything that is known of owners, the part above some parties: whoever holds of them, directly or
// through others.
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

  bool knows(const std::string& name) const { return about_.contains(name); }
  // Statements about the named, their owners, the owners of these, and so on.
  trade::Ownership above(const std::vector<std::string>& names) const;
  // Everybody of whom anything is said.
  std::vector<std::string> names() const;
  // The names a party goes by: those a register gives it, otherwise the one it is called by. None: a register knows
  // only its number.
  std::vector<std::string> names_of(const std::string& name) const;

 private:
  // Positions of what is said of one name.
  struct About {
    std::vector<std::size_t> owners;  // holdings in which it is owned
    std::vector<std::size_t> listed;
    std::vector<std::size_t> exempt;
    std::vector<std::size_t> seats;
    std::vector<std::size_t> namings;
  };

  trade::Ownership all_;
  std::unordered_map<std::string, About> about_;
};

}  // namespace lockgate::ownership
