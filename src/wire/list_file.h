// ListFile: a published list of parties, read whole. The format follows from the bytes: the US Consolidated Screening List (its CSV,
// its JSON and a compact JSON of it), OFAC's CSV, the XML of the UN, the EU and the UK, FollowTheMoney's JSON lines, or a CSV
// of one's own.
//
// No entry is dropped in silence: what cannot be read, and every text that was mended or taken apart, is a finding.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "trade/listed.h"
#include "wire/problem.h"

namespace lockgate::wire {

struct ListFinding {
  std::string where;  // `line 12`, `entry 345`
  Problem problem;
};

struct ListFile {
  std::string path;
  std::string digest;     // of the bytes
  std::string published;  // the publisher's date; empty: the file does not say
  std::vector<trade::ListedParty> parties;
  std::vector<ListFinding> findings;
};

// LG0101 and LG0102 as for orders; LG0501 no format that is known here; LG0502 a column or key that every entry needs is missing;
// LG0508 the file is cut off or damaged as a whole.
Result<ListFile> read_list(const std::string& path);
// From memory. `aliases` and `addresses` are the bytes of OFAC's companion files, empty where there are none.
Result<ListFile> read_list(const std::string& path, const std::string& bytes, const std::string& aliases = {}, const std::string& addresses = {});

}  // namespace lockgate::wire
