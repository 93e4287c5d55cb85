#include "desk/book.h"

#include <algorithm>

#include "base/text.h"
#include "desk/flat_table.h"
#include "desk/vocabulary.h"
#include "wire/csv_order.h"
#include "wire/json_value.h"

namespace lockgate::desk {
namespace {

using batch::CellColumn;
using wire::Column;

// Which columns say something together.
std::string group_of(const Column& column) {
  if (column.of == Column::Of::Skipped) return column.name;  // a part in JSON
  if (column.of == Column::Of::Item || (column.of == Column::Of::Order && column.name == "item")) return "item";
  if (column.of == Column::Of::Party) return "party " + column.role;
  if (column.of == Column::Of::Fact) return "fact " + column.name;
  const bool is_route = column.name == "movement" || column.name == "origin" || column.name == "destination" || column.name == "via";
  const bool is_price = column.name == "unit_price" || column.name == "currency";
  return is_route ? "route" : is_price ? "price" : column.name;
}

// In a table nothing was looked at where nothing stands; an empty text says that a party was screened and found nowhere. That
// needs a party: where all cells are empty there is none.
void mark_not_screened(const std::vector<Column>& columns, const std::vector<bool>& is_missing, std::vector<std::string>& cells) {
  const bool is_there = std::any_of(cells.begin(), cells.end(), [](const std::string& cell) { return !trim(cell).empty(); });
  for (std::size_t c = 0; is_there && c < cells.size(); ++c)
    if (is_missing[c] && columns[c].of == Column::Of::Party && columns[c].name == "lists") cells[c] = "?";
}

wire::Problem problem_of(const Error& error) { return {Severity::Error, error.code, error.where, error.message, error.fix}; }

// An item's figures come with the item; every other fact has a column of its own.
batch::Givers givers_of(const law::Law& law) {
  batch::Givers out;
  for (std::size_t f = 0; f < law.facts.size(); ++f) {
    const std::string_view name = law.facts[f].name;
    const bool is_of_item = name.starts_with("item.") || name.starts_with("product.");
    out.emplace(static_cast<int>(f), is_of_item ? law::kNone : static_cast<int>(f));
  }
  return out;
}

}  // namespace

decide::Options BookQuestion::on(Date day) const {
  decide::Options out;
  out.as_of = day;
  out.is_codified = is_codified;
  out.known_at = known_at;
  out.has_answers = false;
  return out;
}

void Book::Group::forget_entries(bool is_by_day) {
  entry_of = batch::TupleTable(columns.size() + (is_by_day ? 1 : 0));
  entry_of_cell = {};
  is_bad.clear();
  problems.clear();
}

std::size_t Book::Group::bytes() const {
  constexpr std::size_t kProblemBytes = 512;
  std::size_t out = entry_of.bytes() + entry_of_cell.size() * sizeof(std::uint32_t) + dimension->bytes() + problems.size() * kProblemBytes;
  for (const CellColumn& column : cells) out += column.bytes();
  return out;
}

Book::Book(std::vector<BookSide> sides, batch::ArrowStream orders, Judge judge, const BookLimits& limits)
    : sides_(std::move(sides)), orders_(std::move(orders)), judge_(std::move(judge)), limits_(limits), builder_(vocabulary_of(desk().law(), desk().decider().binder())) {}

Result<std::unique_ptr<Book>> Book::open(std::vector<BookSide> sides, batch::ArrowStream orders, Judge judge, const BookLimits& limits) {
  std::unique_ptr<Book> out(new Book(std::move(sides), std::move(orders), std::move(judge), limits));
  if (auto added = out->add_fields(); !added) return tl::unexpected(added.error());
  if (out->is_by_day() && !out->day_column_)
    return fail("LG0114", "the table has no column `date`, and no day was given to judge it on", "add the column, or say `as of` which day", "");
  if (!out->is_by_day()) out->use_law_of_days();
  return out;
}

bool Book::is_by_day() const {
  return std::any_of(sides_.begin(), sides_.end(), [](const BookSide& side) { return !side.question.as_of; });
}

Result<void> Book::add_fields() {
  const std::vector<batch::Field>& fields = orders_.fields();
  std::vector<std::string> headings;
  for (const batch::Field& field : fields) headings.push_back(field.name.starts_with('\x1f') ? "" : field.name);
  wire::Problems problems;
  const std::vector<Column> columns = wire::read_header(headings, builder_.vocabulary(), problems);
  for (const wire::Problem& problem : problems)
    if (problem.severity == Severity::Error) return fail(problem.code, problem.message, problem.fix, problem.field);
  for (std::size_t f = 0; f < fields.size(); ++f) {
    Column column = columns[f];
    const bool is_json = fields[f].name.starts_with(kJsonPart);
    if (is_json) column.name = fields[f].name;
    const bool is_problem = fields[f].name == kRowProblem;
    const bool is_of_order = column.of == Column::Of::Order;
    const bool is_left_out = column.of == Column::Of::Skipped || (is_of_order && (column.name == "id" || column.name == "note" || (column.name == "date" && !is_by_day())));
    if (is_left_out && !is_problem && !is_json) continue;
    auto cells = CellColumn::of(fields[f]);
    if (!cells) return tl::unexpected(cells.error());
    if (is_problem) problem_column_ = f, problem_cells_ = std::move(*cells);
    else if (is_of_order && column.name == "date") day_column_ = f, day_cells_ = std::move(*cells);
    else add_to_group(column, f, std::move(*cells));
  }
  return {};
}

void Book::fill_parties(Fill fill, bool is_by_day) {
  fill_ = std::move(fill);
  is_filled_by_day_ = is_by_day && day_column_.has_value();
}

void Book::add_to_group(const Column& column, std::size_t field, CellColumn cells) {
  const std::string name = group_of(column);
  auto group = std::find_if(groups_.begin(), groups_.end(), [&](const Group& one) { return one.name == name; });
  if (group == groups_.end()) group = groups_.insert(groups_.end(), Group(name));
  group->fields.push_back(field);
  group->columns.push_back(column);
  group->cells.push_back(std::move(cells));
  group->ids.emplace_back();
}

std::string Book::fingerprint_of(const trade::Order& part) const {
  std::string out;
  for (const batch::Fingerprint& fingerprint : fingerprints_) out += fingerprint.of(part);
  return out;
}

// What is told apart depends on the law in use, so everything is told apart anew when that changes.
void Book::build_dimensions() {
  if (evaluator_) decided_before_ += evaluator_->decided();
  fingerprints_.clear();
  for (std::size_t s = 0; s < sides_.size(); ++s) {
    const Desk& desk = *sides_[s].desk;
    fingerprints_.emplace_back(desk.decider().binder(), programs_[s], batch::tied_facts(programs_[s], givers_of(desk.law())));
  }
  std::vector<batch::Dimension*> dimensions;
  for (Group& group : groups_) {
    group.forget_entries(is_by_day(group));
    group.dimension = std::make_unique<batch::EntryDimension<std::uint32_t>>([this](const trade::Order& part) { return fingerprint_of(part); });
    dimensions.push_back(group.dimension.get());
  }
  if (day_column_) dimensions.push_back(day_dimension_.get());
  const auto decide = [this](const trade::Order& given) {
    if (day_column_ && !given.date) return kBad;
    trade::Order order = given;
    Desk::complete(order);
    return judge_(order);
  };
  evaluator_ = std::make_unique<batch::Evaluator>(std::move(dimensions), decide, batch::best_kernels(), limits_.cells);
}

// The programs of a side. Days between two changes of the law, or of what it was verified for, are one kind.
void Book::add_changes(const BookSide& side, batch::Programs& programs, std::set<std::int64_t>& cuts) const {
  const decide::Decider& decider = side.desk->decider();
  programs = {decider.program(side.question.on(side.question.as_of ? *side.question.as_of : span_->first))};
  if (side.question.as_of) return;
  std::set<Date> changes;
  for (const Date day : decider.law().boundaries()) changes.insert(day);
  for (const law::Book& book : decider.law().books)
    if (book.verified_through) changes.insert(book.verified_through->next());
  for (const Date day : changes) {
    if (day <= span_->first || day > span_->second) continue;
    cuts.insert(day.days);
    if (const auto program = decider.program(side.question.on(day)); program != programs.back()) programs.push_back(program);
  }
}

void Book::use_law_of_days() {
  Programs programs(sides_.size());
  std::set<std::int64_t> cuts;
  for (std::size_t s = 0; s < sides_.size(); ++s) add_changes(sides_[s], programs[s], cuts);
  if (evaluator_ && programs == programs_ && cuts == cuts_) return;
  programs_ = std::move(programs), cuts_ = std::move(cuts);
  if (day_column_)
    day_dimension_ = std::make_unique<batch::NumberDimension<std::int32_t>>(std::vector<std::int64_t>(cuts_.begin(), cuts_.end()), [](std::int64_t day, trade::Order& order) { order.date = Date{static_cast<std::int32_t>(day)}; });
  build_dimensions();
}

// The rows in hand. A batch may be a stretch of a longer one.
ArrowArray Book::rows_of(std::size_t field) const {
  const ArrowArray& batch = **batch_;
  ArrowArray out = *batch.children[field];
  out.offset += batch.offset + first_;
  out.length = rows_;
  if (out.offset != 0 && out.null_count > 0) out.null_count = -1;
  return out;
}

void Book::read_days() {
  day_cells_->read(rows_of(*day_column_), day_ids_);
  for (std::size_t id = day_of_id_.size(); id < day_cells_->size(); ++id) {
    const Result<Date> day = Date::parse(day_cells_->text(static_cast<std::uint32_t>(id)));
    day_of_id_.push_back(day ? std::optional(*day) : std::nullopt);
  }
  row_days_.assign(day_ids_.size(), 0);
  row_has_day_.assign((day_ids_.size() + 7) / 8, 0);
  const auto before = span_;
  for (std::size_t row = 0; row < day_ids_.size(); ++row) {
    if (day_ids_[row] == CellColumn::kMissing || !day_of_id_[day_ids_[row]]) continue;
    const Date day = *day_of_id_[day_ids_[row]];
    row_days_[row] = day.days;
    row_has_day_[row / 8] = static_cast<std::uint8_t>(row_has_day_[row / 8] | 1 << row % 8);
    if (!span_) span_ = {day, day};
    span_ = {std::min(span_->first, day), std::max(span_->second, day)};
  }
  if (span_ && span_ != before) use_law_of_days();
}

// The part of an order that some cells are.
std::optional<trade::Order> Book::part_of(const Group& group, std::size_t row, wire::Problems& problems) const {
  std::vector<std::string> cells;
  std::vector<bool> is_missing;
  for (std::size_t c = 0; c < group.columns.size(); ++c) {
    const std::uint32_t id = group.ids[c][row];
    is_missing.push_back(id == CellColumn::kMissing);
    cells.push_back(is_missing.back() ? "" : group.cells[c].text(id));
  }
  if (group.columns.front().of == Column::Of::Skipped) return is_missing[0] ? trade::Order{} : builder_.build(wire::parse_json(cells[0]).value(), problems);
  mark_not_screened(group.columns, is_missing, cells);
  return builder_.build(wire::order_of_row(group.columns, cells, builder_.vocabulary()), problems);
}

// Is it good?
bool Book::add_entry(Group& group, std::size_t row) {
  wire::Problems problems;
  auto part = part_of(group, row, problems);
  if (part)
    for (const Error& error : desk().check_part(*part)) problems.push_back(problem_of(error));
  const bool is_good = part && !wire::has_errors(problems);
  if (is_good && fill_) fill_(*part, day_of_filling(row));
  if (!is_good) group.problems.emplace(static_cast<std::uint32_t>(group.is_bad.size()), std::move(problems));
  group.is_bad.push_back(!is_good);
  group.dimension->append(is_good ? std::move(*part) : trade::Order{});
  return is_good;
}

// Who holds a party is a question of the day: the same cells on two days are two entries.
bool Book::is_by_day(const Group& group) const {
  static const std::string kJsonParty = std::string(kJsonPart) + "party";
  const Column& column = group.columns.front();
  return is_filled_by_day_ && (column.of == Column::Of::Party || column.name.starts_with(kJsonParty));
}

Date Book::day_of_filling(std::size_t row) const { return day_column_ ? Date{row_days_[row]} : *sides_.back().question.as_of; }

// The number of what the cells say together; that of the next entry, if nobody said it before.
std::uint32_t Book::entry_at(Group& group, std::size_t row) const {
  const bool has_day = is_by_day(group);
  if (group.ids.size() > 1 || has_day) {
    thread_local std::vector<std::uint32_t> tuple;
    tuple.resize(group.ids.size());
    for (std::size_t c = 0; c < tuple.size(); ++c) tuple[c] = group.ids[c][row];
    if (has_day) tuple.push_back(static_cast<std::uint32_t>(row_days_[row]));
    return group.entry_of.add(tuple.data());
  }
  const std::uint32_t at = group.ids[0][row] + 1;  // what is missing is 0
  if (at >= group.entry_of_cell.size()) group.entry_of_cell.resize(std::max<std::size_t>(at + std::size_t{1}, 2 * group.entry_of_cell.size()), batch::TupleTable::kNone);
  std::uint32_t& entry = group.entry_of_cell[at];
  if (entry == batch::TupleTable::kNone) entry = static_cast<std::uint32_t>(group.is_bad.size());
  return entry;
}

void Book::read_group(Group& group) {
  for (std::size_t c = 0; c < group.cells.size(); ++c) group.cells[c].read(rows_of(group.fields[c]), group.ids[c]);
  group.entries.resize(static_cast<std::size_t>(rows_));
  for (std::size_t row = 0; row < group.entries.size(); ++row) {
    group.entries[row] = entry_at(group, row);
    if (group.entries[row] == group.is_bad.size()) add_entry(group, row);
  }
}

void Book::begin_batch() {
  for (Group& group : groups_)
    for (CellColumn& cells : group.cells) cells.begin_batch();
  if (day_cells_) day_cells_->begin_batch();
  if (problem_cells_) problem_cells_->begin_batch();
}

void Book::forget_if_full() {
  std::size_t bytes = (day_cells_ ? day_cells_->bytes() : 0) + (problem_cells_ ? problem_cells_->bytes() : 0);
  for (const Group& group : groups_) bytes += evaluator_ ? group.bytes() : 0;
  if (bytes <= limits_.bytes) return;
  for (Group& group : groups_)
    for (CellColumn& cells : group.cells) cells.forget();
  if (day_cells_) day_cells_->forget(), day_of_id_.clear();
  if (problem_cells_) problem_cells_->forget();
  if (evaluator_) build_dimensions();
}

Result<bool> Book::next(std::vector<batch::Answer>& out) {
  if (!batch_ || is_end_of_batch()) {
    auto batch = orders_.next();
    if (!batch) return tl::unexpected(batch.error());
    if (!*batch) return false;
    batch_ = std::move(*batch);
    first_ = rows_ = 0;
    begin_batch();
  }
  forget_if_full();
  first_ += rows_;
  rows_ = std::min(static_cast<std::int64_t>(limits_.rows), batch_rows() - first_);
  answer(out);
  return true;
}

void Book::answer(std::vector<batch::Answer>& out) {
  const auto rows = static_cast<std::size_t>(rows_);
  out.assign(rows, kBad);
  if (problem_column_) problem_cells_->read(rows_of(*problem_column_), problem_ids_);
  if (day_column_) read_days();
  if (!evaluator_) return;  // no line has a day yet
  for (Group& group : groups_) read_group(group);
  for (Group& group : groups_) group.dimension->look_at({group.entries.data(), nullptr});
  if (day_column_) day_dimension_->look_at({row_days_.data(), row_has_day_.data()});
  evaluator_->answer(rows, out.data());
  mark_bad(out);
}

void Book::mark_bad(std::vector<batch::Answer>& out) const {
  for (const Group& group : groups_)
    for (std::size_t row = 0; !group.problems.empty() && row < out.size(); ++row)
      if (group.is_bad[group.entries[row]]) out[row] = kBad;
  for (std::size_t row = 0; problem_column_ && row < out.size(); ++row)
    if (has_problem(row)) out[row] = kBad;
  for (std::size_t row = 0; day_column_ && row < out.size(); ++row)
    if (!has_day(row)) out[row] = kBad;
}

trade::Order Book::amount(std::size_t row) const {
  trade::Order out;
  wire::Problems problems;
  for (const Group& group : groups_) {
    const std::string_view name = std::string_view(group.name).substr(group.name.starts_with(kJsonPart) ? kJsonPart.size() : 0);
    if (name != "quantity" && name != "price") continue;
    if (const auto part = part_of(group, row, problems)) batch::add_part(*part, out);
  }
  return out;
}

wire::Problems Book::problems(std::size_t row) const {
  if (has_problem(row)) {
    const std::string& text = problem_cells_->text(problem_ids_[row]);
    return {{Severity::Error, text.substr(0, text.find(": ")), "", text.substr(text.find(": ") + 2), ""}};
  }
  wire::Problems out;
  for (const Group& group : groups_)
    if (const auto found = evaluator_ ? group.problems.find(group.entries[row]) : group.problems.end(); found != group.problems.end())
      out.insert(out.end(), found->second.begin(), found->second.end());
  if (!day_column_ || has_day(row)) return out;
  const bool is_missing = day_ids_[row] == CellColumn::kMissing;
  out.push_back({Severity::Error, "LG0114", "date", is_missing ? "the line has no date" : "`" + day_cells_->text(day_ids_[row]) + "` is no date", "write year, month and day: `2026-02-01`"});
  return out;
}

}  // namespace lockgate::desk
