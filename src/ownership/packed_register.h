// PackedRegister: a register in a file, as it stands in memory, so that it is loaded in seconds ever after: a line with the version of the
// format, a line with the SHA-256 of all that follows, and columns, each its count and then plain little-endian numbers.
#pragma once

#include <cstdint>
#include <string>

#include "base/result.h"
#include "ownership/register.h"

namespace lockgate::ownership {

struct PackedRegister {
  Register all;
  std::string made;             // when and from what, for a person
  std::uint64_t left_out = 0;   // lines that were left out when it was made
};

// Takes the place of a file of that name only once it is written. LG0730.
Result<void> write_packed(PackedRegister packed, const std::string& path);

bool is_packed(const std::string& path);
// LG0101; LG0623: of another version; LG0624: cut off; LG0625: altered. A register that was read breaks nothing, whatever the file held.
Result<PackedRegister> read_packed(const std::string& path);
// The same of bytes in memory.
Result<PackedRegister> read_packed_bytes(std::string bytes, const std::string& path);

}  // namespace lockgate::ownership
