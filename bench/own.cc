// The 50 % rule over a large register. LOCKGATE_OWN_EDGES says how many holdings (a million if it does not); there are
// half as many parties. Owners are heavy-tailed: most own one or two, a few own thousands. Listed are one party in two
// thousand, as on the real lists, or, in the worst case, one in five.
//
//   build        holdings, some thousands at a time → a graph ready to be solved, names included
//   load         the same from a packed file
//   read         a hundred thousand lines of JSON → holdings
//   solve        both ends of every range, from the listed parties to everybody whom they reach
//   one_party    of the graph what is above one party, the answer and its reasons; once more from holdings (a million at most)
#include <benchmark/benchmark.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <random>
#include <span>

#include "base/check.h"
#include "ownership/ancestry.h"
#include "ownership/answer.h"
#include "ownership/packed_register.h"
#include "wire/ownership_file.h"

// Pages of 2 MiB, as the program has them.
extern "C" [[gnu::visibility("default")]] const char* malloc_conf;  // jemalloc looks for it
const char* malloc_conf = "thp:always,metadata_thp:auto";

namespace {

using namespace lockgate;

constexpr std::uint32_t kSeldom = 2000;
constexpr std::uint32_t kOften = 5;
constexpr std::size_t kTogether = 4096;

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

// Holdings made one after another, so that a hundred million of them need not be in memory at once.
class Maker {
 public:
  explicit Maker(std::size_t count) : parties_(count / 2 + 2) {}

  trade::Holding holding() {
    const std::int64_t least = 100 * static_cast<std::int64_t>(dice_() % 90);
    const std::int64_t most = dice_() % 8 == 0 ? least + 1000 : least;
    return {name_of(dice_() % 2 == 0 ? heavy() : any()), name_of(any()), {least, 10'000}, {most, 10'000}, false, false, {}};
  }

  std::vector<trade::ListedOwner> listed(std::uint32_t one_in) {
    std::vector<trade::ListedOwner> out;
    for (std::size_t party = 0; party < parties_; ++party)
      if (dice_() % one_in == 0) out.push_back({name_of(party), {"listed"}});
    return out;
  }

 private:
  std::size_t any() { return dice_() % parties_; }
  // The third power of an even number is small most of the time: owners of small number own much.
  std::size_t heavy() {
    const double even = static_cast<double>(dice_() >> 11) / static_cast<double>(1ULL << 53);
    return static_cast<std::size_t>(std::pow(even, 3) * static_cast<double>(parties_ - 1));
  }

  std::mt19937_64 dice_{17};
  std::size_t parties_;
};

ownership::Graph graph_of(const trade::Ownership& ownership) {
  auto graph = ownership::Graph::build(ownership, std::nullopt);
  LG_CHECK(graph.has_value());
  return std::move(*graph);
}

// Seconds of the processor, in the system too, so that other work on the machine counts for less.
double processor_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

// The most memory that the process has had.
double peak_gigabytes() {
  rusage usage{};
  LG_CHECK(getrusage(RUSAGE_SELF, &usage) == 0);
  return static_cast<double>(usage.ru_maxrss) * 1024 / 1e9;
}

template <class Work>
void timed(double& seconds, const Work& work) {
  const double start = processor_seconds();
  work();
  seconds += processor_seconds() - start;
}

// Seconds that the register takes of its own, without those in which holdings are made for it. Nobody is listed yet.
ownership::Register registered(std::size_t count, double& seconds) {
  Maker maker(count);
  ownership::Register all;
  std::vector<trade::Holding> some;
  seconds = 0;
  timed(seconds, [&] { all.reserve(count); });
  for (std::size_t e = 0; e < count; e += some.size()) {
    some.clear();
    while (some.size() < kTogether && e + some.size() < count) some.push_back(maker.holding());
    timed(seconds, [&] { all.add(some); });
  }
  return all;
}

std::vector<trade::ListedOwner> listed(std::uint32_t one_in) { return Maker(edges()).listed(one_in); }

// The register in a file, which the system has in memory as it was just written, for all that need one.
class Packed {
 public:
  static const Packed& once() {
    static const Packed packed;
    return packed;
  }
  ~Packed() { std::filesystem::remove(path_); }
  ownership::Graph graph(std::span<const trade::ListedOwner> listed) const {
    ownership::Register all = std::move(ownership::read_packed(path_).value().all);
    all.add(listed);
    return std::move(ownership::Graph::build(std::move(all), std::nullopt).value());
  }
  double gigabytes() const { return static_cast<double>(std::filesystem::file_size(path_)) / 1e9; }

 private:
  Packed() {
    double seconds = 0;
    LG_CHECK(ownership::write_packed({registered(edges(), seconds), "the benchmark", 0}, path_).has_value());
  }
  std::string path_ = std::filesystem::temp_directory_path() / ("lockgate_bench_own_" + std::to_string(getpid()));
};

void build(benchmark::State& state) {
  const std::vector<trade::ListedOwner> some = listed(kSeldom);
  for (auto _ : state) {
    double seconds = 0;
    ownership::Register all = registered(edges(), seconds);
    timed(seconds, [&] {
      all.add(some);
      benchmark::DoNotOptimize(ownership::Graph::build(std::move(all), std::nullopt));
    });
    state.SetIterationTime(seconds);
  }
  state.counters["peak_gb"] = peak_gigabytes();
}
BENCHMARK(build)->Unit(benchmark::kMillisecond)->UseManualTime();

void load(benchmark::State& state) {
  const Packed& packed = Packed::once();
  const std::vector<trade::ListedOwner> some = listed(kSeldom);
  for (auto _ : state) {
    double seconds = 0;
    timed(seconds, [&] { benchmark::DoNotOptimize(packed.graph(some)); });
    state.SetIterationTime(seconds);
  }
  state.counters["file_gb"] = packed.gigabytes();
  state.counters["peak_gb"] = peak_gigabytes();
}
BENCHMARK(load)->Unit(benchmark::kMillisecond)->UseManualTime();

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
  const ownership::Graph graph = Packed::once().graph(listed(one_in));
  std::size_t reached = 0;
  for (auto _ : state) reached = ownership::Solution(graph, lane(), std::nullopt).reached().size();
  state.counters["edges"] = static_cast<double>(graph.count());
  state.counters["listed"] = static_cast<double>(graph.listed().size());
  state.counters["reached"] = static_cast<double>(reached);
  state.counters["peak_gb"] = peak_gigabytes();
}
void solve_for_the_listed(benchmark::State& state) { solve(state, kSeldom); }
void solve_when_a_fifth_is_listed(benchmark::State& state) { solve(state, kOften); }
BENCHMARK(solve_for_the_listed)->Unit(benchmark::kMillisecond);
BENCHMARK(solve_when_a_fifth_is_listed)->Unit(benchmark::kMillisecond);

// With few owners each, so that a party has a family above it and not the whole world.
trade::Holding of_family(std::size_t e) {
  return {name_of(e / 2 / 3 + e % 2), name_of(e / 2), {static_cast<std::int64_t>(e * 7919 % 9000), 10'000}, {9000, 10'000}, false, false, {}};
}

// Out of a graph of all: what is above the party, its answer and its reasons.
void one_party(benchmark::State& state) {
  ownership::Register all;
  all.reserve(edges());
  std::vector<trade::Holding> some;
  for (std::size_t e = 0; e < edges(); e += some.size()) {
    some.clear();
    while (some.size() < kTogether && e + some.size() < edges()) some.push_back(of_family(e + some.size()));
    all.add(some);
  }
  all.add(listed(kSeldom));
  const ownership::Graph graph = ownership::Graph::build(std::move(all), std::nullopt).value();
  const ownership::Lane one = lane();
  std::size_t party = 0, above = 0, asked = 0;
  std::vector<double> times;
  for (auto _ : state) {
    const auto start = std::chrono::steady_clock::now();
    const std::string name = name_of(party = (party + 7919 * 7919) % (edges() / 2));
    const ownership::Graph family = graph.above(graph.find(name).value());
    benchmark::DoNotOptimize(ownership::Solution(family, one, std::nullopt).answer(family.find(name).value()));
    times.push_back(std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start).count());
    above += family.count(), ++asked;
  }
  std::sort(times.begin(), times.end());
  state.counters["above"] = static_cast<double>(above) / static_cast<double>(asked);
  state.counters["p99_us"] = times[times.size() * 99 / 100];
}
BENCHMARK(one_party)->Unit(benchmark::kMicrosecond);

// The same from holdings, as orders are checked.
void one_party_of_holdings(benchmark::State& state) {
  trade::Ownership all;
  for (std::size_t e = 0; e < std::min<std::size_t>(edges(), 1'000'000); ++e) all.holdings.push_back(of_family(e));
  const std::size_t parties = all.holdings.size() / 2;
  const ownership::Ancestry ancestry(std::move(all));
  const ownership::Lane one = lane();
  std::size_t party = 0;
  for (auto _ : state) {
    const std::string name = name_of(party = (party + 7919) % parties);
    const ownership::Graph graph = graph_of(ancestry.above({name}));
    benchmark::DoNotOptimize(ownership::Solution(graph, one, std::nullopt).answer(graph.find(name).value()));
  }
}
BENCHMARK(one_party_of_holdings)->Unit(benchmark::kMicrosecond);

}  // namespace
