#include "desk/comparison.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <filesystem>

namespace lockgate::desk {

std::unique_ptr<const analysis::Market> open_market(const std::string& data, Diagnostics& diagnostics) {
  return analysis::Market::load((std::filesystem::path(data) / "market").string(), diagnostics);
}

analysis::Part to_part(const catalogue::Part& part, const analysis::Market& market) {
  analysis::Part out;
  out.id = part.id;
  out.name = part.vendor + " " + part.name;
  for (const catalogue::Figure& figure : part.figures)
    if (!figure.is_floor()) out.figures[figure.fact] = {figure.value, figure.preferred, fmt::format("{}; {}", fmt::join(figure.sources, "; "), figure.confidence), figure.note};
  if (const analysis::Generation* generation = market.generation(part.id)) {
    out.generation = generation->generation;
    out.host = generation->host;
  }
  return out;
}

analysis::Parts all_parts(const catalogue::Catalogue& catalogue, const analysis::Market& market) {
  analysis::Parts out;
  for (const catalogue::Part& part : catalogue.parts()) out.emplace(part.id, to_part(part, market));
  return out;
}

}  // namespace lockgate::desk
