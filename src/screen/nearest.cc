#include "screen/nearest.h"

#include <algorithm>
#include <numeric>

#include "screen/echo.h"
#include "screen/pairing.h"

namespace lockgate::screen {
namespace {

// Of a full echo; an echo alone is no agreement.
constexpr int kEcho = 600;
// A word that is the reading of a part of the brand.
constexpr int kPart = 600;
constexpr std::size_t kShortestPart = 5;
// Words side by side whose sound is taken together: a Burmese name has four.
constexpr std::size_t kMostEchoed = 4;
// Names that are compared, of those that may gain most.
constexpr std::size_t kCompared = 1500;
// Below this there is nothing in common that is worth a look.
constexpr int kLeast = 125;

bool is_brand(const Token& token) { return token.kind == Kind::Core && !token.is_han; }

// Vowels that meet are heard as one.
void append(std::string& key, const std::string& more) { key.append(more, !key.empty() && !more.empty() && key.back() == more.front() ? 1 : 0); }

bool is_part_of_reading(const Token& brand, const std::string& word) {
  if (word.size() < kShortestPart) return false;
  return std::any_of(brand.texts.begin(), brand.texts.end(), [&](const Text& text) { return is_reading(text.via) && text.text.size() > word.size() && (text.text.starts_with(word) || text.text.ends_with(word)); });
}

// One question: its brands in characters, and what each of them may sound like.
class Question {
 public:
  Question(const Name& name, const Lexicon& lexicon) : name_(name), echoes_(name.tokens.size()) {
    for (std::size_t q = 0; q < name.tokens.size(); ++q)
      if (const Token& token = name.tokens[q]; token.is_han && token.kind == Kind::Core) echoes_[q] = echo_of_pinyin(lexicon.characters().syllables(token.own));
  }

  // The most that any of its tokens gains with a word, as it stands or by its echo.
  int most_gain(const Token& word, const std::string& echo_of_word) const {
    int most = 0;
    for (std::size_t q = 0; q < name_.tokens.size(); ++q) {
      const int alike = std::max(likeness(name_.tokens[q], word).thousandths, is_brand(word) ? echoed(q, word.own, echo_of_word) : 0);
      most = std::max(most, alike * (query_weight(name_.tokens[q]) + listed_weight(word)));
    }
    return most;
  }

  // The same with all brands of a name of some weight together.
  int most_gain(const std::string& echo_of_brands, int weight) const {
    int most = 0;
    for (std::size_t q = 0; q < name_.tokens.size(); ++q) most = std::max(most, echoed(q, "", echo_of_brands) * (query_weight(name_.tokens[q]) + weight));
    return most;
  }

  std::vector<Pair> echoes_with(const Name& listed, const std::vector<std::string>& echo_of_word) const {
    std::vector<Pair> out;
    for (std::size_t q = 0; q < echoes_.size(); ++q)
      for (std::size_t l = 0; !echoes_[q].empty() && l < listed.tokens.size(); ++l) add_echoes(q, listed, l, echo_of_word, out);
    return out;
  }

 private:
  int echoed(std::size_t q, const std::string& word, const std::string& key) const {
    if (echoes_[q].empty() || key.empty()) return 0;
    return std::max(is_part_of_reading(name_.tokens[q], word) ? kPart : 0, echo(echoes_[q], key) * kEcho / 1000);
  }

  // Of one word, and of some side by side.
  void add_echoes(std::size_t q, const Name& listed, std::size_t l, const std::vector<std::string>& echo_of_word, std::vector<Pair>& out) const {
    std::string word, key;
    for (std::size_t count = 1; count <= kMostEchoed && l + count <= listed.tokens.size(); ++count) {
      const Token& next = listed.tokens[l + count - 1];
      if (!is_brand(next) || echo_of_word[next.number].empty()) return;
      word += next.own;
      append(key, echo_of_word[next.number]);
      if (const int alike = echoed(q, word, key); alike > 0) out.push_back(pair_of(name_, q, 1, listed, l, count, {alike, Relation::Echo, 0}));
    }
  }

  const Name& name_;
  std::vector<std::string> echoes_;  // by token
};

// Of all its words, each with the best that it may stand for; its brands one by one or all together.
int most_gain(const Question& question, const Name& name, const std::string& brands, const std::vector<int>& gains) {
  int one_by_one = 0;
  int others = 0;
  int weight = 0;
  for (const Token& token : name.tokens) {
    one_by_one += gains[token.number];
    if (is_brand(token)) weight += listed_weight(token);
    else others += gains[token.number];
  }
  return brands.empty() ? one_by_one : std::max(one_by_one, others + question.most_gain(brands, weight));
}

std::string brands_of(const Name& name, const std::vector<std::string>& echo_of_word) {
  std::string out;
  std::size_t count = 0;
  for (const Token& token : name.tokens)
    if (is_brand(token) && count < kMostEchoed) append(out, echo_of_word[token.number]), ++count;
  return count > 1 ? out : "";
}

}  // namespace

bool has_han_brand(const Name& name) {
  return std::any_of(name.tokens.begin(), name.tokens.end(), [](const Token& token) { return token.is_han && token.kind == Kind::Core; });
}

Nearest::Nearest(const Lexicon& lexicon, const Vocabulary& vocabulary, const Names& names) : lexicon_(lexicon), vocabulary_(vocabulary), names_(names) {
  for (std::uint32_t word = 0; word < vocabulary.size(); ++word) echoes_.push_back(is_brand(vocabulary.token(word)) ? echo_of_latin(vocabulary.token(word).own) : "");
  for (const Name& name : names) brands_.push_back(brands_of(name, echoes_)), is_firm_.push_back(is_firm(name));
}

// Names in the order of what they could gain at most; only the first of these are compared.
std::vector<Near> Nearest::to(const Name& query, std::size_t count) const {
  const Question question(query, lexicon_);
  const bool is_of_firm = is_firm(query);
  std::vector<int> gains(vocabulary_.size());
  for (std::uint32_t word = 0; word < gains.size(); ++word) gains[word] = question.most_gain(vocabulary_.token(word), echoes_[word]);
  std::vector<std::pair<int, std::uint32_t>> order;
  for (std::uint32_t n = 0; n < names_.size(); ++n) {
    const int most = most_gain(question, names_[n], brands_[n], gains);
    const int score = most / std::max(1, query.weight * kQueryShare + names_[n].weight * kListedShare) / (is_of_firm && !is_firm_[n] ? 2 : 1);
    if (score > 0) order.emplace_back(-score, n);
  }
  const auto end = order.begin() + static_cast<std::ptrdiff_t>(std::min(order.size(), std::max(kCompared, 10 * count)));
  std::partial_sort(order.begin(), end, order.end());
  std::vector<Near> out;
  for (auto at = order.begin(); at != end; ++at) {
    Comparison comparison = compare_nearly(query, names_[at->second], question.echoes_with(names_[at->second], echoes_));
    if (comparison.score >= kLeast) out.push_back({at->second, std::move(comparison)});
  }
  std::sort(out.begin(), out.end(), [](const Near& a, const Near& b) { return a.comparison.score != b.comparison.score ? a.comparison.score > b.comparison.score : a.name < b.name; });
  return out;
}

}  // namespace lockgate::screen
