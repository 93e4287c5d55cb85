// A small license for the tests of this folder.
#pragma once

#include "ledger/machine.h"

namespace lockgate::ledger::sample {

inline Date day(std::string_view text) { return Date::parse(text).value(); }
inline Decimal number(std::string_view text) { return Decimal::parse(text).value(); }

// Ten pieces worth 1000, valid through March 2030, to one buyer in XA; a tenth more in value is tolerated.
inline AddLicense license(const std::string& name = "L-1") {
  AddLicense add;
  add.license.number = name;
  add.license.valid_from = day("2030-01-01");
  add.license.valid_until = day("2030-03-31");
  add.license.tolerance_percent = number("10");
  add.license.retention_years = 5;
  Line line;
  line.line = 1;
  line.item = "engine";
  line.granted = number("10");
  line.value = number("1000");
  line.currency = "USD";
  line.tpp = number("100");
  add.lines = {line};
  add.parties = {{"", "purchaser", "Buyer", "XA"}, {"", "ultimate_consignee", "Consignee", "XA"}};
  return add;
}

inline Reserve reserve(const std::string& key, const std::string& quantity, std::string_view date = "2030-02-01") {
  Reserve wish;
  wish.key = key;
  wish.license = "L-1";
  wish.line = 1;
  wish.quantity = number(quantity);
  wish.date = day(date);
  return wish;
}

inline Reserve ship(const std::string& key, const std::string& quantity, std::string_view date = "2030-02-01") {
  Reserve wish = reserve(key, quantity, date);
  wish.is_shipment = true;
  return wish;
}

inline Publish publish(std::int64_t number, const std::string& author, const std::string& approver) {
  Publish out;
  out.publication.number = number;
  out.publication.overlay = "house";
  out.publication.text = "text";
  out.publication.author = author;
  out.publication.approver = approver;
  out.publication.published_on = day("2030-01-01");
  return out;
}

// A ledger in memory.
class Book {
 public:
  Book() : draft_(nothing_) {}
  Outcome perform(const Command& command) {
    Step step = ledger::apply(draft_, command);
    draft_.put(std::move(step.changes));
    return step.outcome;
  }
  Code code(const Command& command) { return perform(command).code; }
  const State& state() const { return draft_; }

 private:
  EmptyState nothing_;
  Draft draft_;
};

}  // namespace lockgate::ledger::sample
