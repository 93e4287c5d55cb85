// What the shipped data must hold, whatever its figures are.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "base/text.h"
#include "catalogue/catalogue.h"

namespace lockgate::catalogue {
namespace {

const Catalogue& shipped() {
  static const Catalogue kCatalogue = [] {
    Diagnostics diagnostics;
    return Catalogue::load("catalogue", diagnostics).value_or(Catalogue());
  }();
  return kCatalogue;
}

// The highest of rate times bits over a part's own formats, once with the low ends and once with the high ends.
std::optional<Range> implied_tpp(const Part& part) {
  std::optional<Range> implied;
  for (const FactKind& kind : shipped().fact_kinds()) {
    const Figure* rate = kind.bits ? find(part.figures, kind.name) : nullptr;
    if (rate == nullptr) continue;
    const Range product{*multiply(rate->value.min, *kind.bits),
                        rate->is_floor() ? no_ceiling() : *multiply(rate->value.max, *kind.bits)};
    if (!implied) implied = product;
    implied->min = std::max(implied->min, product.min);
    implied->max = std::max(implied->max, product.max);
  }
  return implied;
}

TEST(Data, HasAllParts) {
  EXPECT_EQ(shipped().parts().size(), 118u);  // 112 chips, cards and modules, 6 kinds of memory stack
  int without_tpp = 0;
  for (const Part& part : shipped().parts()) without_tpp += part.kind != "hbm" && find(part.figures, "tpp") == nullptr;
  EXPECT_EQ(without_tpp, 10);
}

TEST(Data, NoTppIsBelowWhatItsOwnFormatsImply) {
  int compared = 0;
  for (const Part& part : shipped().parts()) {
    const Figure* tpp = find(part.figures, "tpp");
    const auto implied = implied_tpp(part);
    if (tpp == nullptr || !implied) continue;
    ++compared;
    EXPECT_GE(tpp->value.min, implied->min) << part.id;
    EXPECT_GE(tpp->value.max, implied->max) << part.id;
    if (implied->is_point() && tpp->value.is_point()) {
      EXPECT_EQ(tpp->value, *implied) << part.id;
    }
  }
  EXPECT_EQ(compared, 102);
}

TEST(Data, InputAndOutputIsTheSumOfItsLinks) {
  for (const Part& part : shipped().parts()) {
    const Figure* io = find(part.figures, "io_bandwidth_gbps");
    const Figure* links = find(part.figures, "interconnect_gbps");
    const Figure* pcie = find(part.figures, "pcie_gbps");
    const bool has_both = links != nullptr && pcie != nullptr;
    EXPECT_EQ(io != nullptr, links != nullptr || pcie != nullptr) << part.id;
    if (has_both) {
      EXPECT_EQ(io->value.min, *add(links->value.min, pcie->value.min)) << part.id;
    }
    if (io != nullptr && !has_both) {
      EXPECT_EQ(io->is_floor(), part.interconnect != "PCIe only") << part.id;
    }
  }
}

TEST(Data, ARumourIsNeverTheOnlyWordOnADatasheetRow) {
  for (const Part& part : shipped().parts()) {
    EXPECT_FALSE(part.sources.empty()) << part.id;
    for (const Figure& figure : part.figures) {
      EXPECT_FALSE(figure.sources.empty()) << part.id << ' ' << figure.fact;
      if (part.confidence == "datasheet") {
        EXPECT_NE(figure.confidence, "rumour") << part.id << ' ' << figure.fact;
      }
    }
  }
}

TEST(Data, OnChipMemoryIsNeverDram) {
  for (const Part& part : shipped().parts())
    if (part.memory == "SRAM") {
      EXPECT_EQ(find(part.figures, "dram_bandwidth_gbps"), nullptr) << part.id;
    }
}

TEST(Data, EveryPartIsFoundByItsIdAndItsOwnName) {
  for (const Part& part : shipped().parts()) {
    EXPECT_EQ((*shipped().look_up(part.id))->id, part.id);
    const auto named = shipped().look_up(part.vendor + " " + part.name);
    ASSERT_TRUE(named) << part.name;
    EXPECT_EQ((*named)->id, part.id);
  }
}

// Four names are shared knowingly; another one would be an accident.
TEST(Data, AliasesAreSharedOnlyWhereKnown) {
  std::map<std::string, std::set<std::string>> parts_of;
  for (const Part& part : shipped().parts())
    for (const std::string& alias : part.aliases) parts_of[fold_code(alias)].insert(part.id);
  std::set<std::string> shared;
  for (const auto& [alias, parts] : parts_of)
    if (parts.size() > 1) shared.insert(alias);
  EXPECT_EQ(shared, (std::set<std::string>{"A100", "R200", "思元370", "昇腾950PR"}));
}

}  // namespace
}  // namespace lockgate::catalogue
