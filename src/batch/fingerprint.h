// Fingerprint: what programs see of a part of an order, as bytes. Two parts with equal fingerprints are of one kind: put either
// into an order and the answer is the same.
#pragma once

#include <set>
#include <string>

#include "batch/cuts.h"
#include "decide/facts.h"

namespace lockgate::batch {

class Fingerprint {
 public:
  // `tied`: facts of which single values matter (tied_facts). The binder outlives this.
  Fingerprint(const decide::FactBinder& binder, Programs programs, std::set<int> tied)
      : binder_(binder), programs_(std::move(programs)), tied_(std::move(tied)) {}

  // `part` is an order that says only some things; its item is resolved.
  std::string of(const trade::Order& part) const;

 private:
  void add_names(const trade::Order& part, std::string& out) const;
  void add_slots(law::Scope scope, const decide::Slots& slots, std::string& out) const;

  const decide::FactBinder& binder_;
  Programs programs_;
  std::set<int> tied_;
};

}  // namespace lockgate::batch
