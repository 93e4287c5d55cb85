#include "screen/shortened.h"

#include <algorithm>

#include "screen/assignment.h"
#include "screen/pairing.h"

namespace lockgate::screen {
namespace {

Comparison scored(std::vector<Pair> pairs, int gain, int total) {
  Comparison out;
  out.pairs = std::move(pairs);
  out.gain = gain;
  out.total = total;
  out.score = out.uncapped = gain / total;
  return out;
}

int total_of(const Name& query, const Name& listed) { return query.weight * kQueryShare + listed.weight * kListedShare; }

// One side has more initials than the other, and as many words that tell something.
class Initials {
 public:
  Initials(const Name& query, const Name& listed) : query_(query), listed_(listed), is_query_(query.initials > listed.initials) {}

  Comparison compare() const {
    if (query_.initials == listed_.initials || query_.contents != listed_.contents) return {};
    Assignment best = assign(pairs());
    std::size_t contents = 0;
    std::size_t plain = 0;
    for (const Pair& pair : best.pairs) {
      if (!is_content(query_.tokens[pair.query]) || !is_content(listed_.tokens[pair.listed])) continue;
      ++contents;
      plain += pair.likeness.relation == Relation::Initial ? 0 : 1;
    }
    if (contents != query_.contents || plain == 0) return {};
    return scored(std::move(best.pairs), best.gain, total_of(query_, listed_));
  }

 private:
  std::vector<Pair> pairs() const {
    std::vector<Pair> out;
    for (std::size_t q = 0; q < query_.tokens.size(); ++q)
      for (std::size_t l = 0; l < listed_.tokens.size(); ++l) {
        const Likeness alike = likeness_of(query_.tokens[q], listed_.tokens[l]);
        if (alike.thousandths > 0) out.push_back(pair_of(query_, q, 1, listed_, l, 1, alike));
      }
    sort_pairs(out);
    return out;
  }

  Likeness likeness_of(const Token& query, const Token& listed) const {
    const Token& initial = is_query_ ? query : listed;
    const Token& word = is_query_ ? listed : query;
    const bool is_initial = initial.kind == Kind::Initial && word.kind != Kind::Initial && is_content(word);
    if (is_initial) return !word.letters.empty() && word.letters.front() == initial.own.front() ? Likeness{kShortInitial, Relation::Initial, 0} : Likeness{};
    const Likeness alike = likeness(query, listed);
    return alike.thousandths >= kAgrees ? alike : Likeness{};
  }

  const Name& query_;
  const Name& listed_;
  const bool is_query_;
};

// One word of `brief` is the initials of the first words of `full`, and the rest is the same.
class Initialed {
 public:
  Initialed(const Name& query, const Name& listed, bool is_query) : query_(query), listed_(listed), is_query_(is_query) {}

  void compare(Comparison& best) const {
    const Name& brief = is_query_ ? query_ : listed_;
    const Name& full = is_query_ ? listed_ : query_;
    if (!may_fit(brief, full)) return;
    for (const Acronym& acronym : acronyms_of(full))
      for (std::size_t b = 0; b < brief.tokens.size(); ++b) {
        if (!may_be_acronym(brief.tokens[b]) || !has_text(brief.tokens[b], acronym.text)) continue;
        Comparison other = with(b, acronym, brief, full);
        if (other.score > best.score) best = std::move(other);
      }
  }

 private:
  // Before any letters are put together.
  bool may_fit(const Name& brief, const Name& full) const {
    if (brief.contents >= full.contents) return false;
    // A person is not asked for by all names where a firm is listed by three letters.
    if (!is_query_ && !is_firm(full)) return false;
    const char letters[] = {first_letter(full, true), first_letter(full, false)};
    return std::any_of(brief.tokens.begin(), brief.tokens.end(), [&](const Token& token) { return may_be_acronym(token) && begins_with(token, letters[0], letters[1]); });
  }

  // Of the acronyms of a name, of which legal forms are a part or not; '\0': it has none.
  static char first_letter(const Name& full, bool has_forms) {
    const auto first = std::find_if(full.tokens.begin(), full.tokens.end(), [&](const Token& token) { return token.kind != Kind::Particle && (has_forms || token.kind != Kind::Form); });
    return first == full.tokens.end() || first->letters.empty() ? '\0' : first->letters.front();
  }

  static bool begins_with(const Token& token, char one, char other) {
    return std::any_of(token.texts.begin(), token.texts.end(), [&](const Text& text) { return text.text.front() == one || text.text.front() == other; });
  }

  static bool has_text(const Token& token, const std::string& letters) {
    return std::any_of(token.texts.begin(), token.texts.end(), [&](const Text& text) { return text.text == letters; });
  }

  Comparison with(std::size_t b, const Acronym& acronym, const Name& brief, const Name& full) const {
    const std::size_t rest = brief.contents - 1;
    if (rest != full.contents - acronym.contents) return {};
    const std::size_t q = is_query_ ? b : 0;
    const std::size_t l = is_query_ ? 0 : b;
    Assignment best = assign(rest_of(b, acronym.tokens));
    std::size_t contents = 0;
    std::size_t forms = 0;
    for (const Pair& pair : best.pairs) {
      contents += is_content(query_.tokens[pair.query]) && is_content(listed_.tokens[pair.listed]) ? 1 : 0;
      forms += query_.tokens[pair.query].kind == Kind::Form && pair.likeness.thousandths == 1000 ? 1 : 0;
    }
    const std::size_t shortest = !is_query_ ? kShortestListed : forms == 0 ? kShortestWhole : kShortestAcronym;
    if (contents != rest || (rest == 0 && acronym.text.size() < shortest)) return {};
    best.pairs.push_back(pair_of(query_, q, is_query_ ? 1 : acronym.tokens, listed_, l, is_query_ ? acronym.tokens : 1, {kAcronym, Relation::Acronym, 0}));
    best.gain += best.pairs.back().gain;
    sort_pairs(best.pairs);
    return scored(std::move(best.pairs), best.gain, total_of(query_, listed_));
  }

  std::vector<Pair> rest_of(std::size_t b, std::size_t tokens) const {
    std::vector<Pair> out;
    for (std::size_t q = 0; q < query_.tokens.size(); ++q)
      for (std::size_t l = 0; l < listed_.tokens.size(); ++l) {
        if ((is_query_ ? q : l) == b || (is_query_ ? l : q) < tokens) continue;
        const Likeness alike = likeness(query_.tokens[q], listed_.tokens[l]);
        if (alike.thousandths >= kAgrees) out.push_back(pair_of(query_, q, 1, listed_, l, 1, alike));
      }
    sort_pairs(out);
    return out;
  }

  const Name& query_;
  const Name& listed_;
  const bool is_query_;
};

constexpr int kBrand = 50;
// Whole words that tell something, where there is no brand.
constexpr std::size_t kFewestWords = 2;

bool is_brand(const Token& token) { return token.kind == Kind::Core && !token.is_han && token.weight >= kBrand; }

// The question is the beginning of the listed name, letter by letter, and ends inside a word.
class CutName {
 public:
  CutName(const Name& query, const Name& listed) : query_(query), listed_(listed) {}

  Comparison compare() const {
    if (!is_beginning() || !may_be_cut(query_)) return {};
    std::vector<Pair> pairs;
    std::size_t same = 0;
    for (std::size_t q = 0, l = 0; same + 1 < query_.tokens.size() && same + 1 < listed_.tokens.size() && query_.tokens[q].own == listed_.tokens[l].own; ++q, ++l, ++same)
      pairs.push_back(pair_of(query_, q, 1, listed_, l, 1, {1000, Relation::Exact, 0}));
    pairs.push_back(pair_of(query_, same, query_.tokens.size() - same, listed_, same, reach(same) - same, {kCut, Relation::Cut, 0}));
    int total = query_.weight * kQueryShare;
    int gain = 0;
    for (std::size_t l = 0; l < reach(same); ++l) total += listed_weight(listed_.tokens[l]);
    for (const Pair& pair : pairs) gain += pair.gain;
    return scored(std::move(pairs), gain, total);
  }

 private:
  bool is_beginning() const {
    const std::string_view cut = query_.normal;
    return listed_.normal.size() > cut.size() && listed_.normal[cut.size()] != ' ' && listed_.normal.starts_with(cut);
  }

  // The listed tokens that the question has begun.
  std::size_t reach(std::size_t same) const {
    std::size_t letters = 0;
    for (std::size_t q = same; q < query_.tokens.size(); ++q) letters += query_.tokens[q].own.size();
    std::size_t l = same;
    for (std::size_t seen = 0; l < listed_.tokens.size() && seen < letters; ++l) seen += listed_.tokens[l].own.size();
    return l;
  }

  const Name& query_;
  const Name& listed_;
};

// Which legal forms have letters in an acronym: all, none, or all but for their last word (`JS` for `joint stock company`).
enum class Forms { All, None, Begun };

// Adds the letters of one more word; false: no acronym goes on here.
bool add_letters(const Token& token, Forms forms, std::string& text) {
  if (token.kind == Kind::Particle || (token.kind == Kind::Form && forms == Forms::None)) return true;
  if (token.letters.empty()) return false;
  const bool is_less = token.kind == Kind::Form && forms == Forms::Begun && token.letters.size() > 1;
  text.append(token.letters, 0, token.letters.size() - (is_less ? 1 : 0));
  return text.size() <= kLongestAcronym;
}

void add_acronym(const Acronym& acronym, std::vector<Acronym>& out) {
  const auto is_same = [&](const Acronym& other) { return other.text == acronym.text && other.contents == acronym.contents; };
  if (acronym.contents > 1 && acronym.text.size() >= kShortestAcronym && std::none_of(out.begin(), out.end(), is_same)) out.push_back(acronym);
}

}  // namespace

std::vector<Acronym> acronyms_of(const Name& name) {
  std::vector<Acronym> out;
  out.reserve(name.tokens.size());
  for (const Forms forms : {Forms::All, Forms::None, Forms::Begun}) {
    Acronym acronym;
    for (const Token& token : name.tokens) {
      const std::size_t before = acronym.text.size();
      if (!add_letters(token, forms, acronym.text)) break;
      ++acronym.tokens;
      acronym.contents += is_content(token) ? 1 : 0;
      if (acronym.text.size() == before) continue;
      add_acronym(acronym, out);
      // `GETC Limited`: of a form of several words the first may be in the acronym and the rest stand behind it.
      if (token.kind == Kind::Form && token.letters.size() > 1) add_acronym({acronym.text.substr(0, before + 1), acronym.tokens, acronym.contents}, out);
    }
  }
  return out;
}

bool may_be_cut(const Name& query) {
  if (query.normal.size() < kShortestCut || query.tokens.size() < 2) return false;
  std::size_t words = 0;
  for (std::size_t i = 0; i + 1 < query.tokens.size(); ++i) {
    if (is_brand(query.tokens[i])) return true;
    words += is_content(query.tokens[i]) ? query.tokens[i].letters.size() : 0;
  }
  return words >= kFewestWords;
}

bool may_be_acronym(const Token& token) { return token.kind == Kind::Core && !token.is_han && token.own.size() >= kShortestAcronym && token.own.size() <= kLongestAcronym; }

Comparison compare_shortened(const Name& query, const Name& listed) {
  Comparison best = Initials(query, listed).compare();
  Initialed(query, listed, true).compare(best);
  Initialed(query, listed, false).compare(best);
  Comparison cut = CutName(query, listed).compare();
  return cut.score > best.score ? cut : best;
}

}  // namespace lockgate::screen
