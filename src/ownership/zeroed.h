// Zeroed: an array of numbers that are zero until they are written. The system gives such memory page by page when it
// is first touched, so a question that reaches few of a hundred million nodes pays for few.
#pragma once

#include <cstdlib>
#include <memory>
#include <type_traits>

#include "base/check.h"

namespace lockgate::ownership {

template <class Number>
class Zeroed {
  static_assert(std::is_trivial_v<Number>);

 public:
  explicit Zeroed(std::size_t size)
      : numbers_(static_cast<Number*>(std::calloc(size == 0 ? 1 : size, sizeof(Number)))) {
    LG_CHECK(numbers_ != nullptr);
  }
  Number& operator[](std::size_t at) { return numbers_.get()[at]; }
  const Number& operator[](std::size_t at) const { return numbers_.get()[at]; }

 private:
  struct Free {
    void operator()(Number* numbers) const { std::free(numbers); }
  };
  std::unique_ptr<Number, Free> numbers_;
};

}  // namespace lockgate::ownership
