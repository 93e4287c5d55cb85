// Draws a second that are durable when they are answered, with the p99 of one draw's time, and the balance of a ledger with
// many entries. The ledger of a benchmark lies in LOCKGATE_BENCH_LEDGER (a folder, or postgres://… of an empty database);
// otherwise in a file of the temporary folder; LOCKGATE_BENCH_ENTRIES is how many entries the ledger that is opened has. The yardstick for PostgreSQL is pgbench's TPC-B-like rate on the same server:
//   pgbench -i -s 10 URL && pgbench -c 8 -j 2 -T 20 URL
#include <benchmark/benchmark.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>

#include "base/check.h"
#include "ledger/machine.h"
#include "ledger/writer.h"

namespace {

using namespace lockgate;
using namespace lockgate::ledger;
namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

const Date kDay = Date::parse("2030-02-01").value();

// The ledger, and what has to be done away with afterwards.
struct Place {
  std::string url;
  std::string file;  // empty: a server's

  Place() {
    const char* named = std::getenv("LOCKGATE_BENCH_LEDGER");
    const std::string where = named == nullptr ? fs::temp_directory_path().string() : named;
    if (!where.starts_with("postgres")) file = where + "/lockgate-bench-" + std::to_string(::getpid()) + ".db";
    url = file.empty() ? where : "sqlite:" + file;
    remove();
  }
  ~Place() { remove(); }
  void remove() const {
    if (!file.empty())
      for (const char* end : {"", "-wal", "-shm"}) fs::remove(file + end);
  }
};

// Like the example's: a cap by ratio and one by party, a laboratory, a duty, a charge.
AddLicense license(const std::string& number) {
  AddLicense add;
  add.license.number = number;
  add.license.valid_from = kDay;
  add.license.valid_until = kDay;
  add.license.needs_laboratory = true;
  add.license.tolerance_percent = Decimal::of(10);
  Line line{number, 1, "engine", Decimal::of(1'000'000'000), Decimal::of(30'000'000'000'000), "USD", Decimal::of(100), {}, {}, {}, {}};
  add.lines = {line};
  add.parties = {{"", "purchaser", "Buyer", "XA"}, {"", "ultimate_consignee", "Consignee", "XA"}, {"", "laboratory", "Lab", "XB"}};
  add.caps = {{"", "half", "", CapKind::Ratio, Measure::Tpp, "", {}, false, false, Decimal::of(50), "XA XC", "XB"},
              {"", "buyer", "", CapKind::Total, Measure::Quantity, "purchaser", Decimal::of(2'000'000'000), true, false, {}, "", ""}};
  add.charges = {{"", "tariff", "", Decimal::of(25)}};
  Duty duty;
  duty.id = "report";
  duty.due = kDay;
  add.duties = {duty};
  return add;
}

Request request(Command command) { return {std::move(command), "bench", "2030-02-01T00:00:00Z"}; }

Request draw(const std::string& number) {
  static std::atomic<std::int64_t> next{0};
  Reserve wish;
  wish.key = std::to_string(::getpid()) + "/" + std::to_string(++next);
  wish.license = number;
  wish.line = 1;
  wish.quantity = Decimal::of(1);
  wish.is_shipment = true;
  wish.date = kDay;
  return request(wish);
}

Store opened(const std::string& url, const std::string& number) {
  Store store = std::move(Store::open(url, IfMissing::Create).value());
  const auto outcomes = store.perform({request(Accredit{"Lab", kDay}), request(license(number)),
                                       request(Supply{"s" + number, "engine", "XB", Decimal::of(2'000'000'000), Decimal::of(100), kDay})});
  LG_CHECK(outcomes.has_value());
  return store;
}

// So many clients at once, each waiting for its answer before it asks again.
class Clients : public benchmark::Fixture {
 public:
  void SetUp(const benchmark::State& state) override {
    if (state.thread_index() != 0) return;
    place_.emplace();
    number_ = "L-" + std::to_string(++licenses_);
    writer_ = std::make_unique<Writer>(opened(place_->url, number_));
  }
  void TearDown(const benchmark::State& state) override {
    if (state.thread_index() != 0) return;
    writer_.reset();
    place_.reset();
  }

  void run(benchmark::State& state) {
    std::vector<std::int64_t> mine;
    for (auto _ : state) {
      const auto start = Clock::now();
      const auto outcome = writer_->perform(draw(number_));
      mine.push_back((Clock::now() - start).count());
      LG_CHECK(outcome && outcome->code == Code::Done);
    }
    report(state, mine);
  }

 private:
  void report(benchmark::State& state, const std::vector<std::int64_t>& mine) {
    std::vector<std::int64_t> sorted = mine;
    std::sort(sorted.begin(), sorted.end());
    state.SetItemsProcessed(static_cast<std::int64_t>(sorted.size()));
    const std::int64_t p99_us = sorted[sorted.size() * 99 / 100] / 1000;
    state.counters["p99_us"] = benchmark::Counter(static_cast<double>(p99_us), benchmark::Counter::kAvgThreads);
  }

  static inline int licenses_ = 0;
  std::optional<Place> place_;
  std::string number_;
  std::unique_ptr<Writer> writer_;
};

BENCHMARK_DEFINE_F(Clients, durable_draws)(benchmark::State& state) { run(state); }
BENCHMARK_REGISTER_F(Clients, durable_draws)->Threads(1)->Threads(8)->Threads(64)->UseRealTime()->Unit(benchmark::kMicrosecond);

// A client in a process of its own: draws, and writes how long each took, in microseconds, to a pipe.
[[noreturn]] void draw_in_process(const std::string& url, const std::string& number, int draws, int pipe) {
  Store store = std::move(Store::open(url).value());
  std::vector<std::int64_t> took;
  for (int i = 0; i < draws; ++i) {
    const auto start = Clock::now();
    const auto outcome = store.perform(draw(number));
    took.push_back((Clock::now() - start).count() / 1000);
    LG_CHECK(outcome && outcome->code == Code::Done);
  }
  const std::size_t bytes = took.size() * sizeof took.front();
  LG_CHECK(::write(pipe, took.data(), bytes) == static_cast<ssize_t>(bytes));
  ::_exit(0);
}

// So many clients at once, each a process.
void durable_draws_of_processes(benchmark::State& state) {
  constexpr int kDraws = 400;
  const Place place;
  const std::string number = "L-processes";
  { const Store store = opened(place.url, number); }
  std::vector<std::int64_t> took;
  for (auto _ : state) {
    int pipe[2];
    LG_CHECK(::pipe(pipe) == 0);
    for (int i = 0; i < state.range(0); ++i)
      if (::fork() == 0) draw_in_process(place.url, number, kDraws, pipe[1]);
    ::close(pipe[1]);
    for (std::int64_t each = 0; ::read(pipe[0], &each, sizeof each) == sizeof each;) took.push_back(each);
    ::close(pipe[0]);
    for (int i = 0; i < state.range(0); ++i) ::wait(nullptr);
  }
  LG_CHECK(took.size() == static_cast<std::size_t>(state.iterations() * state.range(0) * kDraws));
  std::sort(took.begin(), took.end());
  state.SetItemsProcessed(static_cast<std::int64_t>(took.size()));
  state.counters["p99_us"] = static_cast<double>(took[took.size() * 99 / 100]);
}
BENCHMARK(durable_draws_of_processes)->Arg(8)->UseRealTime()->Unit(benchmark::kMillisecond)->Iterations(3);

// The machine alone, without a store.
void judge(benchmark::State& state) {
  const EmptyState nothing;
  Draft book(nothing);
  for (const Command& command : {Command(Accredit{"Lab", kDay}), Command(license("L-1")), Command(Supply{"s", "engine", "XB", Decimal::of(2'000'000'000), Decimal::of(100), kDay})})
    book.put(ledger::apply(book, command).changes);
  for (auto _ : state) benchmark::DoNotOptimize(ledger::apply(book, draw("L-1").command));
}
BENCHMARK(judge)->Unit(benchmark::kMicrosecond);

// One of ten entries is a draw; the others are refused, which leaves an entry too.
void fill(Store& store, std::int64_t entries) {
  for (std::int64_t done = 0; done < entries; done += 1000) {
    std::vector<Request> group;
    for (int i = 0; i < 1000; ++i) group.push_back(i % 10 == 0 ? draw("L-look") : request(Settle{"unknown/" + std::to_string(done + i), kDay}));
    LG_CHECK(store.perform(group).has_value());
  }
}

std::int64_t wished_entries() {
  const char* wished = std::getenv("LOCKGATE_BENCH_ENTRIES");
  return wished == nullptr ? 100'000 : std::atoll(wished);
}

// A ledger that has so many entries is opened and asked what is left on a line.
void open_and_look(benchmark::State& state) {
  const Place place;
  {
    Store store = opened(place.url, "L-look");
    fill(store, state.range(0));
  }
  for (auto _ : state) {
    Store store = std::move(Store::open(place.url).value());
    LG_CHECK(store.look([](const State& found) { benchmark::DoNotOptimize(find<Line>(found, "L-look", std::int64_t{1})); }).has_value());
  }
}
BENCHMARK(open_and_look)->Arg(wished_entries())->Unit(benchmark::kMicrosecond)->Iterations(200);

// The same of a ledger that is open already.
void look(benchmark::State& state) {
  const Place place;
  Store store = opened(place.url, "L-look");
  fill(store, state.range(0));
  for (auto _ : state)
    LG_CHECK(store.look([](const State& found) { benchmark::DoNotOptimize(find<Line>(found, "L-look", std::int64_t{1})); }).has_value());
}
BENCHMARK(look)->Arg(100'000)->Unit(benchmark::kMicrosecond);

}  // namespace
