#include "screen/name_reader.h"

#include <algorithm>

#include "base/text.h"
#include "screen/sound.h"
#include "screen/vowels.h"

namespace lockgate::screen {
namespace {

constexpr std::size_t kMostReadings = 6;
// Words of a phrase among which a misspelt one is looked for.
constexpr std::size_t kMostRepaired = 3;
// Fewer consonants are shared by too many words.
constexpr std::size_t kFewestConsonants = 4;
constexpr std::size_t kFewestOfForeign = 3;

// What a token of a kind tells, of 100. Words that many firms share tell something together, a legal form next to nothing.
// A number tells one institute from the next.
int weight_of(Kind kind) {
  constexpr int kWeights[kKinds] = {100, 25, 30, 6, 3, 50, 10};
  return kWeights[static_cast<std::size_t>(kind)];
}

// Short words meet by chance.
int weight_of_letters(std::size_t letters) {
  constexpr int kWeights[] = {0, 10, 50, 70, 85};
  return letters < 5 ? kWeights[letters] : 100;
}

std::size_t characters_in(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++count) next_code_point(text, at);
  return count;
}

// `13`, `013` and `13th` are one number; empty: it is none.
std::string number_in(std::string_view word) {
  const std::size_t digits = std::min(word.find_first_not_of("0123456789"), word.size());
  const std::string_view rest = word.substr(digits);
  const bool is_ordinal = rest == "st" || rest == "nd" || rest == "rd" || rest == "th";
  if (digits == 0 || (!rest.empty() && !is_ordinal)) return "";
  const std::size_t zeros = std::min(word.find_first_not_of('0'), digits - 1);
  return std::string(word.substr(zeros, digits - zeros));
}

std::string joined(const NormalForm& form, std::size_t from, std::size_t count, const char* separator) {
  std::string out;
  for (std::size_t i = from; i < from + count; ++i) out += (i == from ? "" : separator) + form.words[i].text;
  return out;
}

}  // namespace

Name NameReader::read(std::string_view input) const {
  const NormalForm form = normalize(input, lexicon_.characters());
  Name name{std::string(input), form.text(), {}, form.is_cut};
  for (std::size_t at = 0; at < form.words.size();) {
    if (form.words[at].script != Script::Han) add_latin(form, at, name);
    else add_han(form.words[at++], name);
  }
  return name;
}

std::size_t NameReader::phrase_at(const NormalForm& form, std::size_t at, const std::vector<Sense>*& senses) const {
  for (std::size_t count = std::min(lexicon_.reach(form.words[at].text), form.words.size() - at); count > 0; --count) {
    senses = lexicon_.find(count == 1 ? form.words[at].text : joined(form, at, count, " "));
    if (senses == nullptr) continue;
    const bool is_at_end = at == 0 || at + count == form.words.size();
    if (is_at_end || !senses->front().is_only_at_end) return count;
  }
  return repaired_phrase_at(form, at, senses);
}

// A phrase of several words of which one is misspelt: `joint stock cornpany`.
std::size_t NameReader::repaired_phrase_at(const NormalForm& form, std::size_t at, const std::vector<Sense>*& senses) const {
  for (std::size_t wrong = at; wrong < form.words.size() && wrong < at + kMostRepaired; ++wrong) {
    const std::string& word = form.words[wrong].text;
    if (form.words[wrong].script == Script::Han) return 0;
    if (lexicon_.is_word(word)) continue;
    for (const std::string& known : lexicon_.repairs(word)) {
      const std::string& first = wrong == at ? known : form.words[at].text;
      for (std::size_t count = std::min(lexicon_.reach(first), form.words.size() - at); count > std::max<std::size_t>(1, wrong - at); --count) {
        senses = lexicon_.find(joined(form, at, wrong - at, " ") + (wrong == at ? "" : " ") + known + (wrong + 1 < at + count ? " " : "") + joined(form, wrong + 1, at + count - wrong - 1, " "));
        if (senses != nullptr) return count;
      }
    }
    return 0;
  }
  return 0;
}

void NameReader::add_latin(const NormalForm& form, std::size_t& at, Name& name) const {
  const std::vector<Sense>* senses = nullptr;
  const std::size_t words = phrase_at(form, at, senses);
  const std::size_t count = std::max<std::size_t>(words, 1);
  Token token = words == 0 ? unknown_latin(form.words[at].text) : known(*senses, joined(form, at, count, ""));
  token.source = {form.words[at].source.begin, form.words[at + count - 1].source.end};
  name.tokens.push_back(std::move(token));
  at += count;
}

Token NameReader::known(const std::vector<Sense>& senses, std::string own) const {
  Token token{senses.front().kind, false, weight_of(senses.front().kind), std::move(own), {}, {}, {}, {}, false};
  for (const Sense& sense : senses) token.texts.push_back({sense.word, Via::Word});
  return token;
}

Token NameReader::unknown_latin(const std::string& word) const {
  if (std::string number = number_in(word); !number.empty()) return {Kind::Number, false, weight_of(Kind::Number), word, {{std::move(number), Via::Own}}, {}, {}, {}, false};
  const std::size_t letters = characters_in(word);
  if (letters == 1) return {Kind::Initial, false, weight_of(Kind::Initial), word, {{word, Via::Own}}, {}, {}, {}, false};
  if (const auto* senses = lexicon_.misspelt(word)) return known(*senses, word);
  Token token{Kind::Core, false, std::min(lexicon_.weight(word), weight_of_letters(letters)), word, {{word, Via::Own}}, {}, {}, {}, is_bare(word)};
  if (std::string left = consonants(word); left.size() >= kFewestConsonants && letters == word.size()) token.consonants = std::move(left);
  token.sounds = sounds_of_latin(word);
  if (const auto* place = lexicon_.misspelt_place(word))
    for (const Sense& sense : *place) token.texts.push_back({sense.word, Via::Word});
  return token;
}

void NameReader::add_han(const Word& word, Name& name) const {
  std::size_t seen = 0;
  for (const Segment& part : segment(word.text, lexicon_)) {
    Token token = part.senses != nullptr ? known(*part.senses, std::string(part.text)) : unknown_han(part.text, part.kind);
    token.is_han = true;
    token.source.begin = word.characters[seen].begin;
    seen += characters_in(part.text);
    token.source.end = word.characters[seen - 1].end;
    name.tokens.push_back(std::move(token));
  }
}

Token NameReader::unknown_han(std::string_view text, Kind kind) const {
  const bool is_short = characters_in(text) == 1;
  Token token{kind, true, kind == Kind::Core && is_short ? 40 : weight_of(kind), std::string(text), {{std::string(text), Via::Own}}, {}, {}, {}, false};
  for (std::string& reading : lexicon_.characters().pinyin(text, kMostReadings)) token.texts.push_back({std::move(reading), Via::Pinyin});
  // Two characters are mostly a Chinese name; it takes three to write a foreign one.
  if (kind == Kind::Core && characters_in(text) >= kFewestOfForeign)
    if (std::string sound = sound_of_pinyin(lexicon_.characters().syllables(text)); !sound.empty()) token.sounds.push_back(std::move(sound));
  return token;
}

}  // namespace lockgate::screen
