// The shipped law inverted: the parts that were made for each rule come out, and each answer stands up to the law itself.
#include <gtest/gtest.h>

#include "desk/design_report.h"
#include "desk/vocabulary.h"
#include "wire/order_reader.h"

namespace lockgate::desk {
namespace {

std::shared_ptr<const Desk> the_desk() {
  static const std::shared_ptr<const Desk> kDesk = [] {
    Diagnostics diagnostics;
    Sources sources;
    sources.data = ".";
    return std::shared_ptr<const Desk>(Desk::open(sources, diagnostics));
  }();
  return kDesk;
}

const DesignData& the_data() {
  static const DesignData kData = [] {
    Diagnostics diagnostics;
    DesignData data = DesignData::load(".", diagnostics);
    EXPECT_FALSE(diagnostics.has_errors());
    return data;
  }();
  return kData;
}

trade::Order like() {
  auto reader = wire::OrderReader::open("examples/design-order.json", vocabulary_of(the_desk()->law(), the_desk()->decider().binder()));
  return *reader->next()->order;
}

Design open(const std::string& base, const std::string& date, const std::string& job = "training", const std::string& accepted = "conditions", std::vector<trade::Given> facts = {},
            std::vector<std::string> gates = {}) {
  DesignQuestion question{base, job, "", "CN", std::move(facts), parse_accepted(accepted).value(), std::move(gates), like()};
  decide::Options options;
  options.as_of = Date::parse(date).value();
  auto design = Design::open(the_desk(), the_data(), question, options);
  EXPECT_TRUE(design.has_value()) << design.error().message;
  return *design;
}

trade::Given number(const std::string& fact, std::int64_t value) { return {fact, Range{Decimal::of(value), Decimal::of(value)}}; }

double figure(const Design& design, const analysis::Point& point, const std::string& name) {
  for (std::size_t a = 0; a < design.set().axes.size(); ++a)
    if (design.set().axes[a].fact == name) return analysis::as_double(point[a]);
  return -1;
}

// What a certificate claims, decided anew by the law: every candidate, and the point beyond every cut that binds.
void expect_certified(const Design& design, const DesignReport& report) {
  ASSERT_TRUE(report.best.has_value());
  EXPECT_TRUE(report.best->is_allowed);
  for (const analysis::Candidate& candidate : report.optimum.candidates) {
    EXPECT_EQ(design.set().cell_of(candidate.point), candidate.cell);
    EXPECT_EQ(design.accepts(design.order_of(candidate.point), design.options()), candidate.is_allowed);
    EXPECT_LE(candidate.value, candidate.bound * (1 + 1e-12));
    if (candidate.bound > report.optimum.winner().bound) EXPECT_FALSE(candidate.is_allowed);
  }
  for (const Decided& beyond : report.beyond) {
    EXPECT_FALSE(beyond.is_allowed);
    EXPECT_GT(beyond.determination.verdict, trade::Verdict::Conditions);
  }
  if (report.lattice.best) {
    EXPECT_TRUE(report.lattice_best->is_allowed);
    EXPECT_LE(report.lattice.best->value, report.optimum.winner().bound * (1 + 1e-9));
  }
}

TEST(Design, A800UnderTheRuleOf2022) {
  const Design design = open("nvidia-a100-sxm-80gb", "2022-11-15");
  const DesignReport report = report_of(design);
  expect_certified(design, report);
  EXPECT_EQ(figure(design, report.best->point, "tpp"), 4992);
  EXPECT_EQ(figure(design, report.best->point, "io_bandwidth_gbps"), 599.99);
  ASSERT_TRUE(report.lattice.best.has_value());
  EXPECT_EQ(figure(design, report.lattice.best->point, "tpp"), 4992);
  EXPECT_EQ(figure(design, report.lattice.best->point, "io_bandwidth_gbps"), 464);
}

TEST(Design, H800UnderTheRuleOf2022) {
  const Design design = open("nvidia-h100-sxm", "2022-11-15", "inference");
  const DesignReport report = report_of(design);
  expect_certified(design, report);
  EXPECT_EQ(figure(design, report.best->point, "tpp"), 15832);
  EXPECT_EQ(figure(design, report.lattice.best->point, "io_bandwidth_gbps"), 528);
  EXPECT_NEAR(report.optimum.winner().value / report.full_value, 0.85, 0.01);
}

TEST(Design, H20UnderTheRuleOf2023) {
  const Design design = open("nvidia-h100-sxm", "2024-06-01");
  const DesignReport report = report_of(design);
  expect_certified(design, report);
  EXPECT_EQ(figure(design, report.best->point, "tpp"), 2399.99);
  EXPECT_EQ(figure(design, report.best->point, "dram_bandwidth_gbps"), 3350);
  EXPECT_EQ(figure(design, report.best->point, "io_bandwidth_gbps"), 1028);
  EXPECT_NEAR(report.optimum.winner().value / report.full_value, 0.17, 0.01);
  ASSERT_TRUE(report.lattice.best.has_value());
  EXPECT_EQ(figure(design, report.lattice.best->point, "tpp"), 2368);
  EXPECT_EQ(design.knobs()[0].options[report.lattice.best->options[0]].says, "78 SMs");
  ASSERT_TRUE(report.end.has_value());
  EXPECT_EQ(report.end->date.to_string(), "2025-04-09");
}

TEST(Design, Rtx6000dUnderTheLettersOf2025) {
  const Design design = open("nvidia-rtx-pro-6000-ws", "2025-06-01", "inference");
  const DesignReport report = report_of(design);
  expect_certified(design, report);
  EXPECT_EQ(figure(design, report.best->point, "dram_bandwidth_gbps"), 1399.99);
  EXPECT_EQ(figure(design, report.lattice.best->point, "dram_bandwidth_gbps"), 1398);
}

TEST(Design, TheSumOfBandwidthsIsSharedOutUnderTheLetters) {
  const Design design = open("nvidia-h200-sxm", "2025-06-01", "inference");
  const DesignReport report = report_of(design);
  expect_certified(design, report);
  const double memory = figure(design, report.best->point, "dram_bandwidth_gbps"), links = figure(design, report.best->point, "io_bandwidth_gbps");
  EXPECT_NEAR(memory + links, 1700, 0.02);
  EXPECT_LT(memory, 1400);
  EXPECT_TRUE(report.optimum.winner().is_on_edge);
  // No other split of the same sum is worth more.
  for (double shift : {-50.0, -1.0, 1.0, 50.0}) {
    analysis::Point other = report.best->point;
    const Decimal moved = Decimal::of(static_cast<std::int64_t>(shift));
    other[1] = *add(other[1], moved), other[2] = *subtract(other[2], moved);
    EXPECT_LT(design.value_of(other), report.optimum.winner().bound);
  }
}

// The cuts of a later, stricter law only take away.
TEST(Design, ALooserLawNeverLowersTheBest) {
  for (const char* base : {"nvidia-h100-sxm", "nvidia-a100-sxm-80gb", "amd-mi300x"}) {
    double before = 2;
    std::vector<trade::Given> area;
    if (std::string(base) == "amd-mi300x") area = {number("die_area_mm2", 1017)};
    for (const char* date : {"2022-06-01", "2022-11-15", "2024-06-01", "2025-06-01"}) {
      const Design design = open(base, date, "balanced", "conditions", area);
      const analysis::Optimum optimum = design.optimum();
      const double kept = optimum.best ? optimum.winner().bound / design.value_of(design.full()) : 0;
      EXPECT_LE(kept, before + 1e-12) << base << " " << date;
      before = kept;
    }
  }
}

TEST(Design, MoreAnswersThatWillDoNeverLowerTheBest) {
  double before = 0;
  for (const char* accepted : {"proceed", "conditions", "license:case_by_case", "license"}) {
    const Design design = open("nvidia-h200-sxm", "2026-02-01", "training", accepted);
    const analysis::Optimum optimum = design.optimum();
    ASSERT_TRUE(optimum.best.has_value());
    EXPECT_GE(optimum.winner().bound, before);
    before = optimum.winner().bound;
  }
  EXPECT_NEAR(before, open("nvidia-h200-sxm", "2026-02-01").value_of(open("nvidia-h200-sxm", "2026-02-01").full()), 1e-9);
}

TEST(Design, January2026ReducesToTheCatalogue) {
  const Design design = open("nvidia-b200", "2026-02-01", "training", "license:case_by_case",
                             {number("tpp", 36000), number("dram_bandwidth_gbps", 8000), number("io_bandwidth_gbps", 1928), number("die_area_mm2", 1600)}, {"us.export"});
  const DesignReport report = report_of(design);
  ASSERT_TRUE(report.catalogue.has_value());
  EXPECT_NEAR(figure(design, report.catalogue->point, "tpp"), 20999.99, 0.001);
  EXPECT_NEAR(figure(design, report.catalogue->point, "dram_bandwidth_gbps"), 6499.99, 0.001);
  ASSERT_GE(report.catalogue->parts.size(), 2u);
  EXPECT_EQ(report.catalogue->parts.front().id, "amd-mi325x");
  const auto h200 = std::find_if(report.catalogue->parts.begin(), report.catalogue->parts.end(), [](const Existing& part) { return part.id == "nvidia-h200-sxm"; });
  ASSERT_NE(h200, report.catalogue->parts.end());
  // Before it stand its maker's superchip with the same GPU, and chips of another maker.
  EXPECT_LE(std::count_if(report.catalogue->parts.begin(), h200, [](const Existing& part) { return part.vendor == "NVIDIA"; }), 1);
  EXPECT_NEAR(report.catalogue->parts.front().value / h200->value, 1.28, 0.02);
}

}  // namespace
}  // namespace lockgate::desk
