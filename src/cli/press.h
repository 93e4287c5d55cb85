// Press: a page of HTML as PDF, set by a Chromium that is found when it is asked for: the program brings none. Pages are ours, hold all they
// need and forbid scripts themselves; no name is resolved for them.
#pragma once

#include <mutex>
#include <string>

#include "base/result.h"

namespace lockgate::cli {

class Press {
 public:
  // `browser`: its path or name; empty: the first of Chromium's names that PATH has.
  explicit Press(std::string browser) : browser_(std::move(browser)) {}

  // The bytes of the PDF. One page at a time: a browser takes more memory than all the rest. LG0840: there is no browser; LG0841: it printed nothing.
  Result<std::string> print(const std::string& html) const;

 private:
  std::string browser_;
  mutable std::mutex mutex_;
};

}  // namespace lockgate::cli
