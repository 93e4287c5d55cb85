#include "wire/list_file.h"

#include <array>
#include <filesystem>

#include "base/digest.h"
#include "base/text.h"
#include "wire/byte_source.h"
#include "wire/list_formats.h"
#include "wire/text_stream.h"

namespace lockgate::wire {
namespace {

constexpr std::size_t kBeginning = 4096;

Result<std::string> read_bytes(const std::string& path) {
  auto source = ByteSource::open(path);
  if (!source) return tl::unexpected(source.error());
  std::string out;
  std::array<char, 1 << 16> piece{};
  while (const std::size_t size = source->read(piece)) out.append(piece.data(), size);
  if (source->has_failed()) return fail("LG0101", "this file could not be read to its end", "check the disk or the connection", path);
  return out;
}

// OFAC's aliases and addresses lie beside the list under names that differ in one word; empty: no such file.
std::string read_companion(const std::string& path, const char* list_word, const char* word) {
  std::string name = std::filesystem::path(path).filename().string();
  const std::size_t at = fold(name).find(list_word);
  if (at == std::string::npos) return "";
  for (const std::string& replaced : {std::string(word), std::string(list_word) + "_" + word}) {
    std::string other = name;
    other.replace(at, std::string_view(list_word).size(), replaced);
    std::error_code error;
    const auto beside = std::filesystem::path(path).parent_path() / other;
    if (std::filesystem::exists(beside, error))
      if (auto bytes = read_bytes(beside.string())) return std::move(*bytes);
  }
  return "";
}

std::string companion(const std::string& path, const char* word) {
  std::string bytes = read_companion(path, "prim", word);
  return bytes.empty() ? read_companion(path, "sdn", word) : bytes;
}

// As UTF-8, whatever it was saved in.
Result<std::string> text_of(const std::string& bytes) {
  TextStream stream(ByteSource::of(bytes));
  std::string out;
  for (std::string_view piece = stream.peek(); !piece.empty(); piece = stream.peek()) {
    out += piece;
    stream.take(piece.size());
  }
  if (stream.looks_like().empty()) return out;
  return fail("LG0102", "this is no text file; it looks like " + stream.looks_like(), "unpack an archive, and export a workbook as CSV");
}

Reading read_format(const std::string& text, const std::string& aliases, const std::string& addresses, ListFile& list) {
  const std::string_view beginning = std::string_view(text).substr(0, kBeginning);
  if (is_un_xml(beginning)) return read_un_xml(text, list);
  if (is_eu_xml(beginning)) return read_eu_xml(text, list);
  if (is_uk_xml(beginning)) return read_uk_xml(text, list);
  if (is_ftm_json(beginning)) return read_ftm_json(text, list);
  if (is_csl_json(beginning)) return read_csl_json(text, list);
  if (is_csl_csv(beginning)) return read_csl_csv(text, list);
  if (is_ofac_csv(beginning)) return read_ofac_csv(text, aliases, addresses, list);
  if (is_own_csv(beginning)) return read_own_csv(text, list);
  return fail("LG0501", "this is no list of a format known here", "give the US Consolidated Screening List (CSV or JSON), OFAC's CSV, the XML of the UN, the EU or the UK, FollowTheMoney's JSON lines, or a CSV with a column `name`");
}

}  // namespace

Result<ListFile> read_list(const std::string& path, const std::string& bytes, const std::string& aliases, const std::string& addresses) {
  const auto at_path = [&](Error error) {
    error.where = error.where.empty() ? path : error.where;
    return tl::unexpected<Error>(std::move(error));
  };
  const Result<std::string> text = text_of(bytes);
  if (!text) return at_path(text.error());
  ListFile list{path, sha256(bytes), {}, {}, {}};
  if (const Reading read = read_format(*text, aliases, addresses, list); !read) return at_path(read.error());
  if (list.parties.empty()) return at_path({"LG0508", "this list holds no entry that could be read", "", "fetch the list again; an empty list clears everybody"});
  return list;
}

Result<ListFile> read_list(const std::string& path) {
  const Result<std::string> bytes = read_bytes(path);
  if (!bytes) return tl::unexpected(bytes.error());
  return read_list(path, *bytes, companion(path, "alt"), companion(path, "add"));
}

}  // namespace lockgate::wire
