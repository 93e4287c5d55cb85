// The market data as shipped: the accuracy it gives is what docs/accuracy.md says and what was promised, and the published
// estimates come out within their tolerances.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>

#include "analysis/accuracy.h"
#include "analysis/comparison.h"
#include "analysis/impact.h"
#include "desk/comparison.h"
#include "desk/demand_file.h"

namespace lockgate::analysis {
namespace {

class Shipped : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    Diagnostics diagnostics;
    market_ = desk::open_market(".", diagnostics);
    records_ = Records::load("market", diagnostics);
    auto catalogue = catalogue::Catalogue::load("catalogue", diagnostics);
    for (const Diagnostic& one : diagnostics.list()) ADD_FAILURE() << render(one);
    ASSERT_TRUE(market_ && records_ && catalogue);
    parts_ = desk::all_parts(*catalogue, *market_);
    auto accuracy = measure_accuracy(*market_, parts_);
    ASSERT_TRUE(accuracy) << accuracy.error().message;
    accuracy_ = std::make_unique<Accuracy>(std::move(*accuracy));
  }
  static const Fit& fit(std::string_view family) {
    for (const Fit& one : accuracy_->fits)
      if (one.family == family) return one;
    std::abort();
  }
  static std::vector<Hindsight> turns() {
    Diagnostics diagnostics;
    const auto flips = desk::read_flips(".", diagnostics);
    return {*hindsight_of(flips, "washington"), *hindsight_of(flips, "beijing")};
  }
  static std::unique_ptr<const Market> market_;
  static std::unique_ptr<const Records> records_;
  static Parts parts_;
  static std::unique_ptr<Accuracy> accuracy_;
};
std::unique_ptr<const Market> Shipped::market_;
std::unique_ptr<const Records> Shipped::records_;
Parts Shipped::parts_;
std::unique_ptr<Accuracy> Shipped::accuracy_;

TEST_F(Shipped, AccuracyIsWhatWasPromised) {
  EXPECT_EQ(fit("dense").cases.size(), 100U);
  EXPECT_EQ(fit("moe").cases.size(), 72U);
  EXPECT_LE(mean_error(fit("dense").held_out), 0.12);
  EXPECT_LE(mean_error(fit("moe").held_out), 0.20);
  EXPECT_LE(mean_error(fit("training").held_out), 0.08);
  // Two chips doing the same work, both held out.
  for (const char* family : {"dense", "moe", "training"}) EXPECT_LE(mean_error(fit(family).ratios), 0.10) << family;
  for (const char* family : {"dense", "moe", "training"}) {
    EXPECT_GE(coverage(fit(family), kCovered), 0.85) << family;
    EXPECT_LE(coverage(fit(family), kCovered), 0.95) << family;
  }
}

// Llama 4 Scout is in no fit: a model that the constants have not seen.
TEST_F(Shipped, AModelThatNothingWasFittedToIsForetold) {
  std::vector<double> errors;
  for (std::size_t i = 0; i < accuracy_->fits.size(); ++i)
    if (accuracy_->fits[i].family == "moe")
      for (const Check& check : accuracy_->checks[i]) errors.push_back(std::log(check.estimated / check.measured));
  EXPECT_EQ(errors.size(), 38U);
  EXPECT_LE(mean_error(errors), 0.15);
}

TEST_F(Shipped, TheConstantsAreThoseOfACalibration) {
  ASSERT_EQ(accuracy_->table.rows.size(), market_->constants.rows.size());
  for (std::size_t i = 0; i < accuracy_->table.rows.size(); ++i) {
    const ConstantRow& now = accuracy_->table.rows[i];
    EXPECT_NEAR(now.value / market_->constants.rows[i].value, 1, 0.01) << now.family << ' ' << to_string(now.constant) << ' ' << now.scope;
  }
  ASSERT_EQ(accuracy_->table.spreads.size(), market_->constants.spreads.size());
  for (std::size_t i = 0; i < accuracy_->table.spreads.size(); ++i) EXPECT_NEAR(accuracy_->table.spreads[i].value, market_->constants.spreads[i].value, 0.003);
}

std::vector<double> numbers_in(const std::string& text) {
  std::vector<double> out;
  static const std::regex kNumber("[0-9]+(\\.[0-9]+)?");
  for (auto it = std::sregex_iterator(text.begin(), text.end(), kNumber); it != std::sregex_iterator(); ++it) out.push_back(std::stod(it->str()));
  return out;
}

TEST_F(Shipped, ThePageOfAccuracyIsCurrent) {
  std::ifstream file("docs/accuracy.md");
  const std::string page(std::istreambuf_iterator<char>(file), {});
  const std::vector<double> shown = numbers_in(page), now = numbers_in(accuracy_page(*accuracy_, turns()));
  ASSERT_EQ(shown.size(), now.size()) << "python3 tools/accuracy.py writes it";
  for (std::size_t i = 0; i < now.size(); ++i) EXPECT_NEAR(shown[i], now[i], std::max(1.1, 0.01 * now[i])) << "number " << i;
}

TEST_F(Shipped, PublishedEstimatesComeOut) {
  const auto all = reproduce(*market_, *records_, parts_);
  ASSERT_TRUE(all) << all.error().message;
  EXPECT_EQ(all->size(), records_->estimates.size());
  int open = 0;
  for (const Reproduction& one : *all) {
    open += !one.computed;
    if (one.computed) EXPECT_TRUE(one.is_within()) << one.published.id << ": " << one.computed->low << ' ' << one.computed->mid << ' ' << one.computed->high;
  }
  EXPECT_EQ(open, 2);
  for (const Reproduction& one : *all)
    if (one.published.id == "I1" || one.published.id == "I2") EXPECT_LE(std::abs(one.error_percent()), 3) << one.published.id;
}

// A year ahead, Washington's turns are foretold better than by one rate for both ways, by no change, or by a coin; of Beijing's, which
// had turned once by the last forecast, no worse.
TEST_F(Shipped, TurnsAreForetoldBetterThanByOneRate) {
  const std::vector<Hindsight> all = turns();
  for (const Hindsight& one : all) EXPECT_GT(one.forecasts, 30) << one.side;
  EXPECT_LT(all[0].posterior, 0.8 * all[0].constant);
  EXPECT_LT(all[0].posterior, all[0].stays);
  EXPECT_LE(all[1].posterior, all[1].constant + 0.001);
  EXPECT_LT(all[1].posterior, all[1].stays);
}

TEST(Hindsight, NothingIsForetoldFromTurnsThatWereToCome) {
  const auto flip = [](const char* date, const char* state) { return Flip{*Date::parse(date), "here", state, "", ""}; };
  const std::vector<Flip> quiet = {flip("2020-01-01", "open"), flip("2023-01-01", "end")};
  const std::vector<Flip> late = {flip("2020-01-01", "open"), flip("2022-12-31", "closed"), flip("2023-01-01", "end")};
  EXPECT_EQ(hindsight_of(quiet, "here")->posterior, hindsight_of(late, "here")->posterior);
  EXPECT_EQ(hindsight_of(quiet, "here")->stays, 0);
  EXPECT_EQ(hindsight_of(quiet, "elsewhere").error().code, "LG0970");
}

TEST_F(Shipped, TheSameAmountIsDifferentThings) {
  std::set<std::string> concepts;
  for (const Statement* one : records_->about(15)) concepts.insert(one->concept_word);
  EXPECT_TRUE(concepts.contains("sales-regained") && concepts.contains("revenue-lost") && concepts.contains("sum-of-unlike"));
  EXPECT_FALSE(concepts.contains("charge"));
}

TEST_F(Shipped, EverySourceIsListedAndEveryChipKnown) {
  const auto check = [&](const std::string& source) { EXPECT_TRUE(std::any_of(market_->publications.begin(), market_->publications.end(), [&](const Publication& one) { return one.key == source; })) << source; };
  for (const Statement& one : records_->statements) check(one.source);
  for (const Units& one : records_->units) check(one.source);
  for (const Stock& one : records_->stocks) check(one.source);
  for (const Units& one : records_->units) EXPECT_TRUE(parts_.contains(one.chip)) << one.chip;
  for (const Stock& one : records_->stocks) EXPECT_TRUE(parts_.contains(one.chip)) << one.chip;
  for (const Published& one : records_->estimates) check(one.source);
  for (const Price& one : market_->prices) EXPECT_TRUE(parts_.contains(one.chip)) << one.chip;
  for (const Generation& one : market_->generations) EXPECT_TRUE(parts_.contains(one.chip)) << one.chip;
}

Standing standing_of(const std::vector<Judgment>& all, const std::string& axis) {
  for (const Judgment& one : all)
    if (one.axis == axis) return one.standing;
  return Standing::NotSupported;
}

TEST_F(Shipped, ClaimsAreJudgedAxisByAxis) {
  const Workload& work = **market_->workload("llama-70b-chat");
  const auto judged = [&](const char* text, const char* a, const char* b) { return judge(*parse_claim(text), compare({&parts_.at(a), &parts_.at(b)}, work, *market_, *Date::parse("2026-02-01"))); };
  const auto six = judged("H200 = 6 x H20", "nvidia-h200-sxm", "nvidia-h20-96gb");
  EXPECT_EQ(standing_of(six, "TPP"), Standing::AsExcess);
  EXPECT_EQ(standing_of(six, "memory bandwidth"), Standing::NotSupported);
  EXPECT_EQ(standing_of(six, "serving"), Standing::NotSupported);
  const auto seventy = judged("H20 is 70% of H100", "nvidia-h20-96gb", "nvidia-h100-sxm");
  EXPECT_EQ(standing_of(seventy, "TPP"), Standing::NotSupported);
  EXPECT_EQ(standing_of(seventy, "memory bandwidth"), Standing::NotSupported);
}

}  // namespace
}  // namespace lockgate::analysis
