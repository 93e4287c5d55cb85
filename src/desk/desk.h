// Desk: the one place where an order meets everything else: the law, the catalogue, and (as they come) lists and ledger.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "catalogue/catalogue.h"
#include "decide/decider.h"
#include "trade/order.h"

namespace lockgate::desk {

// Where the data lies. Empty `rulebooks`: every folder of `rulebook/` in the data directory but `fictional` and `overlays`.
struct Sources {
  std::string data;                   // the directory that holds rulebook/ and catalogue/
  std::vector<std::string> rulebooks;
  std::vector<std::string> overlays;
  std::vector<law::OverlayText> texts = {};  // overlays from memory, over those of folders
  const law::Law* beside = nullptr;   // a law that this one is to be compared with (`law::load_law`)
};

// The data directory beside a program: the nearest ancestor of the executable (or share/lockgate there) that holds
// rulebook/ and catalogue/, unless LOCKGATE_DATA names one. Empty: none found.
std::string find_data(const std::string& executable);

class Desk {
 public:
  // nullptr when the law or the catalogue has errors; `diagnostics` says which.
  static std::unique_ptr<const Desk> open(const Sources& sources, Diagnostics& diagnostics);

  // Makes an order ready to be decided: resolves its item, checks its facts against the law. What is returned is wrong with it.
  std::vector<Error> prepare(trade::Order& order) const;
  // The two steps of it, for parts of orders that are put together later: what a part says is checked, then who is not named but must
  // be there is added to the whole.
  std::vector<Error> check_part(trade::Order& part) const;
  static void complete(trade::Order& order);
  // `order` has been prepared without errors. `options.as_of` is used as given.
  trade::Determination decide(const trade::Order& order, const decide::Options& options) const { return decider_.decide(order, options); }

  const law::Law& law() const { return decider_.law(); }
  const decide::Decider& decider() const { return decider_; }
  const catalogue::Catalogue& catalogue() const { return catalogue_; }

 private:
  Desk(std::shared_ptr<const law::Law> law, catalogue::Catalogue catalogue) : decider_(std::move(law)), catalogue_(std::move(catalogue)) {}
  decide::Decider decider_;
  catalogue::Catalogue catalogue_;
};

}  // namespace lockgate::desk
