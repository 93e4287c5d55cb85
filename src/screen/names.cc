#include "screen/names.h"

#include <algorithm>

#include "base/check.h"

namespace lockgate::screen {

template <class Kept>
std::span<const Kept> Names::keep(std::span<const Kept> some) {
  if (some.empty()) return {};
  auto* const into = static_cast<Kept*>(blocks_.allocate(some.size_bytes(), alignof(Kept)));
  std::uninitialized_copy(some.begin(), some.end(), into);
  return {into, some.size()};
}

void Names::add(const Name& name, std::string_view input) {
  LG_CHECK(name.parts == nullptr || name.parts->own.empty());
  const std::span<const char> normal = keep(std::span<const char>(name.normal));
  all_.push_back({Tokens(keep(name.tokens.all())), name.weight, name.contents, name.initials, name.is_cut, {normal.data(), normal.size()}, input, keep(name.places), nullptr});
}

}  // namespace lockgate::screen
