// DeclarationDifference: what one body of law declares and another does not, or declares otherwise, by name.
#pragma once

#include <string>
#include <vector>

#include "law/law.h"

namespace lockgate::cli {

struct DeclarationDifference {
  std::vector<std::string> begins;   // declared only after
  std::vector<std::string> changes;  // declared in both, in other words
  std::vector<std::string> ends;     // declared only before
};

DeclarationDifference declaration_difference(const law::Law& before, const law::Law& after);

}  // namespace lockgate::cli
