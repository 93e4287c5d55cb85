// GLEIF: records of Legal Entity Identifiers (level 1) and of who consolidates whom (level 2), the same for all formats
// they come in.
//
// Level 2 says who consolidates the accounts of whom, which most often is more than half of the shares or control
// without them: who holds is known, how much is not. Branches are their head office.
#pragma once

#include <string>
#include <vector>

#include "registry/register_file.h"

namespace lockgate::registry {

struct LeiRecord {
  std::string lei;
  std::vector<std::string> names;
  std::string headquarters;
  std::string authority;  // the code of the register of companies
  std::string number;     // its number there
  std::string status;     // of the registration
};

struct LeiPeriod {
  std::string from;
  std::string until;
  std::string kind;
};

struct LeiRelation {
  std::string child;
  std::string child_kind;
  std::string parent;
  std::string parent_kind;
  std::string kind;
  std::string status;
  std::string registration;  // its status
  std::string updated;
  std::vector<LeiPeriod> periods;
};

void add(const LeiRecord& record, const std::string& where, RegisterFile& file);
void add(const LeiRelation& relation, const std::string& where, RegisterFile& file);

}  // namespace lockgate::registry
