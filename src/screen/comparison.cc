#include "screen/comparison.h"

#include <algorithm>

#include "screen/assignment.h"
#include "screen/pairing.h"
#include "screen/shortened.h"

namespace lockgate::screen {
namespace {

// Of two equal names no assignment gains more.
std::vector<Pair> each_with_itself(const Name& name) {
  std::vector<Pair> out;
  for (std::size_t i = 0; i < name.tokens.size(); ++i) {
    const auto at = static_cast<std::uint8_t>(i);
    out.push_back({at, 1, at, 1, {1000, Relation::Exact, 0}, 1000 * (query_weight(name.tokens[i]) + listed_weight(name.tokens[i]))});
  }
  return out;
}

std::uint64_t bits_of(std::uint8_t from, std::uint8_t count) { return ((std::uint64_t{1} << count) - 1) << from; }

bool is_of_brand(const Pair& pair, const Name& query, const Name& listed) {
  if (pair.likeness.relation == Relation::Echo) return false;
  if (pair.likeness.relation == Relation::Joined) return (pair.queries > 1 ? listed.tokens[pair.listed] : query.tokens[pair.query]).kind == Kind::Core;
  return query.tokens[pair.query].kind == Kind::Core && listed.tokens[pair.listed].kind == Kind::Core;
}

// The tokens of pairs that agree, as bits. A word that tells something agrees with a form only in pieces: `Lim ited`.
struct Agreed {
  std::uint64_t query = 0;
  std::uint64_t listed = 0;
};

Agreed agreed(const std::vector<Pair>& pairs, const Name& query, const Name& listed) {
  Agreed out;
  for (const Pair& pair : pairs) {
    const bool is_alike = pair.likeness.relation == Relation::Joined || is_content(query.tokens[pair.query]) == is_content(listed.tokens[pair.listed]);
    if (!is_alike || pair.likeness.thousandths < kAgrees) continue;
    out.query |= bits_of(pair.query, pair.queries);
    out.listed |= bits_of(pair.listed, pair.listeds);
  }
  return out;
}

bool has_all_contents(const Name& name, std::uint64_t tokens) {
  for (std::size_t i = 0; i < name.tokens.size(); ++i)
    if (is_content(name.tokens[i]) && (tokens >> i & 1) == 0) return false;
  return true;
}

// Every token of both names that says anything has its equal on the other side, be it in two pieces (`Lim ited`). Then the common
// words together are the brand.
bool is_whole(const std::vector<Pair>& pairs, const Name& query, const Name& listed) {
  std::size_t matched = 0;
  std::size_t misspelt = 0;
  for (const Pair& pair : pairs) {
    if (pair.likeness.thousandths < kAgrees || !is_content(query.tokens[pair.query]) || !is_content(listed.tokens[pair.listed])) continue;
    ++matched;
    misspelt += pair.likeness.thousandths < 1000 ? 1 : 0;
  }
  // One common word is a name only as it is written: `Joint Ltd.` is not `Soyuz`, though the words mean the same.
  const bool is_single = matched == 1 && std::none_of(pairs.begin(), pairs.end(), [&](const Pair& pair) { return is_content(query.tokens[pair.query]) && query.tokens[pair.query].own == listed.tokens[pair.listed].own; });
  const Agreed both = agreed(pairs, query, listed);
  return matched > misspelt && !is_single && has_all_contents(query, both.query) && has_all_contents(listed, both.listed);
}

// A number in common tells one institute from the next, if the name has words enough beside it.
bool has_number(const std::vector<Pair>& pairs, const Name& query) {
  const auto of_kind = [&](bool is_number) {
    return std::count_if(pairs.begin(), pairs.end(), [&](const Pair& pair) {
      const Token& token = query.tokens[pair.query];
      return pair.likeness.thousandths >= kAgrees && (is_number ? token.kind == Kind::Number : token.kind == Kind::Place || token.kind == Kind::Trade);
    });
  };
  return of_kind(true) > 0 && of_kind(false) > 1;
}

bool may_alert(const std::vector<Pair>& pairs, const Name& query, const Name& listed) {
  const auto is_brand = [&](const Pair& pair) { return is_of_brand(pair, query, listed); };
  return query.normal == listed.normal || std::any_of(pairs.begin(), pairs.end(), is_brand) || has_number(pairs, query) || is_whole(pairs, query, listed);
}

// What of a name has no partner.
struct Rest {
  int telling = 0;  // weight of brands and numbers
  int brands = 0;
  int words = 0;    // of the others, those that tell anything at all; initials do not
  int forms = 0;
};

Rest rest_of(const Name& name, std::uint64_t matched) {
  Rest out;
  for (std::size_t i = 0; i < name.tokens.size(); ++i) {
    const Token& token = name.tokens[i];
    if ((matched >> i & 1) != 0) continue;
    const bool is_telling = token.kind == Kind::Core || token.kind == Kind::Number;
    if (is_telling) out.telling += token.weight;
    if (is_telling) ++out.brands;
    if (token.kind == Kind::Place || token.kind == Kind::Trade) ++out.words;
    if (token.kind == Kind::Form) ++out.forms;
  }
  return out;
}

// Thousandths of the gain that words without a partner take away. A word more than listed says that somebody else is meant, most of all
// where the listed name has another in its place; that a word is left out says little.
constexpr int kOtherWord = 300;
constexpr int kOtherForm = 250;
constexpr int kMoreBrand = 150;
constexpr int kFewerWords = 60;
// Between two scripts half of it: a translator leaves out the place and chooses the trade words.
constexpr int kOfTranslation = 2;

int share_lost(const Rest& asked, const Rest& listed, bool is_about_firms) {
  const bool is_listed_more = listed.words + listed.brands + listed.forms > 0;
  const bool is_other = asked.words > 0 || (asked.brands > 0 && is_about_firms && is_listed_more);
  if (is_other) return kOtherWord;
  if (asked.forms > 0 && listed.words > 0) return kOtherForm;
  if (asked.brands > 0 && is_about_firms) return kMoreBrand;
  return listed.words > 0 && asked.brands == 0 ? kFewerWords : 0;
}

// A brand with a row of its own in `watch/`: whoever bears it is of that house, wherever it is and whatever it does.
bool has_known_brand(const std::vector<Pair>& pairs, const Name& query, const Name& listed) {
  return std::any_of(pairs.begin(), pairs.end(), [&](const Pair& pair) {
    const Token& asked = query.tokens[pair.query];
    const bool is_whole = pair.likeness.thousandths == 1000 && is_of_brand(pair, query, listed);
    return is_whole && asked.texts.front().via == Via::Word;
  });
}

// A brand in two scripts, and no other brand on either side.
bool is_translated(const std::vector<Pair>& pairs, const Name& query, const Name& listed, const Rest& asked, const Rest& other) {
  if (asked.brands > 0 || other.brands > 0) return false;
  return std::any_of(pairs.begin(), pairs.end(), [&](const Pair& pair) {
    if (pair.likeness.relation == Relation::Echo) return true;
    return is_of_brand(pair, query, listed) && query.tokens[pair.query].is_han != listed.tokens[pair.listed].is_han && pair.likeness.thousandths >= kAgrees;
  });
}

int loss_of(const Comparison& comparison, const Name& query, const Name& listed) {
  std::uint64_t queries = 0;
  std::uint64_t listeds = 0;
  for (const Pair& pair : comparison.pairs) {
    queries |= bits_of(pair.query, pair.queries);
    listeds |= bits_of(pair.listed, pair.listeds);
  }
  const Rest asked = rest_of(query, queries);
  const Rest other = rest_of(listed, listeds);
  const int contradicted = 1000 * std::min(asked.telling, other.telling);
  if (has_known_brand(comparison.pairs, query, listed)) return contradicted;
  const int share = share_lost(asked, other, is_firm(query) || is_firm(listed));
  return contradicted + comparison.gain / 1000 * (is_translated(comparison.pairs, query, listed, asked, other) ? share / kOfTranslation : share);
}

// Assigned and weighed, and not yet judged.
Comparison weighed(std::vector<Pair> pairs, const Name& query, const Name& listed) {
  Comparison out;
  out.total = query.weight * kQueryShare + listed.weight * kListedShare;
  Assignment best = assign(std::move(pairs));
  out.pairs = std::move(best.pairs);
  out.gain = best.gain;
  out.is_exact = best.is_exact;
  out.loss = std::min(out.gain, loss_of(out, query, listed));
  out.score = out.uncapped = (out.gain - out.loss) / out.total;
  return out;
}

Comparison compare_as_written(const Name& query, const Name& listed, int floor, Likenesses* kept) {
  std::vector<Pair> pairs = query.normal == listed.normal ? each_with_itself(query) : pairs_of(query, listed, kept);
  if (most_gain(pairs) < floor * (query.weight * kQueryShare + listed.weight * kListedShare)) return {};
  Comparison out = weighed(std::move(pairs), query, listed);
  if (!may_alert(out.pairs, query, listed)) out.score = std::min(out.uncapped, kWithoutBrand - 1);
  return out;
}

}  // namespace

bool is_firm(const Name& name) {
  return std::any_of(name.tokens.begin(), name.tokens.end(), [](const Token& token) { return token.kind == Kind::Form || token.kind == Kind::Trade; });
}

bool may_be_joined(const Name& name, std::size_t from, std::size_t count) {
  bool has_core = false;
  if (from + count > name.tokens.size()) return false;
  for (std::size_t i = from; i < from + count; ++i) {
    const Token& token = name.tokens[i];
    if (token.is_han || token.kind == Kind::Form) return false;
    has_core = has_core || token.kind == Kind::Core;
  }
  return has_core;
}

std::string joined(const Name& name, std::size_t from, std::size_t count) {
  std::string out;
  if (!may_be_joined(name, from, count)) return out;
  for (std::size_t i = from; i < from + count; ++i) out += name.tokens[i].own;
  return out;
}

Comparison compare(const Name& query, const Name& listed) { return compare(query, listed, 0, nullptr); }

Comparison compare(const Name& query, const Name& listed, int floor, Likenesses* kept) {
  if (query.tokens.empty() || listed.tokens.empty()) return {};
  Comparison out = compare_as_written(query, listed, floor, kept);
  if (out.score == 1000) return out;
  Comparison shortened = compare_shortened(query, listed);
  return shortened.score > out.score ? shortened : out;
}

Comparison compare_nearly(const Name& query, const Name& listed, const std::vector<Pair>& echoes) {
  if (query.tokens.empty() || listed.tokens.empty()) return {};
  std::vector<Pair> pairs = pairs_of(query, listed, nullptr);
  pairs.insert(pairs.end(), echoes.begin(), echoes.end());
  sort_pairs(pairs);
  Comparison out = weighed(std::move(pairs), query, listed);
  const bool is_heard = std::any_of(out.pairs.begin(), out.pairs.end(), [](const Pair& pair) { return pair.likeness.relation == Relation::Echo || pair.likeness.relation == Relation::Sound; });
  if (is_heard || !may_alert(out.pairs, query, listed)) out.score = out.uncapped * (kWithoutBrand - 1) / 1000;
  // A person or a ship does not bear the name of a firm.
  if (is_heard && is_firm(query) && !is_firm(listed)) out.score /= 2;
  return out;
}

}  // namespace lockgate::screen
