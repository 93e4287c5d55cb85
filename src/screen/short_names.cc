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

// What tells something and stands last: if anything is left behind the initials, this is.
WordKey last_content(const Name& name) {
  for (std::size_t t = name.tokens.size(); t-- > 0;)
    if (is_content(name.tokens[t])) return key_of(name.tokens[t].number);
  return 0;
}

}  // namespace

ShortNames::ShortNames(const Names& names) : names_(names), by_normal_(names.size()) {
  list_acronyms();
  sort_by_normal();
}

void ShortNames::list_acronyms() {
  std::vector<std::pair<std::uint32_t, Short>> found;
  for (std::size_t n = 0; n < names_.size(); ++n)
    for (const Acronym& acronym : acronyms_of(names_[n]))
      found.push_back({acronyms_.add(acronym.text), {static_cast<std::uint32_t>(n), static_cast<std::uint8_t>(names_[n].contents - acronym.contents), last_content(names_[n])}});
  begin_.assign(acronyms_.size() + std::size_t{1}, 0);
  for (const auto& [acronym, one] : found) ++begin_[acronym + 1];
  for (std::size_t a = 1; a < begin_.size(); ++a) begin_[a] += begin_[a - 1];
  std::vector<std::uint32_t> next(begin_.begin(), begin_.end() - 1);
  short_.resize(found.size());
  for (const auto& [acronym, one] : found) short_[next[acronym]++] = one;
}

void ShortNames::sort_by_normal() {
  std::vector<std::pair<std::uint64_t, std::uint32_t>> order;
  for (std::size_t n = 0; n < names_.size(); ++n) order.emplace_back(head_of(names_[n].normal), static_cast<std::uint32_t>(n));
  std::sort(order.begin(), order.end(), [&](const auto& a, const auto& b) {
    if (a.first != b.first) return a.first < b.first;
    const int rest = names_[a.second].normal.compare(names_[b.second].normal);
    return rest != 0 ? rest < 0 : a.second < b.second;
  });
  for (std::size_t i = 0; i < order.size(); ++i) {
    by_normal_[i] = order[i].second;
    heads_.push_back(order[i].first);
  }
}

std::span<const ShortNames::Short> ShortNames::short_for(std::string_view initials, const Name& query) const {
  const bool is_all = query.contents == 1 && std::none_of(query.tokens.begin(), query.tokens.end(), [](const Token& token) { return token.kind == Kind::Form; });
  const std::uint32_t number = is_all && initials.size() < kShortestWhole ? TextNumbers::kNone : acronyms_.find(initials);
  if (number == TextNumbers::kNone) return {};
  return std::span(short_).subspan(begin_[number], begin_[number + 1] - begin_[number]);
}

void ShortNames::find_cut(const Name& query, std::vector<std::uint32_t>& out) const {
  if (!may_be_cut(query)) return;
  const auto [first, last] = std::equal_range(heads_.begin(), heads_.end(), head_of(query.normal));
  const auto end = by_normal_.begin() + (last - heads_.begin());
  auto at = std::lower_bound(by_normal_.begin() + (first - heads_.begin()), end, query.normal, [&](std::uint32_t name, std::string_view text) { return names_[name].normal < text; });
  for (; at != end && names_[*at].normal.starts_with(query.normal); ++at)
    if (names_[*at].normal.size() > query.normal.size() && names_[*at].normal[query.normal.size()] != ' ') out.push_back(*at);
}

}  // namespace lockgate::screen
