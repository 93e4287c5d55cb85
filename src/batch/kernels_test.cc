// Every level of kernels against one line at a time, at lengths and offsets that do not fit their vectors.
#include "batch/kernels.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace lockgate::batch {
namespace {

constexpr std::uint32_t kWeight = 7;
constexpr std::uint32_t kStart = 3;  // codes are added to, not set

class Rows {
 public:
  explicit Rows(std::size_t count, std::uint32_t seed) : count_(count), random_(seed) {
    for (std::uint8_t& byte : valid_) byte = static_cast<std::uint8_t>(random_());
  }
  std::size_t count() const { return count_; }
  const std::uint8_t* valid(bool has_missing) const { return has_missing ? valid_ : nullptr; }
  bool is_there(bool has_missing, std::size_t row) const { return !has_missing || (valid_[row / 8] >> row % 8 & 1) != 0; }
  std::uint32_t draw() { return static_cast<std::uint32_t>(random_()); }

 private:
  std::size_t count_;
  std::mt19937 random_;
  std::uint8_t valid_[kBlock / 8] = {};
};

template <class Run, class Plain>
void expect_same(Rows& rows, Run run, Plain plain) {
  for (const Kernels* kernels : kernels_here())
    for (const bool has_missing : {false, true}) {
      std::vector<std::uint32_t> codes(rows.count(), kStart);
      run(*kernels, rows.valid(has_missing), codes.data());
      for (std::size_t row = 0; row < rows.count(); ++row)
        ASSERT_EQ(codes[row], kStart + plain(row, rows.is_there(has_missing, row))) << kernels->name << ", row " << row << " of " << rows.count();
    }
}

class KernelsOf : public testing::TestWithParam<std::size_t> {};
INSTANTIATE_TEST_SUITE_P(Lengths, KernelsOf, testing::Values(1, 7, 8, 63, 64, 65, 1000, kBlock));

TEST_P(KernelsOf, CountCuts) {
  Rows rows(GetParam(), 1);
  for (const std::size_t cut_count : {1UL, 2UL, 3UL, 4UL, 5UL, 6UL, 7UL, 8UL, 9UL, 40UL}) {
    std::vector<std::int32_t> values(rows.count()), cuts(cut_count);
    std::vector<std::int64_t> wide(rows.count()), wide_cuts;
    for (std::size_t i = 0; i < rows.count(); ++i) wide[i] = values[i] = static_cast<std::int32_t>(rows.draw() % 100);
    for (auto& cut : cuts) cut = static_cast<std::int32_t>(rows.draw() % 100);
    std::sort(cuts.begin(), cuts.end());
    wide_cuts.assign(cuts.begin(), cuts.end());
    const Weights weights{kWeight, 99};
    const auto plain = [&](std::size_t row, bool is_there) {
      const auto reached = std::count_if(cuts.begin(), cuts.end(), [&](std::int32_t cut) { return values[row] >= cut; });
      return is_there ? static_cast<std::uint32_t>(reached) * kWeight : weights.missing;
    };
    expect_same(rows, [&](const Kernels& k, const std::uint8_t* valid, std::uint32_t* codes) { k.add_cuts32(values.data(), valid, rows.count(), {cuts.data(), cuts.size()}, weights, codes); }, plain);
    expect_same(rows, [&](const Kernels& k, const std::uint8_t* valid, std::uint32_t* codes) { k.add_cuts64(wide.data(), valid, rows.count(), {wide_cuts.data(), wide_cuts.size()}, weights, codes); }, plain);
  }
}

// What an entry adds may be of any size: tables of bytes are taken apart by their bytes.
class TablesOf : public testing::TestWithParam<std::tuple<std::size_t, std::uint32_t>> {};
INSTANTIATE_TEST_SUITE_P(LengthsAndSizes, TablesOf, testing::Combine(testing::Values(1, 63, 64, 65, 1000, kBlock), testing::Values(1U, 200U, 60000U, 16000000U, UINT32_MAX)));

TEST_P(TablesOf, AddWhatIdsAndNearNumbersHave) {
  Rows rows(std::get<0>(GetParam()), 2);
  std::vector<std::uint32_t> add(201);
  for (auto& added : add) added = rows.draw() % std::get<1>(GetParam());
  std::vector<std::uint8_t> ids8(rows.count());
  std::vector<std::uint16_t> ids16(rows.count());
  std::vector<std::uint32_t> ids32(rows.count());
  std::vector<std::int32_t> near(rows.count());
  for (std::size_t i = 0; i < rows.count(); ++i) {
    ids32[i] = ids16[i] = ids8[i] = static_cast<std::uint8_t>(rows.draw() % 200);
    near[i] = static_cast<std::int32_t>(rows.draw() % 300) - 50;
  }
  const auto plain = [&](std::size_t row, bool is_there) { return add[is_there ? ids32[row] : 200]; };
  expect_same(rows, [&](const Kernels& k, const std::uint8_t* valid, std::uint32_t* codes) { k.add_ids8(ids8.data(), valid, rows.count(), add.data(), 200, codes); }, plain);
  expect_same(rows, [&](const Kernels& k, const std::uint8_t* valid, std::uint32_t* codes) { k.add_ids16(ids16.data(), valid, rows.count(), add.data(), 200, codes); }, plain);
  expect_same(rows, [&](const Kernels& k, const std::uint8_t* valid, std::uint32_t* codes) { k.add_ids32(ids32.data(), valid, rows.count(), add.data(), 200, codes); }, plain);
  expect_same(rows, [&](const Kernels& k, const std::uint8_t* valid, std::uint32_t* codes) { k.add_near32(near.data(), valid, rows.count(), 10, 189, add.data(), 200, codes); },
              [&](std::size_t row, bool is_there) { return add[is_there ? static_cast<std::size_t>(std::clamp(near[row] - 10, 0, 189)) : 200]; });
}

TEST_P(KernelsOf, ReadFlags) {
  Rows rows(GetParam(), 3);
  std::vector<std::uint8_t> bits((rows.count() + 7) / 8);
  for (auto& byte : bits) byte = static_cast<std::uint8_t>(rows.draw());
  expect_same(rows, [&](const Kernels& k, const std::uint8_t* valid, std::uint32_t* codes) { k.add_bits(bits.data(), valid, rows.count(), {kWeight, 2 * kWeight}, codes); },
              [&](std::size_t row, bool is_there) { return is_there ? (bits[row / 8] >> row % 8 & 1U) * kWeight : 2 * kWeight; });
}

// All columns at once come to what they come to one after the other.
TEST_P(KernelsOf, AnswerFromAllColumns) {
  Rows rows(GetParam() / 64 * 64, 5);
  std::vector<std::int32_t> values(rows.count() + kBlock);
  std::vector<std::uint8_t> ids(rows.count() + kBlock), bits(rows.count() / 8 + kBlock), table(4000), found(rows.count());
  for (auto& value : values) value = static_cast<std::int32_t>(rows.draw() % 100);
  for (auto& id : ids) id = static_cast<std::uint8_t>(rows.draw());
  for (auto& byte : bits) byte = static_cast<std::uint8_t>(rows.draw());
  for (auto& byte : table) byte = static_cast<std::uint8_t>(rows.draw());
  std::vector<std::uint32_t> add(257);
  for (auto& added : add) added = rows.draw() % 1000;
  const std::vector<std::int32_t> cuts = {5, 20, 21, 60, 99};
  using Kind = LineColumn::Kind;
  const std::uint8_t* some = rows.valid(true);
  const std::vector<LineColumn> columns = {{Kind::Cuts, values.data(), some, {cuts.data(), cuts.size()}, {100, 1}, nullptr, 0}, {Kind::Ids, ids.data(), nullptr, {}, {}, add.data(), 256},
                                           {Kind::Bits, bits.data(), some, {}, {1000, 3}, nullptr, 0}, {Kind::Ids, ids.data(), some, {}, {}, add.data(), 256}, {Kind::Cuts, values.data(), nullptr, {cuts.data(), 0}, {7, 1}, nullptr, 0}};
  const auto code = [&](std::size_t row) {
    const bool is_there = rows.is_there(true, row);
    const auto reached = static_cast<std::uint32_t>(std::count_if(cuts.begin(), cuts.end(), [&](std::int32_t cut) { return values[row] >= cut; }));
    const std::uint32_t bit = (bits[row / 8] >> row % 8 & 1U) * 1000;
    return (is_there ? 100 * reached + bit + add[ids[row]] : 1 + 3 + add[256]) + add[ids[row]];
  };
  for (const Kernels* kernels : kernels_here()) {
    if (kernels->answer8 == nullptr) continue;
    kernels->answer8(columns.data(), columns.size(), rows.count(), table.data(), found.data());
    for (std::size_t row = 0; row < rows.count(); ++row) ASSERT_EQ(found[row], table[code(row)]) << kernels->name << ", row " << row;
  }
}

TEST_P(KernelsOf, LookUp) {
  Rows rows(GetParam(), 4);
  std::vector<std::uint32_t> codes(rows.count()), table(500), found(rows.count());
  std::vector<std::uint8_t> bytes(500), found_bytes(rows.count());
  for (auto& code : codes) code = rows.draw() % 500;
  for (std::size_t i = 0; i < table.size(); ++i) table[i] = rows.draw() % 250, bytes[i] = static_cast<std::uint8_t>(table[i]);
  for (const Kernels* kernels : kernels_here()) {
    kernels->look_up32(codes.data(), rows.count(), table.data(), found.data());
    kernels->look_up8(codes.data(), rows.count(), bytes.data(), found_bytes.data());
    for (std::size_t i = 0; i < rows.count(); ++i) ASSERT_TRUE(found[i] == table[codes[i]] && found_bytes[i] == bytes[codes[i]]) << kernels->name;
    EXPECT_TRUE(kernels->holds32(found.data(), rows.count(), found.back()));
    EXPECT_FALSE(kernels->holds32(found.data(), rows.count(), 250));
    EXPECT_TRUE(kernels->holds8(found_bytes.data(), rows.count(), found_bytes.back()));
    EXPECT_FALSE(kernels->holds8(found_bytes.data(), rows.count(), 250));
  }
}

}  // namespace
}  // namespace lockgate::batch
