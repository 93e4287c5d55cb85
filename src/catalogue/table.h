// Table: one CSV file of the catalogue, header and rows, every row with its place for diagnostics.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/source.h"

namespace lockgate::catalogue {

class Row {
 public:
  Row(const std::vector<std::string>* header, std::vector<std::string> cells, Place place)
      : header_(header), cells_(std::move(cells)), place_(place) {}
  // The cell under a column of the header; empty when the file has no such column.
  const std::string& operator[](std::string_view column) const;
  Place place() const { return place_; }

 private:
  const std::vector<std::string>* header_;
  std::vector<std::string> cells_;
  Place place_;
};

// Not copyable: rows point at the header.
class Table {
 public:
  // A file that cannot be read, or lacks one of `columns`, gives an empty table and a diagnostic. A row is one line: a
  // quoted cell with a line break is refused, so that a diff of the data stays readable.
  Table(const std::string& path, const std::vector<std::string>& columns, Diagnostics& diagnostics);
  Table(const Table&) = delete;
  Table& operator=(const Table&) = delete;

  const std::vector<Row>& rows() const { return rows_; }
  const SourcePtr& source() const { return source_; }

 private:
  void add_line(Place place, Diagnostics& diagnostics);
  void check_header(const std::vector<std::string>& columns, Diagnostics& diagnostics);

  SourcePtr source_;
  std::vector<std::string> header_;
  std::vector<Row> rows_;
};

}  // namespace lockgate::catalogue
