#include "screen/comparison.h"

#include <algorithm>

#include "screen/assignment.h"

namespace lockgate::screen {
namespace {

// Collects the pairs of tokens that have something in common.
class Pairing {
 public:
  Pairing(const Name& query, const Name& listed) : query_(query), listed_(listed) {}

  std::vector<Pair> find() {
    for (std::size_t q = 0; q < query_.tokens.size(); ++q) {
      for (std::size_t l = 0; l < listed_.tokens.size(); ++l) add(q, 1, l, 1, likeness(query_.tokens[q], listed_.tokens[l]));
      add_joined(q);
    }
    std::stable_sort(pairs_.begin(), pairs_.end(), [](const Pair& a, const Pair& b) { return a.query != b.query ? a.query < b.query : a.gain > b.gain; });
    return std::move(pairs_);
  }

 private:
  void add_joined(std::size_t q) {
    for (std::size_t count = 2; count <= kMostJoined; ++count)
      if (const std::string text = joined(query_, q, count); !text.empty())
        for (std::size_t l = 0; l < listed_.tokens.size(); ++l) add(q, count, l, 1, joined_likeness(text, listed_.tokens[l]));
    if (query_.tokens[q].kind != Kind::Core) return;
    for (std::size_t l = 0; l < listed_.tokens.size(); ++l)
      for (std::size_t count = 2; count <= kMostJoined; ++count)
        if (const std::string text = joined(listed_, l, count); !text.empty()) add(q, 1, l, count, joined_likeness(text, query_.tokens[q]));
  }

  void add(std::size_t q, std::size_t queries, std::size_t l, std::size_t listeds, Likeness likeness) {
    if (likeness.thousandths == 0) return;
    int of_query = 0;
    int of_listed = 0;
    for (std::size_t i = q; i < q + queries; ++i) of_query += query_weight(query_.tokens[i]);
    for (std::size_t i = l; i < l + listeds; ++i) of_listed += listed_weight(listed_.tokens[i]);
    // An initial tells no more of a word than of itself.
    const int weight = likeness.relation == Relation::Initial ? 2 * std::min(of_query, of_listed) : of_query + of_listed;
    pairs_.push_back({static_cast<std::uint8_t>(q), static_cast<std::uint8_t>(queries), static_cast<std::uint8_t>(l), static_cast<std::uint8_t>(listeds),
                      likeness, likeness.thousandths * weight});
  }

  const Name& query_;
  const Name& listed_;
  std::vector<Pair> pairs_;
};

// Of two equal names no assignment gains more.
std::vector<Pair> each_with_itself(const Name& name) {
  std::vector<Pair> out;
  for (std::size_t i = 0; i < name.tokens.size(); ++i) {
    const auto at = static_cast<std::uint8_t>(i);
    out.push_back({at, 1, at, 1, {1000, Relation::Exact, 0}, 1000 * (query_weight(name.tokens[i]) + listed_weight(name.tokens[i]))});
  }
  return out;
}

bool is_of_brand(const Pair& pair, const Name& query, const Name& listed) {
  if (pair.likeness.relation == Relation::Joined) return true;
  return query.tokens[pair.query].kind == Kind::Core && listed.tokens[pair.listed].kind == Kind::Core;
}

bool counts_for_whole(const Token& token) { return token.kind != Kind::Form && token.kind != Kind::Particle; }

// Every token of both names that says anything has its equal on the other side. Then the common words together are the brand.
bool is_whole(const std::vector<Pair>& pairs, const Name& query, const Name& listed) {
  std::size_t matched = 0;
  for (const Pair& pair : pairs)
    if (pair.likeness.thousandths == 1000 && counts_for_whole(query.tokens[pair.query]) && counts_for_whole(listed.tokens[pair.listed])) ++matched;
  const auto all = [](const Name& name) { return static_cast<std::size_t>(std::count_if(name.tokens.begin(), name.tokens.end(), counts_for_whole)); };
  // One common word is a name only as it is written: `Joint Ltd.` is not `Soyuz`, though the words mean the same.
  const bool is_single = matched == 1 && std::none_of(pairs.begin(), pairs.end(), [&](const Pair& pair) { return counts_for_whole(query.tokens[pair.query]) && query.tokens[pair.query].own == listed.tokens[pair.listed].own; });
  return matched > 0 && !is_single && matched == all(query) && matched == all(listed);
}

bool may_alert(const std::vector<Pair>& pairs, const Name& query, const Name& listed) {
  const auto is_brand = [&](const Pair& pair) { return is_of_brand(pair, query, listed); };
  return query.normal == listed.normal || std::any_of(pairs.begin(), pairs.end(), is_brand) || is_whole(pairs, query, listed);
}

bool is_telling(const Token& token) { return token.kind == Kind::Core || token.kind == Kind::Number; }

// What of a name's brands and numbers has no partner.
int left_over(const Name& name, std::uint64_t matched) {
  int sum = 0;
  for (std::size_t i = 0; i < name.tokens.size(); ++i)
    if (is_telling(name.tokens[i]) && (matched >> i & 1) == 0) sum += name.tokens[i].weight;
  return sum;
}

int contradiction(const std::vector<Pair>& pairs, const Name& query, const Name& listed) {
  std::uint64_t queries = 0;
  std::uint64_t listeds = 0;
  for (const Pair& pair : pairs) {
    queries |= ((std::uint64_t{1} << pair.queries) - 1) << pair.query;
    listeds |= ((std::uint64_t{1} << pair.listeds) - 1) << pair.listed;
  }
  return 1000 * std::min(left_over(query, queries), left_over(listed, listeds));
}

}  // namespace

std::string joined(const Name& name, std::size_t from, std::size_t count) {
  std::string out;
  bool has_core = false;
  if (from + count > name.tokens.size()) return out;
  for (std::size_t i = from; i < from + count; ++i) {
    const Token& token = name.tokens[i];
    if (token.is_han || token.kind == Kind::Form) return "";
    has_core = has_core || token.kind == Kind::Core;
    out += token.own;
  }
  return has_core ? out : "";
}

Comparison compare(const Name& query, const Name& listed) {
  Comparison out;
  for (const Token& token : query.tokens) out.total += query_weight(token);
  for (const Token& token : listed.tokens) out.total += listed_weight(token);
  if (query.tokens.empty() || listed.tokens.empty()) return out;
  Assignment best = assign(query.normal == listed.normal ? each_with_itself(query) : Pairing(query, listed).find());
  out.pairs = std::move(best.pairs);
  out.gain = best.gain;
  out.is_exact = best.is_exact;
  out.loss = std::min(out.gain, contradiction(out.pairs, query, listed));
  out.uncapped = (out.gain - out.loss) / out.total;
  out.score = may_alert(out.pairs, query, listed) ? out.uncapped : std::min(out.uncapped, kWithoutBrand - 1);
  return out;
}

}  // namespace lockgate::screen
