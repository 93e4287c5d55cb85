#include "ownership/packed_register.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

#include "base/digest.h"
#include "ownership/answer.h"

namespace lockgate::ownership {
namespace {

const Lane kLane{"test", {"listed"}, 5000, false, true, {Span{}}, {}, "", "test"};
constexpr std::size_t kHead = 28 + 72;

std::string folder() { return std::filesystem::temp_directory_path().string(); }
std::string path() { return folder() + "/lockgate_packed_" + std::to_string(::getpid()); }

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string packed(const trade::Ownership& ownership) {
  PackedRegister out;
  out.all.add(ownership);
  out.made = "packed on 2026-01-02 from a test";
  EXPECT_TRUE(write_packed(std::move(out), path()));
  const std::string bytes = bytes_of(path());
  std::filesystem::remove(path());
  return bytes;
}

// Everything that can be said: ranges, days, unknown and indirect shares, shares in oneself, the same stake twice, exemptions.
trade::Ownership random_ownership(std::mt19937& dice) {
  trade::Ownership out;
  const unsigned nodes = 2 + dice() % 9;
  const auto name = [&] { return "name " + std::to_string(dice() % nodes) + (dice() % 9 == 0 ? " 有限公司" : ""); };
  for (auto count = dice() % 24; count > 0; --count) {
    trade::Holding one{name(), name(), {static_cast<std::int64_t>(dice() % 8) * 1000, 10'000}, {}, dice() % 9 == 0, dice() % 7 == 0, {}};
    one.most = dice() % 4 == 0 ? trade::Fraction{1, 1} : one.least;
    if (dice() % 8 == 0) one.least = one.most = {1, 6};
    if (dice() % 4 == 0) one.span.from = Date{10};
    if (dice() % 4 == 0) one.span.until = Date{20};
    out.holdings.push_back(std::move(one));
  }
  for (auto count = 1 + dice() % 3; count > 0; --count) out.listed.push_back({name(), {dice() % 4 == 0 ? "other" : "listed"}});
  if (dice() % 4 == 0) out.exempt.push_back({name(), {"test"}});
  out.seats.push_back({"name 0", "BR"});
  out.namings = {{"name 1", "LEI X", true}, {"name 1", "名", false}};
  return out;
}

void expect_the_same(const Graph& one, const Graph& other) {
  ASSERT_EQ(one.size(), other.size());
  const Solution a(one, kLane, std::nullopt);
  const Solution b(other, kLane, std::nullopt);
  ASSERT_EQ(a.reached(), b.reached());
  for (Node node = 0; node < one.size(); ++node) {
    const Answer x = a.answer(node);
    const Answer y = b.answer(node);
    ASSERT_EQ(x.node, y.node);
    ASSERT_EQ(x.restricted, y.restricted);
    ASSERT_EQ(x.direct_bp, y.direct_bp);
    ASSERT_EQ(x.because, y.because);
    ASSERT_EQ(x.flags, y.flags);
    ASSERT_EQ(other.find(one.name(node)), node);
  }
}

TEST(PackedRegister, SaysOnEveryDayWhatWasPacked) {
  std::mt19937 dice(5);
  for (int trial = 0; trial < 300; ++trial) {
    const trade::Ownership ownership = random_ownership(dice);
    const std::string bytes = packed(ownership);
    for (const std::optional<Date> day : {std::optional<Date>(), std::optional(Date{5}), std::optional(Date{15}), std::optional(Date{25})}) {
      auto again = read_packed_bytes(bytes, "bytes");
      ASSERT_TRUE(again);
      const auto graph = Graph::build(ownership, day);
      const auto other = Graph::build(std::move(again->all), day);
      ASSERT_TRUE(graph && other);
      expect_the_same(*graph, *other);
    }
  }
}

TEST(PackedRegister, TakesMoreWhenItWasRead) {
  std::mt19937 dice(6);
  for (int trial = 0; trial < 100; ++trial) {
    trade::Ownership ownership = random_ownership(dice);
    auto again = read_packed_bytes(packed(ownership), "bytes");
    ASSERT_TRUE(again);
    const trade::Ownership more = random_ownership(dice);
    again->all.add(more);
    // In the order in which the packed one has them.
    trade::Ownership all = read_packed_bytes(packed(ownership), "bytes")->all.statements();
    all.holdings.insert(all.holdings.end(), more.holdings.begin(), more.holdings.end());
    all.listed.insert(all.listed.end(), more.listed.begin(), more.listed.end());
    all.exempt.insert(all.exempt.end(), more.exempt.begin(), more.exempt.end());
    const auto graph = Graph::build(all, std::nullopt);
    const auto other = Graph::build(std::move(again->all), std::nullopt);
    ASSERT_TRUE(graph && other);
    for (Node node = 0; node < graph->size(); ++node) {
      const auto found = other->find(graph->name(node));
      ASSERT_TRUE(found);
      EXPECT_EQ(Solution(*graph, kLane, std::nullopt).answer(node).restricted, Solution(*other, kLane, std::nullopt).answer(*found).restricted);
    }
  }
}

TEST(PackedRegister, KeepsWhatIsSaidBesideHoldings) {
  std::mt19937 dice(7);
  const trade::Ownership ownership = random_ownership(dice);
  const auto again = read_packed_bytes(packed(ownership), "bytes");
  ASSERT_TRUE(again);
  EXPECT_EQ(again->made, "packed on 2026-01-02 from a test");
  const trade::Ownership all = again->all.statements();
  EXPECT_EQ(all.holdings.size(), ownership.holdings.size());
  ASSERT_EQ(all.seats.size(), 1u);
  EXPECT_EQ(all.seats[0].headquarters, "BR");
  ASSERT_EQ(all.namings.size(), 2u);
  EXPECT_EQ(all.namings[1].other, "名");
  EXPECT_TRUE(all.namings[0].is_identifier);
}

std::string example() {
  std::mt19937 dice(8);
  return packed(random_ownership(dice));
}

std::string code_of(const std::string& bytes) {
  const auto read = read_packed_bytes(bytes, "bytes");
  return read ? "" : read.error().code;
}

TEST(PackedRegister, IsRefusedWhenItIsCutOff) {
  const std::string bytes = example();
  EXPECT_EQ(code_of(bytes), "");
  for (std::size_t size = 0; size < bytes.size(); ++size) ASSERT_EQ(code_of(bytes.substr(0, size)), "LG0624") << size;
  EXPECT_EQ(code_of(bytes + "x"), "LG0625");
  EXPECT_EQ(code_of(std::string(bytes).replace(26, 1, "2")), "LG0623");
}

TEST(PackedRegister, IsRefusedWhenAByteIsAltered) {
  const std::string bytes = example();
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    std::string other = bytes;
    other[at] = static_cast<char>(other[at] ^ 4);
    EXPECT_NE(code_of(other), "") << at;
  }
}

// Somebody who can write digests as well: what he makes is refused, or can be asked anything.
TEST(PackedRegister, BreaksNothingWithTheDigestOfWhatWasAltered) {
  const std::string bytes = example();
  std::size_t taken = 0;
  for (std::size_t at = kHead; at < bytes.size(); ++at)
    for (const int bit : {0, 3, 7}) {
      std::string other = bytes;
      other[at] = static_cast<char>(other[at] ^ (1 << bit));
      other.replace(28, 71, sha256(std::string_view(other).substr(kHead)));
      auto read = read_packed_bytes(other, "bytes");
      if (!read) continue;
      ++taken;
      const auto graph = Graph::build(std::move(read->all), Date{15});
      if (!graph) continue;
      const Solution solution(*graph, kLane, std::nullopt);
      for (Node node = 0; node < graph->size(); ++node) {
        (void)solution.answer(node);
        (void)graph->find(graph->name(node));
        EXPECT_EQ(graph->above(node).size() > graph->size(), false);
      }
    }
  EXPECT_GT(taken, 0u);
}

TEST(PackedRegister, LeavesTheFileThatIsThereWhenItCannotBeWritten) {
  EXPECT_EQ(write_packed({}, folder() + "/no such folder/x").error().code, "LG0730");
  EXPECT_FALSE(is_packed(folder() + "/no such file"));
  EXPECT_EQ(read_packed(folder() + "/no such file").error().code, "LG0101");
}

}  // namespace
}  // namespace lockgate::ownership
