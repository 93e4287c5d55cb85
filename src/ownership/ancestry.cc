#include "ownership/ancestry.h"

#include <algorithm>
#include <unordered_set>

namespace lockgate::ownership {

Ancestry::Ancestry(trade::Ownership ownership) : all_(std::move(ownership)) {
  for (std::size_t h = 0; h < all_.holdings.size(); ++h) {
    into_[all_.holdings[h].owned].push_back(h);
    into_.try_emplace(all_.holdings[h].owner);
  }
  for (const trade::ListedOwner& listed : all_.listed) into_.try_emplace(listed.name);
  for (const trade::Exemption& exempt : all_.exempt) into_.try_emplace(exempt.name);
  for (const trade::Seat& seat : all_.seats) into_.try_emplace(seat.name);
}

trade::Ownership Ancestry::above(const std::vector<std::string>& names) const {
  trade::Ownership out;
  std::unordered_set<std::string> is_in(names.begin(), names.end());
  std::vector<std::string> waiting(names.begin(), names.end());
  while (!waiting.empty()) {
    const auto found = into_.find(waiting.back());
    waiting.pop_back();
    if (found == into_.end()) continue;
    for (const std::size_t h : found->second) {
      out.holdings.push_back(all_.holdings[h]);
      if (is_in.insert(all_.holdings[h].owner).second) waiting.push_back(all_.holdings[h].owner);
    }
  }
  const auto copy = [&](const auto& from, auto& to) { std::copy_if(from.begin(), from.end(), std::back_inserter(to), [&](const auto& one) { return is_in.contains(one.name); }); };
  copy(all_.listed, out.listed);
  copy(all_.exempt, out.exempt);
  copy(all_.seats, out.seats);
  return out;
}

std::vector<std::string> Ancestry::names() const {
  std::vector<std::string> out;
  for (const auto& [name, holdings] : into_) out.push_back(name);
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace lockgate::ownership
