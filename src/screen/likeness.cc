#include "screen/likeness.h"

#include <algorithm>

#include "screen/looks.h"
#include "screen/vowels.h"

namespace lockgate::screen {
namespace {

constexpr std::size_t kFewBones = 3;
// Shorter common words have too many neighbors.
constexpr std::size_t kShortestCommon = 4;
// Places for pairs that are kept; a pair that comes later takes the place of an earlier one.
constexpr std::size_t kMostKept = 1024;

bool is_core(const Token& token) { return token.kind == Kind::Core; }

Likeness of_equal(const Token& a, const Text& s, const Token& b, const Text& t) {
  const bool is_both_han = a.is_han && b.is_han;
  // What sounds alike in Cantonese alone, or is spelled as Mandarin is, says nothing of two names in characters.
  if (is_both_han && (s.via == Via::Cantonese || t.via == Via::Cantonese)) return {};
  if (is_reading(s.via) || is_reading(t.via)) return {is_both_han ? kHomophone : kReading, Relation::Reading, 0};
  if (a.own == b.own) return {1000, Relation::Exact, 0};
  if (is_core(a) && (s.via == Via::Word || t.via == Via::Word)) return {1000, Relation::Brand, 0};
  return {1000, a.is_han != b.is_han ? Relation::Translation : Relation::SameWord, 0};
}

// Mohamed and Mohammed, Hussain and Hussein.
bool has_same_bones(const std::string& a, const std::string& b) {
  const std::string bones = undoubled(consonants(a));
  const bool is_enough = bones.size() > kFewBones || std::min(a.size(), b.size()) >= kLongestLooks;
  return is_enough && bones == undoubled(consonants(b));
}

Likeness of_spelling(const Token& a, const Text& s, const Token& b, const Text& t) {
  if (a.is_han && b.is_han) return {};
  if (!is_core(a) || !s.is_spelled || !t.is_spelled) return {};
  if (s.looks != 0 && s.looks == t.looks && is_core(b)) return {kScanned, Relation::Scanned, 0};
  const int most = std::min(most_edits(s.text.size()), most_edits(t.text.size()));
  const int edits = most == 0 ? 1 : distance(s.text, t.text, most);
  if (edits > most) return {};
  const bool is_read = is_reading(s.via) || is_reading(t.via);
  if (is_read && std::min(s.text.size(), t.text.size()) < kShortestPinyin) return {};
  const int alike = after_edits(edits, std::max(s.text.size(), t.text.size()));
  const int spelled = a.is_common && b.is_common && !has_same_bones(s.text, t.text) ? alike * kBothCommon / 1000 : alike;
  return {is_read ? spelled * kReading / 1000 : spelled, Relation::Spelling, edits};
}

Likeness of_initial(const Token& a, const Token& b) {
  const bool is_one = (a.kind == Kind::Initial && is_core(b)) || (b.kind == Kind::Initial && is_core(a));
  return is_one && !a.is_han && !b.is_han && a.own.front() == b.own.front() ? Likeness{kInitial, Relation::Initial, 0} : Likeness{};
}

// Only one of the two is written without vowels: two full words with the same consonants are two words.
Likeness of_consonants(const Token& a, const Token& b) {
  const bool is_same = a.is_bare != b.is_bare && !a.consonants.empty() && a.consonants == b.consonants;
  if (!is_same) return {};
  // Three consonants are the bones of many a word: then the last vowel has to be there as well (`Kbru` for `Kabiru`, not `Alma` for `Alim`).
  const std::string& bare = a.is_bare ? a.own : b.own;
  const std::string& full = a.is_bare ? b.own : a.own;
  const bool is_sure = a.consonants.size() > kFewBones || bare.size() == kFewBones || bare.back() == full.back();
  return is_sure ? Likeness{kConsonants, Relation::Consonants, 0} : Likeness{};
}

Likeness of_sound(const Token& a, const Token& b) {
  if (a.is_han == b.is_han) return {};
  for (const std::string& sound : a.sounds)
    if (std::find(b.sounds.begin(), b.sounds.end(), sound) != b.sounds.end()) return {kSound, Relation::Sound, 0};
  return {};
}

// Do these tokens, one after the other, write this text?
bool is_joined(const Name& name, std::size_t from, std::size_t count, std::string_view text) {
  for (std::size_t i = from; i < from + count; ++i) {
    const std::string& own = name.tokens[i].own;
    if (!text.starts_with(own)) return false;
    text.remove_prefix(own.size());
  }
  return text.empty();
}

}  // namespace

const char* to_string(Relation relation) {
  constexpr const char* kNames[] = {"exact", "same_word", "translation", "brand", "reading", "spelling", "joined", "initial", "consonants", "sound", "scanned", "acronym", "cut", "echo"};
  return kNames[static_cast<std::size_t>(relation)];
}

bool is_spelled(const Token& token, const Text& text) {
  const bool is_letters = std::all_of(text.text.begin(), text.text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  const bool is_written = token.kind != Kind::Particle && text.text == token.own && text.text.size() >= kShortestCommon;
  return (is_core(token) || is_written) && is_letters;
}

std::uint64_t looks_of(const Token& token, const Text& text) {
  const bool is_short = token.kind == Kind::Core && text.via == Via::Own && text.text.size() <= kLongestLooks && is_spelled(token, text);
  std::uint64_t out = 0;
  if (is_short)
    for (const char c : looks(text.text)) out = out << 8 | static_cast<unsigned char>(c);
  return out;
}

Likeness likeness(const Token& a, const Token& b) {
  Likeness best = of_initial(a, b);
  const auto offer = [&best](Likeness other) {
    if (other.thousandths > best.thousandths) best = other;
  };
  offer(of_consonants(a, b));
  offer(of_sound(a, b));
  for (const Text& s : a.texts)
    for (const Text& t : b.texts) offer(s.text == t.text ? of_equal(a, s, b, t) : of_spelling(a, s, b, t));
  return best;
}

Likenesses::Memory& Likenesses::memory_of_thread() {
  thread_local Memory memory;
  return memory;
}

Likenesses::Likenesses(const Name& query) : query_(query), memory_(memory_of_thread()) {
  if (++memory_.epoch == 0 || memory_.kept.empty()) memory_.kept.assign(kMostKept, {}), memory_.epoch = 1;
}

Likeness Likenesses::of(std::size_t token, const Token& listed) {
  if (listed.number == Token::kUnlisted) return likeness(query_.tokens[token], listed);
  const std::uint32_t pair = listed.number * 64 + static_cast<std::uint32_t>(token);
  Kept& kept = memory_.kept[(pair ^ pair >> 10) % kMostKept];
  if (kept.epoch != memory_.epoch || kept.pair != pair) {
    const Likeness found = likeness(query_.tokens[token], listed);
    kept = {memory_.epoch, pair, static_cast<std::int16_t>(found.thousandths), found.relation, static_cast<std::uint8_t>(found.edits)};
  }
  return {kept.thousandths, kept.relation, kept.edits};
}

Likeness joined_likeness(const Name& name, std::size_t from, std::size_t count, const Token& one) {
  const char first = name.tokens[from].own.front();
  for (const Text& text : one.texts)
    if (text.text.front() == first && (is_core(one) || text.text == one.own) && is_joined(name, from, count, text.text)) return {is_reading(text.via) ? kJoined * kReading / 1000 : kJoined, Relation::Joined, 0};
  return {};
}

}  // namespace lockgate::screen
