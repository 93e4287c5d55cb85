// OrderReader: the orders of a file, one by one. JSON (an object or a list), JSON Lines, CSV and workbooks; the format follows
// from the name of the file, and where that says nothing from its beginning. Memory is bounded by the longest line, not
// by the file, but for workbooks, which are read as a whole.
//
// A bad line gives problems instead of an order and does not disturb the others. Not thread-safe; use one reader a
// file.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>

#include "trade/order.h"
#include "wire/csv_columns.h"
#include "wire/csv_reader.h"
#include "wire/json_splitter.h"
#include "wire/order_builder.h"
#include "wire/order_ids.h"
#include "wire/workbook.h"

namespace lockgate::wire {

enum class Format : std::uint8_t { Json, JsonLines, Csv, Workbook };

struct ReadLine {
  std::uint64_t line = 0;  // where the order begins in the file
  std::optional<trade::Order> order;
  Problems problems;  // with an order: warnings only
  CsvRow row;         // of CSV and workbooks: as it stands in the file
  std::string given = {};  // the order's own text, when it was asked for: JSON, or a heading and a row as CSV
};

class OrderReader {
 public:
  // `-` is standard input. LG0101 cannot be opened, LG0102 a workbook or another file that is no text.
  static Result<OrderReader> open(const std::string& path, Vocabulary vocabulary);
  // From memory; `name` stands for the path when the format is chosen.
  static Result<OrderReader> of(std::string bytes, const std::string& name, Vocabulary vocabulary);

  // A workbook that somebody sends.
  static Result<OrderReader> of_workbook(std::string bytes, Vocabulary vocabulary);

  std::optional<ReadLine> next();

  // Of CSV and workbooks, for those who read them as columns: the heading, then row after row as it stands, its `problem` set if
  // it cannot be read. LG0112: the orders are in JSON; otherwise what is wrong with the heading.
  Result<void> read_heading();
  std::optional<CsvRow> next_cells();

  // From now on lines come with the text they were read from. Read alone, as a file of this format, it gives the same order.
  void keep_text() { keeps_text_ = true; }
  Format format() const;
  // Of CSV and workbooks, once the first row was asked for.
  const std::vector<std::string>& headings() const { return headings_; }
  // 0 to 1, by bytes; 0 for standard input.
  double progress() const;

 private:
  using Input = std::variant<LineReader, JsonSplitter, CsvReader, Workbook>;
  OrderReader(Input input, Vocabulary vocabulary);
  static Result<OrderReader> of_text(TextStream stream, const std::string& name, Vocabulary vocabulary);

  std::optional<ReadLine> next_of_format();
  std::optional<ReadLine> next_json_line();
  std::optional<ReadLine> next_json();
  std::optional<ReadLine> next_row();
  std::optional<CsvRow> take_row();
  std::optional<CsvRow> next_flat_row();
  std::optional<ReadLine> read_header_row();
  ReadLine read_json(std::uint64_t line, const std::string& text);
  ReadLine read_row(CsvRow row);
  ReadLine finish(std::uint64_t line, const JsonValue& value);
  std::optional<Problem> problem_of_row(const CsvRow& row) const;
  std::optional<Problem> bad_cell(const std::vector<std::string>& cells) const;
  const TextStream* stream() const;  // nullptr: a workbook

  std::unique_ptr<OrderBuilder> builder_;
  Input input_;
  std::vector<std::string> headings_;
  std::optional<std::vector<Column>> columns_;  // once the heading is read
  std::uint64_t last_line_ = 0;
  bool is_over_ = false;
  bool keeps_text_ = false;
  OrderIds ids_;
};

// By extension; nullopt when it is none of ours.
std::optional<Format> format_of_name(std::string_view path);
Format format_of_text(std::string_view beginning);

}  // namespace lockgate::wire
