// Likeness: how alike two tokens are, in thousandths, and why. This is the whole of what may be taken for the same.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "screen/distance.h"
#include "screen/name.h"

namespace lockgate::screen {

enum class Relation : std::uint8_t { Exact, SameWord, Translation, Brand, Reading, Spelling, Joined, Initial, Consonants, Sound, Scanned, Acronym, Cut, Echo };
const char* to_string(Relation relation);

struct Likeness {
  int thousandths = 0;  // 0: nothing in common
  Relation relation = Relation::Exact;
  int edits = 0;
};

// Characters and letters that only sound alike: pinyin does not say which characters it stands for.
inline constexpr int kReading = 900;
// Other characters of the same sound are mostly another name.
inline constexpr int kHomophone = 700;
// Words written together that stand apart on the other side.
inline constexpr int kJoined = 950;
inline constexpr int kInitial = 500;
// A word and what is left of it without vowels, as in `Crprtn`.
inline constexpr int kConsonants = 850;
// Characters that write a foreign word after its sound. Never enough alone: the rest of the name has to agree.
inline constexpr int kSound = 750;

// Letters that scanners, and people who mean harm, put for others: `AlF`, `Tirne`.
inline constexpr int kScanned = 900;
// Longer words that look alike are near in letters as well.
inline constexpr std::size_t kLongestLooks = 6;

// Two common words that are a few letters apart are two words, Chang and Chan, not one misspelt; unless they only differ in vowels.
inline constexpr int kBothCommon = 800;
// In pinyin one letter makes another syllable; only long brands stay recognizable.
inline constexpr std::size_t kShortestPinyin = 7;

// Edits that still leave a word recognizable: none in short words, where any letter makes another word.
constexpr int most_edits(std::size_t letters) { return letters < 4 ? 0 : letters < 6 ? 1 : 2; }
// Of two words that are not equal, `edits` apart, the longer with `letters`.
constexpr int after_edits(int edits, std::size_t letters) { return 1000 - 1000 * edits / static_cast<int>(letters); }
// Can a text of this token be compared with others letter by letter? Of common words only what is written: a misspelt one may be
// taken for a brand, but a brand is never a misspelling of what a common word means.
bool is_spelled(const Token& token, const Text& text);
// What may be read wrong in a short word of a token, as a number: equal for words that look alike. 0: not a short word as it is written.
std::uint64_t looks_of(const Token& token, const Text& text);

// `a` is asked, `b` listed: a word that is asked may be a common one misspelt; what is listed is taken as it stands.
Likeness likeness(const Token& a, const Token& b);
// The same between a question and words of the lists, each pair worked out once. Not for two questions at a time on one thread.
class Likenesses {
 public:
  explicit Likenesses(const Name& query);
  Likeness of(std::size_t token, const Token& listed);

 private:
  struct Kept {
    std::uint32_t epoch = 0;
    std::uint32_t pair = 0;
    std::int16_t thousandths = 0;
    Relation relation = Relation::Exact;
    std::uint8_t edits = 0;
  };
  struct Memory {
    std::uint32_t epoch = 0;
    std::vector<Kept> kept;
  };
  static Memory& memory_of_thread();

  const Name& query_;
  Memory& memory_;
};

// Of several tokens of one name from `from` on, written together, with one of the other.
Likeness joined_likeness(const Name& name, std::size_t from, std::size_t count, const Token& one);

}  // namespace lockgate::screen
