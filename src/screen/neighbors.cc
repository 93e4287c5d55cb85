#include "screen/neighbors.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdlib>
#include <utility>

#include "screen/distance.h"
#include "screen/likeness.h"

namespace lockgate::screen {
namespace {

// Two words within k edits have a string in common that each reaches by leaving out at most k letters; the same holds for their
// first `kPrefix` letters, as long as that is more than k.
constexpr std::size_t kPrefix = 9;
constexpr std::uint32_t kBucketBits = 20;
constexpr std::uint32_t kFilterBits = 22;

constexpr std::uint64_t kBase = 0x100000001B3u;

constexpr std::array<std::uint64_t, kPrefix + 1> kPowers = [] {
  std::array<std::uint64_t, kPrefix + 1> out{1};
  for (std::size_t i = 1; i < out.size(); ++i) out[i] = out[i - 1] * kBase;
  return out;
}();

// The first letters of a word; the hash of what is left of them follows from those of the parts between.
class Beginning {
 public:
  explicit Beginning(std::string_view word) : count_(std::min(word.size(), kPrefix)) {
    for (std::size_t i = 0; i < count_; ++i) before_[i + 1] = before_[i] * kBase + static_cast<unsigned char>(word[i]) + 1;
  }

  // The hashes of everything that can be left of them when at most so many letters are left out, some of them several times.
  void leave_out(int most, std::vector<std::uint64_t>& out) const {
    out.push_back(mixed(part(0, count_), count_));
    for (std::size_t a = 0; most > 0 && a < count_; ++a) {
      out.push_back(mixed(before_[a] * kPowers[count_ - a - 1] + part(a + 1, count_), count_ - 1));
      for (std::size_t b = a + 1; most > 1 && b < count_; ++b)
        out.push_back(mixed((before_[a] * kPowers[b - a - 1] + part(a + 1, b)) * kPowers[count_ - b - 1] + part(b + 1, count_), count_ - 2));
    }
  }

 private:
  std::uint64_t part(std::size_t from, std::size_t to) const { return before_[to] - before_[from] * kPowers[to - from]; }
  static std::uint64_t mixed(std::uint64_t hash, std::size_t count) {
    hash += 0x9E3779B97F4A7C15u * count;
    hash ^= hash >> 32;
    hash *= 0xD6E8FEB86659FD93u;
    hash ^= hash >> 29;
    hash *= 0xD6E8FEB86659FD93u;
    return hash ^ hash >> 32;
  }

  std::size_t count_;
  std::array<std::uint64_t, kPrefix + 1> before_{};  // by how many letters
};

void shorter_than(std::string_view word, std::vector<std::uint64_t>& out) { Beginning(word).leave_out(most_edits(word.size()), out); }

std::uint32_t letters_of(std::string_view word) {
  std::uint32_t out = 0;
  for (const char c : word) out |= std::uint32_t{1} << (static_cast<unsigned char>(c) & 31);
  return out;
}

std::uint32_t bucket_of(std::uint64_t hash) { return static_cast<std::uint32_t>(hash >> (64 - kBucketBits)); }
std::size_t bit_of(std::uint64_t hash) { return static_cast<std::size_t>(hash >> (64 - kFilterBits)); }

// What one search notes down, kept from search to search: a mark counts only in its own epoch.
struct Met {
  std::uint32_t epoch = 0;
  std::vector<std::uint32_t> word_epoch;
  std::vector<std::uint64_t> shorter;
  std::vector<std::uint32_t> words;

  void begin(std::size_t all) {
    if (++epoch == 0) std::fill(word_epoch.begin(), word_epoch.end(), 0), epoch = 1;
    if (word_epoch.size() < all) word_epoch.resize(all, 0);
    shorter.clear();
    words.clear();
  }
};

}  // namespace

void Neighbors::add(std::string_view word, std::uint32_t number) {
  if (most_edits(word.size()) == 0 || word.size() > 64) return;
  const auto at = static_cast<std::uint32_t>(numbers_.size());
  bytes_ += word;
  known_.back().letters = letters_of(word);
  known_.push_back({static_cast<std::uint32_t>(bytes_.size()), 0});
  numbers_.push_back(number);
  shorter_than(word, hashes_);
  added_.resize(hashes_.size(), at);
}

// Sorted into buckets by counting.
void Neighbors::finish() {
  bucket_begin_.assign((std::size_t{1} << kBucketBits) + 1, 0);
  is_left_.assign((std::size_t{1} << kFilterBits) / 64, 0);
  for (const std::uint64_t hash : hashes_) {
    ++bucket_begin_[bucket_of(hash) + 1];
    is_left_[bit_of(hash) / 64] |= std::uint64_t{1} << bit_of(hash) % 64;
  }
  for (std::size_t b = 1; b < bucket_begin_.size(); ++b) bucket_begin_[b] += bucket_begin_[b - 1];
  std::vector<std::uint32_t> next(bucket_begin_.begin(), bucket_begin_.end() - 1);
  shorter_.resize(hashes_.size() + 1);  // the last one is never looked at, but asked for
  for (std::size_t i = 0; i < hashes_.size(); ++i) shorter_[next[bucket_of(hashes_[i])]++] = {static_cast<std::uint32_t>(hashes_[i]), added_[i]};
  hashes_ = {};
  added_ = {};
}

// Words that have something in common with a word, each once. Memory is asked for all of it before any of it is looked at.
std::span<std::uint32_t> Neighbors::met(std::string_view word) const {
  thread_local Met met;
  met.begin(numbers_.size());
  std::vector<std::uint64_t>& shorter = met.shorter;
  shorter_than(word, shorter);
  for (const std::uint64_t hash : shorter) __builtin_prefetch(&is_left_[bit_of(hash) / 64]);
  std::erase_if(shorter, [this](std::uint64_t hash) { return (is_left_[bit_of(hash) / 64] >> bit_of(hash) % 64 & 1) == 0; });
  for (const std::uint64_t hash : shorter) __builtin_prefetch(&bucket_begin_[bucket_of(hash)]);
  for (const std::uint64_t hash : shorter) __builtin_prefetch(&shorter_[bucket_begin_[bucket_of(hash)]]);
  for (const std::uint64_t hash : shorter)
    for (std::uint32_t i = bucket_begin_[bucket_of(hash)]; i < bucket_begin_[bucket_of(hash) + 1]; ++i)
      if (shorter_[i].hash == static_cast<std::uint32_t>(hash) && std::exchange(met.word_epoch[shorter_[i].word], met.epoch) != met.epoch) met.words.push_back(shorter_[i].word);
  return met.words;
}

// An edit that changes the length adds or takes away one letter at most, any other one two. Memory is asked for the bytes of what is left.
std::span<const std::uint32_t> Neighbors::sifted(std::string_view word, std::span<std::uint32_t> met) const {
  const std::uint32_t letters = letters_of(word);
  const int size = static_cast<int>(word.size());
  std::size_t count = 0;
  for (const std::uint32_t at : met) __builtin_prefetch(&known_[at]);
  for (const std::uint32_t at : met) {
    const int other = static_cast<int>(size_at(at));
    const int most = 2 * most_edits(static_cast<std::size_t>(std::min(size, other))) - std::abs(size - other);
    met[count] = at;
    count += std::popcount(letters ^ known_[at].letters) <= most ? 1 : 0;
  }
  for (const std::uint32_t at : met.first(count)) __builtin_prefetch(&bytes_[known_[at].begin]);
  return met.first(count);
}

std::vector<Neighbor> Neighbors::of(std::string_view word) const {
  std::vector<Neighbor> out;
  const int most = most_edits(word.size());
  if (most == 0 || word.size() > 64 || shorter_.empty()) return out;
  const std::span<const std::uint32_t> near = sifted(word, met(word));
  const DistanceFrom from(word);
  for (const std::uint32_t at : near) {
    const int allowed = std::min(most, most_edits(size_at(at)));
    const int edits = from.to(word_at(at), allowed);
    if (edits > 0 && edits <= allowed) out.push_back({numbers_[at], static_cast<std::uint8_t>(edits), static_cast<std::uint8_t>(size_at(at))});
  }
  return out;
}

}  // namespace lockgate::screen
