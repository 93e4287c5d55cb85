// One order decided, full rulebook loaded: without reasons, with the trace as data, and with everything in words. The orders
// are those of the shipped cases and examples, taken in turn, so no branch predictor learns one of them by heart.
//
// `prepared` orders have their item resolved and their facts checked and bound, as a service keeps them; `prepare` is that step.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <filesystem>

#include "base/check.h"
#include "desk/book_folders.h"
#include "desk/desk.h"
#include "desk/vocabulary.h"
#include "law/law.h"
#include "wire/case_file.h"

namespace {

using namespace lockgate;

struct Dated {
  trade::Order order;
  decide::Options options;
};

// As a service keeps it: the item resolved, the facts checked and bound.
struct Prepared {
  std::unique_ptr<const trade::Order> order;
  decide::BoundOrder bound;
  decide::Options options;
};

const desk::Desk& the_desk() {
  static const std::unique_ptr<const desk::Desk> kDesk = [] {
    Diagnostics diagnostics;
    desk::Sources sources;
    sources.data = desk::find_data("/proc/self/exe");
    auto opened = desk::Desk::open(sources, diagnostics);
    LG_CHECK(opened != nullptr);
    return opened;
  }();
  return *kDesk;
}

std::vector<Dated> read_cases() {
  std::vector<Dated> out;
  for (const char* name : {"core", "law", "boundaries", "unknown"}) {
    auto file = wire::CaseFile::open((std::filesystem::path(desk::find_data("/proc/self/exe")) / "cases" / (std::string(name) + ".jsonl")).string(),
                                     desk::vocabulary_of(the_desk().law(), the_desk().decider().binder()));
    LG_CHECK(file.has_value());
    while (auto line = file->next()) {
      if (!line->value) continue;
      Dated dated{line->value->order, {}};
      dated.options.as_of = dated.order.date.value();
      dated.options.is_codified = line->value->posture == "codified";
      out.push_back(std::move(dated));
    }
  }
  LG_CHECK(out.size() > 100);
  return out;
}

// Only orders whose facts settle them: an open order is a different job, measured by `open_questions`.
std::vector<Prepared> prepared(bool is_open) {
  const decide::Decider& decider = the_desk().decider();
  std::vector<Prepared> out;
  for (Dated& dated : read_cases()) {
    LG_CHECK(the_desk().prepare(dated.order).empty());
    Prepared ready{std::make_unique<const trade::Order>(std::move(dated.order)), {}, dated.options};
    ready.bound = decider.bind(*ready.order);
    if (decider.traced(ready.bound, ready.options).is_settled != is_open) out.push_back(std::move(ready));
  }
  LG_CHECK(!out.empty());
  return out;
}

// The time one order takes, in microseconds: the mean of many runs after a first.
template <class Decide>
double time_of(const Prepared& order, Decide decide) {
  constexpr int kRuns = 200;
  benchmark::DoNotOptimize(decide(order));
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < kRuns; ++i) benchmark::DoNotOptimize(decide(order));
  return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start).count() / kRuns;
}

// Orders differ: one leg and one chip, or a rack that travels in three. The clock's mean is over all in turn; p50 and p90 are of orders.
template <class Decide>
void add_percentiles(benchmark::State& state, const std::vector<Prepared>& orders, Decide decide) {
  std::vector<double> times;
  for (const Prepared& order : orders) times.push_back(time_of(order, decide));
  std::sort(times.begin(), times.end());
  state.counters["p50_us"] = times[times.size() / 2];
  state.counters["p90_us"] = times[times.size() * 9 / 10];
}

template <class Decide>
void over(benchmark::State& state, bool is_open, Decide decide) {
  const std::vector<Prepared> orders = prepared(is_open);
  for (const Prepared& ready : orders) benchmark::DoNotOptimize(decide(ready));  // every segment is compiled before the clock runs
  std::size_t next = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(decide(orders[next]));
    next = next + 1 == orders.size() ? 0 : next + 1;
  }
  state.counters["orders"] = static_cast<double>(orders.size());
  add_percentiles(state, orders, decide);
}

void without_trace(benchmark::State& state) {
  over(state, false, [](const Prepared& p) { return the_desk().decider().brief(p.bound, p.options).verdict; });
}
BENCHMARK(without_trace)->Unit(benchmark::kMicrosecond);

void with_trace(benchmark::State& state) {
  over(state, false, [](const Prepared& p) { return the_desk().decider().traced(p.bound, p.options).verdict; });
}
BENCHMARK(with_trace)->Unit(benchmark::kMicrosecond);

void in_words(benchmark::State& state) {
  over(state, false, [](const Prepared& p) { return the_desk().decider().decide(*p.order, p.options).verdict; });
}
BENCHMARK(in_words)->Unit(benchmark::kMicrosecond);

void open_questions(benchmark::State& state) {
  over(state, true, [](const Prepared& p) { return the_desk().decider().decide(*p.order, p.options).verdict; });
}
BENCHMARK(open_questions)->Unit(benchmark::kMicrosecond);

void prepare(benchmark::State& state) {
  const std::vector<Dated> orders = read_cases();
  std::size_t next = 0;
  for (auto _ : state) {
    trade::Order order = orders[next].order;
    benchmark::DoNotOptimize(the_desk().prepare(order));
    benchmark::DoNotOptimize(the_desk().decider().bind(order));
    next = next + 1 == orders.size() ? 0 : next + 1;
  }
}
BENCHMARK(prepare)->Unit(benchmark::kMicrosecond);

void load_rulebooks(benchmark::State& state) {
  const std::string data = desk::find_data("/proc/self/exe");
  const std::vector<std::string> folders = desk::book_folders((std::filesystem::path(data) / "rulebook").string(), data);
  for (auto _ : state) {
    Diagnostics diagnostics;
    benchmark::DoNotOptimize(law::load_law(folders, {}, diagnostics));
    LG_CHECK(!diagnostics.has_errors());
  }
}
BENCHMARK(load_rulebooks)->Unit(benchmark::kMillisecond);

void load_everything(benchmark::State& state) {
  for (auto _ : state) {
    Diagnostics diagnostics;
    desk::Sources sources;
    sources.data = desk::find_data("/proc/self/exe");
    benchmark::DoNotOptimize(desk::Desk::open(sources, diagnostics));
  }
}
BENCHMARK(load_everything)->Unit(benchmark::kMillisecond);

}  // namespace
