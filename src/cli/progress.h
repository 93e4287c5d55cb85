// Progress: a bar on stderr for work that takes longer than half a second, on a terminal only.
#pragma once

#include <chrono>
#include <cstdint>

#include "cli/terminal.h"

namespace lockgate::cli {

class Progress {
 public:
  explicit Progress(const Terminal& terminal) : terminal_(terminal), start_(Clock::now()), shown_(start_) {}
  ~Progress() { clear(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // `fraction` from 0 to 1, or 0 where nobody knows the end.
  void show(double fraction, std::uint64_t lines);
  // Takes the bar away, so that something else can be written.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;
  const Terminal& terminal_;
  Clock::time_point start_;
  Clock::time_point shown_;
  bool is_visible_ = false;
};

}  // namespace lockgate::cli
