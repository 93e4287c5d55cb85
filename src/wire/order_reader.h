// OrderReader: the orders of a file, one by one. JSON (an object or a list), JSON Lines and CSV; the format follows
// from the name of the file, and where that says nothing from its beginning. Memory is bounded by the longest line, not
// by the file.
//
// A bad line gives problems instead of an order and does not disturb the others. Not thread-safe; use one reader a
// file.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <variant>

#include "trade/order.h"
#include "wire/csv_columns.h"
#include "wire/csv_reader.h"
#include "wire/json_splitter.h"
#include "wire/order_builder.h"

namespace lockgate::wire {

enum class Format : std::uint8_t { Json, JsonLines, Csv };

struct ReadLine {
  std::uint64_t line = 0;  // where the order begins in the file
  std::optional<trade::Order> order;
  Problems problems;  // with an order: warnings only
  std::string given = {};  // the order's own text, when it was asked for: JSON, or a heading and a row as CSV
};

class OrderReader {
 public:
  // `-` is standard input. LG0101 cannot be opened, LG0102 a workbook or another file that is no text.
  static Result<OrderReader> open(const std::string& path, Vocabulary vocabulary);
  // From memory; `name` stands for the path when the format is chosen.
  static Result<OrderReader> of(std::string bytes, const std::string& name, Vocabulary vocabulary);

  std::optional<ReadLine> next();
  // From now on lines come with the text they were read from. Read alone, as a file of this format, it gives the same order.
  void keep_text() { keeps_text_ = true; }
  Format format() const;
  // 0 to 1, by bytes; 0 for standard input.
  double progress() const;

 private:
  OrderReader(ByteSource source, const std::string& name, Vocabulary vocabulary);
  static Result<OrderReader> check(OrderReader reader, const std::string& name);

  std::optional<ReadLine> next_of_format();
  std::optional<ReadLine> next_json_line();
  std::optional<ReadLine> next_json();
  std::optional<ReadLine> next_row();
  std::optional<ReadLine> read_header_row();
  ReadLine read_json(std::uint64_t line, const std::string& text);
  ReadLine read_row(const CsvRow& row);
  ReadLine finish(std::uint64_t line, const JsonValue& value);
  void check_id(ReadLine& line);
  const TextStream& stream() const;

  std::unique_ptr<OrderBuilder> builder_;
  std::variant<LineReader, JsonSplitter, CsvReader> input_;
  std::optional<std::vector<Column>> columns_;  // of a CSV file, once its heading is read
  std::vector<std::string> heading_;            // of a CSV file, when text is kept
  std::uint64_t last_line_ = 0;
  bool is_over_ = false;
  bool keeps_text_ = false;
  std::unordered_map<std::uint64_t, std::uint64_t> line_of_id_;  // by hash of the id
};

// By extension; nullopt when it is none of ours.
std::optional<Format> format_of_name(std::string_view path);
Format format_of_text(std::string_view beginning);

}  // namespace lockgate::wire
