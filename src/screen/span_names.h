// SpanNames: names that have several words, by these written together. By hashes: a name too many costs a comparison.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace lockgate::screen {

class SpanNames {
 public:
  struct Span {
    std::uint32_t hash = 0;
    std::uint32_t name = 0;
    int weight = 0;
  };

  void add(std::string_view text, std::uint32_t name, int weight);
  // After the last.
  void finish();
  // Some of these have another hash.
  std::span<const Span> near(std::uint64_t hash) const;
  static std::uint64_t hash_of(std::string_view text);
  static bool is_of(const Span& span, std::uint64_t hash) { return span.hash == static_cast<std::uint32_t>(hash); }

 private:
  std::vector<std::uint64_t> hashes_;  // while they are added
  std::vector<Span> added_;
  std::vector<std::uint32_t> begin_;
  std::vector<Span> spans_;
};

}  // namespace lockgate::screen
