#include "cli/bad_rows.h"

#include <fmt/format.h>

namespace lockgate::cli {
namespace {

constexpr std::uint64_t kNamed = 20;

}  // namespace

void BadRows::add(const std::string& problem, std::uint64_t row, Progress& progress) {
  session_.worsen(Status::BadInput);
  if (++count_ > kNamed) return;
  progress.clear();
  const std::size_t colon = problem.find(": ");
  const char* fix = count_ == kNamed ? "further rows like it are only counted; each says in `problem` what is wrong" : "";
  session_.complain({problem.substr(0, colon), problem.substr(colon + 2), fmt::format("{}, row {}", path_, row), fix});
}

}  // namespace lockgate::cli
