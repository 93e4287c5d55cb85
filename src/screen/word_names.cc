#include "screen/word_names.h"

#include <utility>

#include "screen/comparison.h"

namespace lockgate::screen {
namespace {

constexpr unsigned kMostTotal = (1 << 10) - 1;
constexpr unsigned kMostCounted = (1 << 3) - 1;

bool is_narrow(const Name& name) { return name.tokens.size() <= 1 + std::tuple_size_v<decltype(Sight::others)> && name.weight * kListedShare <= static_cast<int>(kMostTotal); }

template <class One>
void put_others(const Name& name, std::size_t token, One& out) {
  std::size_t at = 0;
  for (std::size_t t = 0; t < name.tokens.size() && at < out.others.size(); ++t)
    if (t != token) out.others[at++] = key_of(name.tokens[t].number);
}

void see(const Name& name, std::size_t token, Sight& out) {
  out.total = static_cast<unsigned>(name.weight * kListedShare) & kMostTotal;
  out.contents = name.contents & kMostCounted;
  out.initials = name.initials & kMostCounted;
  put_others(name, token, out);
}

void see(const Name& name, std::size_t token, WideSight& out) {
  out.total = static_cast<std::uint16_t>(name.weight * kListedShare);
  out.contents = name.contents;
  out.initials = name.initials & ((1 << 7) - 1);
  out.is_part = name.tokens.size() > out.others.size() + 1;
  put_others(name, token, out);
}

// A name that has a word twice, both times or never among its rarest, is listed there once.
bool is_again(const Name& name, const std::vector<bool>& is_rare, std::size_t first, std::size_t token) {
  for (std::size_t t = 0; t < token; ++t)
    if (name.tokens[t].number == name.tokens[token].number && is_rare[first + t] == is_rare[first + token]) return true;
  return false;
}

// Calls `use(name, token, is_rare)` for whatever is listed.
template <class IsHere, class Use>
void for_each_listed(const Names& names, const std::vector<bool>& is_rare, IsHere is_here, Use use) {
  std::size_t first = 0;
  for (std::size_t n = 0; n < names.size(); first += names[n++].tokens.size())
    for (std::size_t t = 0; is_here(names[n]) && t < names[n].tokens.size(); ++t)
      if (!is_again(names[n], is_rare, first, t)) use(static_cast<std::uint32_t>(n), t, is_rare[first + t]);
}

}  // namespace

// Counted first, so that they lie in memory word by word without room for more.
template <class One>
template <class IsHere>
Sights<One>::Sights(std::uint32_t words, const Names& names, const std::vector<bool>& is_rare, IsHere is_here) : words_(words + std::size_t{1}) {
  for_each_listed(names, is_rare, is_here, [&](std::uint32_t n, std::size_t t, bool is_rarest) {
    Word& word = words_[names[n].tokens[t].number];
    ++word.begin, word.rare_end += is_rarest ? 1 : 0;
  });
  find_begins();
  std::vector<Word> next(words_);  // the next of the rarest, and the next of the others
  for_each_listed(names, is_rare, is_here, [&](std::uint32_t n, std::size_t t, bool is_rarest) {
    Word& word = next[names[n].tokens[t].number];
    One& one = all_[is_rarest ? word.begin++ : word.rare_end++];
    one.name = n;
    see(names[n], t, one);
  });
}

// From counts.
template <class One>
void Sights<One>::find_begins() {
  std::uint32_t end = 0;
  for (Word& word : words_) {
    const std::uint32_t count = std::exchange(word.begin, end);
    word.rare_end += end;
    end += count;
  }
  all_.resize(end + std::size_t{1});  // the last one is never looked at, but asked for
}

WordNames::WordNames(const Vocabulary& vocabulary, const Names& names, const std::vector<bool>& is_rare)
    : sights_(vocabulary.size(), names, is_rare, is_narrow), wide_sights_(vocabulary.size(), names, is_rare, [](const Name& name) { return !is_narrow(name); }) {
  for (std::uint32_t word = 0; word < vocabulary.size(); ++word) weights_.push_back(listed_weight(vocabulary.token(word)));
}

}  // namespace lockgate::screen
