// Lockgate's own runner of the batch benchmark T12, beside the peers in this folder: the same bytes in, the same bytes out.
//
//   bench_t12 FOLDER/flat.arrow RULEBOOK [kleene|exact] [baseline|avx2|avx512]
//
// Before the clock: the rulebook is compiled, each kind of order that there can be is decided once, and a run warms up. On the clock, five runs: from the
// columns in memory to one outcome byte a row, in memory taken for each run. What was spent before the clock is printed with the rest.
#include <fmt/format.h>
#include <sys/mman.h>

#include <chrono>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iostream>
#include <map>
#include <span>

#include "batch/cuts.h"
#include "batch/evaluator.h"
#include "batch/fingerprint.h"
#include "base/check.h"
#include "base/text.h"
#include "desk/columnar_file.h"
#include "desk/desk.h"

namespace {

using namespace lockgate;
using Clock = std::chrono::steady_clock;

constexpr std::uint8_t kUndecided = 254;  // 255 on the outside; inside that byte means that nobody looked yet
constexpr int kRuns = 5;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

// Every program from the first day of the book to its last, and the days on which they change.
struct Segments {
  batch::Programs programs;
  std::vector<std::int64_t> days;
};

Segments segments_of(const desk::Desk& desk) {
  Segments out;
  decide::Options options;
  options.as_of = *Date::parse("2022-10-01");
  out.programs.push_back(desk.decider().program(options));
  for (const Date date : desk.law().boundaries()) {
    out.days.push_back(date.days);
    options.as_of = date;
    out.programs.push_back(desk.decider().program(options));
  }
  return out;
}

const batch::Field* field_named(const std::vector<batch::Field>& fields, std::string_view name, std::size_t& index) {
  for (index = 0; index < fields.size(); ++index)
    if (fields[index].name == name) return &fields[index];
  return nullptr;
}

class T12 {
 public:
  T12(const desk::Desk& desk, bool is_exact, const std::vector<batch::Field>& fields, const ArrowArray& table)
      : desk_(desk), is_exact_(is_exact), fields_(fields), table_(table), segments_(segments_of(desk)) {
    for (const char* name : {"tpp", "pd", "bw", "io"}) givers_.emplace(fact_of(name), fact_of(name));
  }

  std::vector<batch::Dimension*> dimensions() {
    for (const char* name : {"tpp", "pd", "bw", "io"}) add_number(name);
    add_flag();
    add_places("dest", [](const std::string& place, trade::Order& order) { order.destination = place; });
    add_places("hq", [](const std::string& place, trade::Order& order) {
      trade::Party party;
      party.role = "end_user";
      party.headquarters = place;
      order.parties.push_back(std::move(party));
    });
    add_dates();
    std::vector<batch::Dimension*> out;
    for (const auto& dimension : owned_) out.push_back(dimension.get());
    return out;
  }

  std::uint32_t decide(const trade::Order& given) const {
    trade::Order order = given;
    LG_CHECK(desk_.prepare(order).empty());
    decide::Options options;
    options.as_of = order.date.value();
    const decide::BoundOrder bound = desk_.decider().bind(order);
    int outcome = law::kNone;
    if (is_exact_) outcome = desk_.decider().brief(bound, options).outcomes.front();
    else if (const decide::Traced traced = desk_.decider().traced(bound, options); traced.is_settled) outcome = traced.findings.front().outcome;
    return outcome == law::kNone ? kUndecided : static_cast<std::uint32_t>(code_of(outcome));
  }

 private:
  // The rulebook lists outcomes from mild to severe; the benchmark numbers them its own way.
  int code_of(int outcome) const {
    static const std::map<std::string, int> kCodes = {{"free", 0}, {"notified", 1}, {"open_exception", 2}, {"case_by_case", 3}, {"denial", 4}, {"license", 5}};
    return kCodes.at(desk_.law().gates.front().outcomes[static_cast<std::size_t>(outcome)].word);
  }

  const batch::Field& field(const char* name, const ArrowArray*& array) const {
    std::size_t index = 0;
    const batch::Field* out = field_named(fields_, name, index);
    LG_CHECK(out != nullptr);
    array = table_.children[index];
    LG_CHECK(array->offset == 0);
    return *out;
  }

  int fact_of(const char* name) const {
    const ArrowArray* array = nullptr;
    return desk_.law().find_fact(field(name, array).metadata_of("fact"));
  }

  // A column's memory on large pages, where the system gives them; in a file it begins where the one before ends. Laying out is not on the clock.
  const void* laid_out(const void* memory, std::size_t bytes) {
    constexpr std::size_t kPage = std::size_t{2} << 20;
    const std::size_t room = (bytes + kPage - 1) / kPage * kPage;
    laid_out_.emplace_back(std::aligned_alloc(kPage, room), std::free);
    madvise(laid_out_.back().get(), room, MADV_HUGEPAGE);
    return std::memcpy(laid_out_.back().get(), memory, bytes);
  }

  template <class Value>
  batch::Values<Value> values_of(const ArrowArray& array, std::size_t bits = 8 * sizeof(Value)) {
    const auto rows = static_cast<std::size_t>(array.length);
    const auto* values = static_cast<const Value*>(laid_out(array.buffers[1], (rows * bits + 7) / 8));
    return {values, array.null_count == 0 ? nullptr : static_cast<const std::uint8_t*>(laid_out(array.buffers[0], (rows + 7) / 8))};
  }

  void add_number(const char* name) {
    const ArrowArray* array = nullptr;
    const batch::Field& column = field(name, array);
    const int scale = std::stoi(std::string(column.metadata_of("scale")));
    const auto cuts = batch::cuts_of(segments_.programs, fact_of(name), scale, givers_);
    LG_CHECK(cuts.has_value());
    const std::string fact(column.metadata_of("fact").substr(5));
    const Decimal unit = Decimal::parse(scale == 0 ? "1" : "0." + std::string(static_cast<std::size_t>(scale) - 1, '0') + "1").value();
    auto dimension = std::make_unique<batch::NumberDimension<std::int32_t>>(*cuts, [fact, unit](std::int64_t value, trade::Order& order) {
      const Decimal number = multiply(Decimal::of(value), unit).value();
      order.item.facts.push_back({fact, Range{number, number}});
    });
    dimension->look_at(values_of<std::int32_t>(*array));
    owned_.push_back(std::move(dimension));
  }

  void add_flag() {
    const ArrowArray* array = nullptr;
    field("dc", array);
    auto dimension = std::make_unique<batch::FlagDimension>([](bool flag, trade::Order& order) { order.item.facts.push_back({"datacenter", flag}); });
    const auto values = values_of<std::uint8_t>(*array, 1);
    dimension->look_at(values.data, values.valid);
    owned_.push_back(std::move(dimension));
  }

  void add_places(const char* name, const std::function<void(const std::string&, trade::Order&)>& write) {
    const ArrowArray* array = nullptr;
    const batch::Field& column = field(name, array);
    const batch::Fingerprint fingerprint(desk_.decider().binder(), segments_.programs, {});
    auto dimension = std::make_unique<batch::EntryDimension<std::uint8_t>>([fingerprint](const trade::Order& part) { return fingerprint.of(part); });
    for (const std::string_view place : split(column.metadata_of("places"), ',')) {
      trade::Order part;
      write(std::string(place), part);
      dimension->append(std::move(part));
    }
    dimension->look_at(values_of<std::uint8_t>(*array));
    owned_.push_back(std::move(dimension));
  }

  void add_dates() {
    const ArrowArray* array = nullptr;
    field("date", array);
    auto dimension = std::make_unique<batch::NumberDimension<std::int32_t>>(
        segments_.days, [](std::int64_t day, trade::Order& order) { order.date = Date{static_cast<std::int32_t>(day)}; });
    dimension->look_at(values_of<std::int32_t>(*array));
    owned_.push_back(std::move(dimension));
  }

  const desk::Desk& desk_;
  bool is_exact_;
  const std::vector<batch::Field>& fields_;
  const ArrowArray& table_;
  Segments segments_;
  batch::Givers givers_;  // each from a column of its own
  std::vector<std::unique_ptr<void, void (*)(void*)>> laid_out_;
  std::vector<std::unique_ptr<batch::Dimension>> owned_;
};

void print(bool is_exact, const batch::Kernels& kernels, double before, const std::vector<double>& seconds, std::span<const std::uint8_t> outcomes, std::uint64_t cells) {
  std::uint64_t hash = 0xCBF29CE484222325ULL;
  std::map<int, std::uint64_t> histogram;
  for (const std::uint8_t outcome : outcomes) {
    const std::uint8_t byte = outcome == kUndecided ? 255 : outcome;
    hash = (hash ^ byte) * 0x100000001B3ULL;
    ++histogram[byte];
  }
  std::string counts, runs;
  for (const auto& [code, count] : histogram) counts += fmt::format("{}\"{}\": {}", counts.empty() ? "" : ", ", code, count);
  for (const double run : seconds) runs += fmt::format("{}{:.6f}", runs.empty() ? "" : ", ", run);
  fmt::print(
      "{{\"peer\": \"lockgate\", \"version\": \"0.1.0\", \"tier\": \"{}\", \"unknowns\": \"native\", \"form\": \"rulebook, {} kernels\", \"rows\": {}, \"seconds\": [{}], "
      "\"histogram\": {{{}}}, \"hash\": \"{:016x}\", \"seconds_before\": {:.3f}, \"cells\": {}}}\n",
      is_exact ? "T12-E" : "T12-K", kernels.name, outcomes.size(), runs, counts, hash, before, cells);
}

using Outcomes = std::unique_ptr<std::uint8_t[]>;

Outcomes answered(batch::Evaluator& evaluator, std::size_t rows) {
  auto out = std::make_unique_for_overwrite<std::uint8_t[]>(rows);
  evaluator.answer_bytes(rows, out.get());
  return out;
}

int run(const std::string& file, const std::string& rulebook, bool is_exact, const batch::Kernels& kernels) {
  Diagnostics diagnostics;
  desk::Sources sources{desk::find_data("/proc/self/exe"), {}, {}};
  sources.rulebooks = {sources.data + "/rulebook/vocabulary", rulebook};
  const auto start = Clock::now();
  const auto desk = desk::Desk::open(sources, diagnostics);
  LG_CHECK(desk != nullptr);
  const double compiling = seconds_since(start);
  auto stream = desk::open_columnar(file);
  if (!stream) return std::cerr << stream.error().message << "\n", 2;
  auto table = stream->next();
  LG_CHECK(table && *table);
  const auto again = Clock::now();
  T12 t12(*desk, is_exact, stream->fields(), **table.value());
  batch::Evaluator evaluator(t12.dimensions(), [&](const trade::Order& order) { return t12.decide(order); }, kernels);
  evaluator.decide_all();
  const auto rows = static_cast<std::size_t>((**table.value()).length);
  Outcomes outcomes = answered(evaluator, rows);  // where not all could be decided, this decides what the book has
  const double before = compiling + seconds_since(again);
  outcomes = answered(evaluator, rows);  // warm, as the peers are
  std::vector<double> seconds;
  for (int i = 0; i < kRuns; ++i) {
    const auto begin = Clock::now();
    outcomes = answered(evaluator, rows);
    seconds.push_back(seconds_since(begin));
  }
  print(is_exact, kernels, before, seconds, {outcomes.get(), rows}, evaluator.decided());
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return std::cerr << "bench_t12 FOLDER/flat.arrow RULEBOOK [kleene|exact] [KERNELS]\n", 2;
  const batch::Kernels* kernels = &batch::best_kernels();
  for (const batch::Kernels* here : batch::kernels_here())
    if (argc > 4 && std::string_view(here->name) == argv[4]) kernels = here;
  return run(argv[1], argv[2], argc > 3 && std::string_view(argv[3]) == "exact", *kernels);
}
