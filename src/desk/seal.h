// Seal: a determination with what it was made from, for the ledger, and the same question put again. What is not the law
// and the catalogue it was sealed under is named; no answer of another law is compared.
//
// What lists, holdings and rulings said of the parties is sealed too: it is taken as it was said then, and not asked again.
#pragma once

#include <string>
#include <vector>

#include "desk/desk.h"
#include "ledger/sealed.h"
#include "ledger/store.h"

namespace lockgate::desk {

// An order as its file has it, before anything was made of it.
struct GivenOrder {
  std::string id;
  std::string text;
  std::string format;  // `json`, `csv`
};

// `order`: as it was decided, with what a screening filled in.
ledger::Sealed seal(const Desk& desk, const GivenOrder& given, const trade::Order& order, const decide::Options& options, const trade::Determination& determination);

struct Replay {
  std::vector<std::string> missing;  // what the determination was sealed under and is not here; then there is no answer
  std::string bytes;                 // the answer of today
  bool is_same = false;
};

Replay replay(const Desk& desk, const ledger::Sealed& sealed);

// The order of a sealed determination, ready to be decided, and the question that was put. LG0723: it cannot be read here.
Result<trade::Order> order_of(const Desk& desk, const ledger::Sealed& sealed);
decide::Options options_of(const ledger::Sealed& sealed);
// The last determination sealed of each order, or of one, by the orders' names. LG0702.
Result<std::vector<ledger::Sealed>> newest_of_each_order(ledger::Store& store, const std::string& order = {});
// The same question with the same options, or in another language.
Result<trade::Determination> decide_again(const Desk& desk, const ledger::Sealed& sealed, const decide::Options& options);

}  // namespace lockgate::desk
