// A book in columns is answered line for line as the scalar evaluator answers each order, whatever the law, the missing facts, the
// kernels, and whether the columns are numbers with cuts or dictionaries of parts.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <map>

#include "batch/cuts.h"
#include "batch/evaluator.h"
#include "batch/fingerprint.h"
#include "decide/outlines.h"
#include "random/engine.h"
#include "trials.h"

namespace lockgate::properties {
namespace {

using batch::Answer;
using random::Engine;
using trade::Order;

constexpr std::size_t kLines = 64;  // as many as go through a diagram at a time
constexpr int kScale = 2;
constexpr std::uint64_t kFewCells = 500;

decide::Options options_of(const Case& tried) {
  decide::Options out;
  out.as_of = tried.situation.date;
  out.is_codified = tried.situation.is_codified;
  return out;
}

// What an answer says, but for the words that name a line's own values.
std::string signature(const trade::Determination& found) {
  std::string out = trade::to_string(found.verdict);
  if (found.between) out += fmt::format(" {}..{}", to_string(found.between->first), to_string(found.between->second));
  for (const trade::Gate& gate : found.gates) {
    out += fmt::format("\n{} {} ({})", gate.gate, gate.outcome, fmt::join(gate.possible, ","));
    for (const trade::Field& field : gate.fields) out += fmt::format(" {}={}{}", field.name, fmt::join(field.values, ","), field.is_settled ? "" : "?");
    for (const trade::Reason& reason : gate.reasons) out += " " + reason.rule;
  }
  for (const trade::Unknown& unknown : found.unknown) out += "\n" + unknown.fact;
  for (const trade::Fault& fault : found.faults) out += "\n" + fault.why;
  return out;
}

// The lines of a book: facts of many situations under one law, and each fact of an order by itself.
class Lines {
 public:
  // `different`: as many situations, a power of two. Fewer than lines are mixed, so that lines have parts of several.
  explicit Lines(const Case& tried, int percent, std::size_t different = kLines) : model_(tried.model) {
    random::Dice dice(tried.model.seed ^ 0x5bd1e995);
    for (std::size_t i = 0; i < different; ++i) situations_.push_back(random::situate(model_, dice, percent));
  }

  static std::size_t size() { return kLines; }
  std::size_t facts() const { return model_.facts.size(); }
  const random::Fact& fact(std::size_t f) const { return model_.facts[f]; }
  bool is_of_order(std::size_t f) const { return fact(f).dimension == law::Dimension::Order; }

  // One fact of a line as a part of an order; everything an item says at once.
  Order part(std::size_t line, std::size_t f) const {
    Order out;
    const random::Known& known = situation(line, f).line[f];
    if (!known.is_missing()) out.facts.push_back({fact(f).name, random::order_value(fact(f), known)});
    return out;
  }

  Order item(std::size_t line) const {
    Order out;
    for (std::size_t f = 0; f < facts(); ++f) {
      const random::Known& known = situation(line, facts()).line[f];  // a chip is one part
      if (fact(f).dimension == law::Dimension::Item && !known.is_missing()) out.item.facts.push_back({fact(f).name.substr(5), random::order_value(fact(f), known)});
    }
    return out;
  }

  Order whole(std::size_t line) const {
    Order out = item(line);
    for (std::size_t f = 0; f < facts(); ++f)
      if (is_of_order(f)) batch::add_part(part(line, f), out);
    return out;
  }

  // The fact of each line as a whole number of hundredths; nothing if some line has a range or more digits.
  std::optional<std::vector<std::optional<std::int64_t>>> numbers(std::size_t f) const {
    std::vector<std::optional<std::int64_t>> out;
    for (std::size_t line = 0; line < size(); ++line) {
      const Order given = part(line, f);
      if (given.facts.empty()) {
        out.push_back(std::nullopt);
        continue;
      }
      const auto* range = std::get_if<Range>(&given.facts[0].value);
      const auto scaled = range == nullptr || !range->is_point() ? std::nullopt : multiply(range->min, Decimal::of(100));
      if (!scaled || !scaled->is_integer()) return std::nullopt;
      out.push_back(static_cast<std::int64_t>(scaled->mantissa()));
    }
    return out;
  }

 private:
  const random::Situation& situation(std::size_t line, std::size_t part) const {
    constexpr std::size_t kBits = 6;  // of the number of a line
    return situations_[(situations_.size() == kLines ? line : line >> part % kBits) % situations_.size()];
  }

  const random::Model& model_;
  std::vector<random::Situation> situations_;
};

// A book over the lines; owns its columns. Narrow ones are those that a diagram can be walked by.
template <class Number, class Id>
class Columns {
 public:
  Columns(const Lines& lines, const Engine& engine, std::shared_ptr<const law::Program> program) : lines_(lines), programs_{std::move(program)} {
    for (std::size_t f = 0; f < engine.law().facts.size(); ++f)
      givers_.emplace(static_cast<int>(f), engine.law().facts[f].name.starts_with("item.") ? law::kNone : static_cast<int>(f));
    const batch::Fingerprint fingerprint(engine.decider().binder(), programs_, batch::tied_facts(programs_, givers_));
    fingerprint_of_ = [fingerprint](const Order& part) { return fingerprint.of(part); };
    add_parts([&](std::size_t line) { return lines.item(line); });
    for (std::size_t f = 0; f < lines.facts(); ++f)
      if (lines.is_of_order(f)) add_fact(f, engine.law());
  }

  std::vector<batch::Dimension*> dimensions() const {
    std::vector<batch::Dimension*> out;
    for (const auto& dimension : owned_) out.push_back(dimension.get());
    return out;
  }

 private:
  void add_fact(std::size_t f, const law::Law& law) {
    const auto numbers = lines_.numbers(f);
    const auto cuts = numbers && !lines_.fact(f).derived ? batch::cuts_of(programs_, law.find_fact(lines_.fact(f).name), kScale, givers_) : std::nullopt;
    if (cuts) add_numbers(*numbers, *cuts, lines_.fact(f).name);
    else add_parts([&](std::size_t line) { return lines_.part(line, f); });
  }

  void add_numbers(const std::vector<std::optional<std::int64_t>>& numbers, const std::vector<std::int64_t>& cuts, const std::string& name) {
    auto& values = numbers_.emplace_back(numbers.size());
    auto& valid = bitmaps_.emplace_back((numbers.size() + 7) / 8);
    for (std::size_t i = 0; i < numbers.size(); ++i)
      if (numbers[i]) values[i] = static_cast<Number>(*numbers[i]), valid[i / 8] = static_cast<std::uint8_t>(valid[i / 8] | 1 << i % 8);
    const Decimal hundredth = Decimal::parse("0.01").value();
    auto dimension = std::make_unique<batch::NumberDimension<Number>>(cuts, [name, hundredth](std::int64_t number, Order& order) {
      const Decimal value = multiply(Decimal::of(number), hundredth).value();
      order.facts.push_back({name, Range{value, value}});
    });
    dimension->look_at({values.data(), valid.data()});
    owned_.push_back(std::move(dimension));
  }

  void add_parts(const std::function<Order(std::size_t)>& part_of) {
    auto& ids = ids_.emplace_back(lines_.size());
    auto dimension = std::make_unique<batch::EntryDimension<Id>>(fingerprint_of_);
    for (std::size_t line = 0; line < ids.size(); ++line) dimension->append(part_of(line)), ids[line] = static_cast<Id>(line);
    dimension->look_at({ids.data(), nullptr});
    owned_.push_back(std::move(dimension));
  }

  const Lines& lines_;
  batch::Programs programs_;
  batch::Givers givers_;
  std::function<std::string(const Order&)> fingerprint_of_;
  std::deque<std::vector<Number>> numbers_;
  std::deque<std::vector<std::uint8_t>> bitmaps_;
  std::deque<std::vector<Id>> ids_;
  std::vector<std::unique_ptr<batch::Dimension>> owned_;
};

using WideColumns = Columns<std::int64_t, std::uint32_t>;
using NarrowColumns = Columns<std::int32_t, std::uint8_t>;
int walked = 0;  // books whose cells were all decided

// Through a diagram of all cells, where these are few: most are decided before any line is in them.
std::string walks_are_lines(const Case& tried) {
  const Engine engine(tried.model);
  const decide::Options options = options_of(tried);
  const Lines lines(tried, 80, 2);
  std::map<std::string, Answer> known;
  const auto decide = [&](const Order& order) { return known.try_emplace(signature(engine.decider().decide(order, options)), static_cast<Answer>(known.size())).first->second; };
  const NarrowColumns columns(lines, engine, engine.decider().program(options));
  batch::Evaluator evaluator(columns.dimensions(), decide, batch::best_kernels(), {std::uint64_t{1} << 24, std::size_t{1} << 21, kFewCells});
  if (!evaluator.decide_all()) return "";
  ++walked;
  std::vector<std::uint8_t> found(lines.size());
  const std::uint64_t decided = evaluator.decided();
  evaluator.answer_bytes(lines.size(), found.data());
  if (evaluator.decided() != decided) return "a cell was left out";
  for (std::size_t line = 0; line < lines.size(); ++line)
    if (const Answer wanted = decide(lines.whole(line)); found[line] != wanted) return fmt::format("line {}: {}, not {}", line, found[line], wanted);
  return "";
}

std::string columns_are_lines(const Case& tried) {
  const Engine engine(tried.model);
  const decide::Options options = options_of(tried);
  const Lines lines(tried, 80);
  std::map<std::string, Answer> known;
  std::vector<std::string> said;
  const auto decide = [&](const Order& order) {
    const auto [it, is_new] = known.try_emplace(signature(engine.decider().decide(order, options)), static_cast<Answer>(said.size()));
    if (is_new) said.push_back(it->first);
    return it->second;
  };
  std::vector<Answer> wanted;
  for (std::size_t line = 0; line < lines.size(); ++line) wanted.push_back(decide(lines.whole(line)));
  const auto differ = [&](const char* how, const std::vector<Answer>& found) {
    for (std::size_t line = 0; line < lines.size(); ++line)
      if (found[line] != wanted[line]) return fmt::format("{}, line {}: in columns\n{}\nalone\n{}", how, line, said[found[line]], said[wanted[line]]);
    return std::string();
  };
  std::vector<Answer> found(lines.size());
  // No table of cells, and a map that forgets.
  const WideColumns few(lines, engine, engine.decider().program(options));
  batch::Evaluator forgetful(few.dimensions(), decide, batch::best_kernels(), {0, 3});
  for (const char* how : {"forgetful", "forgetful once more"}) {
    forgetful.answer(lines.size(), found.data());
    if (std::string said_otherwise = differ(how, found); !said_otherwise.empty()) return said_otherwise;
  }
  for (const batch::Kernels* kernels : batch::kernels_here()) {
    const WideColumns columns(lines, engine, engine.decider().program(options));
    batch::Evaluator evaluator(columns.dimensions(), decide, *kernels);
    evaluator.answer(lines.size(), found.data());
    if (std::string said_otherwise = differ(kernels->name, found); !said_otherwise.empty()) return said_otherwise;
    std::vector<std::uint8_t> bytes(lines.size());
    evaluator.answer_bytes(lines.size(), bytes.data());
    for (std::size_t line = 0; line < lines.size(); ++line)
      if (bytes[line] != found[line]) return fmt::format("{}, line {}: as a byte {}, as a number {}", kernels->name, line, bytes[line], found[line]);
  }
  return "";
}

// What other orders showed does not change what is said of one, and what is kept of an order is what was said of it.
std::string outlines_are_determinations(const Case& tried) {
  const Engine engine(tried.model);
  const decide::Options options = options_of(tried);
  const Lines lines(tried, 80);
  decide::Outlines outlines(engine.decider());
  for (const int time : {1, 2})
    for (std::size_t line = 0; line < lines.size(); ++line) {
      const Order order = lines.whole(line);
      const std::string kept = signature(*outlines.decide(order, options)), said = signature(engine.decider().decide(order, options));
      if (kept != said) return fmt::format("time {}, line {}: outlined\n{}\ndecided\n{}", time, line, kept, said);
    }
  return "";
}

TEST(Batch, OutlinesAreDeterminations) { try_many("outlines", with_given(100, {false, 2, false}), outlines_are_determinations); }

TEST(Batch, ColumnsAreLines) { try_many("batch", with_given(100, {false, 2, false}), columns_are_lines); }
TEST(Batch, WalksAreLines) {
  try_many("walk", with_given(60, {false, 2, false}), walks_are_lines);
  if (batch::best_kernels().walk8 != nullptr) EXPECT_GT(walked, 0) << "all laws have too many cells";
}

}  // namespace
}  // namespace lockgate::properties
