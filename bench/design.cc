// The inverse of the law: one optimum with all its candidates decided, the search of a lattice, and the cuts; the law is loaded once.
#include <benchmark/benchmark.h>

#include "base/check.h"
#include "desk/design.h"
#include "desk/vocabulary.h"
#include "wire/order_reader.h"

namespace {

using namespace lockgate;

desk::Sources sources() {
  desk::Sources out;
  out.data = desk::find_data("/proc/self/exe");
  return out;
}

std::shared_ptr<const desk::Desk> the_desk() {
  static const std::shared_ptr<const desk::Desk> kDesk = [] {
    Diagnostics diagnostics;
    return std::shared_ptr<const desk::Desk>(desk::Desk::open(sources(), diagnostics));
  }();
  LG_CHECK(kDesk != nullptr);
  return kDesk;
}

struct Asked {
  const char* base;
  const char* date;
};
constexpr Asked kAsked[] = {{"nvidia-a100-sxm-80gb", "2022-11-15"}, {"nvidia-h100-sxm", "2024-06-01"}, {"nvidia-h200-sxm", "2025-06-01"}};

desk::Design open(std::int64_t which) {
  Diagnostics diagnostics;
  const Asked& asked = kAsked[which];
  auto reader = wire::OrderReader::open(sources().data + "/examples/design-order.json", desk::vocabulary_of(the_desk()->law(), the_desk()->decider().binder()));
  LG_CHECK(reader.has_value());
  desk::DesignQuestion question{asked.base, "inference", "", "CN", {}, {}, {}, *reader->next()->order};
  decide::Options options;
  options.as_of = Date::parse(asked.date).value();
  auto design = desk::Design::open(the_desk(), desk::DesignData::load(sources().data, diagnostics), question, options);
  LG_CHECK(design.has_value());
  return std::move(*design);
}

void Optimum(benchmark::State& state) {
  const desk::Design design = open(state.range(0));
  std::size_t candidates = 0;
  for (auto _ : state) candidates = design.optimum().candidates.size();
  state.SetLabel(kAsked[state.range(0)].date);
  state.counters["candidates"] = static_cast<double>(candidates);
}
BENCHMARK(Optimum)->DenseRange(0, 2)->Unit(benchmark::kMicrosecond);

void CutsAndOptimum(benchmark::State& state) {
  const desk::Design first = open(state.range(0));  // so that the program of the day is compiled
  for (auto _ : state) benchmark::DoNotOptimize(open(state.range(0)).optimum().best);
  state.SetLabel("with reading the sheets and the order");
}
BENCHMARK(CutsAndOptimum)->DenseRange(0, 2)->Unit(benchmark::kMicrosecond);

void Lattice(benchmark::State& state) {
  const desk::Design design = open(state.range(0));
  const analysis::Optimum optimum = design.optimum();
  std::size_t searched = 0;
  for (auto _ : state) searched = design.lattice(optimum).searched;
  state.counters["parts"] = static_cast<double>(searched);
}
BENCHMARK(Lattice)->DenseRange(0, 2)->Unit(benchmark::kMicrosecond);

void LoadLaw(benchmark::State& state) {
  for (auto _ : state) {
    Diagnostics diagnostics;
    benchmark::DoNotOptimize(desk::Desk::open(sources(), diagnostics));
  }
}
BENCHMARK(LoadLaw)->Unit(benchmark::kMillisecond);

}  // namespace
