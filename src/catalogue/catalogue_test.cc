// The catalogue's behaviour, on the data that ships. What the data must hold is in data_test.cc.
#include "catalogue/catalogue.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>

namespace lockgate::catalogue {
namespace {

bool says(const std::string& text, const char* part) { return text.find(part) != std::string::npos; }

using trade::Given;
using trade::Item;

const Catalogue& shipped() {
  static const Catalogue kCatalogue = [] {
    Diagnostics diagnostics;
    auto loaded = Catalogue::load("catalogue", diagnostics);
    for (const Diagnostic& diagnostic : diagnostics.list()) ADD_FAILURE() << render(diagnostic);
    return loaded.value_or(Catalogue());
  }();
  return kCatalogue;
}

Range point(const char* text) { return {*Decimal::parse(text), *Decimal::parse(text)}; }
Range range(const char* min, const char* max) { return {*Decimal::parse(min), *Decimal::parse(max)}; }

template <class T>
T get(const Item& item, const char* fact) {
  const trade::Value* value = trade::find(item.facts, fact);
  EXPECT_NE(value, nullptr) << fact;
  return value == nullptr ? T{} : std::get<T>(*value);
}

std::string id_of(const char* text) {
  const auto part = shipped().look_up(text);
  return part ? (*part)->id : part.error().code;
}

TEST(Resolve, HandsOverWhatIsKnown) {
  const auto item = shipped().resolve({"nvidia-h20-96gb", {}, {}});
  ASSERT_TRUE(item);
  EXPECT_EQ(get<Range>(*item, "tpp"), point("2368"));
  EXPECT_EQ(get<Range>(*item, "die_area_mm2"), point("814"));
  EXPECT_EQ(get<Range>(*item, "dram_bandwidth_gbps"), point("4000"));
  EXPECT_EQ(get<Range>(*item, "io_bandwidth_gbps"), point("1028"));
  EXPECT_TRUE(get<bool>(*item, "datacenter"));
  EXPECT_EQ(get<std::string>(*item, "vendor"), "NVIDIA");
  EXPECT_EQ(get<std::string>(*item, "kind"), "module");
  EXPECT_EQ(get<std::string>(*item, "designer_headquarters"), "US");
  EXPECT_EQ(trade::find(item->facts, "made_in"), nullptr);
  EXPECT_EQ(trade::find(item->facts, "memory_gb"), nullptr);
}

TEST(Resolve, LeavesUnknownWhatNoSourceGives) {
  const auto item = shipped().resolve({"nvidia-rtx-pro-6000d", {}, {}});
  ASSERT_TRUE(item);
  EXPECT_EQ(trade::find(item->facts, "tpp"), nullptr);
  EXPECT_EQ(trade::find(item->facts, "datacenter"), nullptr);
  EXPECT_EQ(get<Range>(*item, "dram_bandwidth_gbps"), point("1398"));
}

TEST(Resolve, KeepsAnEstimateARange) {
  EXPECT_EQ(get<Range>(*shipped().resolve({"amd-mi308x", {}, {}}), "tpp"), range("1840", "9792"));
  EXPECT_EQ(get<Range>(*shipped().resolve({"nvidia-b30a", {}, {}}), "tpp"), range("28000", "30000"));
}

TEST(Resolve, GivesAFloorTheHighestEnd) {
  const auto item = shipped().resolve({"nvidia-gb200", {}, {}});
  EXPECT_EQ(get<Range>(*item, "io_bandwidth_gbps"), (Range{Decimal::of(1800), no_ceiling()}));
}

TEST(Resolve, LetsTheOrderOverride) {
  const auto item = shipped().resolve({"nvidia-b30a", {Given{"tpp", point("28000")}, Given{"made_in", "TW"}}, {}});
  EXPECT_EQ(get<Range>(*item, "tpp"), point("28000"));
  EXPECT_EQ(get<std::string>(*item, "made_in"), "TW");
  EXPECT_EQ(get<std::string>(*item, "name"), "B30A");
}

TEST(Resolve, GoesIntoWhatAnItemContains) {
  auto chip = std::make_shared<const Item>(Item{"nvidia-h100-sxm", {}, {}});
  Item board{"", {Given{"kind", "system"}}, {{chip, 8}}};
  const auto item = shipped().resolve({"", {Given{"name", "A rack"}}, {{std::make_shared<const Item>(board), 4}}});
  ASSERT_TRUE(item);
  EXPECT_EQ(item->facts.size(), 1u);
  EXPECT_EQ(get<Range>(*item->contains[0].item->contains[0].item, "tpp"), point("15832"));
  EXPECT_EQ(item->contains[0].item->contains[0].count, 8);
}

TEST(Resolve, RefusesEndlessNesting) {
  Item item{"nvidia-l4", {}, {}};
  for (int level = 0; level < 12; ++level) item = Item{"", {}, {{std::make_shared<const Item>(item), 1}}};
  EXPECT_EQ(shipped().resolve(item).error().code, "LG0304");
}

TEST(Resolve, NamesTheNearestOfAnUnknownId) {
  const auto error = shipped().resolve({"nvidia-h20-69gb", {}, {}}).error();
  EXPECT_EQ(error.code, "LG0301");
  EXPECT_TRUE(says(error.fix, "`nvidia-h20-96gb`"));
  Item rack{"", {}, {{std::make_shared<const Item>(Item{"no-such-thing-at-all", {}, {}}), 1}}};
  EXPECT_EQ(shipped().resolve(rack).error().code, "LG0301");
}

TEST(LookUp, KnowsTheNamesPeopleUse) {
  EXPECT_EQ(id_of("H20"), "nvidia-h20-96gb");
  EXPECT_EQ(id_of("英伟达 H20"), "nvidia-h20-96gb");
  EXPECT_EQ(id_of("nvidia h200 SXM 141GB"), "nvidia-h200-sxm");
  EXPECT_EQ(id_of("NVIDIA-H20-96GB"), "nvidia-h20-96gb");
  EXPECT_EQ(id_of("ＮＶＩＤＩＡ　Ｈ１００"), "nvidia-h100-sxm");
  EXPECT_EQ(id_of("昇腾910B"), "huawei-ascend-910b2");
  EXPECT_EQ(id_of("华为昇腾910C"), "huawei-ascend-910c");
  EXPECT_EQ(id_of("寒武纪思元590"), "cambricon-mlu590");
  EXPECT_EQ(id_of("AMD MI308"), "amd-mi308x");
}

TEST(LookUp, SaysWhenANameIsNotEnough) {
  EXPECT_EQ(id_of("A100"), "LG0302");
  EXPECT_TRUE(says(shipped().look_up("A100").error().fix, "`nvidia-a100-sxm-40gb`, `nvidia-a100-sxm-80gb`"));
  EXPECT_EQ(id_of("Blackwell"), "LG0302");
  EXPECT_EQ(id_of("R200"), "LG0302");
  EXPECT_EQ(id_of("NVIDIA R200"), "nvidia-rubin-r200");
}

TEST(LookUp, SaysWhenANameIsWrong) {
  EXPECT_EQ(id_of("RTX 9000Pro"), "LG0303");
  EXPECT_TRUE(says(shipped().look_up("RTX 9000 Pro").error().fix, "`nvidia-rtx-pro-6000d`"));
  EXPECT_EQ(id_of("G200"), "LG0303");
  EXPECT_EQ(id_of(""), "LG0301");
}

TEST(Figures, CarryTheirSources) {
  const Part* part = shipped().find("nvidia-h200-sxm");
  ASSERT_NE(part, nullptr);
  const Figure* price = find(part->figures, "price_usd");
  ASSERT_NE(price, nullptr);
  EXPECT_EQ(price->to_string(), "33820.65..39083.38");
  EXPECT_EQ(price->sources, std::vector<std::string>{"epoch-prices (HGX/8)"});
  EXPECT_GE(find(part->figures, "tpp")->sources.size(), 2u);
  EXPECT_EQ(find(part->figures, "tpp")->confidence, "datasheet");
}

TEST(Figures, ReadPointRangeAndFloor) {
  EXPECT_EQ(*parse_figure("4992"), point("4992"));
  EXPECT_EQ(*parse_figure("1840..9792"), range("1840", "9792"));
  EXPECT_EQ(parse_figure("900..")->max, no_ceiling());
  EXPECT_FALSE(parse_figure("9792..1840"));
  EXPECT_FALSE(parse_figure("-5"));
  EXPECT_FALSE(parse_figure("about 5"));
  EXPECT_FALSE(parse_figure(""));
}

TEST(Digest, IsThatOfTheData) {
  EXPECT_EQ(shipped().digest().size(), 71u);
  Diagnostics diagnostics;
  EXPECT_EQ(Catalogue::load("catalogue", diagnostics)->digest(), shipped().digest());
}

TEST(Load, ReportsEveryMistake) {
  namespace fs = std::filesystem;
  const fs::path folder = fs::path(testing::TempDir()) / "bad-catalogue";
  fs::remove_all(folder);
  fs::copy("catalogue", folder, fs::copy_options::recursive);
  std::ofstream(folder / "chips.csv", std::ios::app) << "x-1,Nobody,X,chip,yes,,,,,,,,nowhere,report,\nx-2,a \"b\",\n";
  std::ofstream(folder / "numbers/nvidia.csv", std::ios::app)
      << "nvidia-none,tpp,1,,chip,report,\nnvidia-l4,tpp,1,,chip,report,\nnvidia-l4,weight,1..0,,chip,sure,\n";
  Diagnostics diagnostics;
  EXPECT_FALSE(Catalogue::load(folder.string(), diagnostics));
  std::multiset<std::string> codes;
  for (const Diagnostic& diagnostic : diagnostics.list()) codes.insert(diagnostic.code);
  EXPECT_EQ(codes, (std::multiset<std::string>{"LG0311", "LG0316", "LG0322", "LG0323", "LG0319", "LG0324", "LG0318",
                                               "LG0314"}));
}

TEST(Load, SaysThatAFolderIsNotThere) {
  Diagnostics diagnostics;
  EXPECT_FALSE(Catalogue::load("no/such/folder", diagnostics));
  EXPECT_EQ(diagnostics.list().front().code, "LG0310");
}

}  // namespace
}  // namespace lockgate::catalogue
