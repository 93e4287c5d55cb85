// Proposals: what one person wants done and another must approve: the release of a hold, a change of a license. The database itself takes no approval
// by the author (service/records.cc).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "service/records.h"

namespace lockgate::service {

struct Proposal {
  std::string id;
  std::string kind;     // `hold.release`, `license.amend`, …
  std::string about;    // what it is about: a sealed determination, a license
  std::string content;  // JSON
  std::string tag;      // the version of that which the author saw; empty: it has none
  std::string author;
  std::string made_at;
  std::string state;  // `open`, `approved`, `rejected`, `withdrawn`
  std::string decided_by;
  std::string decided_at;
  std::string remark;
  std::string outcome;  // what came of it once it was approved
};

class Proposals {
 public:
  explicit Proposals(Records& records) : records_(records) {}

  Result<Proposal> open(Proposal proposal);
  Result<std::optional<Proposal>> find(const std::string& id);
  Result<std::vector<Proposal>> all();
  // LG0830: there is none; LG0831: it is decided; LG0832: by the author, or withdrawn by another.
  Result<Proposal> decide(const std::string& id, const std::string& state, const std::string& by, const std::string& remark);
  Result<void> note_outcome(const std::string& id, const std::string& outcome);

 private:
  Records& records_;
};

}  // namespace lockgate::service
