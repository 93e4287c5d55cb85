// Holdings: who owns whom, from the files of registers that a command was told to use, joined.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/session.h"
#include "ownership/register.h"
#include "trade/holding.h"

namespace lockgate::cli {

struct Holdings {
  trade::Ownership ownership;
  bool is_whole = true;  // false: lines were left out, any of which may be the one that restricts somebody
};

// What is wrong with them has been said. nullopt: a file cannot be read at all. Packed registers go before others, and are joined with
// them by the names that they use.
std::optional<Holdings> read_holdings(Session& session, const std::vector<std::string>& paths);

// The same in columns.
struct Registers {
  ownership::Register all;
  std::uint64_t left_out = 0;  // lines
};
std::optional<Registers> read_registers(Session& session, const std::vector<std::string>& paths);

}  // namespace lockgate::cli
