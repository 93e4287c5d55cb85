// Allowance: how many worlds may be tried for someone who cannot wait. Most orders need none or a few; one of which almost nothing is known
// may need thousands, the first time that it is asked about.
#pragma once

#include <exception>

namespace lockgate::decide {

// One thread's.
class Allowance {
 public:
  // More would be needed. Nothing has come out, but what was found out on the way is kept for the next time (decide/diagram_cache.h).
  struct Spent : std::exception {
    const char* what() const noexcept override { return "more worlds were to be tried than allowed"; }
  };

  explicit Allowance(int worlds) : left_(worlds) {}
  // Throws Spent.
  void take_one() {
    if (left_-- <= 0) throw Spent();
  }

 private:
  int left_;
};

}  // namespace lockgate::decide
