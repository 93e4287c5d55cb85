#include "base/source.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "base/check.h"
#include "base/text.h"

namespace lockgate {
namespace {

constexpr std::size_t kTabWidth = 4;

constexpr char32_t kReplacement = U'\uFFFD';

// Columns of a terminal: two for Chinese and other wide characters, none for combining marks.
std::size_t width(char32_t code_point) {
  const auto point = static_cast<UChar32>(code_point);
  const int kind = u_charType(point);
  if (kind == U_NON_SPACING_MARK || kind == U_ENCLOSING_MARK) return 0;
  const int wide = u_getIntPropertyValue(point, UCHAR_EAST_ASIAN_WIDTH);
  return wide == U_EA_WIDE || wide == U_EA_FULLWIDTH ? 2 : 1;
}

struct Shown {
  std::string text;
  std::size_t width = 0;
};

// A piece of a line as it is printed: tabs become blanks, other control characters U+FFFD.
Shown show(std::string_view text) {
  Shown shown;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t start = i;
    const char32_t point = next_code_point(text, i).value_or(kReplacement);
    const bool is_tab = point == '\t';
    if (is_tab) {
      shown.text.append(kTabWidth, ' ');
    } else if (point < ' ' || point == kReplacement) {
      shown.text += "\uFFFD";
    } else {
      shown.text += text.substr(start, i - start);
    }
    shown.width += is_tab ? kTabWidth : width(point);
  }
  return shown;
}

struct Paint {
  bool is_on;
  std::string operator()(const char* code, std::string text) const {
    return is_on ? "\x1b[" + std::string(code) + "m" + text + "\x1b[0m" : text;
  }
};

const char* word(Severity severity) {
  switch (severity) {
    case Severity::Error:
      return "error";
    case Severity::Warning:
      return "warning";
    case Severity::Note:
      return "note";
  }
  LG_CHECK(false);
}

const char* colour_of(Severity severity) {
  switch (severity) {
    case Severity::Error:
      return "1;31";
    case Severity::Warning:
      return "1;33";
    case Severity::Note:
      return "1;32";
  }
  LG_CHECK(false);
}

constexpr const char* kBlue = "1;34";

std::size_t digits(const Source& source, Place place) {
  return std::to_string(source.position(place.begin).line).size();
}

// The gutter is as wide as the longest line number of the whole diagnostic, so that its parts line up.
std::size_t gutter_width(const Diagnostic& diagnostic) {
  std::size_t size = diagnostic.source ? digits(*diagnostic.source, diagnostic.place) : 0;
  for (const Diagnostic::Related& related : diagnostic.related)
    if (related.source) size = std::max(size, digits(*related.source, related.place));
  return size;
}

// The line of `place` with carets under it. A place over several lines is marked to the end of its first.
std::string snippet(const Source& source, Place place, std::size_t gutter, const char* colour, Paint paint) {
  const Source::Position position = source.position(place.begin);
  const std::string number = std::to_string(position.line);
  const std::string_view line = source.line(position.line);
  const auto start = static_cast<std::size_t>(line.data() - source.text().data());
  const std::size_t from = std::min<std::size_t>(place.begin - std::min<std::size_t>(place.begin, start), line.size());
  const std::size_t until =
      std::clamp<std::size_t>(place.end - std::min<std::size_t>(place.end, start), from, line.size());

  const std::string margin(gutter, ' ');
  const std::string carets(std::max<std::size_t>(1, show(line.substr(from, until - from)).width), '^');
  std::string out =
      margin + paint(kBlue, "-->") + " " + source.path() + ":" + number + ":" + std::to_string(position.column) + "\n";
  out += margin + paint(kBlue, " |") + "\n";
  out += paint(kBlue, std::string(gutter - number.size(), ' ') + number + " |") + " " + show(line).text + "\n";
  out += margin + paint(kBlue, " |") + " " + std::string(show(line.substr(0, from)).width, ' ') + paint(colour, carets);
  return out + "\n";
}

// `   = note: …`; further lines of the text are indented under the first.
std::string remark(const std::string& kind, const std::string& text, std::size_t gutter, Paint paint) {
  const std::string indent(gutter + 1, ' ');
  std::string out = indent + paint(kBlue, "=") + " " + paint("1", kind) + ": ";
  for (const char c : text) {
    out += c;
    if (c == '\n') out += indent + std::string(kind.size() + 4, ' ');
  }
  return out + "\n";
}

std::string related_part(const Diagnostic::Related& related, std::size_t gutter, Paint paint) {
  std::string out = paint(colour_of(Severity::Note), "note") + ": " + related.message + "\n";
  if (related.source) out += snippet(*related.source, related.place, gutter, kBlue, paint);
  return out;
}

Diagnostic make(Severity severity, std::string code, std::string message, SourcePtr source, Place place) {
  Diagnostic diagnostic;
  diagnostic.severity = severity;
  diagnostic.code = std::move(code);
  diagnostic.message = std::move(message);
  diagnostic.source = std::move(source);
  diagnostic.place = place;
  return diagnostic;
}

}  // namespace

Source::Source(std::string path, std::string text) : path_(std::move(path)), text_(std::move(text)), line_starts_{0} {
  LG_CHECK(text_.size() < UINT32_MAX);
  for (std::size_t i = 0; i < text_.size(); ++i)
    if (text_[i] == '\n') line_starts_.push_back(static_cast<std::uint32_t>(i + 1));
}

Source::Position Source::position(std::uint32_t byte) const {
  const std::size_t end = std::min<std::size_t>(byte, text_.size());
  const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), end);
  Position position{static_cast<std::uint32_t>(after - line_starts_.begin()), 1};
  for (std::size_t i = *(after - 1); i < end; ++position.column) next_code_point(text_, i);
  return position;
}

std::string_view Source::line(std::uint32_t number) const {
  LG_CHECK(number >= 1 && number <= line_starts_.size());
  const std::size_t start = line_starts_[number - 1];
  std::string_view line = text().substr(start);
  line = line.substr(0, line.find('\n'));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

std::string render(const Diagnostic& diagnostic, bool colour) {
  const Paint paint{colour};
  const std::size_t gutter = gutter_width(diagnostic);
  const std::string code = diagnostic.code.empty() ? "" : "[" + diagnostic.code + "]";
  std::string out = paint(colour_of(diagnostic.severity), word(diagnostic.severity) + code);
  out += paint("1", ": " + diagnostic.message) + "\n";
  if (diagnostic.source)
    out += snippet(*diagnostic.source, diagnostic.place, gutter, colour_of(diagnostic.severity), paint);
  for (const std::string& note : diagnostic.notes) out += remark("note", note, gutter, paint);
  if (!diagnostic.help.empty()) out += remark("help", diagnostic.help, gutter, paint);
  for (const Diagnostic::Related& related : diagnostic.related) out += related_part(related, gutter, paint);
  return out;
}

Diagnostic& Diagnostics::error(std::string code, std::string message, SourcePtr source, Place place) {
  return list_.emplace_back(make(Severity::Error, std::move(code), std::move(message), std::move(source), place));
}

Diagnostic& Diagnostics::warning(std::string code, std::string message, SourcePtr source, Place place) {
  return list_.emplace_back(make(Severity::Warning, std::move(code), std::move(message), std::move(source), place));
}

bool Diagnostics::has_errors() const {
  return std::any_of(list_.begin(), list_.end(), [](const Diagnostic& d) { return d.severity == Severity::Error; });
}

void Diagnostics::append(const Diagnostics& other) {
  list_.insert(list_.end(), other.list_.begin(), other.list_.end());
}

}  // namespace lockgate
