// Constants: the few numbers of the throughput model that are fitted to published measurements, by family of workload and by
// generation of chip or host. Kept in market/constants.tsv, which `lockgate compare --calibrate` writes.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/part.h"

namespace lockgate::analysis {

enum class Constant : unsigned char {
  Arithmetic,      // share of the arithmetic rate that matrix products reach
  Memory,          // share of the memory rate
  Attention,       // share of the 16-bit rate that attention reaches
  Activations,     // between the matrix products, a token, layer and 2 x hidden: extra memory traffic in bytes; serving with experts: work in FLOP
  ExpertTraffic,   // the same for each expert that a token visits
  Link,            // share of the link rate
  CollectiveUs,    // wait for each exchange between chips, microseconds
  LayerUs,         // host time of each layer in a step, microseconds
  SequenceUs,      // host time of each sequence in a step, microseconds
  ReserveGb,       // memory of a chip that holds neither weights nor cache
  BatchCap,        // sequences at once, whatever the memory
  Ramp,            // share of a batch's time that filling and emptying the engine costs
  TensorExposed,   // training: share of the exchange inside layers that is not hidden
  ShardExposed,    // training: share of the exchange of weights that is not hidden
  NetworkGbps,     // training: between servers, GB/s a chip and direction
};
inline constexpr std::size_t kConstants = 15;
std::string_view to_string(Constant constant);

using Constants = std::array<double, kConstants>;
inline double get(const Constants& constants, Constant which) { return constants[static_cast<std::size_t>(which)]; }

struct ConstantRow {
  std::string family;
  Constant constant;
  std::string scope;  // `any`, a generation, a generation and a format (`hopper/16`), or a host
  double value = 0;
  double least = 0;  // the fit stays between these
  double most = 0;
  double start = 0;
  bool is_fitted = false;
  std::string source;
};

// How far estimates of a family lay from measurements they were not fitted to: nine in ten within exp(spread).
struct Spread {
  std::string family;
  std::string of;  // `level`, `ratio`, `generation`: a chip of a generation that was left out of the fit
  double value = 0;
};

class ConstantTable {
 public:
  std::vector<ConstantRow> rows;
  std::vector<Spread> spreads;

  // By constant, the row that holds for a chip; -1: none, and the mean of the family's rows for other scopes stands in.
  using Rows = std::array<int, kConstants>;
  Rows rows_for(std::string_view family, const Part& part, Format format) const;
  Constants constants_for(std::string_view family, const Part& part, Format format) const;
  Constants values_of(const Rows& rows, std::string_view family) const;
  // Is the arithmetic of this chip calibrated in this family, or is a mean of others used?
  bool is_calibrated(std::string_view family, const Part& part, Format format) const;
  double spread(std::string_view family, std::string_view of) const;
};

}  // namespace lockgate::analysis
