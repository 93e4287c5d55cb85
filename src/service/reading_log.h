// ReadingLog: who read which file on parties, and when. Each entry's hash covers the one before it, as in the ledger's journal, so none can be
// altered, left out or put in between unseen.
#pragma once

#include "service/records.h"
#include "service/route.h"

namespace lockgate::service {

struct Reading {
  std::string sequence;  // twenty digits, so that texts sort as numbers
  std::string at;
  std::string actor;
  std::string what;  // `GET /v1/licenses/D1234567`
  std::string hash;
};

class ReadingLog {
 public:
  explicit ReadingLog(Records& records) : records_(records) {}

  Result<void> add(const std::string& actor, const std::string& what);
  Result<std::vector<Reading>> all();
  // Has he read it?
  Result<bool> has(const std::string& actor, const std::string& what);
  // GET /v1/readings, for auditors.
  std::vector<Route> routes();

 private:
  Response list(const Request& request);
  Records& records_;
};

// The sequence of the first entry whose hash does not follow from the one before; empty: all do.
std::string first_break(const std::vector<Reading>& readings);

}  // namespace lockgate::service
