// Numbers come out of packed runs as they went in, whatever their width and wherever reading stops between; cut off, they end.
#include "batch/packed_runs.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

namespace lockgate::batch {
namespace {

// Writes runs as the format says.
class Writer {
 public:
  explicit Writer(unsigned width) : width_(width) {}

  void repeat(std::uint32_t value, std::size_t count) {
    head(count << 1);
    for (unsigned b = 0; b < (width_ + 7) / 8; ++b) bytes_.push_back(static_cast<std::uint8_t>(value >> 8 * b));
    numbers_.insert(numbers_.end(), count, value);
  }

  // As many as come to eights.
  void pack(const std::vector<std::uint32_t>& values) {
    head(values.size() / 8 << 1 | 1);
    const std::size_t begin = bytes_.size();
    bytes_.resize(begin + values.size() * width_ / 8);
    for (std::size_t bit = 0; bit < values.size() * width_; ++bit)
      if ((values[bit / width_] >> bit % width_ & 1) != 0) bytes_[begin + bit / 8] = static_cast<std::uint8_t>(bytes_[begin + bit / 8] | 1 << bit % 8);
    numbers_.insert(numbers_.end(), values.begin(), values.end());
  }

  const std::vector<std::uint8_t>& bytes() const { return bytes_; }
  const std::vector<std::uint32_t>& numbers() const { return numbers_; }

 private:
  void head(std::size_t value) {
    for (; value >= 0x80; value >>= 7) bytes_.push_back(static_cast<std::uint8_t>(value | 0x80));
    bytes_.push_back(static_cast<std::uint8_t>(value));
  }

  unsigned width_;
  std::vector<std::uint8_t> bytes_;
  std::vector<std::uint32_t> numbers_;
};

Writer drawn(unsigned width, std::mt19937& random) {
  Writer out(width);
  const auto number = [&] { return static_cast<std::uint32_t>(random() & ((std::uint64_t{1} << width) - 1)); };
  for (int run = 0; run < 40; ++run) {
    if (random() % 2 == 0) {
      out.repeat(number(), 1 + random() % 100);
      continue;
    }
    std::vector<std::uint32_t> values(8 * (1 + random() % 20));
    for (std::uint32_t& value : values) value = number();
    out.pack(values);
  }
  return out;
}

class WidthsOf : public testing::TestWithParam<unsigned> {};
INSTANTIATE_TEST_SUITE_P(Widths, WidthsOf, testing::Values(0U, 1U, 2U, 3U, 5U, 7U, 8U, 9U, 13U, 15U, 16U, 17U, 24U, 25U, 26U, 31U, 32U));

TEST_P(WidthsOf, GiveBackTheirNumbers) {
  std::mt19937 random(6);
  const Writer written = drawn(GetParam(), random);
  const std::vector<std::uint8_t> bytes(written.bytes());  // no room behind them
  PackedRuns runs(bytes, GetParam());
  std::vector<std::uint32_t> found(written.numbers().size());
  for (std::size_t done = 0; done < found.size();) {
    const std::size_t some = std::min<std::size_t>(found.size() - done, random() % 50);
    ASSERT_TRUE(runs.read(some, found.data() + done));
    done += some;
  }
  EXPECT_EQ(found, written.numbers());
  EXPECT_EQ(runs.highest(), *std::max_element(found.begin(), found.end()));
  std::uint32_t more = 0;
  EXPECT_FALSE(runs.read(1, &more));
}

TEST_P(WidthsOf, EndWhereTheyAreCutOff) {
  std::mt19937 random(7);
  const Writer written = drawn(GetParam(), random);
  for (std::size_t size = 0; size < written.bytes().size(); size += 1 + size / 8) {
    const std::vector<std::uint8_t> bytes(written.bytes().begin(), written.bytes().begin() + static_cast<std::ptrdiff_t>(size));
    std::vector<std::uint32_t> found(written.numbers().size());
    EXPECT_FALSE(PackedRuns(bytes, GetParam()).read(found.size(), found.data()));
  }
}

TEST(PackedRuns, AreBitmaps) {
  std::mt19937 random(8);
  const Writer written = drawn(1, random);
  PackedRuns runs(written.bytes(), 1);
  for (std::size_t done = 0; done < written.numbers().size();) {
    const std::size_t some = std::min<std::size_t>(written.numbers().size() - done, random() % 300);
    std::vector<std::uint64_t> words(some / 64 + 2);
    ASSERT_TRUE(runs.read_bits(some, words.data()));
    for (std::size_t i = 0; i < 64 * words.size(); ++i) ASSERT_EQ(words[i / 64] >> i % 64 & 1, i < some ? written.numbers()[done + i] : 0U);
    done += some;
  }
  std::uint64_t more = 0;
  EXPECT_FALSE(runs.read_bits(1, &more));
}

TEST(PackedRuns, NeedNoHead) {
  const std::vector<std::uint8_t> bytes = {0b10110100, 0b00000001};
  PackedRuns runs = PackedRuns::packed(bytes, 1);
  std::vector<std::uint32_t> found(9);
  ASSERT_TRUE(runs.read(9, found.data()));
  EXPECT_EQ(found, (std::vector<std::uint32_t>{0, 0, 1, 0, 1, 1, 0, 1, 1}));
  found.resize(8);
  EXPECT_FALSE(runs.read(8, found.data()));  // seven are left
}

// What no writer writes.
TEST(PackedRuns, RefuseRunsOfNothing) {
  std::uint32_t found = 0;
  for (const std::vector<std::uint8_t>& bytes : {std::vector<std::uint8_t>{}, {0}, {1}, {0x80}, {0xff, 0xff, 0xff, 0xff, 0xff, 0xff}, {2}}) EXPECT_FALSE(PackedRuns(bytes, 8).read(1, &found));
}

}  // namespace
}  // namespace lockgate::batch
