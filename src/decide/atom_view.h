// AtomView: the truths of an order's conditions under one program, each found out when it is first asked for.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "decide/facts.h"
#include "law/program.h"

namespace lockgate::decide {

// What open facts may still be, where they were given but not to the point (ranges, codes with few digits), as numbers: equal
// numbers are equal limits.
class Limits {
 public:
  // 0: nothing was given.
  std::uint32_t of(const law::Program& program, const law::Variable& variable, const Slots& slots);

 private:
  std::unordered_map<std::string, std::uint32_t> known_;
  std::string key_;
};

class AtomView {
 public:
  explicit AtomView(Limits& limits) : limits_(limits) {}

  // Begins with another order; its slots outlive the look at them. The line is subject 0, the parties follow.
  void start(const law::Program& program, std::vector<const Slots*> subjects);

  law::Truth truth(std::size_t subject, std::uint32_t atom);
  // The truth, and if it is open, above it the limits of the facts.
  std::uint32_t seen(std::size_t subject, std::uint32_t atom);

  std::size_t subjects() const { return subjects_.size(); }

 private:
  const law::Variable& variable_of(std::size_t subject, std::uint32_t atom) const;

  Limits& limits_;
  const law::Program* program_ = nullptr;
  std::vector<const Slots*> subjects_;
  std::vector<std::vector<law::Truth>> atoms_;  // by subject; kOpen: not looked at yet
};

}  // namespace lockgate::decide
