// Layout: text in columns of a terminal. Counts columns, not bytes: a Chinese character takes two, an accent none.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lockgate::cli {

int columns_of(std::string_view text);

// Without control characters, so that a name in an order cannot move the cursor. A tab becomes a blank; line ends stay.
std::string printable(std::string_view text);

// Blanks on the right (or left) up to `columns`.
std::string pad(std::string_view text, int columns);
std::string pad_left(std::string_view text, int columns);

// Lines of at most `columns`, broken where Unicode allows a break, inside a word only when the word alone is too wide.
// A line end in the text is kept. An empty text is one empty line.
std::vector<std::string> wrap(std::string_view text, int columns);

// `15832` as `15,832`; a text that is not all digits is returned as it is.
std::string grouped(std::string_view number);

}  // namespace lockgate::cli
