// Source: a text file and the way from a byte to a line and column. Diagnostic: a message about a place in one.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace lockgate {

// Byte range in a Source, half-open.
struct Place {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

class Source {
 public:
  Source(std::string path, std::string text);
  const std::string& path() const { return path_; }
  std::string_view text() const { return text_; }
  // 1-based; a column counts code points, not bytes.
  struct Position {
    std::uint32_t line;
    std::uint32_t column;
  };
  Position position(std::uint32_t byte) const;
  std::string_view line(std::uint32_t number) const;  // without its end

 private:
  std::string path_;
  std::string text_;
  std::vector<std::uint32_t> line_starts_;
};

using SourcePtr = std::shared_ptr<const Source>;

enum class Severity : std::uint8_t { Error, Warning, Note };

// One finding about a source, in the manner of rustc: code, one plain sentence, the place, notes, a fix.
// Messages: lower case, no full stop, the user's own words in back-ticks, what was expected and what was found.
struct Diagnostic {
  Severity severity = Severity::Error;
  std::string code;
  std::string message;
  SourcePtr source;  // null: no place
  Place place;
  struct Related {
    std::string message;
    SourcePtr source;
    Place place;
  };
  std::vector<Related> related;
  std::vector<std::string> notes;
  std::string help;
};

// error[LG1301]: two rules conclude different values together
//   --> rulebook/harbour/scales.md:41:10
//    |
// 41 | when     item.mass >= 50
//    |          ^^^^^^^^^^^^^^^
//    = note: …
//    = help: …
std::string render(const Diagnostic& diagnostic, bool colour = false);

// What a parser or checker found, all of it, in order of discovery.
class Diagnostics {
 public:
  Diagnostic& error(std::string code, std::string message, SourcePtr source = nullptr, Place place = {});
  Diagnostic& warning(std::string code, std::string message, SourcePtr source = nullptr, Place place = {});
  bool has_errors() const;
  bool empty() const { return list_.empty(); }
  const std::vector<Diagnostic>& list() const { return list_; }
  void append(const Diagnostics& other);

 private:
  std::vector<Diagnostic> list_;
};

}  // namespace lockgate
