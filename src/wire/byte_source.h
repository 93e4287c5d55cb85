// ByteSource: bytes from a file, standard input or memory, a piece at a time.
#pragma once

#include <cstdint>
#include <cstdio>
#include <memory>
#include <span>
#include <string>

#include "base/result.h"

namespace lockgate::wire {

class ByteSource {
 public:
  static Result<ByteSource> open(const std::string& path);  // `-` is standard input; LG0101
  static ByteSource of(std::string bytes);

  // Fills as much of `into` as there is; 0 at the end.
  std::size_t read(std::span<char> into);
  // The system stopped before the end of the file.
  bool has_failed() const;
  // How far along, 0 to 1; 0 while the size is not known (standard input).
  double progress() const;

 private:
  struct Close {
    void operator()(std::FILE* file) const {
      if (file != stdin) std::fclose(file);
    }
  };
  ByteSource() = default;

  std::unique_ptr<std::FILE, Close> file_;  // null: memory
  std::string bytes_;
  std::uint64_t taken_ = 0;
  std::uint64_t size_ = 0;  // 0: not known
};

}  // namespace lockgate::wire
