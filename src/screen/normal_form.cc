#include "screen/normal_form.h"

#include <unicode/normalizer2.h>
#include <unicode/translit.h>

#include <algorithm>
#include <array>
#include <memory>

#include "base/check.h"
#include "base/text.h"

namespace lockgate::screen {
namespace {

// A character after compatibility folding, with where it came from.
struct Letter {
  char32_t point;
  Script script;
  Place source;
};

const icu::Normalizer2& casefolder() {
  UErrorCode status = U_ZERO_ERROR;
  static const icu::Normalizer2* kFolder = icu::Normalizer2::getNFKCCasefoldInstance(status);
  LG_CHECK(kFolder != nullptr);
  return *kFolder;
}

// ICU's rules for every alphabet, Russian in the manner of the lists' publishers, then only ASCII.
const icu::Transliterator& latinizer() {
  static const std::unique_ptr<const icu::Transliterator> kLatinizer = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<const icu::Transliterator> made(icu::Transliterator::createInstance("Russian-Latin/BGN; Any-Latin; Latin-ASCII; NFD; [:M:] Remove; Lower", UTRANS_FORWARD, status));
    LG_CHECK(made != nullptr);
    return made;
  }();
  return *kLatinizer;
}

std::string latinize(const std::u32string& word) {
  icu::UnicodeString text = icu::UnicodeString::fromUTF32(reinterpret_cast<const UChar32*>(word.data()), static_cast<std::int32_t>(word.size()));
  latinizer().transliterate(text);
  std::string utf8;
  text.toUTF8String(utf8);
  std::string out;
  for (const char c : utf8)
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80) out += c;
  return out;
}

// An apostrophe joins what stands around it: Xi'an, Int'l.
bool is_apostrophe(char32_t point) {
  return point == U'\'' || point == U'’' || point == U'‘' || point == U'ʼ' || point == U'`' || point == U'´' || point == U'ʻ' || point == U'ʿ' || point == U'ʾ';
}

void add_ascii(std::vector<Letter>& out, char c, Place source) {
  const bool is_capital = c >= 'A' && c <= 'Z';
  const bool is_digit = c >= '0' && c <= '9';
  const bool is_letter = is_capital || (c >= 'a' && c <= 'z');
  const char folded = is_capital ? static_cast<char>(c + 'a' - 'A') : c;
  out.push_back({static_cast<char32_t>(folded), is_digit ? Script::Digit : is_letter ? Script::Latin : Script::None, source});
}

void add_folded(std::vector<Letter>& out, std::string_view character, Place source) {
  UErrorCode status = U_ZERO_ERROR;
  std::string folded;
  icu::StringByteSink<std::string> sink(&folded);
  casefolder().normalizeUTF8(0, icu::StringPiece(character.data(), static_cast<std::int32_t>(character.size())), sink, nullptr, status);
  for (std::size_t at = 0; at < folded.size();) {
    const char32_t point = next_code_point(folded, at).value_or(U' ');
    out.push_back({point, script_of(point), source});
  }
}

std::vector<Letter> letters_of(std::string_view input) {
  std::vector<Letter> out;
  out.reserve(input.size());
  for (std::size_t at = 0; at < input.size();) {
    const std::size_t begin = at;
    if (static_cast<unsigned char>(input[at]) < 0x80) {
      add_ascii(out, input[at], {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + 1)});
      ++at;
      continue;
    }
    const auto point = next_code_point(input, at);
    const Place source{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at)};
    if (!point || *point == U'\uFFFD') out.push_back({U' ', Script::None, source});
    else if (!is_invisible(*point)) add_folded(out, input.substr(begin, at - begin), source);
  }
  return out;
}

// Splits letters into words and writes each in its final letters.
class WordWriter {
 public:
  WordWriter(const std::vector<Letter>& letters, const Characters& characters) : letters_(letters), characters_(characters), is_name_mixed_(has_letters(Script::Latin) && has_letters(Script::Cyrillic)) {}

  NormalForm write() {
    for (at_ = 0; at_ < letters_.size() && words_.size() < kMostWords; ++at_) take(letters_[at_]);
    end_word();
    return {std::move(words_), at_ < letters_.size()};
  }

 private:
  void take(const Letter& letter) {
    if (is_apostrophe(letter.point) || is_dot_in_initials(letter)) return;
    if (letter.point == U'&') return add_and(letter.source);
    if (letter.script == Script::None) return end_word();
    const bool is_han = letter.script == Script::Han;
    if (!word_.empty() && is_han != is_han_) end_word();
    is_han_ = is_han;
    if (word_.empty()) source_ = letter.source;
    source_.end = letter.source.end;
    if (is_han) characters_of_word_.push_back(letter.source);
    seen_[static_cast<std::size_t>(letter.script)] = true;
    word_ += is_han ? characters_.simplified(letter.point) : letter.point;
  }

  // The dots of `L.L.C.`, but not that of `J.Smith`.
  bool is_dot_in_initials(const Letter& letter) {
    const auto is_latin = [this](std::size_t at) { return at < letters_.size() && letters_[at].script == Script::Latin; };
    if (letter.point != U'.' || word_.empty() || !is_latin(at_ + 1) || is_latin(at_ + 2)) return false;
    const bool is_single = at_ < 2 || !is_latin(at_ - 2);
    return is_single && is_latin(at_ - 1);
  }

  void add_and(Place source) {
    end_word();
    words_.push_back({"and", Script::Latin, source, {}});
  }

  void end_word() {
    if (word_.empty()) return;
    std::string text = is_han_ ? utf8_of(word_) : latin_of_word();
    if (!text.empty()) words_.push_back({std::move(text), is_han_ ? Script::Han : Script::Latin, source_, std::move(characters_of_word_)});
    word_.clear();
    characters_of_word_.clear();
    seen_ = {};
  }

  std::string latin_of_word() {
    const auto has = [this](Script script) { return seen_[static_cast<std::size_t>(script)]; };
    const bool is_alike = std::all_of(word_.begin(), word_.end(), [&](char32_t point) { return characters_.latin_alike(point) != '\0'; });
    // A word of such letters alone (`Со`) is Latin when others of the name are mixed.
    const bool is_mixed = (has(Script::Latin) || (is_name_mixed_ && is_alike)) && (has(Script::Cyrillic) || has(Script::Other));
    if (is_mixed)
      for (char32_t& point : word_)
        if (const char alike = characters_.latin_alike(point)) point = static_cast<char32_t>(alike);
    const bool is_plain = std::all_of(word_.begin(), word_.end(), [](char32_t c) { return c < 0x80; });
    return is_plain ? std::string(word_.begin(), word_.end()) : latinize(word_);
  }

  bool has_letters(Script script) const {
    return std::any_of(letters_.begin(), letters_.end(), [script](const Letter& letter) { return letter.script == script; });
  }

  static std::string utf8_of(const std::u32string& word) {
    std::string out;
    icu::UnicodeString::fromUTF32(reinterpret_cast<const UChar32*>(word.data()), static_cast<std::int32_t>(word.size())).toUTF8String(out);
    return out;
  }

  const std::vector<Letter>& letters_;
  const Characters& characters_;
  const bool is_name_mixed_;
  std::vector<Word> words_;
  std::u32string word_;
  std::vector<Place> characters_of_word_;
  std::array<bool, 6> seen_{};  // the scripts of the word, by Script
  bool is_han_ = false;
  Place source_;
  std::size_t at_ = 0;
};

}  // namespace

std::string NormalForm::text() const {
  std::string out;
  for (const Word& word : words) out += (out.empty() ? "" : " ") + word.text;
  return out;
}

NormalForm normalize(std::string_view input, const Characters& characters) {
  const std::vector<Letter> letters = letters_of(input);
  return WordWriter(letters, characters).write();
}

}  // namespace lockgate::screen
