#include "wire/order_reader.h"

#include <algorithm>

#include "base/text.h"
#include "wire/csv_order.h"

namespace lockgate::wire {
namespace {

// Every cell in quotation marks, so that it is read back as it is.
std::string quoted(const std::vector<std::string>& cells) {
  std::string row;
  for (const std::string& cell : cells) {
    row += row.empty() ? "\"" : ",\"";
    for (const char c : cell) row += c == '"' ? std::string("\"\"") : std::string(1, c);
    row += '"';
  }
  return row + "\n";
}

Problem problem_of(const Error& error) { return {Severity::Error, error.code, error.where, error.message, error.fix}; }

// What stands in a converted text for bytes that were no character.
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

// `stream`: nullptr for what is UTF-8 by its format.
std::optional<Problem> bad_characters(std::string_view text, const TextStream* stream) {
  const bool is_utf8 = stream == nullptr || stream->encoding() == Encoding::Utf8;
  std::string message;
  if (text.find('\0') != std::string_view::npos) message = "this line has a NUL byte";
  if (const auto at = is_utf8 ? invalid_utf8(text) : std::nullopt)
    message = "byte " + std::to_string(*at + 1) + " is not UTF-8";
  if (!is_utf8 && text.find(kReplacement) != std::string_view::npos)
    message = std::string("some bytes are no characters of ") + to_string(stream->encoding());
  if (message.empty()) return std::nullopt;
  const std::string seen = stream == nullptr || stream->looks_like().empty() ? "" : "; the file looks like " + stream->looks_like();
  return Problem{Severity::Error, "LG0102", {}, std::move(message), "save the file as UTF-8" + seen};
}

bool is_blank(std::string_view text) { return trim(text).empty(); }

std::variant<LineReader, JsonSplitter, CsvReader, Workbook> input_for(TextStream stream, const std::string& name) {
  std::optional<Format> format = format_of_name(name);
  // A file called JSON may still have an object a line.
  if (!format || *format == Format::Json) {
    const Format seen = format_of_text(stream.peek());
    if (!format || seen == Format::JsonLines) format = seen;
  }
  switch (*format) {
    case Format::Json:
      return JsonSplitter(std::move(stream));
    case Format::JsonLines:
      return LineReader(std::move(stream));
    default:
      return CsvReader(std::move(stream));
  }
}

constexpr std::string_view kArchive = "PK\x03\x04";  // a workbook is one

// What else is no text; the last is a workbook of before 2007, or one with a password.
bool is_binary(std::string_view beginning) {
  return beginning.starts_with(kArchive) || beginning.starts_with("PAR1") || beginning.starts_with("ARROW1") || beginning.starts_with("\xD0\xCF\x11\xE0");
}

}  // namespace

std::optional<Format> format_of_name(std::string_view path) {
  const std::size_t dot = path.rfind('.');
  const std::string ending = dot == std::string_view::npos ? "" : fold(path.substr(dot + 1));
  if (ending == "json") return Format::Json;
  if (ending == "jsonl" || ending == "ndjson") return Format::JsonLines;
  if (ending == "csv" || ending == "tsv") return Format::Csv;
  return std::nullopt;
}

Format format_of_text(std::string_view beginning) {
  const std::string_view text = trim(beginning);
  if (!text.starts_with('{')) return text.starts_with('[') ? Format::Json : Format::Csv;
  // One object that ends with its line, and another one on the next.
  const std::size_t end = text.find('\n');
  if (end == std::string_view::npos) return Format::Json;
  const bool is_whole = trim(text.substr(0, end)).ends_with('}');
  return is_whole && trim(text.substr(end)).starts_with('{') ? Format::JsonLines : Format::Json;
}

OrderReader::OrderReader(Input input, Vocabulary vocabulary) : builder_(std::make_unique<OrderBuilder>(std::move(vocabulary))), input_(std::move(input)) {}

Result<OrderReader> OrderReader::open(const std::string& path, Vocabulary vocabulary) {
  Result<ByteSource> source = ByteSource::open(path);
  if (!source) return tl::unexpected(source.error());
  TextStream stream(std::move(*source));
  if (path == "-" || !stream.peek().starts_with(kArchive)) return of_text(std::move(stream), path, std::move(vocabulary));
  Result<Workbook> workbook = Workbook::open(path);
  if (!workbook) return tl::unexpected(workbook.error());
  return OrderReader(std::move(*workbook), std::move(vocabulary));
}

Result<OrderReader> OrderReader::of(std::string bytes, const std::string& name, Vocabulary vocabulary) {
  return of_text(TextStream(ByteSource::of(std::move(bytes))), name, std::move(vocabulary));
}

Result<OrderReader> OrderReader::of_workbook(std::string bytes, Vocabulary vocabulary) {
  Result<Workbook> workbook = Workbook::of(std::move(bytes), "workbook");
  if (!workbook) return tl::unexpected(workbook.error());
  return OrderReader(std::move(*workbook), std::move(vocabulary));
}

Result<OrderReader> OrderReader::of_text(TextStream stream, const std::string& name, Vocabulary vocabulary) {
  if (is_binary(stream.peek()))
    return fail("LG0102", "this is no text, but an old workbook, an archive or a columnar file",
                "save a workbook as .xlsx and give it by its name, or export the orders as CSV or JSON Lines", name);
  return OrderReader(input_for(std::move(stream), name), std::move(vocabulary));
}

std::optional<ReadLine> OrderReader::next() {
  if (is_over_) return std::nullopt;
  auto line = next_of_format();
  is_over_ = is_over_ || !line;
  if (!line && stream() != nullptr && stream()->has_failed())
    return ReadLine{last_line_,
                    std::nullopt,
                    {{Severity::Error, "LG0101", {}, "the file could not be read to its end", "read it again"}},
                    {}};
  if (line) last_line_ = line->line;
  return line;
}

std::optional<ReadLine> OrderReader::next_of_format() {
  switch (format()) {
    case Format::Json:
      return next_json();
    case Format::JsonLines:
      return next_json_line();
    default:
      return next_row();
  }
}

std::optional<ReadLine> OrderReader::next_json_line() {
  LineReader& lines = std::get<LineReader>(input_);
  while (const auto line = lines.next()) {
    if (line->is_too_long) return ReadLine{line->number, std::nullopt, {line_too_long(kLongestLine)}, {}};
    if (!is_blank(line->text)) return read_json(line->number, line->text);
  }
  return std::nullopt;
}

std::optional<ReadLine> OrderReader::next_json() {
  auto piece = std::get<JsonSplitter>(input_).next();
  if (!piece) return std::nullopt;
  if (piece->problem) return ReadLine{piece->line, std::nullopt, {*std::move(piece->problem)}, {}};
  return read_json(piece->line, piece->text);
}

ReadLine OrderReader::read_json(std::uint64_t line, const std::string& text) {
  if (auto problem = bad_characters(text, stream())) return {line, std::nullopt, {*std::move(problem)}, {}};
  const Result<JsonValue> value = parse_json(text, line);
  if (!value) return {line, std::nullopt, {problem_of(value.error())}, {}};
  ReadLine read = finish(line, *value);
  if (keeps_text_) read.given = text;
  return read;
}

// A heading with a mistake ends the file: without it no column can be trusted.
std::optional<ReadLine> OrderReader::read_header_row() {
  auto row = take_row();
  if (!row) return std::nullopt;
  ReadLine line{row->line, std::nullopt, {}, {}};
  if (row->problem) line.problems.push_back(*row->problem);
  if (auto problem = bad_cell(row->cells); problem && line.problems.empty()) line.problems.push_back(*std::move(problem));
  if (line.problems.empty()) columns_ = read_header(row->cells, builder_->vocabulary(), line.problems);
  headings_ = std::move(row->cells);
  if (line.problems.empty()) return std::nullopt;
  is_over_ = true;
  return line;
}

std::optional<CsvRow> OrderReader::take_row() {
  if (Workbook* workbook = std::get_if<Workbook>(&input_)) return workbook->next();
  return std::get<CsvReader>(input_).next();
}

std::optional<ReadLine> OrderReader::next_row() {
  if (!columns_)
    if (auto bad = read_header_row()) return bad;
  auto row = columns_ ? next_flat_row() : std::nullopt;
  if (!row) return std::nullopt;
  return read_row(*std::move(row));
}

std::optional<CsvRow> OrderReader::next_flat_row() {
  auto row = take_row();
  // A sheet does not keep the empty cells at the end of a row.
  if (row && format() == Format::Workbook && row->cells.size() < columns_->size()) row->cells.resize(columns_->size());
  return row;
}

std::optional<Problem> OrderReader::bad_cell(const std::vector<std::string>& cells) const {
  for (const std::string& cell : cells)
    if (auto problem = bad_characters(cell, stream())) return problem;
  return std::nullopt;
}

ReadLine OrderReader::read_row(CsvRow row) {
  ReadLine out{row.line, std::nullopt, {}, {}};
  if (auto problem = problem_of_row(row)) out.problems.push_back(*std::move(problem));
  if (out.problems.empty()) out = finish(row.line, order_of_row(*columns_, row.cells, builder_->vocabulary()));
  if (keeps_text_) out.given = quoted(headings_) + quoted(row.cells);
  out.row = std::move(row);
  return out;
}

std::optional<Problem> OrderReader::problem_of_row(const CsvRow& row) const {
  if (row.problem) return row.problem;
  if (auto problem = bad_cell(row.cells)) return problem;
  if (row.cells.size() == columns_->size()) return std::nullopt;
  return Problem{Severity::Error, "LG0110", {},
                 "this row has " + std::to_string(row.cells.size()) + " cells, the heading " + std::to_string(columns_->size()),
                 "check for a separator that is missing, or that stands in a cell without quotation marks"};
}

Result<void> OrderReader::read_heading() {
  if (format() == Format::Json || format() == Format::JsonLines)
    return fail("LG0112", "orders in JSON have no columns", "give CSV, a workbook, Parquet or Arrow IPC, or leave `--columns` out", "");
  const auto bad = columns_ ? std::nullopt : read_header_row();
  if (!bad) return {};
  const Problem& first = bad->problems.front();
  return fail(first.code, first.message, first.fix, first.field);
}

std::optional<CsvRow> OrderReader::next_cells() {
  auto row = columns_ ? next_flat_row() : std::nullopt;
  if (!row) return std::nullopt;
  row->problem = problem_of_row(*row);
  for (std::size_t c = 0; !row->problem && c < columns_->size(); ++c)
    if ((*columns_)[c].of == Column::Of::Order && (*columns_)[c].name == "id") row->problem = ids_.add(row->cells[c], row->line);
  return row;
}

ReadLine OrderReader::finish(std::uint64_t line, const JsonValue& value) {
  ReadLine read{line, std::nullopt, {}, {}};
  read.order = builder_->build(value, read.problems);
  auto twice = read.order ? ids_.add(read.order->id, line) : std::nullopt;
  if (twice) {
    read.problems.push_back(*std::move(twice));
    read.order.reset();
  }
  return read;
}

Format OrderReader::format() const {
  constexpr Format kFormats[] = {Format::JsonLines, Format::Json, Format::Csv, Format::Workbook};
  return kFormats[input_.index()];
}

const TextStream* OrderReader::stream() const {
  return std::visit([](const auto& input) -> const TextStream* {
    if constexpr (std::is_same_v<decltype(input), const Workbook&>) return nullptr;
    else return &input.stream();
  }, input_);
}

double OrderReader::progress() const {
  const Workbook* workbook = std::get_if<Workbook>(&input_);
  return workbook != nullptr ? workbook->progress() : stream()->progress();
}

}  // namespace lockgate::wire
