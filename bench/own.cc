// The 50 % rule over a large register. LOCKGATE_OWN_EDGES says how many holdings (a million if it does not); there are
// half as many parties. Owners are heavy-tailed: most own one or two, a few own thousands. Listed are one party in two
// thousand, as on the real lists, or, in the worst case, one in five.
//
//   build        holdings in memory → a graph ready to be solved, names included
//   read         a hundred thousand lines of JSON → holdings
//   solve        both ends of every range, from the listed parties to everybody whom they reach
//   one_party    of all holdings those above one party, its graph, the answer and its reasons
#include <benchmark/benchmark.h>

#include <cmath>
#include <cstdlib>
#include <random>

#include "base/check.h"
#include "ownership/ancestry.h"
#include "ownership/answer.h"
#include "wire/ownership_file.h"

namespace {

using namespace lockgate;

constexpr std::uint32_t kSeldom = 2000;
constexpr std::uint32_t kOften = 5;

std::size_t edges() {
  const char* given = std::getenv("LOCKGATE_OWN_EDGES");
  return given == nullptr ? 1'000'000 : std::strtoull(given, nullptr, 10);
}

ownership::Lane lane() {
  ownership::Lane out;
  out.name = "bench", out.lists = {"listed"}, out.threshold_bp = 5000;
  return out;
}

std::string name_of(std::size_t party) { return "party " + std::to_string(party); }

trade::Ownership made(std::size_t count, std::uint32_t one_in) {
  std::mt19937_64 dice(17);
  const std::size_t parties = count / 2 + 2;
  const auto any = [&] { return dice() % parties; };
  // The square of an even number is small most of the time: owners of small number own much.
  const auto heavy = [&] {
    const double even = static_cast<double>(dice() >> 11) / static_cast<double>(1ULL << 53);
    return static_cast<std::size_t>(std::pow(even, 3) * static_cast<double>(parties - 1));
  };
  trade::Ownership out;
  out.holdings.reserve(count);
  for (std::size_t e = 0; e < count; ++e) {
    const std::int64_t least = 100 * static_cast<std::int64_t>(dice() % 90);
    const std::int64_t most = dice() % 8 == 0 ? least + 1000 : least;
    out.holdings.push_back({name_of(dice() % 2 == 0 ? heavy() : any()),
                            name_of(any()),
                            {least, 10'000},
                            {most, 10'000},
                            false,
                            false,
                            {}});
  }
  for (std::size_t party = 0; party < parties; ++party)
    if (dice() % one_in == 0) out.listed.push_back({name_of(party), {"listed"}});
  return out;
}

ownership::Graph graph_of(const trade::Ownership& ownership) {
  auto graph = ownership::Graph::build(ownership, std::nullopt);
  LG_CHECK(graph.has_value());
  return std::move(*graph);
}

void build(benchmark::State& state) {
  const trade::Ownership ownership = made(edges(), kSeldom);
  for (auto _ : state) benchmark::DoNotOptimize(graph_of(ownership));
  state.counters["edges"] = static_cast<double>(ownership.holdings.size());
}
BENCHMARK(build)->Unit(benchmark::kMillisecond);

void read(benchmark::State& state) {
  std::string lines;
  for (std::size_t line = 0; line < 100'000; ++line)
    lines += R"({"owner":")" + name_of(line) + R"(","owned":")" + name_of(7 * line % 1000) +
             R"(","share":[2501,5000],"from":"2020-01-01"})" + "\n";
  for (auto _ : state) benchmark::DoNotOptimize(wire::read_ownership_text(lines, "lines"));
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * 100'000);
}
BENCHMARK(read)->Unit(benchmark::kMillisecond);

void solve(benchmark::State& state, std::uint32_t one_in) {
  const ownership::Graph graph = graph_of(made(edges(), one_in));
  std::size_t reached = 0;
  for (auto _ : state) reached = ownership::Solution(graph, lane(), std::nullopt).reached().size();
  state.counters["edges"] = static_cast<double>(graph.edges().size());
  state.counters["listed"] = static_cast<double>(graph.listed().size());
  state.counters["reached"] = static_cast<double>(reached);
}
void solve_for_the_listed(benchmark::State& state) { solve(state, kSeldom); }
void solve_when_a_fifth_is_listed(benchmark::State& state) { solve(state, kOften); }
BENCHMARK(solve_for_the_listed)->Unit(benchmark::kMillisecond);
BENCHMARK(solve_when_a_fifth_is_listed)->Unit(benchmark::kMillisecond);

// With few owners each, so that a party has a family above it and not the whole world.
void one_party(benchmark::State& state) {
  trade::Ownership all = made(edges(), kSeldom);
  for (std::size_t e = 0; e < all.holdings.size(); ++e) {
    trade::Holding& holding = all.holdings[e];
    holding.owned = name_of(e / 2);
    holding.owner = name_of(e / 2 / 3 + e % 2);
  }
  const ownership::Ancestry ancestry(std::move(all));
  const ownership::Lane one = lane();
  std::size_t party = 0, above = 0, asked = 0;
  for (auto _ : state) {
    const std::string name = name_of(party = (party + 7919) % (edges() / 2));
    const trade::Ownership family = ancestry.above({name});
    const ownership::Graph graph = graph_of(family);
    if (const auto node = graph.find(name))
      benchmark::DoNotOptimize(ownership::Solution(graph, one, std::nullopt).answer(*node));
    above += family.holdings.size(), ++asked;
  }
  state.counters["above"] = static_cast<double>(above) / static_cast<double>(asked);
}
BENCHMARK(one_party)->Unit(benchmark::kMicrosecond);

}  // namespace
