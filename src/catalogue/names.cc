#include "catalogue/names.h"

#include <algorithm>
#include <set>

#include "base/check.h"
#include "base/text.h"

namespace lockgate::catalogue {

void Names::add_part(std::size_t part, const std::string& id, const std::string& vendor) {
  LG_CHECK(part == ids_.size());
  ids_.push_back(id);
  vendors_.push_back(vendor);
  by_id_.emplace(id, part);
  add(id, NameStatus::Name, part);
}

void Names::add(const std::string& alias, NameStatus status, std::size_t part, const std::string& note) {
  by_alias_[fold_code(alias)].push_back({part, status, note});
  if (status == NameStatus::Name) spellings_.push_back(alias);
}

void Names::add_vendor(const std::string& vendor, const std::string& alias) {
  vendor_of_prefix_.emplace(fold_code(alias), vendor);
}

Result<std::size_t> Names::look_up(std::string_view text) const {
  const auto exact = by_id_.find(text);
  if (exact != by_id_.end()) return exact->second;
  const std::vector<Entry> entries = entries_for(text);
  return entries.empty() ? unknown(text) : choose(text, entries);
}

// People put the maker's name before any alias; it then also narrows the alias to that maker's parts.
std::vector<Names::Entry> Names::entries_for(std::string_view text) const {
  const std::string key = fold_code(text);
  const auto whole = by_alias_.find(key);
  if (whole != by_alias_.end()) return whole->second;
  std::vector<Entry> entries;
  for (const auto& [prefix, vendor] : vendor_of_prefix_) {
    if (!key.starts_with(prefix)) continue;
    const auto rest = by_alias_.find(key.substr(prefix.size()));
    if (rest == by_alias_.end()) continue;
    for (const Entry& entry : rest->second)
      if (vendors_[entry.part] == vendor) entries.push_back(entry);
  }
  return entries;
}

Result<std::size_t> Names::choose(std::string_view text, const std::vector<Entry>& entries) const {
  std::set<std::size_t> named;
  for (const Entry& entry : entries)
    if (entry.status == NameStatus::Name) named.insert(entry.part);
  if (named.size() == 1) return *named.begin();
  const bool is_wrong =
      std::all_of(entries.begin(), entries.end(), [](const Entry& entry) { return entry.status == NameStatus::Wrong; });
  if (is_wrong)
    return fail("LG0303", "`" + excerpt(text) + "` is not the name of a product: " + entries.front().note,
                "if it is what was meant, write " + list(entries));
  return fail("LG0302", "`" + excerpt(text) + "` names several parts of the catalogue",
              "write which one: " + list(entries));
}

std::string Names::list(const std::vector<Entry>& entries) const {
  std::set<std::string> ids;
  for (const Entry& entry : entries) ids.insert(ids_[entry.part]);
  std::string text;
  for (const std::string& id : ids) text += (text.empty() ? "`" : ", `") + id + "`";
  return text;
}

tl::unexpected<Error> Names::unknown(std::string_view text) const {
  std::string fix =
      "`lockgate chips` lists the catalogue; an item that is not in it is written as an object of item facts";
  std::string meant;
  for (const std::vector<std::string>* words : {&ids_, &spellings_})
    if (const auto word = nearest(text, *words); word && meant.find("`" + *word + "`") == std::string::npos)
      meant += (meant.empty() ? "`" : " or `") + *word + "`";
  if (!meant.empty()) fix = "did you mean " + meant + "?";
  return fail("LG0301", "`" + excerpt(text) + "` is not in the catalogue", std::move(fix));
}

}  // namespace lockgate::catalogue
