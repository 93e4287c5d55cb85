#include "registry/register_file.h"

#include <fmt/format.h>

#include "base/text.h"
#include "registry/formats.h"
#include "wire/json_splitter.h"
#include "wire/ownership_file.h"

namespace lockgate::registry {
namespace {

constexpr std::size_t kBeginning = 4096;
// The longest document in one object that is read: an answer of an interface has some thousands of lines.
constexpr std::size_t kLongestObject = std::size_t{256} << 20;

void read_own(wire::TextStream stream, RegisterFile& file) {
  wire::OwnershipFile read = wire::read_ownership(std::move(stream), file.path);
  file.own = std::move(read.ownership);
  for (const Error& error : read.errors) {
    const std::string line = error.where.substr(std::min(error.where.size(), file.path.size() + 1));
    file.say(Severity::Error, error.code, "line " + line, error.message, error.fix);
  }
}

RegisterFile read(wire::TextStream stream, const std::string& path) {
  RegisterFile file;
  file.path = path;
  const std::string beginning(stream.peek().substr(0, kBeginning));
  if (is_gleif_csv(beginning))
    read_gleif_csv(std::move(stream), file);
  else if (is_gleif_xml(beginning))
    read_gleif_xml(std::move(stream), file);
  else if (is_bods(beginning))
    read_bods(std::move(stream), file);
  else if (is_control_snapshot(beginning))
    read_control_snapshot(std::move(stream), file);
  else if (is_gleif_json(beginning))
    read_gleif_json(std::move(stream), file);
  else
    read_own(std::move(stream), file);
  return file;
}

// The object begins on a line and ends on a later one.
bool is_spread_out(std::string_view beginning) {
  const std::size_t end = beginning.find('\n');
  return end != beginning.npos && !trim(beginning.substr(0, end)).ends_with('}');
}

std::string where_of(std::uint64_t line) { return fmt::format("line {}", line); }

using Use = std::function<void(const wire::JsonValue& object, const std::string& where)>;

void use_text(std::string_view text, std::uint64_t line, RegisterFile& file, const Use& use) {
  const auto bad_byte = invalid_utf8(text);
  if (bad_byte)
    return file.say(Severity::Error, "LG0102", where_of(line), "this is not UTF-8 and was left out",
                    "save the file as UTF-8");
  const Result<wire::JsonValue> value = wire::parse_json(text, line);
  if (!value)
    file.say(Severity::Error, value.error().code, where_of(line), value.error().message, value.error().fix);
  else if (!value->is_object())
    file.say(Severity::Error, "LG0616", where_of(line), "an object is expected here", "");
  else
    use(*value, where_of(line));
}

void use_lines(wire::TextStream stream, RegisterFile& file, const Use& use) {
  wire::LineReader reader(std::move(stream));
  while (const auto line = reader.next()) {
    if (line->is_too_long)
      file.say(Severity::Error, "LG0103", where_of(line->number), "this line is longer than 16 MiB", "split it");
    else if (!trim(line->text).empty())
      use_text(line->text, line->number, file, use);
  }
  if (reader.stream().has_failed())
    file.say(Severity::Error, "LG0101", "the end", "this file could not be read to its end",
             "check the disk or the connection");
}

void use_pieces(wire::TextStream stream, RegisterFile& file, const Use& use) {
  wire::JsonSplitter splitter(std::move(stream), kLongestObject);
  while (const auto piece = splitter.next()) {
    if (piece->problem)
      file.findings.push_back({where_of(piece->line), *piece->problem});
    else
      use_text(piece->text, piece->line, file, use);
  }
  if (splitter.stream().has_failed())
    file.say(Severity::Error, "LG0101", "the end", "this file could not be read to its end",
             "check the disk or the connection");
}

const wire::JsonValue* member(const wire::JsonValue& object, std::string_view key) {
  if (const wire::JsonValue* value = object.member(key)) return value;
  if (key.empty()) return nullptr;
  std::string other(key);
  const char c = other.front();
  other.front() = c >= 'A' && c <= 'Z'   ? static_cast<char>(c - 'A' + 'a')
                  : c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A')
                                         : c;
  return object.member(other);
}

}  // namespace

void RegisterFile::say(Severity severity, std::string code, const std::string& where, std::string message,
                       std::string fix) {
  findings.push_back({where, {severity, std::move(code), {}, std::move(message), std::move(fix)}});
}

Result<RegisterFile> read_register(const std::string& path) {
  auto source = wire::ByteSource::open(path);
  if (!source) return tl::unexpected(source.error());
  wire::TextStream stream(std::move(*source));
  (void)stream.peek();
  if (!stream.looks_like().empty())
    return fail("LG0102", "this is no text file; it looks like " + stream.looks_like(), "unpack an archive", path);
  return read(std::move(stream), path == "-" ? "standard input" : path);
}

RegisterFile read_register_text(const std::string& bytes, const std::string& path) {
  return read(wire::TextStream(wire::ByteSource::of(bytes)), path);
}

void for_each_object(wire::TextStream stream, RegisterFile& file, const Use& use) {
  const std::string_view beginning = stream.peek();
  const std::size_t first = beginning.find_first_not_of(" \t\r\n");
  const bool is_list = first != beginning.npos && beginning[first] == '[';
  if (is_list || (first != beginning.npos && is_spread_out(beginning.substr(first))))
    use_pieces(std::move(stream), file, use);
  else
    use_lines(std::move(stream), file, use);
}

const wire::JsonValue* value_at(const wire::JsonValue& from, std::initializer_list<std::string_view> path) {
  const wire::JsonValue* at = &from;
  for (const std::string_view key : path) {
    at = at->is_object() ? member(*at, key) : nullptr;
    if (at == nullptr) return nullptr;
  }
  return at;
}

std::string text_at(const wire::JsonValue& from, std::initializer_list<std::string_view> path) {
  const wire::JsonValue* at = value_at(from, path);
  for (const char* key : {"$", "name"})
    if (at != nullptr && at->is_object())
      if (const wire::JsonValue* inner = at->member(key)) at = inner;
  return at != nullptr && at->is_text() ? std::string(trim(at->text)) : std::string();
}

std::optional<Date> day_of(std::string_view text, bool is_end) {
  if (text.size() >= 10) {
    const bool is_day = text.size() == 10 || text[10] == 'T' || text[10] == ' ';
    const auto day = is_day ? Date::parse(text.substr(0, 10)) : tl::unexpected(Error{});
    return day ? std::optional(*day) : std::nullopt;
  }
  const std::string month = text.size() == 4 ? std::string(text) + (is_end ? "-12" : "-01") : std::string(text);
  const auto first = Date::parse(month + "-01");
  if (!first || !is_end) return first ? std::optional(*first) : std::nullopt;
  // No month has more than 31 days, and the 32nd lies in the next.
  const auto next = Date::parse(Date{first->days + 31}.to_string().substr(0, 8) + "01");
  return next ? std::optional(*next) : std::nullopt;
}

}  // namespace lockgate::registry
