// Echo: what is left of the sound of a Chinese brand in the English name that its firm gave itself (欧赛, Ausay; 科源, CoYuan). Too little
// to take one for the other, and enough to order names that have nothing better in common.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lockgate::screen {

// Classes of consonants and where vowels stand. Empty: it has letters that cannot be read so.
std::string echo_of_latin(std::string_view word);
// Of syllables in pinyin.
std::string echo_of_pinyin(const std::vector<std::string>& syllables);
// How alike two of them are, in thousandths; 0: less than half.
int echo(std::string_view a, std::string_view b);

}  // namespace lockgate::screen
