#include "screen/name_reader.h"

#include <algorithm>

#include "base/text.h"
#include "screen/likeness.h"
#include "screen/sound.h"
#include "screen/vowels.h"
#include "trade/damage.h"

namespace lockgate::screen {
namespace {

constexpr std::size_t kMostReadings = 6;
// Words of a phrase among which misspelt ones are looked for, and what they may have been.
constexpr std::size_t kMostRepaired = 6;
constexpr std::size_t kMostGuesses = 24;
// Fewer consonants are shared by too many words.
constexpr std::size_t kFewestConsonants = 3;
// As many are those of one common word only.
constexpr std::size_t kSureConsonants = 5;
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

void note_spelling(Token& token) {
  for (Text& text : token.texts) {
    text.is_spelled = is_spelled(token, text);
    text.looks = looks_of(token, text);
  }
}

}  // namespace

Name NameReader::read(std::string_view input) const {
  const NormalForm form = normalize(trade::without_damage(input), lexicon_.characters());
  Name name{std::string(input), form.text(), {}, form.is_cut, 0, 0};
  for (std::size_t at = 0; at < form.words.size();) {
    if (form.words[at].script != Script::Han) add_latin(form, at, name);
    else add_han(form.words[at++], name);
  }
  if (name.tokens.size() > kMostWords) {
    name.tokens.resize(kMostWords);
    name.is_cut = true;
  }
  for (Token& token : name.tokens) note_spelling(token);
  name.contents = static_cast<std::size_t>(std::count_if(name.tokens.begin(), name.tokens.end(), is_content));
  name.initials = static_cast<std::size_t>(std::count_if(name.tokens.begin(), name.tokens.end(), [](const Token& token) { return token.kind == Kind::Initial; }));
  return name;
}

std::size_t NameReader::phrase_at(const NormalForm& form, std::size_t at, const std::vector<Sense>*& senses) const {
  for (std::size_t count = std::min(lexicon_.reach(form.words[at].text), form.words.size() - at); count > 0; --count) {
    senses = lexicon_.find(count == 1 ? form.words[at].text : joined(form, at, count, " "));
    if (senses == nullptr) continue;
    const bool is_at_end = at == 0 || at + count == form.words.size();
    if (is_at_end || !senses->front().is_only_at_end) return longer_repaired(form, at, count, senses);
  }
  senses = nullptr;
  return repaired_phrase_at(form, at, senses);
}

// `Joint` is a word, but `joint stok company` is the longer phrase.
std::size_t NameReader::longer_repaired(const NormalForm& form, std::size_t at, std::size_t count, const std::vector<Sense>*& senses) const {
  const std::size_t end = std::min(at + std::min(lexicon_.reach(form.words[at].text), kMostRepaired), form.words.size());
  const auto is_strange = [&](const Word& word) { return word.script != Script::Han && !lexicon_.is_word(word.text); };
  if (at + count >= end || !std::any_of(form.words.begin() + static_cast<std::ptrdiff_t>(at + count), form.words.begin() + static_cast<std::ptrdiff_t>(end), is_strange)) return count;
  const std::vector<Sense>* longer = nullptr;
  const std::size_t words = repaired_phrase_at(form, at, longer);
  if (words <= count) return count;
  senses = longer;
  return words;
}

// A phrase of several words of which some are misspelt or bare: `joint stock cornpany`, `jnt stck cmpny`. The longest is taken.
std::size_t NameReader::repaired_phrase_at(const NormalForm& form, std::size_t at, const std::vector<Sense>*& senses) const {
  std::size_t best = 0;
  std::vector<std::string> begun = {""};
  for (std::size_t count = 1; count <= kMostRepaired && at + count <= form.words.size() && !begun.empty(); ++count) {
    const Word& word = form.words[at + count - 1];
    if (word.script == Script::Han) break;
    std::vector<std::string> meant = lexicon_.is_word(word.text) ? std::vector<std::string>() : lexicon_.repairs(word.text);
    if (count == 1 && meant.empty() && lexicon_.reach(word.text) < 2) break;
    meant.push_back(word.text);
    std::vector<std::string> longer;
    for (const std::string& before : begun)
      for (const std::string& one : meant)
        if (count > 1 || lexicon_.reach(one) > 1) longer.push_back(before + (count == 1 ? "" : " ") + one);
    if (longer.size() > kMostGuesses) longer.resize(kMostGuesses);
    begun = std::move(longer);
    for (const std::string& phrase : begun)
      if (const auto* found = count == 1 ? nullptr : lexicon_.find(phrase); found != nullptr) {
        senses = found;
        best = count;
        break;
      }
  }
  return best;
}

void NameReader::add_latin(const NormalForm& form, std::size_t& at, Name& name) const {
  const std::vector<Sense>* senses = nullptr;
  // A letter in front is an initial, whatever it would mean behind it.
  std::size_t words = phrase_at(form, at, senses);
  const bool is_initial = words == 1 && at == 0 && form.words.size() > 1 && form.words[at].text.size() == 1;
  if (is_initial) words = 0, senses = nullptr;
  const std::size_t count = std::max<std::size_t>(words, 1);
  const bool is_last = at > 0 && at + 1 == form.words.size();
  if (words == 0 && is_last) senses = lexicon_.misspelt_form(form.words[at].text);
  if (words == 0 && is_misspelt_co(form, at)) senses = lexicon_.find("co");
  Token token = senses == nullptr ? unknown_latin(form.words[at].text) : known(*senses, joined(form, at, count, ""));
  // `Eng.` in front is a title, elsewhere engineering.
  const bool is_title = at == 0 && count < form.words.size() && senses != nullptr && std::any_of(senses->begin(), senses->end(), [](const Sense& sense) { return sense.kind == Kind::Particle; });
  if (is_title) token.kind = Kind::Particle, token.weight = weight_of(Kind::Particle);
  if (count == 1) add_written(token);
  token.source = {form.words[at].source.begin, form.words[at + count - 1].source.end};
  for (std::size_t i = at; i < at + count; ++i) token.letters += form.words[i].text.front();
  name.tokens.push_back(std::move(token));
  at += count;
}

// `Cp., Ltd.` behind the name of a firm: two letters in front of a form that goes with `Co.`.
bool NameReader::is_misspelt_co(const NormalForm& form, std::size_t at) const {
  const std::string& word = form.words[at].text;
  const bool is_near = word.size() <= 2 && (word.front() == 'c' || word.back() == 'o') && word.front() >= 'a';
  return is_near && at > 1 && at + 2 == form.words.size() && (form.words[at + 1].text == "ltd" || form.words[at + 1].text == "limited");
}

// A common word may be met as it is written, too, by one that is misspelt.
void NameReader::add_written(Token& token) {
  const bool is_written = std::any_of(token.texts.begin(), token.texts.end(), [&](const Text& text) { return text.text == token.own; });
  if (token.kind != Kind::Core && token.kind != Kind::Number && !is_written) token.texts.push_back({token.own, Via::Own});
}

Token NameReader::known(const std::vector<Sense>& senses, std::string own) const {
  Token token{senses.front().kind, false, weight_of(senses.front().kind), std::move(own), {}, {}, {}, {}, false, false, {}};
  for (const Sense& sense : senses) token.texts.push_back({sense.word, Via::Word});
  return token;
}

Token NameReader::unknown_latin(const std::string& word) const {
  if (std::string number = number_in(word); !number.empty()) return {Kind::Number, false, weight_of(Kind::Number), word, {{std::move(number), Via::Own}}, {}, {}, {}, false, false, {}};
  const std::size_t letters = characters_in(word);
  if (letters == 1) return {Kind::Initial, false, weight_of(Kind::Initial), word, {{word, Via::Own}}, {}, {}, {}, false, false, {}};
  const auto* meant = lexicon_.misspelt(word);
  const bool is_sure = meant != nullptr && (!is_bare(word) || meant->front().kind == Kind::Form || consonants(word).size() >= kSureConsonants);
  if (is_sure) return known(*meant, word);
  Token token{Kind::Core, false, std::min(lexicon_.weight(word), weight_of_letters(letters)), word, {{word, Via::Own}}, {}, {}, {}, is_bare(word), false, {}};
  if (std::string left = consonants(word); left.size() >= kFewestConsonants && letters == word.size()) token.consonants = std::move(left);
  token.is_common = lexicon_.weight(word) < 100;
  token.sounds = sounds_of_latin(word);
  // Without vowels it may be a common word or a brand.
  if (meant != nullptr)
    for (const Sense& sense : *meant) token.texts.push_back({sense.word, Via::Word});
  if (const auto* place = lexicon_.misspelt_place(word))
    for (const Sense& sense : *place) token.texts.push_back({sense.word, Via::Word});
  return token;
}

void NameReader::add_han(const Word& word, Name& name) const {
  std::size_t seen = 0;
  const std::size_t before = name.tokens.size();
  for (const Segment& part : segment(word.text, lexicon_)) {
    Token token = part.senses != nullptr ? known(*part.senses, std::string(part.text)) : unknown_han(part.text, part.kind);
    token.is_han = true;
    token.source.begin = word.characters[seen].begin;
    seen += characters_in(part.text);
    token.source.end = word.characters[seen - 1].end;
    // The short name in brackets behind the full one says nothing new.
    const bool is_repeated = std::any_of(name.tokens.begin(), name.tokens.begin() + static_cast<std::ptrdiff_t>(before), [&](const Token& other) { return other.is_han && other.own == token.own; });
    if (!is_repeated) name.tokens.push_back(std::move(token));
  }
}

Token NameReader::unknown_han(std::string_view text, Kind kind) const {
  const bool is_short = characters_in(text) == 1;
  Token token{kind, true, kind == Kind::Core && is_short ? 40 : weight_of(kind), std::string(text), {{std::string(text), Via::Own}}, {}, {}, {}, false, false, {}};
  for (std::string& reading : lexicon_.characters().pinyin(text, kMostReadings)) token.texts.push_back({std::move(reading), Via::Pinyin});
  // Two characters are mostly a Chinese name; it takes three to write a foreign one.
  if (kind == Kind::Core && characters_in(text) >= kFewestOfForeign)
    if (std::string sound = sound_of_pinyin(lexicon_.characters().syllables(text)); !sound.empty()) token.sounds.push_back(std::move(sound));
  return token;
}

}  // namespace lockgate::screen
