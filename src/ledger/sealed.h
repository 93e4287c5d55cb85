// Sealed: a determination with everything it was made from, so that it can be made again and compared byte for byte.
#pragma once

#include <optional>
#include <string>

#include "ledger/shape.h"

namespace lockgate::ledger {

struct Sealed {
  static constexpr const char* kTable = "determination";
  static constexpr std::size_t kKeys = 1;
  static constexpr const char* kIndex = "order";

  std::string id;      // from the digest of what went in: the same question has the same id
  std::string order;   // as its file calls it
  std::string given;   // the order's own text: JSON, or a heading and a row as CSV
  std::string format;  // `json`, `csv`
  Date as_of;
  std::string posture;
  std::optional<Date> known_at;
  std::string language;
  std::string rulebook;   // digest
  std::string catalogue;  // digest
  std::string lists;      // names and digests, one a line
  std::string screened;   // what lists, holdings and rulings said of the parties, as JSON; empty: nobody asked
  std::string program;
  Date sealed_on;
  std::string verdict;
  std::string digest;  // of `bytes`
  std::string bytes;   // the determination as JSON

  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit("id", self.id);
    visit("order", self.order);
    visit("given", self.given);
    visit("format", self.format);
    visit("as_of", self.as_of);
    visit("posture", self.posture);
    visit("known_at", self.known_at);
    visit("language", self.language);
    visit("rulebook", self.rulebook);
    visit("catalogue", self.catalogue);
    visit("lists", self.lists);
    visit("screened", self.screened);
    visit("program", self.program);
    visit("sealed_on", self.sealed_on);
    visit("verdict", self.verdict);
    visit("digest", self.digest);
    visit("bytes", self.bytes);
  }
};

}  // namespace lockgate::ledger
