// LineReader: a text, line by line, with bounded memory: a line over the limit is passed over and named, the next ones
// are read.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "wire/text_stream.h"

namespace lockgate::wire {

// The longest order seen in practice (a rack with every component and forty parties) has some 30 kB. Five hundred times
// that is a file that was put together wrongly, and reading on would only spend memory.
inline constexpr std::size_t kLongestLine = std::size_t{16} << 20;

struct Line {
  std::uint64_t number = 0;  // from 1
  std::string text;          // without its end; empty when it is too long
  bool is_too_long = false;
};

class LineReader {
 public:
  explicit LineReader(TextStream stream, std::size_t longest = kLongestLine)
      : stream_(std::move(stream)), longest_(longest) {}
  std::optional<Line> next();
  TextStream& stream() { return stream_; }
  const TextStream& stream() const { return stream_; }

 private:
  TextStream stream_;
  std::size_t longest_;
  std::uint64_t number_ = 0;
};

}  // namespace lockgate::wire
