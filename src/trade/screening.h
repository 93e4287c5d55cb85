// Screening: what a comparison of the parties of an order with lists found, word by word, and what follows from it. Plain values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "trade/value.h"

namespace lockgate::trade {

// One line of the account of a score; the points of all lines add up to the score.
struct EvidenceLine {
  std::string query;   // words of the name that was asked; empty: none
  std::string listed;  // words of the listed name; empty: none
  std::pair<std::size_t, std::size_t> query_at;  // bytes of the name that was asked
  std::string kind;      // core, place, trade, form, …
  std::string relation;  // exact, spelling, …; `unmatched`, `contradiction`, `no_brand_in_common`
  int likeness = 0;      // thousandths
  int weight = 0;
  int points = 0;
};

// A listed party that a name may be.
struct ListHit {
  std::string list;    // in the words of docs/contract.md where it has one
  std::string entry;   // the publisher's number
  std::string name;
  std::string role;    // primary, alias, former, weak
  std::string source;  // the list in the publisher's words
  std::vector<std::string> countries;
  int score = 0;
  bool is_alert = false;
  bool is_exact = true;  // false: too many ways to pair the words, the best of many was taken
  std::vector<EvidenceLine> evidence;
  Words words;         // what somebody who is this party stands on, footnotes included
  std::string status;  // needs_review, escalated, true_match, not_a_match; empty: nobody asked
  std::string by;
  std::string why;
};

// What an ownership rule makes of a party, were the rule in force; whether it is, is for the rulebook to say.
struct Held {
  std::string lane;
  std::string restricted;                // yes, possible, no
  std::optional<std::int64_t> direct_bp;  // held by restricted owners; nullopt: it depends on shares not known exactly
  std::vector<std::string> because;
  std::vector<std::string> flags;
};

// One party, parent or owner of an order.
struct Screened {
  std::string party;   // `end_user`, `end_user.ultimate_parent`, `end_user.owners[1]`
  std::string name;
  std::string result;  // listed, clean, needs_review, not_cleared (the lists do not speak for all that the law asks of), declared
  Words lists;         // when listed or declared
  Words not_compared;  // lists that the law asks about and nothing here speaks of
  std::vector<ListHit> hits;
  std::vector<Held> held;
};

}  // namespace lockgate::trade
