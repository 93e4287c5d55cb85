#include "analysis/throughput.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "analysis/cost.h"
#include "analysis/flow.h"
#include "analysis/modelled.h"
#include "analysis/training.h"

namespace lockgate::analysis {
namespace {

Model dense_model() {
  Model m;
  m.id = "dense";
  m.parameters = m.active = m.resident = 70e9;
  m.layers = 80;
  m.hidden = m.attention_width = m.prefill_width = 8192;
  m.cache_values = 80 * 2 * 1024;
  return m;
}

Model expert_model() {
  Model m = dense_model();
  m.id = "experts";
  m.kind = Model::Kind::Mixture;
  m.parameters = 235e9;
  m.active = 22e9;
  m.resident = 8e9;
  m.experts = 128;
  m.experts_per_token = 8;
  m.expert_layers = 80;
  return m;
}

Constants any_constants() {
  Constants c{};
  const auto set = [&](Constant which, double value) { c[static_cast<std::size_t>(which)] = value; };
  set(Constant::Arithmetic, 0.5), set(Constant::Memory, 0.8), set(Constant::Attention, 0.4), set(Constant::Activations, 20), set(Constant::ExpertTraffic, 10), set(Constant::Link, 0.5);
  set(Constant::CollectiveUs, 20), set(Constant::LayerUs, 50), set(Constant::SequenceUs, 2), set(Constant::ReserveGb, 4), set(Constant::BatchCap, 2048), set(Constant::Ramp, 0.3);
  set(Constant::TensorExposed, 0.5), set(Constant::ShardExposed, 0.1), set(Constant::NetworkGbps, 50);
  return c;
}

// Chips and work at random, of a kind that exists.
struct Draw {
  std::mt19937 random{7};
  double between(double low, double high) { return low + (high - low) * static_cast<double>(random() % 10'000) / 10'000; }
  Resources chip() {
    Resources out{between(1e14, 5e15), 0, between(1e12, 9e12), between(60e9, 300e9), between(5e10, 9e11), 700};
    out.rate16 = out.rate / between(1, 2);
    return out;
  }
  Deployment work(const Model& model) { return {&model, chip(), 1, static_cast<double>(1U << (random() % 4)) * 2, between(100, 20'000), between(100, 4000), 0}; }
};

TEST(Throughput, ABetterChipNeverServesLess) {
  Draw draw;
  const Constants constants = any_constants();
  const Model models[] = {dense_model(), expert_model()};
  for (int i = 0; i < 3000; ++i) {
    Deployment work = draw.work(models[i % 2]);
    // Of a dense model the time to fill the engine grows with its batch, so a queue that ends may gain nothing from more memory.
    if (i % 4 == 1) work.requests = std::floor(draw.between(20, 5000));
    const double before = serve(work, constants).serving.rate();
    for (double Resources::*figure : {&Resources::rate, &Resources::rate16, &Resources::memory_rate, &Resources::capacity, &Resources::link}) {
      Deployment better = work;
      better.chip.*figure *= draw.between(1.01, 3);
      EXPECT_GE(serve(better, constants).serving.rate(), before * (1 - 1e-12)) << i;
    }
  }
}

TEST(Throughput, ABetterChipNeverTrainsLess) {
  Draw draw;
  const Constants constants = any_constants();
  const Model model = dense_model();
  for (int i = 0; i < 1000; ++i) {
    Layout run;
    run.model = &model, run.chip = draw.chip(), run.chips = 64, run.sequence = draw.between(512, 65'536), run.global_batch = 256, run.tensor = i % 2 == 0 ? 8 : 1, run.pipeline = i % 3 == 0 ? 4 : 1;
    const double before = train(run, constants).rate();
    for (double Resources::*figure : {&Resources::rate, &Resources::rate16, &Resources::memory_rate, &Resources::link}) {
      Layout better = run;
      better.chip.*figure *= 1.5;
      EXPECT_GE(train(better, constants).rate(), before * (1 - 1e-12));
    }
  }
}

TEST(Throughput, TermsSumToTheNumber) {
  Draw draw;
  const Model models[] = {dense_model(), expert_model()};
  for (int i = 0; i < 200; ++i) {
    const Serving out = serve(draw.work(models[i % 2]), any_constants());
    for (const Estimate& estimate : {out.prefill, out.decode, out.serving}) {
      double sum = 0;
      for (const double one : estimate.seconds) {
        EXPECT_GE(one, 0);
        sum += one;
      }
      EXPECT_DOUBLE_EQ(1 / sum, estimate.rate());
      for (const double one : estimate.seconds) EXPECT_LE(one, estimate[estimate.binding()]);
    }
  }
}

Part part_of(double memory_gb) {
  Part out;
  out.id = "p";
  out.generation = "g";
  const auto add = [&](const char* fact, double value) { out.figures[fact] = {{*Decimal::parse(std::to_string(value)), *Decimal::parse(std::to_string(value))}, {}, "test", ""}; };
  add("rate.fp8", 2000), add("rate.bf16", 1000), add("dram_bandwidth_gbps", 4000), add("memory_gb", memory_gb), add("interconnect_gbps", 900), add("tdp_w", 700);
  return out;
}

ConstantTable table_of(const Constants& constants) {
  ConstantTable out;
  for (const char* family : {"dense", "moe", "training"})
    for (std::size_t i = 0; i < kConstants; ++i) out.rows.push_back({family, static_cast<Constant>(i), "g", constants[i], 0, 0, 0, false, ""});
  return out;
}

TEST(Modelled, MoreChipsAreNeverSlower) {
  const Model model = dense_model();
  double before = 0;
  for (int chips = 1; chips <= 24; ++chips) {
    const Workload work{"w", {}, &model, Format::Bits8, chips, 1000, 1000, 0, ""};
    const auto out = model_on(part_of(100), work, table_of(any_constants()));
    ASSERT_TRUE(out) << chips;
    const double rate = chips * out->figures[2].estimate.rate();
    EXPECT_GE(rate, before * (1 - 1e-12)) << chips;
    before = rate;
  }
}

TEST(Modelled, SaysByHowMuchTheMemoryIsTooSmall) {
  const Model model = dense_model();
  const Workload work{"w", {}, &model, Format::Bits8, 1, 1000, 1000, 0, ""};
  const auto out = model_on(part_of(60), work, table_of(any_constants()));
  ASSERT_FALSE(out);
  EXPECT_EQ(out.error().code, "LG0904");
  // 70 GB of weights, 4 in reserve and 0.33 of cache against 0.92 x 60.
  EXPECT_NE(out.error().message.find("19.1 GB short"), std::string::npos) << out.error().message;
}

TEST(Modelled, AMissingRateIsNamed) {
  Part part = part_of(100);
  part.figures.erase("rate.fp8");
  part.figures.erase("rate.bf16");
  const Model model = dense_model();
  const Workload work{"w", {}, &model, Format::Bits8, 1, 1000, 1000, 0, ""};
  const auto out = model_on(part, work, table_of(any_constants()));
  ASSERT_FALSE(out);
  EXPECT_EQ(out.error().code, "LG0905");
  EXPECT_NE(out.error().message.find("rate.fp8"), std::string::npos);
}

TEST(Cost, TheClusterRatioIsSolvedBothWays) {
  EXPECT_NEAR(cluster_ratio(22'500, 45'000, 2, 113'700), 1.24, 0.0005);
  EXPECT_NEAR(overhead_of(22'500, 45'000, 2, 1.24), 113'684, 1);
}

TEST(Flow, AProductOfLogNormalsIsOne) {
  const std::vector<Uncertain> inputs = {{"price", 10, 15, 80, ""}, {"units", 100, 400, 90, ""}, {"fixed", 2, 2, 90, ""}};
  const auto out = distribution_of(inputs, [](const std::vector<double>& x) { return x[0] * x[1] * x[2]; });
  const double middle = std::sqrt(150.0) * 200 * 2;
  const double deviation = std::hypot(log_deviation(inputs[0]), log_deviation(inputs[1]));
  EXPECT_NEAR(out.at.mid / middle, 1, 0.01);
  EXPECT_NEAR(std::log(out.at.high / out.at.mid), 1.6449 * deviation, 0.02);
  ASSERT_EQ(out.contributors.size(), 2U);
  EXPECT_EQ(out.contributors[0].name, "units");
  EXPECT_NEAR(out.contributors[0].share, std::pow(log_deviation(inputs[1]) / deviation, 2), 0.02);
}

}  // namespace
}  // namespace lockgate::analysis
