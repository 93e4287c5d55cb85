// Every level of kernels against one line at a time, at lengths and offsets that do not fit their vectors.
#include "batch/kernels.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
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

// Columns of all sorts, with what one line of them comes to.
class ManyColumns {
 public:
  explicit ManyColumns(std::size_t rows) : rows_(rows, 5) {
    for (auto& id : ids_) id = static_cast<std::uint8_t>(rows_.draw());
    for (auto& byte : bits_) byte = static_cast<std::uint8_t>(rows_.draw());
    for (auto& digit : digits_) digit = static_cast<std::uint8_t>(rows_.draw() % 7);
  }
  std::size_t rows() const { return rows_.count(); }
  std::uint32_t draw() { return rows_.draw(); }
  const std::vector<LineColumn>& all() const { return columns_; }

  // Numbers drawn around the cuts, just before and behind each of them too.
  void add_numbers(std::vector<std::int32_t> cuts, bool has_missing) {
    auto& values = values_.emplace_back(rows_.count() + kBlock);
    for (auto& value : values) value = near(cuts[rows_.draw() % cuts.size()]);
    auto& kept = cuts_.emplace_back(std::move(cuts));
    columns_.push_back({LineColumn::Kind::Number, values.data(), rows_.valid(has_missing), static_cast<std::uint32_t>(kept.size()) + 1, {kept.data(), kept.size()}, nullptr});
  }
  void add_flags(bool has_missing) { columns_.push_back({LineColumn::Kind::Flag, bits_.data(), rows_.valid(has_missing), 3, {}, nullptr}); }
  void add_ids(bool has_missing) { columns_.push_back({LineColumn::Kind::Ids, ids_.data(), rows_.valid(has_missing), 7, {}, digits_.data()}); }
  void set_number(std::size_t column, std::size_t row, std::int32_t value) { values_[column][row] = value; }

  // Where a row ends up, digit for digit.
  std::uint8_t answer(const std::vector<DiagramStep>& steps, std::size_t row) const {
    std::uint8_t place = 0;
    for (const DiagramStep& step : steps) place = step.next[place + digit(step.column, row)];
    return place;
  }

 private:
  std::int32_t near(std::int32_t cut) {
    const auto by = static_cast<std::int32_t>(rows_.draw() % 5) - 2;
    return cut > INT32_MAX - 2 || rows_.draw() % 8 == 0 ? static_cast<std::int32_t>(rows_.draw() >> 1) : std::max(0, cut + by);
  }

  std::size_t digit(const LineColumn& column, std::size_t row) const {
    if (!rows_.is_there(column.valid != nullptr, row)) return 0;
    if (column.kind == LineColumn::Kind::Ids) return column.digits[ids_[row]];
    if (column.kind == LineColumn::Kind::Flag) return 1 + (bits_[row / 8] >> row % 8 & 1U);
    const std::int32_t value = static_cast<const std::int32_t*>(column.data)[row];
    return static_cast<std::size_t>(std::count_if(column.cuts.cuts, column.cuts.cuts + column.cuts.count, [&](std::int32_t cut) { return value >= cut; }));
  }

  Rows rows_;
  std::deque<std::vector<std::int32_t>> values_, cuts_;
  std::vector<std::uint8_t> ids_ = std::vector<std::uint8_t>(2 * kBlock), bits_ = std::vector<std::uint8_t>(kBlock), digits_ = std::vector<std::uint8_t>(LineColumn::kIds);
  std::vector<LineColumn> columns_;
};

// Steps by these columns, as many places in each as there is room for, or few; what follows upon a place is drawn.
class DrawnSteps {
 public:
  DrawnSteps(ManyColumns& columns, std::size_t most) {
    for (const LineColumn& column : columns.all()) steps_.push_back({column, next_.emplace_back(DiagramStep::kMostPlaces).data(), (steps_.empty() ? 1 : most / column.radix) * column.radix});
    for (std::size_t s = 0; s < steps_.size(); ++s)
      for (std::uint8_t& next : next_[s]) next = static_cast<std::uint8_t>(s + 1 == steps_.size() ? columns.draw() : columns.draw() % (steps_[s + 1].places / steps_[s + 1].column.radix) * steps_[s + 1].column.radix);
  }
  const std::vector<DiagramStep>& all() const { return steps_; }

 private:
  std::deque<std::vector<std::uint8_t>> next_;
  std::vector<DiagramStep> steps_;
};

// Cuts close together and far apart, few and many, even and odd.
TEST_P(KernelsOf, WalkThroughADiagram) {
  ManyColumns columns(GetParam() / 64 * 64);
  columns.add_numbers({0, 5, 20, 21, 60, 99}, true);
  columns.add_ids(false);
  columns.add_flags(true);
  columns.add_numbers({0, 160000, 240000, 480000, 2100000}, true);
  columns.add_numbers({0, 32767, 32768, 65535, 65537, INT32_MAX}, false);
  columns.add_flags(false);
  columns.add_ids(true);
  columns.add_numbers({0}, true);
  columns.add_numbers({0, 8, 16, 24, 8 * 65535}, true);
  columns.add_numbers({0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, true);
  columns.add_numbers({0, 65535, 65536}, true);
  columns.add_numbers({0, 2100000}, true);
  std::vector<std::uint8_t> found(columns.rows());
  for (const std::size_t most : {std::size_t{100}, DiagramStep::kMostPlaces}) {
    const DrawnSteps steps(columns, most);
    const auto walked = [&](const Kernels& kernels) { return kernels.walk8(steps.all().data(), steps.all().size(), columns.rows(), found.data()); };
    for (const Kernels* kernels : kernels_here()) {
      if (kernels->walk8 == nullptr) continue;
      ASSERT_TRUE(walked(*kernels));
      for (std::size_t row = 0; row < columns.rows(); ++row) ASSERT_EQ(found[row], columns.answer(steps.all(), row)) << kernels->name << ", row " << row;
      if (columns.rows() == 0) continue;
      columns.set_number(2, columns.rows() - 1, -1);  // of the column in which nothing is missing
      EXPECT_FALSE(walked(*kernels));
      columns.set_number(2, columns.rows() - 1, 0);
    }
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
    EXPECT_EQ(kernels->count32(found.data(), rows.count(), found.back()), static_cast<std::size_t>(std::count(found.begin(), found.end(), found.back())));
    EXPECT_TRUE(kernels->holds8(found_bytes.data(), rows.count(), found_bytes.back()));
    EXPECT_FALSE(kernels->holds8(found_bytes.data(), rows.count(), 250));
  }
}

}  // namespace
}  // namespace lockgate::batch
