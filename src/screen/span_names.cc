#include "screen/span_names.h"

#include "base/text_hash.h"

namespace lockgate::screen {
namespace {

constexpr unsigned kBits = 17;

std::size_t bucket_of(std::uint64_t hash) { return static_cast<std::size_t>(hash >> (64 - kBits)); }

}  // namespace

std::uint64_t SpanNames::hash_of(std::string_view text) { return TextHash()(text); }

void SpanNames::add(std::string_view text, std::uint32_t name, int weight) {
  hashes_.push_back(hash_of(text));
  added_.push_back({static_cast<std::uint32_t>(hashes_.back()), name, weight});
}

// Sorted into buckets by counting.
void SpanNames::finish() {
  begin_.assign((std::size_t{1} << kBits) + 1, 0);
  for (const std::uint64_t hash : hashes_) ++begin_[bucket_of(hash) + 1];
  for (std::size_t b = 1; b < begin_.size(); ++b) begin_[b] += begin_[b - 1];
  std::vector<std::uint32_t> next(begin_.begin(), begin_.end() - 1);
  spans_.resize(added_.size());
  for (std::size_t i = 0; i < added_.size(); ++i) spans_[next[bucket_of(hashes_[i])]++] = added_[i];
  hashes_ = {};
  added_ = {};
}

std::span<const SpanNames::Span> SpanNames::near(std::uint64_t hash) const {
  const std::size_t bucket = bucket_of(hash);
  return std::span(spans_).subspan(begin_[bucket], begin_[bucket + 1] - begin_[bucket]);
}

}  // namespace lockgate::screen
