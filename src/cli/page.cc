#include "cli/page.h"

#include <algorithm>

#include "cli/layout.h"

namespace lockgate::cli {
namespace {

constexpr int kIndent = 2;
constexpr int kLabel = 16;

// The text with `first` before its first line and as many blanks before the others.
std::string hang(const std::string& first, int columns, std::string_view text, const Terminal& terminal, Style style) {
  std::string out;
  for (const std::string& line : wrap(text, terminal.width() - columns))
    out += (out.empty() ? first : std::string(static_cast<std::size_t>(columns), ' ')) + terminal.paint(style, line) + "\n";
  return out;
}

}  // namespace

std::string markdown(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '<' || c == '*' || c == '|' || c == '`' || c == '\\' || c == '[') out += '\\';
    out += c == '\n' ? ' ' : c;
  }
  return out;
}

void Page::title(std::string text, Style style) { blocks_.push_back({Kind::Title, "", std::move(text), 0, style}); }
void Page::heading(std::string text) { blocks_.push_back({Kind::Heading, "", std::move(text), 0, Style::Bold}); }
void Page::line(std::string text, Style style, int depth) { blocks_.push_back({Kind::Line, "", std::move(text), depth, style}); }
void Page::source(std::string text) { blocks_.push_back({Kind::Source, "", std::move(text), 0, Style::Plain}); }
void Page::gap() { blocks_.push_back({Kind::Gap, "", "", 0, Style::Plain}); }

void Page::item(std::string marker, std::string text, int depth, Style style) {
  blocks_.push_back({Kind::Item, std::move(marker), std::move(text), depth, style});
}

void Page::pair(std::string label, std::string text, int depth) {
  blocks_.push_back({Kind::Pair, std::move(label), std::move(text), depth, Style::Plain});
}

std::string Page::text_of(const Block& block, const Terminal& terminal) {
  const std::string text = printable(block.text);
  const std::string indent(static_cast<std::size_t>(block.depth * kIndent), ' ');
  const int start = static_cast<int>(indent.size());
  switch (block.kind) {
    case Kind::Gap: return "\n";
    case Kind::Source: return text + "\n";
    case Kind::Title:
    case Kind::Heading:
    case Kind::Line: return hang(indent, start, text, terminal, block.style);
    case Kind::Item: {
      const int columns = start + columns_of(block.label) + 1;
      return hang(indent + terminal.paint(block.style, block.label) + " ", columns, text, terminal, Style::Plain);
    }
    case Kind::Pair: {
      const int label = std::max(kLabel, columns_of(block.label) + 2);
      return hang(indent + terminal.paint(Style::Dim, pad(block.label, label)), start + label, text, terminal, Style::Plain);
    }
  }
  return "";
}

std::string Page::markdown_of(const Block& block) {
  const std::string text = markdown(printable(block.text));
  const std::string indent(static_cast<std::size_t>(std::max(0, block.depth - 1) * kIndent), ' ');
  switch (block.kind) {
    case Kind::Gap: return "";
    case Kind::Source: return "```\n" + block.text + "\n```\n\n";
    case Kind::Title: return "## " + text + "\n\n";
    case Kind::Heading: return "### " + text + "\n\n";
    case Kind::Line: return text + "\n\n";
    case Kind::Item: return indent + "- " + markdown(block.label) + " " + text + "\n";
    case Kind::Pair: return indent + "- **" + markdown(block.label) + "**: " + text + "\n";
  }
  return "";
}

void Page::write_text(const Terminal& terminal) const {
  for (const Block& block : blocks_) terminal.write(text_of(block, terminal));
}

void Page::write_markdown(const Terminal& terminal) const {
  bool is_in_list = false;
  for (const Block& block : blocks_) {
    const bool is_item = block.kind == Kind::Item || block.kind == Kind::Pair;
    if (is_in_list && !is_item) terminal.write("\n");
    is_in_list = is_item;
    terminal.write(markdown_of(block));
  }
}

}  // namespace lockgate::cli
