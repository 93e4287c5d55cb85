// BadRows: rows of a table that could not be read. The first are named one by one, the others are counted.
#pragma once

#include <cstdint>
#include <string>

#include "cli/progress.h"
#include "cli/session.h"

namespace lockgate::cli {

class BadRows {
 public:
  BadRows(Session& session, std::string path) : session_(session), path_(std::move(path)) {}

  // `problem` as a table of answers has it: `LG0113: destination: …`.
  void add(const std::string& problem, std::uint64_t row, Progress& progress);
  std::uint64_t count() const { return count_; }

 private:
  Session& session_;
  std::string path_;
  std::uint64_t count_ = 0;
};

}  // namespace lockgate::cli
