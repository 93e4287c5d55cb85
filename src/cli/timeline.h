// Timeline: the dates on which the law changes, and what changes then.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "law/law.h"

namespace lockgate::cli {

struct LawChange {
  std::string marker;  // `+` starts, `-` ends, `=` a condition looks at the date
  std::string name;    // of the rule, rider or set
  std::string cite;    // empty where there is none
  std::string says;    // what follows the name in a line of text: ` (enforced)`, ` looks at this date`
};
using Timeline = std::map<Date, std::vector<LawChange>>;

Timeline timeline_of(const law::Law& law);

// `us.ear.1  [15 CFR …] (enforced)`
std::string text_of(const LawChange& change);

}  // namespace lockgate::cli
