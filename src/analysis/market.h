// Market: the reviewed files of market/ that the analyses read: shapes of models, workloads, published measurements, constants,
// prices. Immutable once loaded; rows name chips by their catalogue id, which only the desk can look up.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/constants.h"
#include "analysis/cost.h"
#include "analysis/model.h"
#include "base/date.h"

namespace lockgate::analysis {

struct Generation {
  std::string chip;
  std::string generation;
  std::string host;
};

// A measurement that calibrates the model or is only compared with it.
struct Measurement {
  std::string id;
  std::string chip;
  double chips = 1;
  const Model* model = nullptr;
  double tokens_per_second = 0;
  bool is_fitted = false;
  std::string source;
};

struct ServingPoint : Measurement {
  Format weights = Format::Bits8;
  double input = 0;
  double output = 0;
  double requests = 0;
};

struct ExpertPoint : Measurement {
  bool is_prefill = false;
  double batch = 0;
  double context = 0;
  double drafts = 0;
  double accepted = 1;
  double cache_bytes = 1;
};

struct TrainingPoint : Measurement {
  Format format = Format::Bits16;
  double sequence = 0;
  double micro_batch = 1;
  double global_batch = 1;
  double tensor = 1;
  double pipeline = 1;
  double stages = 1;
  double context = 1;
  bool has_recompute = false;
};

struct Price {
  std::string chip;
  Date from;
  double low = 0;
  double high = 0;
  double coverage = 0;  // percent; 0: one report
  std::string source;
};

struct Publication {
  std::string key;
  std::string what;
  std::string address;
};

class Market {
 public:
  // nullptr when a file has errors (LG0401 to LG0403 of its form, LG0920 to LG0922 of its cells).
  static std::unique_ptr<const Market> load(const std::string& folder, Diagnostics& diagnostics);

  std::vector<Model> models;  // never moved once loaded: points and workloads refer to them
  std::vector<Workload> workloads;
  std::vector<Generation> generations;
  std::vector<ServingPoint> serving;
  std::vector<ExpertPoint> experts;
  std::vector<TrainingPoint> training;
  std::vector<Price> prices;
  std::vector<Publication> publications;
  ConstantTable constants;
  CostBasis cost;

  const Model* model(std::string_view name) const;  // by id or alias; nullptr: none
  // LG0901, with the nearest names.
  Result<const Workload*> workload(std::string_view name) const;
  const Generation* generation(std::string_view chip) const;
  // The price of the last row that begins on or before the day.
  const Price* price(std::string_view chip, Date day) const;
};

}  // namespace lockgate::analysis
