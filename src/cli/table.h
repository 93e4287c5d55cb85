// Table: rows in columns that fit the terminal. The first rows are held back to find the widths; after that each row is written
// as it comes, so a long file streams.
#pragma once

#include <string>
#include <vector>

#include "cli/terminal.h"

namespace lockgate::cli {

struct Cell {
  std::string text;
  Style style = Style::Plain;
};

class Table {
 public:
  struct Column {
    std::string heading;
    int least = 4;
    int most = 24;  // 0: takes what is left
    bool is_number = false;
  };

  Table(const Terminal& terminal, std::vector<Column> columns, bool is_spaced = false);
  ~Table() { finish(); }
  Table(const Table&) = delete;
  Table& operator=(const Table&) = delete;

  void add(std::vector<Cell> row);
  void finish();

 private:
  void settle();
  void set_widths();
  void give_rest();
  void write(const std::vector<Cell>& row, bool is_heading);
  std::string line_of(const std::vector<std::vector<std::string>>& cells, const std::vector<Cell>& row, std::size_t number) const;

  const Terminal& terminal_;
  std::vector<Column> columns_;
  bool is_spaced_;
  bool is_settled_ = false;
  bool is_first_ = true;
  std::vector<int> widths_;
  std::vector<std::vector<Cell>> held_;
};

}  // namespace lockgate::cli
