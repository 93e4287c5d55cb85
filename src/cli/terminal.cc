#include "cli/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

namespace lockgate::cli {
namespace {

constexpr int kDefaultWidth = 100;
constexpr int kLeastWidth = 40;

bool is_set(const char* variable) {
  const char* value = std::getenv(variable);
  return value != nullptr && *value != '\0';
}

bool wants_colour(Colour colour, bool is_terminal) {
  if (colour != Colour::Auto) return colour == Colour::Always;
  const char* term = std::getenv("TERM");
  return is_terminal && !is_set("NO_COLOR") && !(term != nullptr && std::string_view(term) == "dumb");
}

int width_of(std::FILE* stream) {
  if (is_set("COLUMNS"))
    if (const int columns = std::atoi(std::getenv("COLUMNS")); columns > 0) return std::max(columns, kLeastWidth);
  winsize size{};
  if (ioctl(fileno(stream), TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return std::max<int>(size.ws_col, kLeastWidth);
  return kDefaultWidth;
}

const char* code_of(Style style) {
  switch (style) {
    case Style::Bold: return "1";
    case Style::Dim: return "2";
    case Style::Red: return "1;31";
    case Style::Green: return "32";
    case Style::Yellow: return "33";
    case Style::Blue: return "1;34";
    case Style::Magenta: return "35";
    case Style::Plain: break;
  }
  return "";
}

}  // namespace

Terminal::Terminal(std::FILE* stream, Colour colour)
    : stream_(stream), is_terminal_(isatty(fileno(stream)) == 1), has_colour_(wants_colour(colour, is_terminal_)), width_(width_of(stream)) {}

std::string Terminal::paint(Style style, std::string_view text) const {
  if (!has_colour_ || style == Style::Plain || text.empty()) return std::string(text);
  return std::string("\x1b[") + code_of(style) + "m" + std::string(text) + "\x1b[0m";
}

void Terminal::write(std::string_view text) const { std::fwrite(text.data(), 1, text.size(), stream_); }

}  // namespace lockgate::cli
