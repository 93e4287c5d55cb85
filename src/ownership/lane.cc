#include "ownership/lane.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/sheet.h"
#include "base/text.h"

namespace lockgate::ownership {
namespace {

constexpr std::int64_t kWhole = 10'000;

std::int64_t number_in(std::string_view text) {
  std::int64_t number = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() ? number : -1;
}

}  // namespace

bool Lane::covers(const std::vector<std::string>& lists_of_party) const {
  const auto is_mine = [this](const std::string& list) { return std::find(lists.begin(), lists.end(), list) != lists.end(); };
  return std::any_of(lists_of_party.begin(), lists_of_party.end(), is_mine);
}

std::vector<Lane> load_lanes(const std::string& path, Diagnostics& diagnostics) {
  std::vector<Lane> out;
  const Sheet sheet(path, {"lane", "lists", "threshold_bp", "strictness", "aggregation", "in_force", "unsettled", "asks", "source", "reason"}, diagnostics);
  for (const SheetRow& row : sheet.rows()) {
    const auto refuse = [&](std::string message) { diagnostics.error("LG0601", std::move(message), sheet.source(), row.place); };
    Lane lane{std::string(row.cells[0]), {}, number_in(row.cells[2]), row.cells[3] == "more_than", row.cells[4] == "add", {}, {}, std::string(row.cells[7]), std::string(row.cells[8])};
    for (const std::string_view list : split(row.cells[1], '|')) lane.lists.emplace_back(list);
    if (lane.threshold_bp < 0 || lane.threshold_bp > kWhole) refuse(fmt::format("a threshold is a whole number of basis points up to {}", kWhole));
    if (!lane.is_strict && row.cells[3] != "at_least") refuse("strictness is `at_least` or `more_than`");
    if (!lane.is_added && row.cells[4] != "each") refuse("aggregation is `add` or `each`");
    if (auto spans = Span::parse_list(row.cells[5])) lane.in_force = std::move(*spans);
    else refuse(spans.error().message);
    if (auto spans = Span::parse_list(row.cells[6]); row.cells[6].empty() || spans) lane.unsettled = row.cells[6].empty() ? std::vector<Span>() : std::move(*spans);
    else refuse(spans.error().message);
    if (!lane.unsettled.empty() && lane.asks.empty()) refuse("a lane that is unsettled for some time names the fact that would settle it");
    out.push_back(std::move(lane));
  }
  return out;
}

}  // namespace lockgate::ownership
