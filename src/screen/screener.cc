#include "screen/screener.h"

#include <algorithm>

namespace lockgate::screen {

Screener::Screener(std::shared_ptr<const Lexicon> lexicon, std::vector<trade::ListedParty> parties, Levels levels)
    : lexicon_(std::move(lexicon)), reader_(*lexicon_), parties_(std::move(parties)), levels_(levels), names_(read_names()), index_(names_, levels.floor) {}

std::vector<Name> Screener::read_names() {
  std::vector<Name> out;
  for (std::size_t p = 0; p < parties_.size(); ++p)
    for (std::size_t n = 0; n < parties_[p].names.size(); ++n) {
      out.push_back(reader_.read(parties_[p].names[n].text));
      party_of_.push_back(static_cast<std::uint32_t>(p));
      name_of_.push_back(static_cast<std::uint32_t>(n));
    }
  return out;
}

void Screener::consider(const Name& query, std::uint32_t name, std::vector<Hit>& hits) const {
  const Name& listed = names_[name];
  const trade::NameRole role = parties_[party_of_[name]].names[name_of_[name]].role;
  if (role == trade::NameRole::Weak && query.normal != listed.normal) return;
  const Comparison comparison = compare(query, listed);
  if (comparison.score < levels_.floor) return;
  Hit hit{party_of_[name], name, comparison.score, comparison.score >= levels_.alert, comparison.is_exact, {}};
  if (!hits.empty() && hits.back().party == hit.party) {  // names of a party follow each other
    if (hits.back().score < hit.score) hits.back() = hit;
  } else {
    hits.push_back(hit);
  }
}

void Screener::finish(const Name& query, std::vector<Hit>& hits) const {
  std::stable_sort(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) { return a.score > b.score; });
  for (Hit& hit : hits) hit.evidence = evidence_of(compare(query, names_[hit.name]), query, names_[hit.name]);
}

std::vector<Hit> Screener::screen(const Name& query) const {
  std::vector<Hit> hits;
  for (const std::uint32_t name : index_.candidates(query)) consider(query, name, hits);
  finish(query, hits);
  return hits;
}

std::vector<Hit> Screener::screen_all(const Name& query) const {
  std::vector<Hit> hits;
  for (std::uint32_t name = 0; name < names_.size(); ++name) consider(query, name, hits);
  finish(query, hits);
  return hits;
}

}  // namespace lockgate::screen
