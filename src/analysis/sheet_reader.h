// SheetReader: takes the cells of one row of a reviewed file in turn, and reports what is wrong with them at their row.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/sheet.h"

namespace lockgate::analysis {

class SheetReader {
 public:
  SheetReader(const Sheet& sheet, const SheetRow& row, Diagnostics& diagnostics) : sheet_(sheet), row_(row), diagnostics_(diagnostics) {}

  std::string text() { return std::string(next()); }
  std::vector<std::string> list();  // separated by `;`
  double number();                  // LG0920; an empty cell is 0
  bool yes();                       // LG0921: `yes` or `no`
  Date date();
  // The index of the cell's word among `words`; LG0921.
  std::size_t word(const std::vector<std::string_view>& words);
  void error(std::string code, std::string message);

 private:
  std::string_view next() { return row_.cells[at_++]; }

  const Sheet& sheet_;
  const SheetRow& row_;
  Diagnostics& diagnostics_;
  std::size_t at_ = 0;
};

}  // namespace lockgate::analysis
