#include "cli/change_sums.h"

#include <fmt/format.h>

namespace lockgate::cli {
namespace {

using Json = nlohmann::ordered_json;

}  // namespace

void ChangeSums::add(const std::string& transition, const Difference& difference, const trade::Order& amount) {
  sums_[transition].add(amount);
  for (const trade::Unknown& unknown : difference.asking()) {
    Asked& asked = asked_[unknown.fact];
    ++asked.lines;
    asked.settles += difference.after.verdict == trade::Verdict::Hold && difference.after.unknown.size() == 1 ? 1 : 0;
  }
}

std::string ChangeSums::text(const std::string& mark) const {
  std::string out;
  for (const auto& [transition, sum] : sums_) out += fmt::format("{}{}: {}\n", mark, transition, sum.text());
  for (const auto& [fact, asked] : asked_) {
    const std::string settles = asked.settles > 0 ? fmt::format(", settles {} alone", asked.settles) : "";
    out += fmt::format("{}{}?: asked of {} {}{}\n", mark, fact, asked.lines, asked.lines == 1 ? "line" : "lines", settles);
  }
  return out;
}

Json ChangeSums::sums_json() const {
  Json out = Json::array();
  for (const auto& [transition, sum] : sums_) {
    Json entry = {{"change", transition}};
    entry.update(to_json(sum));
    out.push_back(std::move(entry));
  }
  return out;
}

Json ChangeSums::asking_json() const {
  Json out = Json::array();
  for (const auto& [fact, asked] : asked_) out.push_back({{"fact", fact}, {"lines", asked.lines}, {"settles", asked.settles}});
  return out;
}

}  // namespace lockgate::cli
