// Sound: what a foreign word and the Chinese characters it is written with have in common. Characters keep the consonants, roughly, and
// lose most vowels: 尤尼泰克 (you ni tai ke) is Unitech, 阿尔科斯 (a er ke si) is Arcos.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lockgate::screen {

// Classes of consonants, in order; a leading vowel is one as well. A word of Latin letters may have several, where `ch`, `g`, `m`, `r`
// or `x` is heard in more than one way. Keys that are too short to tell anything are left out.
std::vector<std::string> sounds_of_latin(std::string_view word);
// Of syllables in pinyin.
std::string sound_of_pinyin(const std::vector<std::string>& syllables);

}  // namespace lockgate::screen
