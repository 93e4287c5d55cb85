#include "screen/name_reader.h"

#include <algorithm>

#include "base/text.h"
#include "screen/likeness.h"
#include "screen/segmenter.h"
#include "screen/sound.h"
#include "screen/vowels.h"
#include "trade/damage.h"

namespace lockgate::screen {
namespace {

constexpr std::size_t kMostReadings = 6;
// Hong Kong spells many syllables in two or three ways.
constexpr std::size_t kMostSpellings = 12;
// Characters of a person's name; of four the first two are the family name.
constexpr std::size_t kShortestPerson = 2;
constexpr std::size_t kLongestPerson = 4;
// Words of a phrase among which misspelt ones are looked for, and what they may have been.
constexpr std::size_t kMostRepaired = 6;
constexpr std::size_t kMostGuesses = 24;
// Fewer consonants are shared by too many words.
constexpr std::size_t kFewestConsonants = 3;
// As many are those of one common word only.
constexpr std::size_t kSureConsonants = 5;
constexpr std::size_t kFewestOfForeign = 3;
constexpr int kWeightOfCharacter = 40;

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

using Senses = const std::vector<Sense>*;  // null: not in the lexicon

// A common word may be met as it is written, too, by one that is misspelt.
void add_written(Token& token) {
  const bool is_written = std::any_of(token.texts.begin(), token.texts.end(), [&](const Text& text) { return text.text == token.own; });
  if (token.kind != Kind::Core && token.kind != Kind::Number && !is_written) token.texts.push_back({token.own, Via::Own});
}

Token known(const std::vector<Sense>& senses, std::string own) {
  Token token;
  token.kind = senses.front().kind;
  token.weight = weight_of(token.kind);
  token.own = std::move(own);
  for (const Sense& sense : senses) token.texts.push_back({sense.word, Via::Word});
  return token;
}

Token plain(Kind kind, std::string_view own, std::string text) {
  Token token;
  token.kind = kind;
  token.weight = weight_of(kind);
  token.own = own;
  token.texts.push_back({std::move(text), Via::Own});
  return token;
}

// One name on its way from text to tokens.
class Reading {
 public:
  // `known` may be null; `listed` is null but for the names of lists, whose words are added to it.
  Reading(std::string_view input, const Lexicon& lexicon, const Vocabulary* known, Vocabulary* listed)
      : lexicon_(lexicon), known_(known), listed_(listed), form_(normalize(trade::without_damage(input), lexicon.characters())) {
    parts_->input = input;
    parts_->normal = form_.text();
    name_.is_cut = form_.is_cut;
    unheard_.reserve(form_.words.size());
    for (const Word& word : form_.words) meanings_.push_back(meaning_of(word));
  }

  Name read() {
    for (std::size_t at = 0; at < form_.words.size();) {
      if (form_.words[at].script != Script::Han) add_latin(at);
      else add_han(form_.words[at++]);
    }
    if (parts_->tokens.size() > kMostWords) {
      parts_->tokens.resize(kMostWords);
      name_.is_cut = true;
    }
    name_.tokens = Tokens(parts_->tokens);
    name_.normal = parts_->normal, name_.input = parts_->input, name_.places = parts_->places;
    for (const Token& token : name_.tokens) {
      if (is_content(token)) ++name_.contents;
      if (token.kind == Kind::Initial) ++name_.initials;
      name_.weight += token.weight;
    }
    name_.parts = std::move(parts_);
    return std::move(name_);
  }

 private:
  // What is known of a word, and the token that it mostly is.
  struct Heard {
    const Meaning* meaning = nullptr;
    const Token* alone = nullptr;
    Vocabulary::Word* listed = nullptr;
  };

  Heard meaning_of(const Word& word) {
    static const Meaning kNothing;
    if (word.script == Script::Han) return {&kNothing, nullptr, nullptr};
    if (listed_ != nullptr) {
      Vocabulary::Word& added = listed_->add_word(word.text, lexicon_);
      return {&added.meaning, nullptr, &added};
    }
    if (const Vocabulary::Word* known = known_ == nullptr ? nullptr : known_->word(word.text)) return {&known->meaning, known->alone, nullptr};
    unheard_.push_back(lexicon_.meaning_of(word.text));
    return {&unheard_.back(), nullptr, nullptr};
  }

  std::size_t reach_at(std::size_t at) const { return std::min(meanings_[at].meaning->reach, form_.words.size() - at); }

  // How many words from `at` on are one phrase of the lexicon; 0: none.
  std::size_t phrase_at(std::size_t at, Senses& senses) const {
    for (std::size_t count = reach_at(at); count > 0; --count) {
      senses = count == 1 ? meanings_[at].meaning->senses : lexicon_.find(joined(form_, at, count, " "));
      if (senses == nullptr) continue;
      const bool is_at_end = at == 0 || at + count == form_.words.size();
      if (is_at_end || !senses->front().is_only_at_end) return longer_repaired(at, count, senses);
    }
    senses = nullptr;
    return repaired_phrase_at(at, senses);
  }

  // `Joint` is a word, but `joint stok company` is the longer phrase.
  std::size_t longer_repaired(std::size_t at, std::size_t count, Senses& senses) const {
    const std::size_t end = at + std::min(reach_at(at), kMostRepaired);
    bool is_strange = false;
    for (std::size_t i = at + count; i < end; ++i) is_strange = is_strange || (form_.words[i].script != Script::Han && !meanings_[i].meaning->is_word);
    if (!is_strange) return count;
    Senses longer = nullptr;
    const std::size_t words = repaired_phrase_at(at, longer);
    if (words <= count) return count;
    senses = longer;
    return words;
  }

  // A phrase of several words of which some are misspelt or bare: `joint stock cornpany`, `jnt stck cmpny`. The longest is taken.
  std::size_t repaired_phrase_at(std::size_t at, Senses& senses) const {
    if (meanings_[at].meaning->repairs.empty() && meanings_[at].meaning->reach < 2) return 0;
    std::size_t best = 0;
    std::vector<std::string> begun = {""};
    for (std::size_t count = 1; count <= kMostRepaired && at + count <= form_.words.size() && !begun.empty(); ++count) {
      const Word& word = form_.words[at + count - 1];
      if (word.script == Script::Han) break;
      std::vector<std::string> meant = meanings_[at + count - 1].meaning->repairs;
      meant.push_back(word.text);
      std::vector<std::string> longer;
      for (const std::string& before : begun)
        for (const std::string& one : meant)
          if (count > 1 || lexicon_.reach(one) > 1) longer.push_back(before + (count == 1 ? "" : " ") + one);
      if (longer.size() > kMostGuesses) longer.resize(kMostGuesses);
      begun = std::move(longer);
      for (const std::string& phrase : begun)
        if (Senses found = count == 1 ? nullptr : lexicon_.find(phrase); found != nullptr) {
          senses = found;
          best = count;
          break;
        }
    }
    return best;
  }

  void add_latin(std::size_t& at) {
    Senses senses = nullptr;
    // A letter in front is an initial, whatever it would mean behind it.
    std::size_t words = phrase_at(at, senses);
    const bool is_initial = words == 1 && at == 0 && form_.words.size() > 1 && form_.words[at].text.size() == 1;
    if (is_initial) words = 0, senses = nullptr;
    const std::size_t count = std::max<std::size_t>(words, 1);
    const bool is_last = at > 0 && at + 1 == form_.words.size();
    if (words == 0 && is_last) senses = lexicon_.misspelt_form(form_.words[at].text);
    if (words == 0 && is_misspelt_co(at)) senses = lexicon_.find("co");
    // `Eng.` in front is a title, elsewhere engineering.
    const bool is_title = at == 0 && count < form_.words.size() && senses != nullptr && std::any_of(senses->begin(), senses->end(), [](const Sense& sense) { return sense.kind == Kind::Particle; });
    add_token(at, count, senses, is_title);
    parts_->places.push_back({form_.words[at].source.begin, form_.words[at + count - 1].source.end});
    at += count;
  }

  // `Cp., Ltd.` behind the name of a firm: two letters in front of a form that goes with `Co.`.
  bool is_misspelt_co(std::size_t at) const {
    const std::string& word = form_.words[at].text;
    const bool is_near = word.size() <= 2 && (word.front() == 'c' || word.back() == 'o') && word.front() >= 'a';
    return is_near && at > 1 && at + 2 == form_.words.size() && (form_.words[at + 1].text == "ltd" || form_.words[at + 1].text == "limited");
  }

  void add_known(const Token& token) { parts_->tokens.push_back(&token); }

  void add_own(Token token) {
    parts_->own.push_back(std::make_unique<const Token>(std::move(token)));
    parts_->tokens.push_back(parts_->own.back().get());
  }

  // A word alone that means what it mostly means is noted with the word.
  void add_token(std::size_t at, std::size_t count, Senses senses, bool is_title) {
    const bool is_alone = count == 1 && !is_title && senses == meanings_[at].meaning->senses;
    const auto make = [&] { return latin_token(at, count, senses, is_title); };
    if (!is_alone) return add_shared(key_of(joined(form_, at, count, " "), senses, is_title ? 't' : 'l'), make);
    if (Vocabulary::Word* word = meanings_[at].listed) {
      if (word->alone == nullptr) word->alone = &listed_->add(make());
      return add_known(*word->alone);
    }
    if (const Token* shared = meanings_[at].alone) return add_known(*shared);
    add_own(make());
  }

  // The same words may be read in several ways, by where they stand.
  static std::string key_of(std::string_view text, Senses senses, char how) {
    std::string out(text);
    out += how;
    out.append(reinterpret_cast<const char*>(&senses), sizeof senses);
    return out;
  }

  template <class Make>
  void add_shared(const std::string& key, Make make) {
    const Vocabulary* known = listed_ != nullptr ? listed_ : known_;
    if (const Token* shared = known == nullptr ? nullptr : known->find(key)) return add_known(*shared);
    if (listed_ != nullptr) return add_known(listed_->add(key, make()));
    add_own(make());
  }

  Token latin_token(std::size_t at, std::size_t count, Senses senses, bool is_title) const {
    Token token = senses == nullptr ? unknown_latin(form_.words[at].text, *meanings_[at].meaning) : known(*senses, joined(form_, at, count, ""));
    if (is_title) token.kind = Kind::Particle, token.weight = weight_of(Kind::Particle);
    if (count == 1) add_written(token);
    for (std::size_t i = at; i < at + count; ++i) token.letters += form_.words[i].text.front();
    note_spelling(token);
    return token;
  }

  Token unknown_latin(const std::string& word, const Meaning& meaning) const {
    if (std::string number = number_in(word); !number.empty()) return plain(Kind::Number, word, std::move(number));
    const std::size_t letters = characters_in(word);
    if (letters == 1) return plain(Kind::Initial, word, word);
    const Senses meant = lexicon_.misspelt(word, meaning);
    const bool is_sure = meant != nullptr && (!is_bare(word) || meant->front().kind == Kind::Form || consonants(word).size() >= kSureConsonants);
    if (is_sure) return known(*meant, word);
    Token token = plain(Kind::Core, word, word);
    token.weight = std::min(lexicon_.weight(word), weight_of_letters(letters));
    token.is_bare = is_bare(word);
    if (std::string left = consonants(word); left.size() >= kFewestConsonants && letters == word.size()) token.consonants = std::move(left);
    token.is_common = lexicon_.weight(word) < 100;
    token.sounds = sounds_of_latin(word);
    // Without vowels it may be a common word or a brand.
    if (meant != nullptr)
      for (const Sense& sense : *meant) token.texts.push_back({sense.word, Via::Word});
    if (const Senses place = lexicon_.misspelt_place(word, meaning))
      for (const Sense& sense : *place) token.texts.push_back({sense.word, Via::Word});
    return token;
  }

  void add_han(const Word& word) {
    std::size_t seen = 0;
    const std::size_t before = parts_->tokens.size();
    for (const Segment& part : segment(word.text, lexicon_)) {
      const std::size_t first = seen;
      seen += characters_in(part.text);
      // The short name in brackets behind the full one says nothing new.
      bool is_repeated = false;
      for (std::size_t i = 0; i < before; ++i) is_repeated = is_repeated || (parts_->tokens[i]->is_han && parts_->tokens[i]->own == part.text);
      if (is_repeated) continue;
      add_shared(key_of(part.text, part.senses, static_cast<char>((is_person(part.text, characters_in(part.text)) ? 'A' : '0') + static_cast<int>(part.kind))), [&] { return han_token(part); });
      parts_->places.push_back({word.characters[first].begin, word.characters[seen - 1].end});
    }
  }

  Token han_token(const Segment& part) const {
    Token token = part.senses != nullptr ? known(*part.senses, std::string(part.text)) : unknown_han(part.text, part.kind);
    token.is_han = true;
    note_spelling(token);
    return token;
  }

  static void add_readings(Token& token, std::vector<std::string> readings, Via via) {
    for (std::string& reading : readings) {
      const bool is_there = std::any_of(token.texts.begin(), token.texts.end(), [&](const Text& text) { return text.text == reading; });
      if (!is_there) token.texts.push_back({std::move(reading), via});
    }
  }

  // A few characters and nothing else: mostly a person.
  bool is_person(std::string_view text, std::size_t characters) const {
    return form_.words.size() == 1 && form_.words.front().text == text && characters >= kShortestPerson && characters <= kLongestPerson;
  }

  // `曾国卫`, listed as `Guowei Zeng` and as `Kwok-wai Tsang`.
  void add_family_name_last(Token& token, std::size_t characters) const {
    add_readings(token, lexicon_.characters().pinyin(token.own, kMostReadings, characters), Via::Pinyin);
    add_readings(token, lexicon_.characters().cantonese(token.own, kMostSpellings, characters), Via::Cantonese);
  }

  Token unknown_han(std::string_view text, Kind kind) const {
    const std::size_t characters = characters_in(text);
    Token token = plain(kind, text, std::string(text));
    if (kind == Kind::Core && characters == 1) token.weight = kWeightOfCharacter;
    add_readings(token, lexicon_.characters().pinyin(text, kMostReadings), Via::Pinyin);
    if (kind == Kind::Core && characters >= kShortestPerson) add_readings(token, lexicon_.characters().cantonese(text, kMostSpellings), Via::Cantonese);
    if (is_person(text, characters)) add_family_name_last(token, characters > 3 ? 2 : 1);
    // Two characters are mostly a Chinese name; it takes three to write a foreign one.
    if (kind == Kind::Core && characters >= kFewestOfForeign)
      if (std::string sound = sound_of_pinyin(lexicon_.characters().syllables(text)); !sound.empty()) token.sounds.push_back(std::move(sound));
    return token;
  }

  const Lexicon& lexicon_;
  const Vocabulary* known_;
  Vocabulary* listed_;
  NormalForm form_;
  Name name_;
  std::unique_ptr<NameParts> parts_ = std::make_unique<NameParts>();
  std::vector<Heard> meanings_;    // by word
  std::vector<Meaning> unheard_;   // of words that no list has; never grows beyond what was reserved
};

}  // namespace

Name NameReader::read(std::string_view input) const { return Reading(input, lexicon_, vocabulary_, nullptr).read(); }

Name NameReader::read_listed(std::string_view input, const Lexicon& lexicon, Vocabulary& vocabulary) { return Reading(input, lexicon, nullptr, &vocabulary).read(); }

}  // namespace lockgate::screen
