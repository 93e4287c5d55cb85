#include "screen/neighbors.h"

#include <algorithm>

#include "screen/distance.h"
#include "screen/likeness.h"

namespace lockgate::screen {
namespace {

// Two words within k edits have a string in common that each reaches by leaving out at most k letters; the same holds for their
// first `kPrefix` letters, as long as that is more than k.
constexpr std::size_t kPrefix = 9;
constexpr std::uint32_t kBucketBits = 20;
// With two letters left out of as many: 1 + 9 + 36.
constexpr std::size_t kMostShorter = 1 + kPrefix + kPrefix * (kPrefix - 1) / 2;

std::uint64_t hash_of(const char* letters, std::size_t count) {
  std::uint64_t hash = 0x9E3779B97F4A7C15u + count;
  for (std::size_t i = 0; i < count; ++i) hash = (hash ^ static_cast<unsigned char>(letters[i])) * 0x100000001B3u;
  hash ^= hash >> 32;
  hash *= 0xD6E8FEB86659FD93u;
  return hash ^ hash >> 29;
}

void leave_out(const char* letters, std::size_t count, std::size_t from, int most, std::vector<std::uint64_t>& out) {
  out.push_back(hash_of(letters, count));
  if (most == 0 || count == 0) return;
  char shorter[kPrefix];
  for (std::size_t at = from; at < count; ++at) {
    std::copy(letters, letters + at, shorter);
    std::copy(letters + at + 1, letters + count, shorter + at);
    leave_out(shorter, count - 1, at, most - 1, out);
  }
}

// The hashes of everything that can be left of a word, some of them several times.
void shorter_than(std::string_view word, std::vector<std::uint64_t>& out) { leave_out(word.data(), std::min(word.size(), kPrefix), 0, most_edits(word.size()), out); }

std::uint32_t bucket_of(std::uint64_t hash) { return static_cast<std::uint32_t>(hash >> (64 - kBucketBits)); }

}  // namespace

std::uint32_t Neighbors::add(std::string_view word, std::uint32_t number) {
  if (most_edits(word.size()) == 0 || word.size() > 64) return kNone;
  const auto at = static_cast<std::uint32_t>(numbers_.size());
  bytes_ += word;
  begin_.push_back(static_cast<std::uint32_t>(bytes_.size()));
  numbers_.push_back(number);
  std::vector<std::uint64_t> shorter;
  shorter_than(word, shorter);
  std::sort(shorter.begin(), shorter.end());
  shorter.erase(std::unique(shorter.begin(), shorter.end()), shorter.end());
  hashes_.insert(hashes_.end(), shorter.begin(), shorter.end());
  added_.insert(added_.end(), shorter.size(), at);
  return at;
}

void Neighbors::finish() {
  fill_buckets();
  for (std::uint32_t at = 0; at < numbers_.size(); ++at) {
    const std::vector<Neighbor> neighbors = of(word_at(at));
    known_.insert(known_.end(), neighbors.begin(), neighbors.end());
    known_begin_.push_back(static_cast<std::uint32_t>(known_.size()));
  }
}

// Sorted into buckets by counting.
void Neighbors::fill_buckets() {
  bucket_begin_.assign((std::size_t{1} << kBucketBits) + 1, 0);
  for (const std::uint64_t hash : hashes_) ++bucket_begin_[bucket_of(hash) + 1];
  for (std::size_t b = 1; b < bucket_begin_.size(); ++b) bucket_begin_[b] += bucket_begin_[b - 1];
  std::vector<std::uint32_t> next(bucket_begin_.begin(), bucket_begin_.end() - 1);
  shorter_.resize(hashes_.size() + 1);  // the last one is never looked at, but asked for
  for (std::size_t i = 0; i < hashes_.size(); ++i) shorter_[next[bucket_of(hashes_[i])]++] = {static_cast<std::uint32_t>(hashes_[i]), added_[i]};
  hashes_ = {};
  added_ = {};
}

// Words that have something in common with a word. Memory is asked for all of it before any of it is looked at.
std::vector<std::uint32_t> Neighbors::met(std::string_view word) const {
  std::vector<std::uint64_t> shorter;
  shorter.reserve(kMostShorter);
  shorter_than(word, shorter);
  for (const std::uint64_t hash : shorter) __builtin_prefetch(&bucket_begin_[bucket_of(hash)]);
  for (const std::uint64_t hash : shorter) __builtin_prefetch(&shorter_[bucket_begin_[bucket_of(hash)]]);
  std::vector<std::uint32_t> out;
  for (const std::uint64_t hash : shorter)
    for (std::uint32_t i = bucket_begin_[bucket_of(hash)]; i < bucket_begin_[bucket_of(hash) + 1]; ++i)
      if (shorter_[i].hash == static_cast<std::uint32_t>(hash)) out.push_back(shorter_[i].word);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::vector<Neighbor> Neighbors::of(std::string_view word) const {
  std::vector<Neighbor> out;
  const int most = most_edits(word.size());
  if (most == 0 || word.size() > 64 || shorter_.empty()) return out;
  const std::vector<std::uint32_t> met = this->met(word);
  for (const std::uint32_t at : met) __builtin_prefetch(&begin_[at]);
  for (const std::uint32_t at : met) __builtin_prefetch(&bytes_[begin_[at]]);
  const DistanceFrom from(word);
  for (const std::uint32_t at : met) {
    const int allowed = std::min(most, most_edits(word_at(at).size()));
    const int edits = from.to(word_at(at), allowed);
    if (edits > 0 && edits <= allowed) out.push_back({numbers_[at], edits, word_at(at).size()});
  }
  return out;
}

}  // namespace lockgate::screen
