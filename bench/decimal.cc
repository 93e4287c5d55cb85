// What an order costs in numbers: reading one, comparing it with a threshold, comparing a ratio.
#include "base/decimal.h"

#include <benchmark/benchmark.h>

namespace {

using lockgate::Decimal;

Decimal dec(std::string_view text) { return *Decimal::parse(text); }

void parse(benchmark::State& state) {
  std::string text = "15824.25";
  for (auto _ : state) {
    benchmark::DoNotOptimize(text);
    benchmark::DoNotOptimize(Decimal::parse(text));
  }
}
BENCHMARK(parse);

void compare(benchmark::State& state) {
  Decimal a = dec("15824.25"), b = dec("9000");
  for (auto _ : state) {
    benchmark::DoNotOptimize(a);
    benchmark::DoNotOptimize(b);
    benchmark::DoNotOptimize(a < b);
  }
}
BENCHMARK(compare);

void ratio(benchmark::State& state) {
  Decimal a = dec("15824.25"), t = dec("7.45"), b = dec("814");
  for (auto _ : state) {
    benchmark::DoNotOptimize(a);
    benchmark::DoNotOptimize(b);
    benchmark::DoNotOptimize(compare_product(a, t, b));
  }
}
BENCHMARK(ratio);

// The slow path: the product takes more than 128 bits.
void wide_ratio(benchmark::State& state) {
  Decimal a = dec("99999999999999999999999999999999999999"), t = dec("9999999999999999999.5"),
          b = dec("9999999999999999999.5");
  for (auto _ : state) {
    benchmark::DoNotOptimize(a);
    benchmark::DoNotOptimize(b);
    benchmark::DoNotOptimize(compare_product(a, t, b));
  }
}
BENCHMARK(wide_ratio);

}  // namespace
