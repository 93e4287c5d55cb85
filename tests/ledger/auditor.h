// Auditor: a second ledger, as stupid as can be. It keeps nothing but the list of what happened and counts everything anew
// for every question. It shares the commands with the engine and no line of its code.
#pragma once

#include <string>
#include <vector>

#include "ledger/command.h"

namespace lockgate::test {

class Auditor {
 public:
  // What has to be answered, as the word of docs/ledger.md.
  std::string expect(const ledger::Command& command);

  struct Balance {
    std::int64_t reserved = 0;
    std::int64_t shipped = 0;
    friend bool operator==(const Balance&, const Balance&) = default;
  };
  Balance balance(const std::string& license, std::int64_t line) const;
  // Shipped and reserved to places, or shipped alone.
  std::int64_t tpp_to(const std::string& places, const std::string& item, bool with_reserved) const;
  const std::vector<ledger::AddLicense>& licenses() const { return licenses_; }

 private:
  struct Deal {
    std::string key, license, item, state, wish, laboratory, consignee, country;
    std::int64_t line = 0, quantity = 0, tpp = 0, accreditation = 0;
    std::int32_t year_day = 0, expires = 0;
  };
  struct Lab {
    std::string name;
    bool is_accredited = false;
    std::int64_t times = 0;
  };
  std::string judge(Deal& deal, std::int32_t day) const;
  std::string judge_caps(const ledger::AddLicense& license, const Deal& deal) const;
  std::string reserve(const ledger::Reserve& wish);
  std::string settle(const ledger::Settle& command);
  std::string release(const std::string& key, const std::string& state, std::int32_t day);
  std::string supply(const ledger::Supply& command);
  std::string amend(const ledger::Amend& command);
  ledger::AddLicense* license(const std::string& number);
  const ledger::AddLicense* license(const std::string& number) const;
  Deal* deal(const std::string& key);
  const Lab* laboratory(const std::string& name) const;

  std::vector<ledger::AddLicense> licenses_;
  std::vector<Deal> deals_;
  std::vector<Lab> laboratories_;
};

}  // namespace lockgate::test
