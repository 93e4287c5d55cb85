// LawDifference: the complete list of the kinds of orders that two versions of the law treat differently. Found by searching the
// facts where the two are not the same condition; what nothing changes is never looked at.
//
// The orders meant are those an order given stands for: what it says is so, and what it leaves out is tried. It has one leg and
// one chip.
#pragma once

#include <string>
#include <vector>

#include "decide/cover.h"
#include "decide/decider.h"

namespace lockgate::decide {

struct KindOfOrder {
  struct Limit {
    std::string fact;  // `item.tpp`, `end_user.headquarters`
    std::string is;    // the kinds of it, in words
  };
  std::vector<Limit> limits;  // all of them hold
  Cover::Box box;             // the same as kinds of the program
  std::string gate;
  std::vector<std::string> before, after;  // `license_required`, `presumption_of_denial`
  std::vector<std::string> because; // rules that decide on one side and that the other does not have
};

struct LawDifference {
  law::Versions versions;
  std::vector<KindOfOrder> kinds;
  bool is_complete = true;  // false: the search was given up
};

// `second` may be the same as `first`; if it is another law, it was loaded beside the first (`law::load_law`). Both outlive the answer. `like` was made ready for the second.
LawDifference compare_law(const Decider& first, const law::Segment& before, const Decider& second, const law::Segment& after, const trade::Order& like,
                          trade::Language language);

}  // namespace lockgate::decide
