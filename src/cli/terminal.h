// Terminal: what a stream can show. Results go to stdout and talk to stderr; each may be a terminal or not.
#pragma once

#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>

namespace lockgate::cli {

enum class Colour : std::uint8_t { Auto, Always, Never };
enum class Style : std::uint8_t { Plain, Bold, Dim, Red, Green, Yellow, Blue, Magenta };

class Terminal {
 public:
  // Colour::Auto: on a terminal, unless NO_COLOR is set or TERM is `dumb`. Width: COLUMNS, the terminal's, or 100.
  Terminal(std::FILE* stream, Colour colour);

  int width() const { return width_; }
  bool is_terminal() const { return is_terminal_; }
  bool has_colour() const { return has_colour_; }
  std::string paint(Style style, std::string_view text) const;
  void write(std::string_view text) const;

 private:
  std::FILE* stream_;
  bool is_terminal_;
  bool has_colour_;
  int width_;
};

}  // namespace lockgate::cli
