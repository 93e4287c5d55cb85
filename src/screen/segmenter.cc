#include "screen/segmenter.h"

#include <algorithm>
#include <limits>

#include "base/text.h"

namespace lockgate::screen {
namespace {

// A known word costs less than one unknown character, so known words are used wherever they fit; a beginning brand costs a
// little, so that it stays in one piece; one known brand is better than two known common words.
constexpr int kKnownWord = 10;
constexpr int kKnownBrand = 8;
constexpr int kUnlistedPlace = 26;
constexpr int kUnknownCharacter = 25;
constexpr int kNewBrand = 5;

class Segmentation {
 public:
  Segmentation(std::string_view run, const Lexicon& lexicon) : run_(run), lexicon_(lexicon) {
    for (std::size_t at = 0; at < run.size();) {
      starts_.push_back(at);
      next_code_point(run, at);
    }
    starts_.push_back(run.size());
    best_.resize(starts_.size());
  }

  // From the end to the beginning, then read forwards.
  std::vector<Segment> solve() {
    const std::size_t count = starts_.size() - 1;
    best_[count] = {};
    for (std::size_t at = count; at-- > 0;) settle(at);
    std::vector<Segment> out;
    for (std::size_t at = 0; at < count; at = best_[at].end) add(out, at);
    return out;
  }

 private:
  struct Choice {
    int cost = 0;
    std::size_t end = 0;
    const std::vector<Sense>* senses = nullptr;
    Kind kind = Kind::Core;
    bool is_unknown = false;
  };

  std::string_view text(std::size_t from, std::size_t to) const { return run_.substr(starts_[from], starts_[to] - starts_[from]); }

  void settle(std::size_t at) {
    const std::size_t count = starts_.size() - 1;
    best_[at].cost = std::numeric_limits<int>::max();
    const std::size_t longest = std::min(lexicon_.longest_han(), count - at);
    for (std::size_t length = longest; length >= 1; --length) try_known(at, at + length);
    for (std::size_t length = 3; at == 0 && length <= std::min<std::size_t>(5, count); ++length) try_place(length);
    const bool goes_on = at + 1 < count && best_[at + 1].is_unknown;
    offer(at, {kUnknownCharacter + (goes_on ? 0 : kNewBrand), at + 1, nullptr, Kind::Core, true});
  }

  // A single character means something only at the end (a works, a shop) or the beginning of what is left.
  void try_known(std::size_t at, std::size_t end) {
    const std::vector<Sense>* senses = lexicon_.find(text(at, end));
    if (senses == nullptr || (end == at + 1 && end + 1 != starts_.size())) return;
    const Kind kind = senses->front().kind;
    offer(at, {kind == Kind::Core ? kKnownBrand : kKnownWord, end, senses, kind, false});
  }

  // Behind a known place begins the brand: 香港旗 is no banner of Inner Mongolia.
  bool begins_with_place(std::size_t length) const {
    for (std::size_t known = 2; known < length; ++known)
      if (const auto* senses = lexicon_.find(text(0, known)); senses != nullptr && senses->front().kind == Kind::Place) return true;
    return false;
  }

  void try_place(std::size_t length) {
    if (length >= starts_.size() - 1 || !lexicon_.ends_place(text(length - 1, length)) || begins_with_place(length)) return;
    offer(0, {kUnlistedPlace, length, nullptr, Kind::Place, false});
  }

  void offer(std::size_t at, Choice choice) {
    choice.cost += best_[choice.end].cost;
    if (choice.cost < best_[at].cost) best_[at] = choice;
  }

  void add(std::vector<Segment>& out, std::size_t at) const {
    const Choice& choice = best_[at];
    const bool continues = choice.is_unknown && !out.empty() && out.back().senses == nullptr && out.back().kind == Kind::Core;
    if (!continues) out.push_back({text(at, choice.end), choice.senses, choice.kind});
    else out.back().text = {out.back().text.data(), out.back().text.size() + text(at, choice.end).size()};
  }

  std::string_view run_;
  const Lexicon& lexicon_;
  std::vector<std::size_t> starts_;  // of the characters, and the end
  std::vector<Choice> best_;
};

}  // namespace

std::vector<Segment> segment(std::string_view run, const Lexicon& lexicon) { return Segmentation(run, lexicon).solve(); }

}  // namespace lockgate::screen
