// OwnerFill: the owners of one party, from holdings: what they hold, on which lists they stand themselves or through their own owners,
// and who is at the top. Lanes are solved as if in force: when a rule applies is for the rulebook.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ownership/ancestry.h"
#include "ownership/answer.h"
#include "trade/order.h"
#include "trade/screening.h"

namespace lockgate::desk {

class OwnerFill {
 public:
  OwnerFill(const ownership::Ancestry& ancestry, const std::vector<ownership::Lane>& lanes, const std::vector<ownership::Lane>& sums, Date day)
      : ancestry_(ancestry), lanes_(lanes), sums_(sums), day_(day) {}

  using Look = std::function<trade::Screened(const std::string& name)>;
  void listed_by(Look look) { look_ = std::move(look); }

  // Adds owners and the ultimate parent where the order gives none, then solves the lanes. `node`: what holdings call the party.
  void fill(trade::Party& party, const std::string& node);
  // What an owner's own owners add to what its name says.
  void add_inherited(const std::string& owner, trade::Screened& found) const;
  std::vector<trade::Held> held() const;

 private:
  void add_given(const trade::Party& party, const std::string& node);
  void add_owners(trade::Party& party) const;
  void add_parent(trade::Party& party) const;
  void list_names(const trade::Party& party);

  const ownership::Ancestry& ancestry_;
  const std::vector<ownership::Lane>& lanes_;
  const std::vector<ownership::Lane>& sums_;
  Date day_;
  Look look_;
  std::string node_;
  trade::Ownership certain_;                  // with the parties that are listed,
  trade::Ownership possible_;                 // and with those besides that may be
  std::vector<trade::ListedOwner> declared_;  // by the order or by the holdings, before names were compared
  std::string unsolved_;                      // why the shares could not be added up
  std::optional<ownership::Graph> graph_;           // of certain_
  std::optional<ownership::Graph> possible_graph_;  // of possible_
};

}  // namespace lockgate::desk
