// DayKinds: the parts of orders by kind, as the law of one day tells them apart. All law in use makes more kinds than that of any day, and a line
// is answered under the law of its own day.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "batch/fingerprint.h"

namespace lockgate::desk {

class DayKinds {
 public:
  DayKinds() = default;
  // What the law sees of a part, by kind of day; for each of several bodies of law.
  DayKinds(std::vector<std::vector<batch::Fingerprint>> fingerprints, std::size_t groups) : fingerprints_(std::move(fingerprints)), groups_(groups, Days(fingerprints_.size())) {}

  std::size_t days() const { return fingerprints_.size(); }
  // The kind on such a day of a part of a group, which is of this kind under all law in use. Equal numbers are alike on that day.
  std::uint32_t of(std::size_t group, std::uint32_t kind, std::size_t day, const trade::Order& part);
  // About how much memory it holds.
  std::size_t bytes() const { return bytes_; }

 private:
  struct Kinds {
    std::vector<std::uint32_t> of_kind;
    std::unordered_map<std::string, std::uint32_t> known;  // by what is seen
  };
  using Days = std::vector<Kinds>;

  std::vector<std::vector<batch::Fingerprint>> fingerprints_;
  std::vector<Days> groups_;
  std::size_t bytes_ = 0;
};

}  // namespace lockgate::desk
