// Book: orders in columns, as a table of Arrow brings them, answered by kind (batch/evaluator.h). The columns are those of a flat
// file of orders (docs/contract.md), under the same names and aliases; what belongs together (an item with its figures, a party
// with its fields, a route) is one dimension, and each distinct combination of its cells is read and checked once.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "batch/cell_column.h"
#include "batch/cuts.h"
#include "batch/evaluator.h"
#include "batch/fingerprint.h"
#include "desk/day_kinds.h"
#include "desk/desk.h"
#include "desk/figures.h"
#include "wire/csv_columns.h"
#include "wire/order_builder.h"

namespace lockgate::desk {

// On which day, in which posture, as known when. Without a day each line is judged on its own.
struct BookQuestion {
  std::optional<Date> as_of;
  bool is_codified = false;
  Date known_at = Date::latest();

  // The question on a day, for an answer without sentences.
  decide::Options on(Date day) const;
  decide::Options of(const trade::Order& order) const { return on(as_of ? *as_of : order.date.value()); }
};

// A body of law, and the question put to it.
struct BookSide {
  std::shared_ptr<const Desk> desk;
  BookQuestion question;
};

// How much a book remembers. Beyond it everything is forgotten and read again when it is met again, which changes no answer.
struct BookLimits {
  std::size_t rows = std::size_t{1} << 14;   // answered at a time
  std::size_t bytes = std::size_t{48} << 20; // of cells, and of what belongs together with its kinds
  batch::CellLimits cells = {std::uint64_t{1} << 23, std::size_t{1} << 20};
};

class Book {
 public:
  // How an order is answered, and as what number. The order has its item resolved and its parties complete.
  using Judge = std::function<batch::Answer(const trade::Order&)>;

  // What is told apart is what any of the sides does; the last one's words are those of the columns. LG0111 and LG0122 for headings,
  // LG0112 for types, LG0114 where a side wants the lines' own days and there are none.
  static Result<std::unique_ptr<Book>> open(std::vector<BookSide> sides, batch::ArrowStream orders, Judge judge, const BookLimits& limits = {});

  // What lists and holdings say of the parties of a part on a day, filled in where the order does not say it. Each distinct party is
  // filled once, or with `is_by_day` once a day. Before the first rows.
  using Fill = std::function<void(trade::Order& part, Date day)>;
  void fill_parties(Fill fill, bool is_by_day);

  // Answers the next rows, by row: some of one batch of the table. False at its end. A row that cannot be read has kBad instead;
  // `problems` says why.
  Result<bool> next(std::vector<batch::Answer>& out);
  static constexpr batch::Answer kBad = UINT32_MAX - 1;
  // Were these the last rows of their batch?
  bool is_end_of_batch() const { return first_ + rows_ == batch_rows(); }

  // What is wrong with one of these rows.
  wire::Problems problems(std::size_t row) const;
  // An order with the quantity and the price of one of them, as far as they could be read.
  trade::Order amount(std::size_t row) const;

  std::uint64_t decided() const { return decided_before_ + (evaluator_ ? evaluator_->decided() : 0); }

 private:
  // Columns that are read together.
  struct Group {
    explicit Group(std::string named) : name(std::move(named)) {}
    std::string name;
    std::vector<std::size_t> fields;
    std::vector<wire::Column> columns;
    std::vector<batch::CellColumn> cells;
    std::vector<std::vector<std::uint32_t>> ids;      // by column, then by row
    batch::TupleTable entry_of_tuple{0};              // by its cells' ids
    std::vector<std::uint32_t> entry_of_cell;         // of a single column: by the id of its cell plus one
    std::vector<bool> is_bad;                         // by entry
    std::unordered_map<std::uint32_t, wire::Problems> problems;
    std::vector<std::uint32_t> entries;               // by row, unless there are labels
    std::optional<batch::Values<std::uint32_t>> labelled;  // of a single column with few values: rows as entries of its list
    std::vector<std::uint32_t> labels;                // the entry of each, and last what is missing
    std::uint64_t labelled_list = 0;                  // which list
    std::optional<std::vector<std::int64_t>> cuts;    // of a figure by itself, in kCutScale: between two of them all numbers are one kind
    std::map<std::size_t, std::uint32_t> entry_between;  // by how many cuts a number reaches: the first entry there
    std::unique_ptr<batch::EntryDimension<std::uint32_t>> dimension;

    std::uint32_t label_at(std::size_t row) const { return labelled->is_valid(row) ? labelled->data[row] : static_cast<std::uint32_t>(labels.size() - 1); }
    std::uint32_t entry_at(std::size_t row) const { return labelled ? labels[label_at(row)] : entries[row]; }
    std::vector<std::uint32_t> ids_at(std::size_t row) const;
    std::uint32_t entry_of(std::uint32_t id);
    void forget_entries(bool is_by_day);
    std::size_t bytes() const;
  };
  using Programs = std::vector<batch::Programs>;      // by side

  Book(std::vector<BookSide> sides, batch::ArrowStream orders, Judge judge, const BookLimits& limits);
  const Desk& desk() const { return *sides_.back().desk; }
  bool is_by_day() const;
  Result<void> add_fields();
  void set_apart(const std::vector<wire::Column>& columns);
  std::string group_of(const wire::Column& column) const;
  batch::Givers givers_of(const law::Law& law) const;
  void add_to_group(const wire::Column& column, std::size_t field, batch::CellColumn cells);
  std::int64_t batch_rows() const { return batch_ ? (*batch_)->length : 0; }
  void begin_batch(const ArrowArray* before);
  ArrowArray rows_of(std::size_t field) const;
  void answer(std::vector<batch::Answer>& out);
  void mark_bad(std::vector<batch::Answer>& out) const;
  void forget_if_full();
  bool is_by_day(const Group& group) const;
  Date day_of_filling(std::size_t row) const;
  std::uint32_t number_of(Group& group, std::size_t row) const;
  void read_group(Group& group);
  bool read_labels(Group& group);
  void add_entry(Group& group, const std::vector<std::uint32_t>& ids, std::size_t row);
  std::optional<std::vector<std::int64_t>> cuts_of(const Group& group) const;
  bool add_like_another(Group& group, const std::vector<std::uint32_t>& ids);
  std::optional<trade::Order> part_of(const Group& group, const std::vector<std::uint32_t>& ids, wire::Problems& problems) const;
  bool has_problem(std::size_t row) const { return problem_column_ && problem_ids_[row] != batch::CellColumn::kMissing; }
  bool has_day(std::size_t row) const { return has_all_days_ || (row_has_day_[row / 8] >> row % 8 & 1) != 0; }
  void parse_days();
  void note_days();
  void read_days();
  void add_changes(const BookSide& side, batch::Programs& programs, std::set<std::int64_t>& cuts) const;
  void use_law_of_days();
  std::string fingerprint_of(const trade::Order& part) const;
  DayKinds day_kinds() const;
  std::vector<std::uint32_t> likeness_of(const std::vector<std::uint32_t>& kinds);
  void build_dimensions();

  std::vector<BookSide> sides_;
  batch::ArrowStream orders_;
  Judge judge_;
  Fill fill_;
  bool is_filled_by_day_ = false;
  BookLimits limits_;
  wire::OrderBuilder builder_;
  std::vector<Group> groups_;
  std::optional<Figures> figures_;  // an item's, where the table has nothing else of it

  std::optional<batch::Owned<ArrowArray>> batch_;
  std::int64_t first_ = 0, rows_ = 0;          // of the batch: those answered last

  std::optional<std::size_t> problem_column_;  // kRowProblem
  std::optional<batch::CellColumn> problem_cells_;
  std::vector<std::uint32_t> problem_ids_;

  std::optional<std::size_t> day_column_;
  std::optional<batch::CellColumn> day_cells_;
  std::vector<std::uint32_t> day_ids_;
  std::vector<std::int32_t> day_of_id_;
  std::optional<batch::Values<std::uint32_t>> day_entries_;  // the rows as entries of a short list, and the day of each
  std::vector<std::int32_t> day_of_entry_;
  std::uint64_t days_list_ = 0;                // which list
  std::vector<std::int32_t> row_days_;
  bool has_all_days_ = false;
  std::vector<std::uint8_t> row_has_day_;      // a bitmap
  std::optional<std::pair<Date, Date>> span_;  // the days met so far
  std::unique_ptr<batch::NumberDimension<std::int32_t>> day_dimension_;

  Programs programs_;
  std::set<std::int64_t> cuts_;                // the days on which one of them changes
  std::vector<batch::Fingerprint> fingerprints_;
  DayKinds day_kinds_;                         // of no day where one program is all
  std::unique_ptr<batch::Evaluator> evaluator_;
  std::uint64_t decided_before_ = 0;
};

}  // namespace lockgate::desk
