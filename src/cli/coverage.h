// Coverage: what each book of law holds, in numbers, and what it says itself that it leaves out.
#pragma once

#include <string>
#include <vector>

#include "law/law.h"

namespace lockgate::cli {

struct Coverage {
  std::string book;
  std::size_t rules = 0;
  std::size_t steps = 0;
  std::size_t not_text = 0;   // rules that rest on something else than published law
  std::size_t contested = 0;
  std::size_t duties = 0;
  std::size_t notes = 0;      // and flags
  std::size_t cases = 0;
  std::vector<const law::Untranslatable*> left_out;
};

// By book, in the order of the law.
std::vector<Coverage> coverage_of(const law::Law& law);

}  // namespace lockgate::cli
