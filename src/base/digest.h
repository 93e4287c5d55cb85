// SHA-256 of bytes, as `sha256:<64 hex digits>` (OpenSSL).
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace lockgate {

std::string sha256(std::string_view bytes);

// Of bytes that come a piece at a time.
class Digest {
 public:
  Digest();
  void add(std::string_view bytes);
  // Of all that was added. Once.
  std::string text();

 private:
  struct Free {
    void operator()(void* context) const;
  };
  std::unique_ptr<void, Free> context_;
};

}  // namespace lockgate
