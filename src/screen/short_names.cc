#include "screen/short_names.h"

#include <algorithm>
#include <numeric>

namespace lockgate::screen {

ShortNames::ShortNames(const std::vector<Name>& names) : names_(names), by_normal_(names.size()) {
  for (std::size_t n = 0; n < names.size(); ++n)
    for (const Acronym& acronym : acronyms_of(names[n])) {
      const std::size_t rest = names[n].contents - acronym.contents;
      acronyms_[acronym.text].push_back({static_cast<std::uint32_t>(n), static_cast<std::uint8_t>(rest)});
    }
  std::iota(by_normal_.begin(), by_normal_.end(), 0);
  std::sort(by_normal_.begin(), by_normal_.end(), [&](std::uint32_t a, std::uint32_t b) {
    const int order = names_[a].normal.compare(names_[b].normal);
    return order != 0 ? order < 0 : a < b;
  });
}

void ShortNames::find_cut(const Name& query, std::vector<std::uint32_t>& out) const {
  if (!may_be_cut(query)) return;
  auto at = std::lower_bound(by_normal_.begin(), by_normal_.end(), query.normal, [&](std::uint32_t name, const std::string& text) { return names_[name].normal < text; });
  for (; at != by_normal_.end() && names_[*at].normal.starts_with(query.normal); ++at)
    if (names_[*at].normal.size() > query.normal.size() && names_[*at].normal[query.normal.size()] != ' ') out.push_back(*at);
}

}  // namespace lockgate::screen
