#include "ownership/ancestry.h"

#include <algorithm>
#include <unordered_set>

namespace lockgate::ownership {

Ancestry::Ancestry(trade::Ownership ownership) : all_(std::move(ownership)) {
  for (std::size_t h = 0; h < all_.holdings.size(); ++h) {
    about_[all_.holdings[h].owned].owners.push_back(h);
    about_.try_emplace(all_.holdings[h].owner);
  }
  const auto note = [this](const auto& all, auto part) {
    for (std::size_t i = 0; i < all.size(); ++i) (about_[all[i].name].*part).push_back(i);
  };
  note(all_.listed, &About::listed);
  note(all_.exempt, &About::exempt);
  note(all_.seats, &About::seats);
  note(all_.namings, &About::namings);
}

trade::Ownership Ancestry::above(const std::vector<std::string>& names) const {
  trade::Ownership out;
  std::unordered_set<std::string> is_in(names.begin(), names.end());
  std::vector<std::string> waiting(is_in.begin(), is_in.end());
  std::vector<std::size_t> holdings, listed, exempt, seats, namings;
  const auto take = [](std::vector<std::size_t>& all, const std::vector<std::size_t>& more) {
    all.insert(all.end(), more.begin(), more.end());
  };
  while (!waiting.empty()) {
    const auto found = about_.find(waiting.back());
    waiting.pop_back();
    if (found == about_.end()) continue;
    const About& about = found->second;
    take(holdings, about.owners), take(listed, about.listed), take(exempt, about.exempt), take(seats, about.seats),
        take(namings, about.namings);
    for (const std::size_t h : about.owners)
      if (is_in.insert(all_.holdings[h].owner).second) waiting.push_back(all_.holdings[h].owner);
  }
  // In the order of the source, so that the same question gives the same bytes.
  const auto copy = [](std::vector<std::size_t>& places, const auto& from, auto& to) {
    std::sort(places.begin(), places.end());
    for (const std::size_t place : places) to.push_back(from[place]);
  };
  copy(holdings, all_.holdings, out.holdings);
  copy(listed, all_.listed, out.listed);
  copy(exempt, all_.exempt, out.exempt);
  copy(seats, all_.seats, out.seats);
  copy(namings, all_.namings, out.namings);
  return out;
}

std::vector<std::string> Ancestry::names() const {
  std::vector<std::string> out;
  for (const auto& [name, about] : about_) out.push_back(name);
  std::sort(out.begin(), out.end());
  return out;
}

std::vector<std::string> Ancestry::names_of(const std::string& name) const {
  const auto found = about_.find(name);
  if (found == about_.end() || found->second.namings.empty()) return {name};
  std::vector<std::string> out;
  for (const std::size_t n : found->second.namings)
    if (!all_.namings[n].is_identifier) out.push_back(all_.namings[n].other);
  return out;
}

}  // namespace lockgate::ownership
