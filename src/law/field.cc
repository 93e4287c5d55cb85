#include "law/field.h"

#include <algorithm>
#include <cctype>

#include "base/text.h"

namespace lockgate::law {

std::string unquoted(std::string_view text) {
  text = trim(text);
  if (text.size() >= 2 && text.front() == '"' && text.back() == '"') text = text.substr(1, text.size() - 2);
  // Most values have nothing but single blanks.
  if (text.find_first_of("\n\t\r") == text.npos && text.find("  ") == text.npos) return std::string(text);
  std::string out;
  out.reserve(text.size());
  bool in_blank = false;
  for (const char c : text) {  // a continued value is one sentence
    const bool is_blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (is_blank && !in_blank) out += ' ';
    if (!is_blank) out += c;
    in_blank = is_blank;
  }
  return out;
}

std::string text_of(const Entry& entry, std::string_view keyword) {
  const EntryField* field = entry.find(keyword);
  return field == nullptr ? std::string() : unquoted(field->value);
}

bool cut(std::string_view text, std::string_view word, std::string_view& left, std::string_view& right) {
  const auto is_blank = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
  for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if (at == 0 || end >= text.size() || !is_blank(text[at - 1]) || !is_blank(text[end])) continue;
    left = trim(text.substr(0, at));
    right = trim(text.substr(end));
    return true;
  }
  return false;
}

Braces read_braces(std::string_view text) {
  Braces out;
  const std::size_t open = text.find('{');
  const std::size_t close = text.find('}');
  out.is_found = open != std::string_view::npos && close != std::string_view::npos && open < close;
  if (!out.is_found) return out;
  const std::string_view inside = text.substr(open + 1, close - open - 1);
  out.separator = inside.find('<') != std::string_view::npos ? '<' : ',';
  for (std::string_view part : split(inside, out.separator))
    if (!part.empty()) out.words.push_back(unquoted(part));
  out.rest = trim(text.substr(close + 1));
  return out;
}

std::string_view first_word(std::string_view text) { return text.substr(0, text.find_first_of(" \t\n")); }

bool is_name(std::string_view text) {
  const auto is_part = [](unsigned char c) {
    return std::isalnum(c) != 0 || c == '.' || c == '_' || c == '-' || c == '@';
  };
  return !text.empty() && text.front() != '.' && text.back() != '.' && std::all_of(text.begin(), text.end(), is_part);
}

bool is_rule_head(std::string_view head) {
  return head == "rule" || head == "exception" || head == "step" || head == "part";
}
bool is_rider_head(std::string_view head) { return head == "duty" || head == "flag" || head == "note"; }

std::string did_you_mean(std::string_view word, const std::vector<std::string>& known) {
  const auto near = nearest(word, known);
  return near ? "did you mean `" + *near + "`?" : "";
}

Place place_in(const Source& source, std::string_view slice) {
  const auto begin = static_cast<std::uint32_t>(slice.data() - source.text().data());
  return {begin, begin + static_cast<std::uint32_t>(slice.size())};
}

}  // namespace lockgate::law
