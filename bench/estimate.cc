// One estimate of a serving workload, and one of a training run: what a grid of chips, models and workloads is made of.
#include <benchmark/benchmark.h>

#include "analysis/market.h"
#include "analysis/throughput.h"
#include "analysis/training.h"

namespace {

using namespace lockgate;

const analysis::Market& market() {
  static Diagnostics diagnostics;
  static const auto kMarket = analysis::Market::load("market", diagnostics);
  if (kMarket == nullptr) std::abort();
  return *kMarket;
}

void serve(benchmark::State& state) {
  const analysis::Model& model = market().models[static_cast<std::size_t>(state.range(0))];
  const analysis::Part part;
  const auto constants = market().constants.constants_for(to_string(model.kind), part, analysis::Format::Bits8);
  const analysis::Resources chip{2e15, 1e15, 3.35e12, 80e9, 450e9, 700};
  const analysis::Deployment work{&model, chip, 1, 8, 1000, 1000, 0};
  for (auto _ : state) benchmark::DoNotOptimize(analysis::serve(work, constants));
}
BENCHMARK(serve)->Arg(1)->Arg(3);

void train(benchmark::State& state) {
  const auto constants = market().constants.constants_for("training", {}, analysis::Format::Bits16);
  analysis::Layout run;
  run.model = &market().models[1];
  run.chip = {2e15, 1e15, 3.35e12, 80e9, 450e9, 700};
  run.chips = 64, run.sequence = 8192, run.global_batch = 256, run.tensor = 8, run.pipeline = 4;
  for (auto _ : state) benchmark::DoNotOptimize(analysis::train(run, constants));
}
BENCHMARK(train);

}  // namespace
