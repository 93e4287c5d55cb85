// Name: a name taken apart into typed tokens, each with every text it may be compared by.
#pragma once

#include <boost/iterator/indirect_iterator.hpp>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/source.h"

namespace lockgate::screen {

// Core: what tells one party from another, a brand or the name of a person. The others are shared by many.
enum class Kind : std::uint8_t { Core, Place, Trade, Form, Particle, Number, Initial };
inline constexpr int kKinds = 7;

// How a text follows from what is written: as it stands, through a row of the lexicon, or by reading the characters aloud.
enum class Via : std::uint8_t { Own, Word, Pinyin, Cantonese };
inline bool is_reading(Via via) { return via == Via::Pinyin || via == Via::Cantonese; }

struct Text {
  std::string text;
  Via via = Via::Own;
  // What comparing letter by letter asks of every text, noted once by the reader of names; see likeness.h.
  bool is_spelled = false;
  std::uint64_t looks = 0;  // of short words; 0: it is longer, or not as written
};

// What every comparison looks at comes first.
struct Token {
  Kind kind = Kind::Core;
  bool is_han = false;
  bool is_bare = false;     // written without the vowels: `rspc` for `aerospace`
  bool is_common = false;   // a word that many listed names have
  std::uint32_t number = kUnlisted;  // among the words that listed names have, see vocabulary.h
  int weight = 0;           // how much it tells, of 100
  std::vector<Text> texts;  // never empty
  std::string own;          // what is written, in normal form, without blanks
  std::string consonants;   // the first letter and the consonants after it, of a core word in Latin letters; empty: too few to tell
  std::vector<std::string> sounds;  // of a core word or of characters after a foreign sound
  std::string letters;      // with which its words in Latin letters begin

  static constexpr std::uint32_t kUnlisted = ~std::uint32_t{0};
};

// The tokens of a name, which somebody else keeps.
class Tokens {
 public:
  using const_iterator = boost::indirect_iterator<const Token* const*>;

  Tokens() = default;
  explicit Tokens(std::span<const Token* const> all) : all_(all.data()), count_(static_cast<std::uint32_t>(all.size())) {}

  std::size_t size() const { return count_; }
  bool empty() const { return count_ == 0; }
  const Token& operator[](std::size_t at) const { return *all_[at]; }
  const Token& front() const { return *all_[0]; }
  // Where they are, one after another.
  std::span<const Token* const> all() const { return {all_, count_}; }
  // Asks memory for where they are.
  void prefetch() const { __builtin_prefetch(all_); }
  const_iterator begin() const { return const_iterator(all_); }
  const_iterator end() const { return const_iterator(all_ + count_); }

 private:
  const Token* const* all_ = nullptr;
  std::uint32_t count_ = 0;
};

// What a name that was read alone looks at. Tokens that listed names have are shared by all names that have them and live as long as the
// lists; any other is the name's own.
struct NameParts {
  std::vector<const Token*> tokens;
  std::vector<std::unique_ptr<const Token>> own;
  std::string normal;
  std::string input;
  std::vector<Place> places;
};

// What a comparison looks at comes first.
struct Name {
  Tokens tokens;
  int weight = 0;  // of all tokens
  std::uint8_t contents = 0;  // tokens that are content
  std::uint8_t initials = 0;
  bool is_cut = false;  // too long to be a name; only its beginning was read
  std::string_view normal;  // the whole normal form
  std::string_view input;
  std::span<const Place> places;  // bytes of the input, by token
  std::unique_ptr<const NameParts> parts;  // what all these look at; null: the lists keep it, see names.h
};

// What tells parties apart, if little: not legal forms and particles, which come and go.
inline bool is_content(const Token& token) { return token.kind != Kind::Form && token.kind != Kind::Particle; }

const char* to_string(Kind kind);

}  // namespace lockgate::screen
