// TextStream: the characters of a file as UTF-8, whatever its encoding, with a look at its beginning.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "wire/byte_source.h"
#include "wire/encoding.h"

namespace lockgate::wire {

class TextStream {
 public:
  explicit TextStream(ByteSource source);

  // What is read and not yet taken; empty at the end. Without its byte order mark. UTF-8 input is passed on unchecked:
  // the line that has a bad byte should be refused, not the file.
  std::string_view peek();
  void take(std::size_t count) { at_ += count; }

  Encoding encoding() const { return detected_.encoding; }
  // When it is none that can be read: what it looks like.
  const std::string& looks_like() const { return detected_.instead; }
  bool has_failed() const { return source_.has_failed(); }
  double progress() const { return source_.progress(); }

 private:
  void begin();
  void fill();

  ByteSource source_;
  Detected detected_;
  std::optional<Converter> converter_;  // none: already UTF-8
  std::string buffer_;
  std::size_t at_ = 0;
  bool is_at_end_ = false;
};

}  // namespace lockgate::wire
