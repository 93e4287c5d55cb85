// Words: what the answers are called in English and Chinese. Words of a rulebook that are not listed here are shown as they
// are, with blanks for underscores.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "trade/determination.h"
#include "trade/language.h"

namespace lockgate::cli {

using trade::Language;

bool has_word(std::string_view word);
std::string say(std::string_view word, Language language);
// Joined by commas, or by 、.
std::string say_all(const std::vector<std::string>& words, Language language);

// `✓`, `◇`, `?`, `▲`, `✗`.
const char* symbol_of(trade::Verdict verdict);

}  // namespace lockgate::cli
