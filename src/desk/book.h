// Book: orders in columns, as a table of Arrow brings them, answered by kind (batch/evaluator.h). The columns are those of a flat
// file of orders (docs/contract.md), under the same names and aliases; what belongs together (an item with its figures, a party
// with its fields, a route) is one dimension, and each distinct combination of its cells is read and checked once.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "batch/cell_column.h"
#include "batch/cuts.h"
#include "batch/evaluator.h"
#include "desk/desk.h"
#include "wire/csv_columns.h"
#include "wire/order_builder.h"

namespace lockgate::desk {

class Book {
 public:
  // How an order is answered, and as what number. The order has its item resolved and its parties complete.
  using Judge = std::function<batch::Answer(const trade::Order&)>;

  // `days`: the questions every line is put to; none: each line is judged on its own day, which then is a column. `as`: the posture
  // and the rest of such a question. LG0111 and LG0122 for headings, LG0112 for types. The desk outlives the book.
  static Result<std::unique_ptr<Book>> open(const Desk& desk, const std::vector<batch::Field>& fields, std::vector<decide::Options> days, decide::Options as, Judge judge);

  // What lists and holdings say of the parties of a part on a day, filled in where the order does not say it. Each distinct party is
  // filled once, or with `is_by_day` once a day. Before the first batch.
  using Fill = std::function<void(trade::Order& part, Date day)>;
  void fill_parties(Fill fill, bool is_by_day);

  // The answers of a batch, by row. A row that cannot be read has kBad instead; `problems` says why.
  void answer(const ArrowArray& batch, std::vector<batch::Answer>& out);
  static constexpr batch::Answer kBad = UINT32_MAX - 1;
  // What is wrong with a row of the last batch.
  wire::Problems problems(std::size_t row) const;

  // A row of the last batch as an order, as far as it could be read.
  trade::Order order(std::size_t row) const;

  bool is_by_day() const { return day_column_.has_value(); }
  std::uint64_t decided() const { return decided_before_ + (evaluator_ ? evaluator_->decided() : 0); }

 private:
  // Columns that are read together.
  struct Group {
    std::vector<std::size_t> fields;
    std::vector<wire::Column> columns;
    std::vector<batch::CellColumn> cells;
    std::vector<std::vector<std::uint32_t>> ids;   // by column, then by row of the batch
    std::unordered_map<std::string, std::uint32_t> entry_of;  // by the bytes of its cells' ids
    std::vector<std::uint32_t> entry_of_cell;      // of a single column: by id of the cell
    std::vector<trade::Order> parts;
    std::vector<wire::Problems> problems;          // by entry
    bool has_bad = false;
    std::vector<std::uint32_t> entries;            // by row of the batch
    std::unique_ptr<batch::EntryDimension<std::uint32_t>> dimension;
  };

  Book(const Desk& desk, std::vector<decide::Options> days, decide::Options as, Judge judge);
  Result<void> add_fields(const std::vector<batch::Field>& fields);
  void add_to_group(const wire::Column& column, std::size_t field, batch::CellColumn cells);
  void read_group(Group& group, const ArrowArray& batch);
  std::uint32_t entry_at(Group& group, std::size_t row);
  std::uint32_t add_entry(Group& group, std::size_t row);
  std::optional<trade::Order> part_of(const Group& group, std::vector<std::string> cells, const std::vector<bool>& is_missing, wire::Problems& problems) const;
  bool is_by_day(const Group& group) const;
  Date day_of_filling(std::size_t row) const;
  bool has_problem(std::size_t row) const { return problem_column_ && problem_ids_[row] != batch::CellColumn::kMissing; }
  void read_days(const ArrowArray& batch);
  void use_law_of_days();
  void build_dimensions();

  const Desk& desk_;
  std::vector<decide::Options> days_;
  decide::Options as_;
  Judge judge_;
  Fill fill_;
  bool is_filled_by_day_ = false;
  wire::OrderBuilder builder_;
  std::vector<Group> groups_;

  std::optional<std::size_t> problem_column_;  // kRowProblem
  std::optional<batch::CellColumn> problem_cells_;
  std::vector<std::uint32_t> problem_ids_;

  std::optional<std::size_t> day_column_;
  std::optional<batch::CellColumn> day_cells_;
  std::vector<std::uint32_t> day_ids_;
  std::vector<std::optional<Date>> day_of_id_;
  std::vector<std::int32_t> row_days_;
  std::vector<std::uint8_t> row_has_day_;      // a bitmap
  std::optional<std::pair<Date, Date>> span_;  // the days met so far
  std::unique_ptr<batch::NumberDimension<std::int32_t>> day_dimension_;

  batch::Programs programs_;
  std::unique_ptr<batch::Evaluator> evaluator_;
  std::uint64_t decided_before_ = 0;
};

}  // namespace lockgate::desk
