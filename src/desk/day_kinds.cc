#include "desk/day_kinds.h"

namespace lockgate::desk {
namespace {

constexpr std::uint32_t kNotYet = UINT32_MAX;
constexpr std::size_t kOverhead = 96;  // of a text in the map

}  // namespace

std::uint32_t DayKinds::of(std::size_t group, std::uint32_t kind, std::size_t day, const trade::Order& part) {
  Kinds& kinds = groups_[group][day];
  if (kinds.of_kind.size() <= kind) kinds.of_kind.resize(kind + std::size_t{1}, kNotYet);
  std::uint32_t& out = kinds.of_kind[kind];
  if (out != kNotYet) return out;
  std::string seen;
  for (const batch::Fingerprint& fingerprint : fingerprints_[day]) seen += fingerprint.of(part);
  const auto [known, is_new] = kinds.known.try_emplace(std::move(seen), static_cast<std::uint32_t>(kinds.known.size()));
  bytes_ += sizeof(std::uint32_t) + (is_new ? known->first.size() + kOverhead : 0);
  return out = known->second;
}

}  // namespace lockgate::desk
