// Model: the shape of a language model, as far as throughput depends on it, and a workload on one.
#pragma once

#include <string>
#include <vector>

#include "analysis/part.h"
#include "base/result.h"
#include "base/source.h"

namespace lockgate::analysis {

struct Model {
  // Dense; Mixture: experts, of which each token uses a few; Latent: the same with attention over a compressed cache, spread
  // over many chips. Each has constants of its own.
  enum class Kind : unsigned char { Dense, Mixture, Latent };

  std::string id;
  std::vector<std::string> aliases;
  Kind kind = Kind::Dense;
  double parameters = 0;
  double active = 0;
  double layers = 0;
  double hidden = 0;
  double attention_width = 0;  // decode: 4 FLOP of it a layer for each cached token
  double prefill_width = 0;
  double cache_values = 0;  // a token
  double experts = 0;
  double experts_per_token = 0;
  double expert_layers = 0;
  double resident = 0;  // parameters that every token uses
  std::string source;
};

struct Workload {
  std::string id;
  std::vector<std::string> aliases;
  const Model* model = nullptr;
  Format weights = Format::Bits8;
  int chips = 1;
  double input = 0;   // tokens
  double output = 0;
  double requests = 0;  // 0: a steady stream
  std::string what;
};

std::string_view to_string(Model::Kind kind);

}  // namespace lockgate::analysis
