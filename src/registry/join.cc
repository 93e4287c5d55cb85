#include "registry/join.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "base/text.h"

namespace lockgate::registry {
namespace {

using trade::Ownership;

class Joining {
 public:
  explicit Joining(const std::vector<RegisterFile>& files) : files_(files) {}

  Ownership run() {
    for (const RegisterFile& file : files_) add_parties(file);
    // Of whom a register speaks without describing him, his key is all there is.
    for (const RegisterFile& file : files_)
      for (const RegisteredHolding& holding : file.holdings) number_of(holding.owner), number_of(holding.owned);
    group();
    name_groups();
    for (const RegisterFile& file : files_) add_holdings(file), add_own(file.own);
    return std::move(out_);
  }

 private:
  struct Group {
    std::vector<std::string> names;
    std::vector<std::string> keys;
    std::string mark;
    std::string headquarters;
    std::string label;
    bool is_held = false;
  };

  std::size_t number_of(const std::string& key) {
    const auto [found, is_new] = numbers_.emplace(key, keys_.size());
    if (is_new) keys_.push_back(key), above_.push_back(found->second);
    return found->second;
  }

  std::size_t top(std::size_t number) {
    while (above_[number] != number) number = above_[number] = above_[above_[number]];
    return number;
  }

  void add_parties(const RegisterFile& file) {
    for (const RegisteredParty& party : file.parties) {
      const std::size_t first = top(number_of(party.keys.front()));
      for (const std::string& key : party.keys) {
        const std::size_t other = top(number_of(key));
        // The first that was named stays on top, so the order of files decides nothing but names.
        above_[std::max(top(first), other)] = std::min(top(first), other);
      }
    }
  }

  void group() {
    for (std::size_t key = 0; key < keys_.size(); ++key) groups_[top(key)].keys.push_back(keys_[key]);
    for (const RegisterFile& file : files_) {
      for (const RegisteredParty& party : file.parties) {
        Group& group = groups_[top(number_of(party.keys.front()))];
        for (const std::string& name : party.names)
          if (std::find(group.names.begin(), group.names.end(), name) == group.names.end()) group.names.push_back(name);
        if (group.mark.empty()) group.mark = party.mark;
        if (group.headquarters.empty()) group.headquarters = party.headquarters;
      }
      for (const RegisteredHolding& holding : file.holdings)
        for (const std::string& key : {holding.owner, holding.owned}) groups_[top(number_of(key))].is_held = true;
    }
  }

  // By its name where nobody else of the registers has it.
  void name_groups() {
    std::unordered_map<std::string, int> count;
    for (auto& [number, group] : groups_)
      if (group.is_held && !group.names.empty()) ++count[group.names.front()];
    std::set<std::string> taken;
    for (auto& [number, group] : groups_) {
      if (!group.is_held) continue;
      if (group.mark.empty()) group.mark = group.keys.front();
      const std::string& mark = group.mark;
      group.label = group.names.empty()               ? mark
                    : count[group.names.front()] == 1 ? group.names.front()
                                                      : fmt::format("{} [{}]", group.names.front(), mark);
      for (int n = 2; !taken.insert(group.label).second; ++n)
        group.label = fmt::format("{} [{}, {}]", group.names.empty() ? mark : group.names.front(), mark, n);
      add_namings(group);
      if (!group.headquarters.empty()) out_.seats.push_back({group.label, group.headquarters});
    }
  }

  void add_namings(const Group& group) {
    for (const std::string& name : group.names) out_.namings.push_back({group.label, name, false});
    for (const std::string& key : group.keys) out_.namings.push_back({group.label, key, true});
  }

  void add_holdings(const RegisterFile& file) {
    for (const RegisteredHolding& holding : file.holdings) {
      const Stake& stake = holding.stake;
      out_.holdings.push_back({groups_[top(number_of(holding.owner))].label,
                               groups_[top(number_of(holding.owned))].label, fraction_of(stake.least),
                               fraction_of(stake.most), stake.is_unknown, stake.is_indirect, stake.span});
    }
  }

  void add_own(const Ownership& own) {
    const auto append = [](const auto& from, auto& to) { to.insert(to.end(), from.begin(), from.end()); };
    append(own.holdings, out_.holdings);
    append(own.listed, out_.listed);
    append(own.exempt, out_.exempt);
    append(own.seats, out_.seats);
  }

  const std::vector<RegisterFile>& files_;
  std::unordered_map<std::string, std::size_t> numbers_;
  std::vector<std::string> keys_;
  std::vector<std::size_t> above_;  // of each key the one it was joined to, or itself
  std::map<std::size_t, Group> groups_;
  Ownership out_;
};

// `GB-COH 01234567` is meant by `01234567` as well.
bool is_meant(const trade::Naming& naming, const std::string& name, const std::string& folded) {
  if (!naming.is_identifier) return naming.other == name || fold(naming.other) == folded;
  return naming.other == name || (naming.other.size() > name.size() && naming.other.ends_with(name) &&
                                  naming.other[naming.other.size() - name.size() - 1] == ' ');
}

}  // namespace

Ownership join(const std::vector<RegisterFile>& files) { return Joining(files).run(); }

std::set<std::string> called(std::span<const trade::Naming> namings, const std::string& name) {
  std::set<std::string> out;
  const std::string folded = fold(name);
  for (const trade::Naming& naming : namings)
    if (is_meant(naming, name, folded)) out.insert(naming.name);
  return out;
}

}  // namespace lockgate::registry
