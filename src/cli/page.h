// Page: an answer in headings, sentences and lists, written for a terminal or as Markdown.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/terminal.h"

namespace lockgate::cli {

class Page {
 public:
  void title(std::string text, Style style = Style::Bold);
  void heading(std::string text);
  void line(std::string text, Style style = Style::Plain, int depth = 0);
  // `1. text` or `✓ text`, further lines under the text.
  void item(std::string marker, std::string text, int depth = 1, Style style = Style::Plain);
  // `in force   [2023-11-17, )`
  void pair(std::string label, std::string text, int depth = 0);
  // Text that is not to be wrapped.
  void source(std::string text);
  void gap();

  void write_text(const Terminal& terminal) const;
  void write_markdown(const Terminal& terminal) const;

 private:
  enum class Kind : std::uint8_t { Title, Heading, Line, Item, Pair, Source, Gap };
  struct Block {
    Kind kind;
    std::string label;
    std::string text;
    int depth = 0;
    Style style = Style::Plain;
  };
  static std::string text_of(const Block& block, const Terminal& terminal);
  static std::string markdown_of(const Block& block);
  std::vector<Block> blocks_;
};

// With the characters escaped that Markdown would read.
std::string markdown(std::string_view text);

}  // namespace lockgate::cli
