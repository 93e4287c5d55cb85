#include "desk/list_difference.h"

#include <algorithm>

#include "desk/ruling.h"

namespace lockgate::desk {
namespace {

using trade::ListedParty;
using Parties = std::vector<const ListedParty*>;

// In percent of the entries of a source.
constexpr std::size_t kMostRemoved = 2;

// Takes the pairs that have the same key out of both sides.
template <class Key, class Use>
void pair_up(Parties& before, Parties& after, Key key, Use use) {
  std::multimap<std::string, const ListedParty*> waiting;
  for (const ListedParty* party : before) waiting.emplace(key(*party), party);
  std::erase_if(after, [&](const ListedParty* party) {
    const auto found = waiting.find(key(*party));
    if (found == waiting.end() || found->first.empty()) return false;
    use(found->second, party);
    waiting.erase(found);
    return true;
  });
  Parties left;
  for (const ListedParty* party : before) {
    const auto [begin, end] = waiting.equal_range(key(*party));
    const auto found = std::find_if(begin, end, [&](const auto& one) { return one.second == party; });
    if (found != end) left.push_back(party);
  }
  before = std::move(left);
}

std::string by_name(const ListedParty& party) { return party.names.empty() ? "" : party.source + '\n' + party.names.front().text; }
// Numbers by position, written `#12`, say nothing about the entry.
std::string by_number(const ListedParty& party) { return party.id.empty() || party.id.front() == '#' ? "" : party.source + '\n' + party.id; }

}  // namespace

std::vector<std::string> ListDifference::shrunk() const {
  std::vector<std::string> out;
  for (const auto& [source, count] : sources)
    if (count.removed * 100 > count.before * kMostRemoved) out.push_back(source);
  return out;
}

ListDifference difference_of(const std::vector<ListedParty>& before, const std::vector<ListedParty>& after) {
  ListDifference out;
  Parties old, now;
  for (const ListedParty& party : before) old.push_back(&party), ++out.sources[party.source].before;
  for (const ListedParty& party : after) now.push_back(&party), ++out.sources[party.source].after;
  const auto add_changed = [&](const ListedParty* was, const ListedParty* is) { out.changed.push_back({was, is}); };
  pair_up(old, now, digest_of, [](const ListedParty*, const ListedParty*) {});
  pair_up(old, now, by_name, add_changed);
  pair_up(old, now, by_number, add_changed);
  out.removed = std::move(old);
  out.added = std::move(now);
  for (const ListedParty* party : out.removed) ++out.sources[party->source].removed;
  return out;
}

}  // namespace lockgate::desk
