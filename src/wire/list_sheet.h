// ListSheet: the rows of a list in CSV, asked by the names of columns.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "wire/csv_reader.h"
#include "wire/list_file.h"

namespace lockgate::wire {

class ListSheet {
 public:
  // The first row is the heading.
  explicit ListSheet(const std::string& bytes);

  bool has(std::string_view column) const;
  // Calls `use(line)` for every whole row, of which `cell` then gives the cells; rows that are not whole become findings (LG0509).
  void for_each(ListFile& list, const std::function<void(const std::string& where)>& use);
  std::string_view cell(std::string_view column) const;  // empty: no such column
  // Parts between semicolons, without empty ones.
  std::vector<std::string> cells(std::string_view column) const;

 private:
  CsvReader reader_;
  std::vector<std::string> heading_;
  CsvRow row_;
};

std::vector<std::string> semicolon_parts(std::string_view text);

}  // namespace lockgate::wire
