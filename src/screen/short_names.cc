#include "screen/short_names.h"

#include <algorithm>
#include <numeric>

namespace lockgate::screen {
namespace {

// The first eight bytes as a number that sorts as they do. Shorter texts are filled up with zeros, which no text has.
std::uint64_t head_of(std::string_view text) {
  std::uint64_t out = 0;
  for (std::size_t i = 0; i < 8; ++i) out = out << 8 | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0u);
  return out;
}

}  // namespace

ShortNames::ShortNames(const std::vector<Name>& names) : names_(names), by_normal_(names.size()) {
  for (std::size_t n = 0; n < names.size(); ++n)
    for (const Acronym& acronym : acronyms_of(names[n])) {
      const std::size_t rest = names[n].contents - acronym.contents;
      const std::uint32_t number = acronyms_.add(acronym.text);
      if (number == names_of_.size()) names_of_.emplace_back();
      names_of_[number].push_back({static_cast<std::uint32_t>(n), static_cast<std::uint8_t>(rest)});
    }
  sort_by_normal();
}

void ShortNames::sort_by_normal() {
  std::iota(by_normal_.begin(), by_normal_.end(), 0);
  std::sort(by_normal_.begin(), by_normal_.end(), [&](std::uint32_t a, std::uint32_t b) {
    const int order = names_[a].normal.compare(names_[b].normal);
    return order != 0 ? order < 0 : a < b;
  });
  for (const std::uint32_t name : by_normal_) heads_.push_back(head_of(names_[name].normal));
}

void ShortNames::find_cut(const Name& query, std::vector<std::uint32_t>& out) const {
  if (!may_be_cut(query)) return;
  const auto [first, last] = std::equal_range(heads_.begin(), heads_.end(), head_of(query.normal));
  const auto end = by_normal_.begin() + (last - heads_.begin());
  auto at = std::lower_bound(by_normal_.begin() + (first - heads_.begin()), end, query.normal, [&](std::uint32_t name, const std::string& text) { return names_[name].normal < text; });
  for (; at != end && names_[*at].normal.starts_with(query.normal); ++at)
    if (names_[*at].normal.size() > query.normal.size() && names_[*at].normal[query.normal.size()] != ' ') out.push_back(*at);
}

}  // namespace lockgate::screen
