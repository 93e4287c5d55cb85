#include "analysis/impact.h"

#include <fmt/format.h>

#include <cmath>
#include <numeric>

#include "analysis/throughput.h"

namespace lockgate::analysis {
namespace {

constexpr double kBillion = 1e9;
constexpr double kHardwareCoverage = 80;  // percent, of the share of revenue that is hardware
constexpr double kPriceCoverage = 90;     // of a price that is one report

int year_of(Date day) { return std::stoi(day.to_string().substr(0, 4)); }

// One target after another; what is missing is remembered, and nothing is made up for it.
class Workshop {
 public:
  Workshop(const Market& market, const Records& records, const Parts& parts) : market_(market), records_(records), parts_(parts) {}

  Result<std::vector<Reproduction>> all() {
    units();
    china();
    world();
    cluster();
    ratios();
    money();
    for (const Published& one : records_.estimates)
      if (one.note.starts_with("open")) out_.push_back({one, std::nullopt, {}, false});
    if (fault_) return tl::unexpected(*fault_);
    return std::move(out_);
  }

 private:
  void add(const char* id, Interval computed, std::vector<Contributor> contributors = {}, bool has_distribution = false) {
    const Published* published = records_.estimate(id);
    if (published == nullptr) fault_ = Error{"LG0925", fmt::format("market/estimates.tsv has no row `{}`", id), "", ""};
    else out_.push_back({*published, computed, std::move(contributors), has_distribution});
  }
  void add_point(const char* id, double value) { add(id, {value, value, value}); }
  void add_distribution(const char* id, const Distribution& d) { add(id, d.at, d.contributors, true); }

  double figure(const std::string& chip, std::initializer_list<std::string_view> facts, bool by_ends = false) {
    const auto it = parts_.find(chip);
    const Amount* amount = it == parts_.end() ? nullptr : it->second.first_of(facts);
    if (amount == nullptr) fault_ = Error{"LG0905", fmt::format("no source gives `{}` of {}, which a published estimate needs", *facts.begin(), chip), "", ""};
    if (amount == nullptr) return 1;
    const Interval value = interval_of(*amount);
    return by_ends ? std::sqrt(value.low * value.high) : value.mid;
  }
  double equivalents(const std::string& chip) { return figure(chip, {"rate.fp8", "rate.int8"}) / input("I2", "equivalent_tops"); }

  std::string word(const char* estimate, const char* name) {
    const std::string* value = records_.input(estimate, name);
    if (value == nullptr) fault_ = Error{"LG0925", fmt::format("market/inputs.tsv has no `{}` of `{}`", name, estimate), "", ""};
    return value == nullptr ? "" : *value;
  }
  double input(const char* estimate, const char* name) {
    const auto value = Decimal::parse(word(estimate, name));
    if (!value) fault_ = Error{"LG0925", fmt::format("`{}` of `{}` in market/inputs.tsv is no number", name, estimate), "", ""};
    return value ? to_double(*value) : 1;
  }
  double stated(const char* name) {
    const std::string id = word("I9", name);
    const Statement* one = records_.statement(id);
    if (one == nullptr) fault_ = Error{"LG0925", fmt::format("market/statements.tsv has no row `{}`", id), "", ""};
    return one == nullptr ? 1 : one->low;
  }

  // Revenue of the chip by the year whose price counts: that in which the quarter begins.
  std::map<int, double> revenue_by_year(const std::string& chip) const {
    std::map<int, double> out;
    for (const QuarterShare& one : records_.quarters)
      if (one.chip == chip) out[year_of(one.begin)] += one.revenue_bn * one.share * kBillion;
    return out;
  }

  // Inputs of units = hardware x revenue / price: one uncertain factor on all prices of a chip, as the publication has it.
  std::vector<Uncertain> unit_inputs(const std::string& chip, double& units_at_first_price) {
    const auto revenue = revenue_by_year(chip);
    const Price* first = revenue.empty() ? nullptr : market_.price(chip, *Date::parse(fmt::format("{}-12-31", revenue.begin()->first)));
    if (first == nullptr) {
      fault_ = Error{"LG0925", fmt::format("market/ has no revenue with a price for {}", chip), "", ""};
      return {};
    }
    const double base = std::sqrt(first->low * first->high);
    units_at_first_price = 0;
    for (const auto& [year, amount] : revenue) {
      const Price* price = market_.price(chip, *Date::parse(fmt::format("{}-12-31", year)));
      units_at_first_price += amount / (std::sqrt(price->low * price->high) / base);
    }
    return {{"price of " + chip, first->low, first->high, first->coverage, first->source}, {"hardware share of revenue", input("I1", "hardware_low"), input("I1", "hardware_high"), kHardwareCoverage, first->source}};
  }

  void units() {
    double revenue = 0;
    const std::vector<Uncertain> inputs = unit_inputs(chip_, revenue);
    if (inputs.empty()) return;
    add_distribution("I1", distribution_of(inputs, [&](const std::vector<double>& x) { return revenue * x[1] / x[0]; }));
  }

  static Uncertain input_of(const Stock& stock) { return {"units of " + stock.chip + (stock.market == "all" ? "" : " in " + stock.market), stock.low, stock.high, stock.coverage, stock.source}; }

  // A part of a sum: an amount in the middle of what an uncertain input leaves.
  struct Addend {
    Uncertain input;
    double middle = 0;
  };

  // The part counted by revenue and price, and the stocks that are taken as published.
  std::vector<Addend> addends_of(bool is_world) {
    std::vector<Addend> out;
    for (const Stock& stock : records_.stocks)
      if (is_world ? stock.market == "all" || !is_counted_in_all(stock.chip) : stock.market != "all") out.push_back({input_of(stock), equivalents(stock.chip) * stock.mid});
    double revenue = 0;
    const std::vector<Uncertain> own = unit_inputs(chip_, revenue);
    if (!own.empty()) out.push_back({own.front(), equivalents(chip_) * revenue * std::sqrt(own[1].low * own[1].high / (own.front().low * own.front().high))});
    return out;
  }

  // Prices of one maker move together: half of the variance of each part is shared, as the publication has it. Independent draws
  // would make the interval of the sum too narrow.
  void add_sum(const char* id, const std::vector<Addend>& parts) {
    std::vector<Uncertain> inputs = {{"level of all prices", std::exp(-1.0), std::exp(1.0), 90, ""}};
    std::vector<double> deviations;
    for (const Addend& part : parts) inputs.push_back(part.input), deviations.push_back(log_deviation(part.input));
    const double unit = log_deviation(inputs.front());
    add_distribution(id, distribution_of(inputs, [&](const std::vector<double>& x) {
      const double shared = std::log(x[0]) / unit;
      double sum = 0;
      for (std::size_t i = 0; i < parts.size(); ++i) {
        const double deviation = deviations[i];
        const double alone = std::log(x[i + 1] / std::sqrt(parts[i].input.low * parts[i].input.high)) / deviation;
        sum += parts[i].middle * std::exp(deviation * std::sqrt(0.5) * (shared + alone));
      }
      return sum;
    }));
  }

  void china() { add_sum("I2", addends_of(false)); }
  void world() { add_sum("I3", addends_of(true)); }

  bool is_counted_in_all(const std::string& chip) const {
    for (const Stock& stock : records_.stocks)
      if (stock.chip == chip && stock.market == "all") return true;
    return false;
  }

  void cluster() {
    const Price* small = market_.price(word("I4", "small"), Date::latest());
    const Price* large = market_.price(word("I4", "large"), Date::latest());
    if (small == nullptr || large == nullptr) fault_ = Error{"LG0925", "market/prices.tsv has no price of one of the chips of `I4`", "", ""};
    else add_point("I4", cluster_ratio(small->low, large->low, input("I4", "chips"), market_.cost["server_overhead_usd"].mid));
  }

  void ratios() {
    add_point("I5", figure(word("I5", "above"), {"tpp"}) / figure(word("I5", "below"), {"tpp"}) - 1);
    const std::string large = word("I7", "large"), small = word("I7", "small");
    const double power = input("I7", "large_kw") / input("I7", "small_kw");
    const auto ratio = [&](std::initializer_list<std::string_view> facts) {
      return input("I7", "large_chips") * figure(large, facts, true) / (input("I7", "small_chips") * figure(small, facts, true));
    };
    const double arithmetic = ratio({"rate.bf16"});
    add_point("I7a", arithmetic);
    add_point("I7b", ratio({"memory_gb"}));
    add_point("I7c", ratio({"dram_bandwidth_gbps"}));
    add_point("I7d", power);
    add_point("I7e", power / arithmetic);
  }

  void money() {
    add_point("I9a", stated("lost_now") + stated("lost_next"));
    add_point("I9b", stated("booked") / stated("foretold"));
    const double cost = input("I10", "nodes") * input("I10", "chips") * input("I10", "hours") * input("I10", "hour_price");
    add_point("I10a", cost);
    serving();
    add_point("I10c", 100 * (input("I10", "income") / cost - 1));
    constexpr double kSecondsADay = 86'400, kPasses = 6;
    add_point("I11", kPasses * input("I11", "parameters") * input("I11", "tokens") / (input("I11", "chips") * input("I11", "rate") * kSecondsADay));
  }

  // Tokens a second and sequence of a group of chips, where each chip serves `batch` sequences.
  double speed_of(ExpertGroup group, double batch, const Constants& constants) const {
    group.batch = batch;
    return decode_with_experts(group, constants).rate() / batch;
  }

  // The batch at which every sequence gets the speed. A larger batch serves each of its sequences more slowly, so halving finds it.
  double batch_at(const ExpertGroup& group, double speed, const Constants& constants) const {
    double low = 1, high = get(constants, Constant::BatchCap);
    constexpr int kHalvings = 50;
    for (int i = 0; i < kHalvings; ++i) {
      const double middle = (low + high) / 2;
      (speed_of(group, middle, constants) > speed ? low : high) = middle;
    }
    return low;
  }

  // The batch of the day is not published, but the division of the nodes, the length of the cache and the speed a user saw are.
  void serving() {
    const auto part = parts_.find(word("I10b", "chip"));
    const Model* model = market_.model(word("I10b", "model"));
    const auto chip = part == parts_.end() ? Result<Resources>(fail("LG0925", "market/inputs.tsv names a chip of `I10b` that the catalogue does not have")) : resources_of(part->second, Format::Bits8, Bound::Preferred);
    if (!chip || model == nullptr) fault_ = chip ? Error{"LG0925", "market/inputs.tsv names a model of `I10b` that market/models.tsv does not have", "", ""} : chip.error();
    if (fault_) return;
    const ExpertGroup group{model, *chip, 1, input("I10b", "chips"), 1, input("I10b", "context")};
    const Constants constants = market_.constants.constants_for("mla-decode", part->second, Format::Bits8);
    const auto of_node = [&](const char* speed) { return input("I10", "chips") * input("I10b", speed) * batch_at(group, input("I10b", speed), constants); };
    add("I10b", {of_node("speed_high"), of_node("speed"), of_node("speed_low")});
  }

  const Market& market_;
  const Records& records_;
  const Parts& parts_;
  std::optional<Error> fault_;
  const std::string chip_ = word("I1", "chip");
  std::vector<Reproduction> out_;
};

Uncertain scaled(Uncertain input, double factor) {
  input.low *= factor;
  input.high *= factor;
  return input;
}

}  // namespace

double Reproduction::error_percent() const { return published.mid && computed ? 100 * (computed->mid / *published.mid - 1) : 0; }

bool Reproduction::is_within() const {
  if (!computed || !published.mid) return false;
  const auto is_near = [&](const std::optional<double>& wanted, double found) { return !wanted || std::abs(found / *wanted - 1) <= published.tolerance / 100 + 1e-9; };
  return is_near(published.mid, computed->mid) && (!has_distribution || (is_near(published.low, computed->low) && is_near(published.high, computed->high)));
}

Result<std::vector<Reproduction>> reproduce(const Market& market, const Records& records, const Parts& parts) { return Workshop(market, records, parts).all(); }

Distribution sum_of(const std::vector<Uncertain>& inputs) {
  if (inputs.empty()) return {};
  return distribution_of(inputs, [](const std::vector<double>& x) { return std::accumulate(x.begin(), x.end(), 0.0); }, 20'000);
}

std::vector<Stake> stakes_of(const Part& part, const std::string& market_place, const Market& market, const Records& records, Date day) {
  std::vector<Stake> out;
  for (const Units& units : records.units) {
    if (units.chip != part.id || units.market != market_place) continue;
    const Uncertain count{fmt::format("units of {}", part.id), units.low, units.high, units.coverage, units.source};
    Stake stake{part.id, &units, sum_of({count}), {}, {}};
    if (const Amount* tpp = part.find("tpp")) stake.tpp = sum_of({scaled(count, interval_of(*tpp).mid)});
    if (const Price* price = market.price(part.id, day)) {
      const std::vector<Uncertain> inputs = {count, {"price of " + part.id, price->low, price->high, price->coverage > 0 ? price->coverage : kPriceCoverage, price->source}};
      stake.revenue = distribution_of(inputs, [](const std::vector<double>& x) { return x[0] * x[1]; }, 20'000);
    }
    out.push_back(std::move(stake));
  }
  return out;
}

}  // namespace lockgate::analysis
