#include "desk/party_screen.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.h"
#include "desk/owner_fill.h"

namespace lockgate::desk {
namespace {

using trade::ListHit;
using trade::Screened;

bool holds(const trade::Words& words, const std::string& word) { return std::find(words.begin(), words.end(), word) != words.end(); }

void add(trade::Words& words, const std::string& word) {
  if (!holds(words, word)) words.push_back(word);
}

// Publishers' words for a human being: many bear one name.
bool is_human(const std::string& kind) {
  const std::string word = fold(kind);
  return word == "individual" || word == "person";
}

// The entry names countries, all of them readable, and the party is known to be in none of them.
bool is_elsewhere(const std::vector<std::string>& countries, const std::string& country, const std::string& headquarters) {
  if (countries.empty() || (country.empty() && headquarters.empty())) return false;
  return std::none_of(countries.begin(), countries.end(), [&](const std::string& one) { return !place_code(one) || one == country || one == headquarters; });
}

bool is_settled(const ListHit& hit) { return hit.status == "true_match" || hit.status == "not_a_match"; }

const trade::Words* words_of(const law::Law& law, std::string_view fact) {
  const auto found = std::find_if(law.facts.begin(), law.facts.end(), [&](const law::Fact& one) { return one.name == fact; });
  return found == law.facts.end() ? nullptr : &found->words;
}

// The most cautious threshold of the lanes, over the lists that the law adds up.
std::vector<ownership::Lane> sums_of(const law::Law& law, const std::vector<ownership::Lane>& lanes) {
  std::vector<ownership::Lane> out;
  for (const law::Fact& fact : law.facts) {
    if (fact.owner_lists.empty() || lanes.empty()) continue;
    ownership::Lane lane = lanes.front();
    for (const ownership::Lane& other : lanes) lane.threshold_bp = std::min(lane.threshold_bp, other.threshold_bp);
    lane.name = fact.name;
    lane.lists = fact.owner_lists;
    lane.is_strict = false;
    lane.is_added = true;
    out.push_back(std::move(lane));
  }
  return out;
}

}  // namespace

PartyScreen::PartyScreen(Parts parts, const law::Law& law) : parts_(std::move(parts)), ancestry_(parts_.holdings), sums_(sums_of(law, parts_.lanes)) {
  if (const trade::Words* words = words_of(law, "party.lists")) law_words_ = *words;
  clears_ = true;
  for (const std::string& word : law_words_) {
    if (holds(watch().held_words(), word)) continue;
    not_compared_.push_back(word);
    if (holds(watch().known_words(), word)) clears_ = false;
  }
  for (const std::string& name : ancestry_.names())
    for (const std::string& spelling : ancestry_.names_of(name)) {
      const auto [found, is_new] = spelling_.emplace(watch().screener().read(spelling).normal, name);
      if (!is_new && found->second != name) found->second.clear();
    }
}

trade::Words PartyScreen::unknown_words() const {
  trade::Words out;
  for (const trade::ListedOwner& listed : parts_.holdings.listed)
    for (const std::string& word : listed.lists)
      if (!is_of_law(word) && !holds(watch().known_words(), word)) add(out, word);
  return out;
}

bool PartyScreen::is_by_day() const {
  const Span always;
  return std::any_of(parts_.holdings.holdings.begin(), parts_.holdings.holdings.end(), [&](const trade::Holding& one) { return !(one.span == always); });
}

bool PartyScreen::is_of_law(const std::string& word) const { return holds(law_words_, word); }

std::string PartyScreen::name_in_holdings(const std::string& name) const {
  if (ancestry_.knows(name)) return name;
  const auto found = spelling_.find(std::string(watch().screener().read(name).normal));
  return found == spelling_.end() || found->second.empty() ? name : found->second;
}

bool PartyScreen::is_ambiguous(const std::string& name) const {
  if (ancestry_.knows(name)) return false;
  const auto found = spelling_.find(std::string(watch().screener().read(name).normal));
  return found != spelling_.end() && found->second.empty();
}

const std::vector<ListHit>& PartyScreen::hits_of(const std::string& name) const {
  const auto [found, is_new] = hits_.try_emplace(name);
  if (!is_new) return found->second;
  const screen::Name query = watch().screener().read(name);
  const std::string normal(query.normal);
  for (const screen::Hit& hit : watch().screener().screen(query)) {
    if (!hit.is_alert) continue;
    ListHit described = watch().describe(hit, query);
    const trade::ListedParty party = watch().screener().parties()[hit.party];
    const Ruling* ruling = parts_.rulings.find(normal, described.list, digest_of(party));
    const Ruling* before = ruling != nullptr ? nullptr : parts_.rulings.before_change(normal, described.list, described.name);
    const bool is_same_name = query.normal == watch().screener().names()[hit.name].normal && !query.is_cut;
    if (ruling != nullptr) {
      described.status = ruling->status, described.by = ruling->by, described.why = ruling->why;
    } else if (before != nullptr) {
      described.status = "needs_review";
      described.why = fmt::format("the entry has changed since {} ruled `{}` on it", before->by, before->status);
    } else if (is_same_name && described.role != "weak" && !is_human(party.kind)) {
      described.status = "true_match", described.by = "lockgate", described.why = "the very name of the listed party";
    }
    found->second.push_back(std::move(described));
  }
  return found->second;
}

// What is left to say of a hit once it is known whom the name stands for.
void PartyScreen::settle(ListHit& hit, const Where& where) {
  if (hit.by == "lockgate" && is_elsewhere(hit.countries, where.country, where.headquarters)) {
    hit.status = "needs_review", hit.by.clear(), hit.why = "the same name, listed for another country";
  }
  if (hit.status.empty()) hit.status = "needs_review", hit.why = "alike, not the same: a person has to say";
}

Screened PartyScreen::look(std::string party, const std::string& name, const Where& where) const {
  return judge({std::move(party), name, {}, {}, not_compared_, hits_of(name), {}}, where);
}

// Of one entry the hit that says most stands.
Screened PartyScreen::look_at_owner(std::string party, const std::string& name, const Where& where) const {
  const std::vector<std::string> names = ancestry_.names_of(name);
  if (names.size() == 1 && names.front() == name) return look(std::move(party), name, where);
  std::vector<ListHit> hits;
  for (const std::string& one : names)
    for (const ListHit& hit : hits_of(one)) {
      const auto same = std::find_if(hits.begin(), hits.end(), [&](const ListHit& other) { return other.list == hit.list && other.entry == hit.entry; });
      if (same == hits.end()) hits.push_back(hit);
      else if (hit.score > same->score || (!is_settled(*same) && is_settled(hit))) *same = hit;
    }
  std::stable_sort(hits.begin(), hits.end(), [](const ListHit& a, const ListHit& b) { return a.score > b.score; });
  Screened out = judge({std::move(party), name, {}, {}, not_compared_, std::move(hits), {}}, where);
  // Nobody is cleared who has no name.
  if (names.empty()) out.result = "not_cleared";
  return out;
}

Screened PartyScreen::judge(Screened out, const Where& where) const {
  for (ListHit& hit : out.hits) settle(hit, where);
  bool is_open = false;
  for (const ListHit& hit : out.hits)
    for (const std::string& word : hit.words)
      if (hit.status == "true_match" && is_of_law(word)) add(out.lists, word);
  for (const ListHit& hit : out.hits)
    for (const std::string& word : hit.words) is_open = is_open || (!is_settled(hit) && is_of_law(word) && !holds(out.lists, word));
  out.result = is_open ? "needs_review" : !out.lists.empty() ? "listed" : clears_ ? "clean" : "not_cleared";
  if (is_open) out.lists.clear();
  return out;
}

// One order at a time.
class PartyScreen::Filling {
 public:
  Filling(const PartyScreen& screen, trade::Order& order, Date day) : screen_(screen), order_(order), day_(day) {}

  std::vector<Screened> run() {
    for (trade::Party& party : order_.parties)
      if (!trim(party.name).empty()) fill(party, party.role, true);
    return std::move(out_);
  }

 private:
  void fill(trade::Party& party, const std::string& path, bool has_owners) {
    const std::size_t at = out_.size();
    const Where where{party.country, party.headquarters};
    out_.push_back(has_owners ? screen_.look(path, party.name, where) : screen_.look_at_owner(path, party.name, where));
    settle(party.lists, out_[at]);
    if (!has_owners) return;
    OwnerFill owners(screen_.ancestry_, screen_.parts_.lanes, screen_.sums_, day_);
    owners.listed_by([this](const std::string& name) { return screen_.look_at_owner("", name, {}); });
    owners.fill(party, screen_.name_in_holdings(party.name));
    out_[at].held = owners.held();
    if (screen_.is_ambiguous(party.name)) out_[at].held.push_back({"", "possible", std::nullopt, {"the holdings speak of several parties of this name; nobody's owners were taken"}, {}});
    for (std::size_t i = 0; party.owners && i < party.owners->size(); ++i) fill_owner((*party.owners)[i], fmt::format("{}.owners[{}]", path, i), owners);
    if (party.ultimate_parent != nullptr) fill_parent(party, path);
  }

  void fill_owner(trade::Owner& owner, std::string path, const OwnerFill& owners) {
    if (trim(owner.name).empty()) return;
    out_.push_back(screen_.look_at_owner(std::move(path), owner.name, {}));
    Screened& found = out_.back();
    if (!owner.lists) owners.add_inherited(owner.name, found);
    settle(owner.lists, found);
  }

  void fill_parent(trade::Party& party, const std::string& path) {
    trade::Party parent = *party.ultimate_parent;
    if (trim(parent.name).empty()) return;
    fill(parent, path + ".ultimate_parent", false);
    party.ultimate_parent = std::make_shared<const trade::Party>(std::move(parent));
  }

  // A declaration stands; what was found stays beside it, and is flagged where the two differ.
  static void settle(std::optional<trade::Words>& lists, Screened& found) {
    if (!lists) {
      if (found.result == "listed" || found.result == "clean") lists = found.lists;
      return;
    }
    found.result = "declared";
    found.lists = *lists;
  }

  const PartyScreen& screen_;
  trade::Order& order_;
  Date day_;
  std::vector<Screened> out_;
};

std::vector<Screened> PartyScreen::fill(trade::Order& order, Date day) const { return Filling(*this, order, day).run(); }

namespace {

// What the contract calls the fact that a party's hit leaves open.
std::string fact_of(const std::string& party) {
  const std::size_t owners = party.find(".owners[");
  return owners == std::string::npos ? party + ".lists" : party.substr(0, owners) + ".owners";
}

std::string named(const ListHit& hit) { return fmt::format("{} ({} {}, {})", hit.name, hit.list, hit.entry, hit.score); }

std::string question_of(const Screened& one, const ListHit& hit, trade::Language language) {
  if (language == trade::Language::Chinese) return fmt::format("{} 是否就是清单所列的 {}？须由人判定。", one.name, named(hit));
  return fmt::format("Is {} the listed {}? A person has to say: {}.", one.name, named(hit), hit.why);
}

class Note {
 public:
  Note(trade::Determination& determination, trade::Language language, const trade::Words& law_words) : determination_(determination), language_(language), law_words_(law_words) {}

  void add(const Screened& one) {
    for (const ListHit& hit : one.hits) {
      if (hit.status == "not_a_match") continue;
      const bool is_known = std::all_of(hit.words.begin(), hit.words.end(), [&](const std::string& word) { return holds(one.lists, word) || !holds(law_words_, word); });
      const bool is_of_law = std::any_of(hit.words.begin(), hit.words.end(), [&](const std::string& word) { return holds(law_words_, word); });
      if (!is_of_law) flag("screen.other_list", one, hit, "a list that no rule of this rulebook reads");
      else if (one.result == "declared" && !is_known) flag("screen.differs", one, hit, "the order declares otherwise, and its word was taken");
      else if (!is_settled(hit) && !is_known) ask(one, hit);
    }
  }

 private:
  void flag(const char* id, const Screened& one, const ListHit& hit, const char* why) {
    determination_.flags.push_back({id, fmt::format("{} ({}) may be {}: {}", one.name, one.party, named(hit), why), hit.source});
  }

  // The first open hit of a party asks; the others are in the account of the screening.
  void ask(const Screened& one, const ListHit& hit) {
    if (asked_.insert(fact_of(one.party)).second)
      for (trade::Unknown& unknown : determination_.unknown)
        if (unknown.fact == fact_of(one.party)) unknown.question = question_of(one, hit, language_);
    flag("screen.needs_review", one, hit, hit.why.c_str());
  }

  trade::Determination& determination_;
  trade::Language language_;
  const trade::Words& law_words_;
  std::set<std::string> asked_;
};

}  // namespace

std::vector<trade::Digest> PartyScreen::lists() const {
  std::vector<trade::Digest> out;
  for (const WatchedList& list : watch().lists()) out.push_back({list.path, list.digest, list.published});
  return out;
}

void note_screening(const std::vector<trade::Digest>& lists, const std::vector<trade::Screened>& found, const law::Law& law, trade::Language language,
                    trade::Determination& determination) {
  static const trade::Words kNone;
  const trade::Words* law_words = words_of(law, "party.lists");
  determination.lists.insert(determination.lists.end(), lists.begin(), lists.end());
  Note note(determination, language, law_words == nullptr ? kNone : *law_words);
  for (const Screened& one : found) note.add(one);
  determination.screening = found;
}

}  // namespace lockgate::desk
