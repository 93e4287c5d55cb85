// Shortened names: `T. Technologies` for `Triangle Technologies`, `CETC No. 11 Research Institute` for the full words, `Guangxin
// Shipbuildin` where a field was too short. Little is left of the word that tells most, so all else has to agree.
#pragma once

#include <string>
#include <vector>

#include "screen/comparison.h"

namespace lockgate::screen {

// An initial and a word, a word and the initials of several, in such names.
inline constexpr int kShortInitial = 720;
inline constexpr int kAcronym = 820;
inline constexpr int kCut = 920;
inline constexpr std::size_t kShortestAcronym = 2;
inline constexpr std::size_t kLongestAcronym = 8;
// Two letters stand for too many names when nothing else is said, not even the legal form.
inline constexpr std::size_t kShortestWhole = 3;
// Three letters that are listed stand for too many names of firms when these have no other word, whatever their form.
inline constexpr std::size_t kShortestListed = 4;
// Letters and blanks of a name that may have been cut: shorter ones are the beginning of too many.
inline constexpr std::size_t kShortestCut = 12;
// From here on two words count as agreeing.
inline constexpr int kAgrees = 750;

// The initials of the first words of a name, and how far they reach.
struct Acronym {
  std::string text;
  std::size_t tokens = 0;    // from the first on
  std::size_t contents = 0;  // of them, those that are content
};

// With the legal forms among them, without, and with all but their last words; particles have none.
std::vector<Acronym> acronyms_of(const Name& name);
// May this token be the initials of several words?
bool may_be_acronym(const Token& token);

// Has a name a brand in front of its last word, and letters enough, to be met by its beginning alone?
bool may_be_cut(const Name& query);

// The best of the three; a score of 0 if it is none.
Comparison compare_shortened(const Name& query, const Name& listed);

}  // namespace lockgate::screen
