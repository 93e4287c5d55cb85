#include "screen/screener.h"

#include <algorithm>
#include <unordered_set>

#include "screen/index.h"
#include "screen/nearest.h"

namespace lockgate::screen {

Screener::Screener(std::shared_ptr<const Lexicon> lexicon, std::vector<trade::ListedParty> parties, Levels levels)
    : lexicon_(std::move(lexicon)), reader_(*lexicon_, &vocabulary_), parties_(std::move(parties)), levels_(levels) {
  read_names();
  index_ = std::make_unique<const Index>(vocabulary_, names_, levels.floor);
}

Screener::~Screener() = default;

void Screener::read_names() {
  std::size_t count = 0;
  for (std::uint32_t p = 0; p < parties_.size(); ++p) count += parties_.count_names(p);
  names_.reserve(count), party_of_.reserve(count), name_of_.reserve(count), is_weak_.reserve(count);
  for (std::uint32_t p = 0; p < parties_.size(); ++p) {
    const std::vector<Parties::Named> names = parties_.names_of(p);
    for (std::size_t n = 0; n < names.size(); ++n) {
      names_.add(NameReader::read_listed(names[n].text, *lexicon_, vocabulary_), names[n].text);
      party_of_.push_back(p);
      name_of_.push_back(static_cast<std::uint32_t>(n));
      is_weak_.push_back(names[n].role == trade::NameRole::Weak);
    }
  }
}

trade::ListedName Screener::listed_name(const Hit& hit) const {
  const Parties::Named name = parties_.names_of(hit.party)[name_of_[hit.name]];
  return {std::string(name.text), name.role};
}

// A weak alias is met only as it is.
bool Screener::may_be(const Name& query, std::uint32_t name) const {
  return !is_weak_[name] || query.normal == names_[name].normal;
}

void Screener::consider(const Name& query, std::uint32_t name, Comparison comparison, std::vector<Found>& found) const {
  if (comparison.score < levels_.floor || !may_be(query, name)) return;
  Hit hit{party_of_[name], name, comparison.score, comparison.score >= levels_.alert, comparison.is_exact, {}};
  if (found.empty() || found.back().hit.party != hit.party) {  // names of a party follow each other
    found.push_back({std::move(hit), std::move(comparison)});
  } else if (found.back().hit.score < hit.score) {
    found.back() = {std::move(hit), std::move(comparison)};
  }
}

std::vector<Hit> Screener::finish(const Name& query, std::vector<Found> found) const {
  std::stable_sort(found.begin(), found.end(), [](const Found& a, const Found& b) { return a.hit.score > b.hit.score; });
  std::vector<Hit> hits;
  hits.reserve(found.size());
  for (Found& one : found) {
    one.hit.evidence = evidence_of(one.comparison, query, names_[one.hit.name]);
    hits.push_back(std::move(one.hit));
  }
  return hits;
}

std::vector<Hit> Screener::screen(const Name& query) const {
  std::vector<Found> found;
  const std::vector<std::uint32_t> candidates = index_->candidates(query);
  for (const std::uint32_t name : candidates) __builtin_prefetch(&names_[name]);
  for (const std::uint32_t name : candidates) names_[name].tokens.prefetch();
  Likenesses kept(query);
  for (const std::uint32_t name : candidates) consider(query, name, compare(query, names_[name], levels_.floor, &kept), found);
  return finish(query, std::move(found));
}

std::vector<Hit> Screener::screen(const Name& query, std::size_t least) const {
  std::vector<Hit> hits = screen(query);
  if (hits.size() < least && has_han_brand(query)) add_nearest(query, least, hits);
  return hits;
}

// A party once, by the best of its names, as among the hits.
void Screener::add_nearest(const Name& query, std::size_t least, std::vector<Hit>& hits) const {
  std::call_once(is_near_made_, [this] { nearest_ = std::make_unique<const Nearest>(*lexicon_, vocabulary_, names_); });
  std::unordered_set<std::uint32_t> is_shown;
  for (const Hit& hit : hits) is_shown.insert(hit.party);
  for (const Near& near : nearest_->to(query, least)) {
    if (hits.size() >= least) return;
    if (!may_be(query, near.name) || !is_shown.insert(party_of_[near.name]).second) continue;
    hits.push_back({party_of_[near.name], near.name, near.comparison.score, false, near.comparison.is_exact, evidence_of(near.comparison, query, names_[near.name])});
  }
}

std::vector<Hit> Screener::screen_all(const Name& query) const {
  std::vector<Found> found;
  for (std::uint32_t name = 0; name < names_.size(); ++name) consider(query, name, compare(query, names_[name]), found);
  return finish(query, std::move(found));
}

}  // namespace lockgate::screen
