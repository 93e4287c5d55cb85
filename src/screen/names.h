// Names: the names that lists have, with all that a comparison asks of them, one after another in a few blocks of memory.
#pragma once

#include <cstddef>
#include <memory_resource>
#include <string_view>
#include <vector>

#include "screen/name.h"

namespace lockgate::screen {

class Names {
 public:
  void reserve(std::size_t names) { all_.reserve(names); }
  // Tokens of lists only, which must outlive this, as must `input`: that of the name, wherever it is kept.
  void add(const Name& name, std::string_view input);

  std::size_t size() const { return all_.size(); }
  const Name& operator[](std::size_t name) const { return all_[name]; }
  std::vector<Name>::const_iterator begin() const { return all_.begin(); }
  std::vector<Name>::const_iterator end() const { return all_.end(); }

 private:
  template <class Kept>
  std::span<const Kept> keep(std::span<const Kept> some);

  std::pmr::monotonic_buffer_resource blocks_;
  std::vector<Name> all_;
};

}  // namespace lockgate::screen
