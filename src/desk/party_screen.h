// PartyScreen: compares the parties of an order with lists, applies what persons have said about hits, looks up who owns them, and
// fills in what the order does not say: `lists`, `owners`, `ultimate_parent`. What the order says stays.
//
// Nothing but the very name of a listed party, in the places it is listed for, is taken for that party without a person. Any other hit
// leaves the lists of the party unknown until somebody has ruled on it, so the order is held where the law asks.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "desk/ruling.h"
#include "desk/watch.h"
#include "law/law.h"
#include "ownership/ancestry.h"
#include "ownership/lane.h"
#include "trade/determination.h"
#include "trade/language.h"
#include "trade/order.h"

namespace lockgate::desk {

// What a determination says of a screening: the lists, what was found, flags, and questions that name the hit which left a fact open.
void note_screening(const std::vector<trade::Digest>& lists, const std::vector<trade::Screened>& found, const law::Law& law, trade::Language language,
                    trade::Determination& determination);

class PartyScreen {
 public:
  struct Parts {
    std::unique_ptr<const Watch> watch;
    Rulings rulings;
    trade::Ownership holdings;  // empty: none known
    std::vector<ownership::Lane> lanes;
  };

  PartyScreen(Parts parts, const law::Law& law);

  // `day`: the day of the holdings. What was found is given for every party, parent and owner with a name.
  std::vector<trade::Screened> fill(trade::Order& order, Date day) const;
  // Is what is filled another on other days? Only where holdings begin or end.
  bool is_by_day() const;
  // The lists that parties are compared with.
  std::vector<trade::Digest> lists() const;

  // A name alone, of nobody knows where.
  trade::Screened ask(const std::string& name) const { return look("", name, {}); }

  const Watch& watch() const { return *parts_.watch; }
  // Words for lists in a file of holdings that neither the law nor a publisher's list has: nobody would be reached by them.
  trade::Words unknown_words() const;
  // Lists that the law asks about and those given here do not hold.
  const trade::Words& not_compared() const { return not_compared_; }

 private:
  struct Where {
    std::string country;
    std::string headquarters;
  };
  class Filling;

  // Hits without status, by name; the same name is compared once.
  const std::vector<trade::ListHit>& hits_of(const std::string& name) const;
  trade::Screened look(std::string party, const std::string& name, const Where& where) const;
  // An owner or parent from the holdings: under every name that they give him.
  trade::Screened look_at_owner(std::string party, const std::string& name, const Where& where) const;
  trade::Screened judge(trade::Screened out, const Where& where) const;
  static void settle(trade::ListHit& hit, const Where& where);
  bool is_of_law(const std::string& word) const;
  // Where holdings speak of a party under another spelling of the same name, that; otherwise the name itself.
  std::string name_in_holdings(const std::string& name) const;
  // Several parties of the holdings have the name.
  bool is_ambiguous(const std::string& name) const;

  Parts parts_;
  ownership::Ancestry ancestry_;
  std::vector<ownership::Lane> sums_;  // what the law adds up over owners, without regard to lanes
  std::unordered_map<std::string, std::string> spelling_;  // in holdings, by normal form; empty: several
  trade::Words law_words_;
  trade::Words not_compared_;
  bool clears_ = false;  // the lists hold everything that some publisher's list says
  mutable std::unordered_map<std::string, std::vector<trade::ListHit>> hits_;
};

}  // namespace lockgate::desk
