#include "analysis/constants.h"

#include <cmath>

namespace lockgate::analysis {
namespace {

constexpr std::array<std::string_view, kConstants> kNames = {"arithmetic", "memory", "attention", "activations", "expert_traffic", "link", "collective_us", "layer_us",
                                                             "sequence_us", "reserve_gb", "batch_cap", "ramp", "tensor_exposed", "shard_exposed", "network_gbps"};

std::string with_format(const Part& part, Format format) { return part.generation + (format == Format::Bits16 ? "/16" : format == Format::Bits8 ? "/8" : "/4"); }

// The narrower a scope, the more it counts; 0: not for this chip.
int rank(const ConstantRow& row, const Part& part, const std::string& narrow) {
  if (row.scope == "any") return 1;
  if (!part.host.empty() && row.scope == part.host) return 2;
  if (!part.generation.empty() && row.scope == part.generation) return 3;
  return !part.generation.empty() && row.scope == narrow ? 4 : 0;
}

// What stands in where nothing is kept for the generation: the geometric mean of what is kept for others.
double mean_of(const std::vector<ConstantRow>& rows, std::string_view family, Constant constant) {
  double sum = 0;
  int count = 0;
  for (const ConstantRow& row : rows)
    if (row.family == family && row.constant == constant) sum += std::log(row.value), ++count;
  return count == 0 ? 0 : std::exp(sum / count);
}

}  // namespace

std::string_view to_string(Constant constant) { return kNames[static_cast<std::size_t>(constant)]; }

ConstantTable::Rows ConstantTable::rows_for(std::string_view family, const Part& part, Format format) const {
  Rows out;
  out.fill(-1);
  std::array<int, kConstants> best{};
  const std::string narrow = with_format(part, format);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].family != family) continue;
    const auto which = static_cast<std::size_t>(rows[i].constant);
    const int found = rank(rows[i], part, narrow);
    if (found > best[which]) best[which] = found, out[which] = static_cast<int>(i);
  }
  return out;
}

Constants ConstantTable::values_of(const Rows& chosen, std::string_view family) const {
  Constants out{};
  for (std::size_t i = 0; i < kConstants; ++i)
    out[i] = chosen[i] >= 0 ? rows[static_cast<std::size_t>(chosen[i])].value : mean_of(rows, family, static_cast<Constant>(i));
  return out;
}

Constants ConstantTable::constants_for(std::string_view family, const Part& part, Format format) const { return values_of(rows_for(family, part, format), family); }

bool ConstantTable::is_calibrated(std::string_view family, const Part& part, Format format) const {
  return rows_for(family, part, format)[static_cast<std::size_t>(Constant::Arithmetic)] >= 0 && !part.generation.empty();
}

double ConstantTable::spread(std::string_view family, std::string_view of) const {
  for (const Spread& spread : spreads)
    if (spread.family == family && spread.of == of) return spread.value;
  return 0;
}

}  // namespace lockgate::analysis
