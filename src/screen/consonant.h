// Consonants as Chinese hears those of other languages.
#pragma once

#include <string_view>

namespace lockgate::screen {

inline bool is_vowel(char c) { return std::string_view("aeiouy").find(c) != std::string_view::npos; }

// Chinese tells neither b from p, d from t nor g from k in foreign words, and writes l for r.
// A letter's class; '\0': it is no consonant.
inline char class_of(char c) {
  switch (c) {
    case 'b': case 'p': return 'P';
    case 'd': case 't': return 'T';
    case 'g': case 'k': case 'q': case 'c': return 'K';
    case 'f': case 'v': case 'w': return 'F';
    case 'l': case 'r': return 'L';
    case 's': case 'z': case 'j': case 'x': return 'S';
    case 'm': return 'M';
    case 'n': return 'N';
    case 'h': return 'H';
    default: return '\0';
  }
}

}  // namespace lockgate::screen
