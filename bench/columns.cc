// The full rulebook over a book of LINES lines (100,000,000 unless the environment says otherwise) in memory, one core: items, routes
// and end users as dictionary ids, one day. Parts are real, firms invented, draws skewed as trade is (seed 1).
//
//   verdicts            a verdict for each line; every cell has been decided before
//   first_pass          the same with nothing decided yet, over 1,000,000 lines: what the cells themselves cost
//   index               lines sorted by cell, once a book
//   changed_cells       every occupied cell decided on the day after, and compared
//   count_changed       lines in cells that change between the two days
//   list_changed        the same lines, by number
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <random>

#include "base/check.h"
#include "batch/evaluator.h"
#include "batch/fingerprint.h"
#include "batch/line_index.h"
#include "decide/outlines.h"
#include "desk/desk.h"

namespace {

using namespace lockgate;
using batch::Answer;

constexpr std::size_t kFirms = 300;

std::size_t line_count() {
  const char* given = std::getenv("LINES");
  return given == nullptr ? 100'000'000 : static_cast<std::size_t>(std::strtoull(given, nullptr, 10));
}

std::shared_ptr<const desk::Desk> the_desk() {
  static const std::shared_ptr<const desk::Desk> kDesk = [] {
    Diagnostics diagnostics;
    std::shared_ptr<const desk::Desk> opened = desk::Desk::open({desk::find_data("/proc/self/exe"), {}, {}}, diagnostics);
    LG_CHECK(opened != nullptr);
    return opened;
  }();
  return kDesk;
}

decide::Options on(const char* day) {
  decide::Options out;
  out.as_of = Date::parse(day).value();
  out.has_answers = false;
  return out;
}

const decide::Options kBefore = on("2026-01-14");
const decide::Options kAfter = on("2026-01-15");

// The n-th of a list is drawn about 1/n times as often as the first.
template <class Id>
std::vector<Id> draws(std::size_t choices, std::size_t lines, std::mt19937_64& random) {
  std::vector<double> ends;
  double sum = 0;
  for (std::size_t n = 0; n < choices; ++n) ends.push_back(sum += 1.0 / static_cast<double>(n + 2));
  // A table of a million steps: the draw itself is then one look-up.
  std::vector<Id> table(1 << 20);
  for (std::size_t i = 0; i < table.size(); ++i)
    table[i] = static_cast<Id>(std::lower_bound(ends.begin(), ends.end(), sum * (static_cast<double>(i) + 0.5) / static_cast<double>(table.size())) - ends.begin());
  std::vector<Id> out(lines);
  for (Id& id : out) id = table[random() >> 44];
  return out;
}

trade::Order route(const char* movement, const char* origin, const char* destination) {
  trade::Order out;
  out.movement = movement, out.origin = origin, out.destination = destination;
  return out;
}

// The routes that most of the trade in these goods takes.
std::vector<trade::Order> routes() {
  std::vector<trade::Order> out;
  const char* kOrigins[] = {"US", "TW", "MY", "SG", "KR"};
  const char* kDestinations[] = {"CN", "HK", "SG", "AE", "IN", "JP", "DE", "SA", "MY", "GB", "KR", "TW"};
  for (const char* destination : kDestinations)
    for (const char* origin : kOrigins)
      if (std::string_view(origin) != destination) out.push_back(route(std::string_view(origin) == "US" ? "export" : "reexport", origin, destination));
  return out;
}

std::vector<trade::Order> items(const desk::Desk& desk) {
  std::vector<trade::Order> out;
  for (const catalogue::Part& part : desk.catalogue().parts()) {
    trade::Order order;
    order.item.id = part.id;
    LG_CHECK(desk.check_part(order).empty());
    out.push_back(std::move(order));
  }
  return out;
}

// Half of them say who stands above them, one in thirty is on a list.
std::vector<trade::Order> firms(std::mt19937_64& random) {
  const char* kPlaces[] = {"CN", "CN", "CN", "SG", "AE", "IN", "JP", "DE", "SA", "MY", "GB", "KR", "TW", "HK", "US"};
  const auto place = [&] { return kPlaces[random() % std::size(kPlaces)]; };
  std::vector<trade::Order> out;
  for (std::size_t n = 0; n < kFirms; ++n) {
    trade::Party party;
    party.role = "end_user";
    party.name = "Example Firm " + std::to_string(n);
    party.country = place();
    party.headquarters = random() % 4 == 0 ? place() : party.country;
    party.is_own_parent = random() % 2 == 0;
    party.lists = random() % 30 == 0 ? trade::Words{"entity_list"} : trade::Words{};
    party.kind = trade::Words{"commercial"};
    trade::Order order;
    order.parties.push_back(std::move(party));
    out.push_back(std::move(order));
  }
  return out;
}

struct Cell {
  trade::Order order;
  std::shared_ptr<const trade::Determination> before;
};

// The book and its columns.
class Book {
 public:
  explicit Book(std::size_t lines) : desk_(the_desk()), outlines_(desk_->decider()), random_(1), lines_(lines) {
    const batch::Programs programs = {desk_->decider().program(kBefore), desk_->decider().program(kAfter)};
    const batch::Fingerprint fingerprint(desk_->decider().binder(), programs, {});
    const auto of = [fingerprint](const trade::Order& part) { return fingerprint.of(part); };
    items_.emplace(of), routes_.emplace(of), firms_.emplace(of);
    for (trade::Order& part : items(*desk_)) items_->append(std::move(part));
    for (trade::Order& part : routes()) routes_->append(std::move(part));
    for (trade::Order& part : firms(random_)) firms_->append(std::move(part));
    item_ids_ = draws<std::uint16_t>(items_->size(), lines, random_);
    route_ids_ = draws<std::uint8_t>(routes_->size(), lines, random_);
    firm_ids_ = draws<std::uint16_t>(firms_->size(), lines, random_);
    items_->look_at({item_ids_.data(), nullptr}), routes_->look_at({route_ids_.data(), nullptr}), firms_->look_at({firm_ids_.data(), nullptr});
  }

  std::size_t lines() const { return lines_; }
  std::vector<batch::Dimension*> dimensions() { return {&*items_, &*routes_, &*firms_}; }

  std::shared_ptr<const trade::Determination> decide(const trade::Order& given, const decide::Options& options) {
    trade::Order order = given;
    desk::Desk::complete(order);
    return outlines_.decide(order, options);
  }
  Answer verdict(const trade::Order& order) { return static_cast<Answer>(decide(order, kBefore)->verdict); }

 private:
  std::shared_ptr<const desk::Desk> desk_;
  decide::Outlines outlines_;
  std::mt19937_64 random_;
  std::size_t lines_;
  std::optional<batch::EntryDimension<std::uint16_t>> items_, firms_;
  std::optional<batch::EntryDimension<std::uint8_t>> routes_;
  std::vector<std::uint16_t> item_ids_, firm_ids_;
  std::vector<std::uint8_t> route_ids_;
};

Book& the_book() {
  static Book book(line_count());
  return book;
}

void verdicts(benchmark::State& state) {
  Book& book = the_book();
  batch::Evaluator evaluator(book.dimensions(), [&](const trade::Order& order) { return book.verdict(order); });
  std::vector<std::uint8_t> out(book.lines());
  evaluator.answer_bytes(out.size(), out.data());
  for (auto _ : state) evaluator.answer_bytes(out.size(), out.data());
  state.counters["lines/s"] = benchmark::Counter(static_cast<double>(out.size()), benchmark::Counter::kIsIterationInvariantRate);
  state.counters["cells"] = static_cast<double>(evaluator.decided());
}
BENCHMARK(verdicts)->Unit(benchmark::kMillisecond);

void first_pass(benchmark::State& state) {
  Book book(1'000'000);
  for (auto _ : state) {
    batch::Evaluator evaluator(book.dimensions(), [&](const trade::Order& order) { return book.verdict(order); });
    std::vector<std::uint8_t> out(book.lines());
    evaluator.answer_bytes(out.size(), out.data());
    state.counters["cells"] = static_cast<double>(evaluator.decided());
  }
}
BENCHMARK(first_pass)->Unit(benchmark::kMillisecond)->Iterations(1);

// What the library calls a change: an outcome, a rate, or a field, such as how a license is reviewed.
bool is_changed(const trade::Gate& before, const trade::Gate& after) {
  const auto is_same = [](const trade::Field& a, const trade::Field& b) { return a.name == b.name && a.values == b.values && a.possible == b.possible; };
  return before.outcome != after.outcome || before.rate_percent != after.rate_percent || !std::equal(before.fields.begin(), before.fields.end(), after.fields.begin(), after.fields.end(), is_same);
}

// A number for each occupied cell, and a line that stands for it.
struct Cells {
  std::vector<Cell> cells;
  std::vector<Answer> of_line;
  std::vector<bool> has_changed;

  Cells() : of_line(the_book().lines()) {
    Book& book = the_book();
    batch::Evaluator evaluator(book.dimensions(), [&](const trade::Order& order) {
      cells.push_back({order, book.decide(order, kBefore)});
      return static_cast<Answer>(cells.size() - 1);
    });
    evaluator.answer(of_line.size(), of_line.data());
  }

  void compare() {
    has_changed.clear();
    for (const Cell& cell : cells) {
      const auto after = the_book().decide(cell.order, kAfter);
      bool differs = after->verdict != cell.before->verdict;
      for (std::size_t g = 0; g < after->gates.size(); ++g) differs |= is_changed(cell.before->gates[g], after->gates[g]);
      has_changed.push_back(differs);
    }
  }
};

Cells& the_cells() {
  static Cells cells;
  return cells;
}

const batch::LineIndex& the_index() {
  static const batch::LineIndex index(the_cells().of_line, the_cells().cells.size());
  return index;
}

void index(benchmark::State& state) {
  const Cells& cells = the_cells();
  for (auto _ : state) benchmark::DoNotOptimize(batch::LineIndex(cells.of_line, cells.cells.size()).lines());
}
BENCHMARK(index)->Unit(benchmark::kMillisecond);

void changed_cells(benchmark::State& state) {
  for (auto _ : state) the_cells().compare();
  state.counters["cells"] = static_cast<double>(the_cells().cells.size());
}
BENCHMARK(changed_cells)->Unit(benchmark::kMillisecond);

void count_changed(benchmark::State& state) {
  if (the_cells().has_changed.empty()) the_cells().compare();
  the_index();
  std::uint64_t lines = 0;
  for (auto _ : state) lines = the_index().count_if([](Answer cell) { return the_cells().has_changed[cell]; });
  state.counters["lines"] = static_cast<double>(lines);
}
BENCHMARK(count_changed)->Unit(benchmark::kMicrosecond);

void list_changed(benchmark::State& state) {
  if (the_cells().has_changed.empty()) the_cells().compare();
  the_index();
  std::size_t lines = 0;
  for (auto _ : state) lines = the_index().list_if([](Answer cell) { return the_cells().has_changed[cell]; }).size();
  state.counters["lines"] = static_cast<double>(lines);
}
BENCHMARK(list_changed)->Unit(benchmark::kMillisecond);

}  // namespace
