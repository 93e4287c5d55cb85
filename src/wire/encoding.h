// Encoding: which characters a file's bytes stand for. Spreadsheets in Chinese write GB18030, those in any language
// UTF-16.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

struct UConverter;

namespace lockgate::wire {

enum class Encoding : std::uint8_t { Utf8, Utf16Le, Utf16Be, Gb18030 };
const char* to_string(Encoding encoding);

struct Detected {
  Encoding encoding = Encoding::Utf8;
  std::size_t mark = 0;  // bytes of the byte order mark
  std::string instead;   // what the bytes look like when it is none of the four, for a message
};

// Looks at the beginning of a file. A byte order mark decides; then NULs in every second place; then whether it is
// UTF-8. Only what is none of these is taken for GB18030, and only when ICU's detector or the pairs of bytes say so: a
// Latin-1 `é` before a letter is also a valid, if rare, GB18030 pair.
Detected detect_encoding(std::string_view beginning);

// Bytes of an encoding, piece by piece, to UTF-8. What is no character becomes U+FFFD.
class Converter {
 public:
  explicit Converter(Encoding encoding);
  // Appends to `utf8`; a character cut off at the end of a piece waits for the next one.
  void convert(std::string_view piece, bool is_last, std::string& utf8);

 private:
  struct Close {
    void operator()(UConverter* converter) const;
  };
  std::unique_ptr<UConverter, Close> from_;
  std::unique_ptr<UConverter, Close> to_;
  std::u16string pivot_;
  char16_t* pivot_source_ = nullptr;
  char16_t* pivot_target_ = nullptr;
  bool is_first_ = true;
};

}  // namespace lockgate::wire
