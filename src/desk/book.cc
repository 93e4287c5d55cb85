#include "desk/book.h"

#include <algorithm>

#include "base/text.h"
#include "batch/fingerprint.h"
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

// A batch may be a stretch of a longer one.
ArrowArray child(const ArrowArray& batch, std::size_t field) {
  ArrowArray out = *batch.children[field];
  out.offset += batch.offset;
  out.length = batch.length;
  if (batch.offset != 0 && out.null_count > 0) out.null_count = -1;
  return out;
}

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

Book::Book(const Desk& desk, std::vector<decide::Options> days, decide::Options as, Judge judge)
    : desk_(desk), days_(std::move(days)), as_(as), judge_(std::move(judge)), builder_(vocabulary_of(desk.law(), desk.decider().binder())) {}

Result<std::unique_ptr<Book>> Book::open(const Desk& desk, const std::vector<batch::Field>& fields, std::vector<decide::Options> days, decide::Options as, Judge judge) {
  std::unique_ptr<Book> out(new Book(desk, std::move(days), as, std::move(judge)));
  if (auto added = out->add_fields(fields); !added) return tl::unexpected(added.error());
  if (out->days_.empty() && !out->day_column_)
    return fail("LG0114", "the table has no column `date`, and no day was given to judge it on", "add the column, or say `as of` which day", "");
  for (const decide::Options& day : out->days_) out->programs_.push_back(desk.decider().program(day));
  if (!out->programs_.empty()) out->build_dimensions();
  return out;
}

Result<void> Book::add_fields(const std::vector<batch::Field>& fields) {
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
    const bool is_left_out = column.of == Column::Of::Skipped || (is_of_order && (column.name == "id" || column.name == "note" || (column.name == "date" && !days_.empty())));
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
  const auto is_same = [&](const Group& group) { return group_of(group.columns.front()) == group_of(column); };
  auto group = std::find_if(groups_.begin(), groups_.end(), is_same);
  if (group == groups_.end()) group = groups_.insert(groups_.end(), Group{});
  group->fields.push_back(field);
  group->columns.push_back(column);
  group->cells.push_back(std::move(cells));
  group->ids.emplace_back();
}

// The law of the days met so far: what is told apart depends on it, so everything is told apart anew when it changes.
void Book::build_dimensions() {
  if (evaluator_) decided_before_ += evaluator_->decided();
  const batch::Fingerprint fingerprint(desk_.decider().binder(), programs_, batch::tied_facts(programs_, givers_of(desk_.law())));
  std::vector<batch::Dimension*> dimensions;
  for (Group& group : groups_) {
    group.dimension = std::make_unique<batch::EntryDimension<std::uint32_t>>([fingerprint](const trade::Order& part) { return fingerprint.of(part); });
    for (const trade::Order& part : group.parts) group.dimension->append(part);
    dimensions.push_back(group.dimension.get());
  }
  if (day_column_) dimensions.push_back(day_dimension_.get());
  evaluator_ = std::make_unique<batch::Evaluator>(std::move(dimensions), [this](const trade::Order& given) {
    if (day_column_ && !given.date) return kBad;
    trade::Order order = given;
    Desk::complete(order);
    return judge_(order);
  });
}

// Days between two changes of the law, or of what it was verified for, are one kind.
void Book::use_law_of_days() {
  const law::Law& law = desk_.law();
  std::set<Date> changes;
  for (const Date day : law.boundaries()) changes.insert(day);
  for (const law::Book& book : law.books)
    if (book.verified_through) changes.insert(book.verified_through->next());
  std::vector<std::int64_t> cuts;
  decide::Options options = as_;
  options.as_of = span_->first;
  programs_ = {desk_.decider().program(options)};
  for (const Date day : changes) {
    if (day <= span_->first || day > span_->second) continue;
    cuts.push_back(day.days);
    options.as_of = day;
    if (const auto program = desk_.decider().program(options); program != programs_.back()) programs_.push_back(program);
  }
  day_dimension_ = std::make_unique<batch::NumberDimension<std::int32_t>>(cuts, [](std::int64_t day, trade::Order& order) { order.date = Date{static_cast<std::int32_t>(day)}; });
  build_dimensions();
}

void Book::read_days(const ArrowArray& batch) {
  day_cells_->read(child(batch, *day_column_), day_ids_);
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
std::optional<trade::Order> Book::part_of(const Group& group, std::vector<std::string> cells, const std::vector<bool>& is_missing, wire::Problems& problems) const {
  if (group.columns.front().of == Column::Of::Skipped) return is_missing[0] ? trade::Order{} : builder_.build(wire::parse_json(cells[0]).value(), problems);
  mark_not_screened(group.columns, is_missing, cells);
  return builder_.build(wire::order_of_row(group.columns, cells, builder_.vocabulary()), problems);
}

std::uint32_t Book::add_entry(Group& group, std::size_t row) {
  std::vector<std::string> cells;
  std::vector<bool> is_missing;
  for (std::size_t c = 0; c < group.columns.size(); ++c) {
    const std::uint32_t id = group.ids[c][row];
    is_missing.push_back(id == CellColumn::kMissing);
    cells.push_back(is_missing.back() ? "" : group.cells[c].text(id));
  }
  wire::Problems problems;
  auto part = part_of(group, std::move(cells), is_missing, problems);
  if (part)
    for (const Error& error : desk_.check_part(*part)) problems.push_back(problem_of(error));
  if (part && fill_ && !wire::has_errors(problems)) fill_(*part, day_of_filling(row));
  const bool is_bad = !part || wire::has_errors(problems);
  group.has_bad |= is_bad;
  group.parts.push_back(is_bad ? trade::Order{} : std::move(*part));
  group.problems.push_back(is_bad ? std::move(problems) : wire::Problems{});
  if (group.dimension) group.dimension->append(group.parts.back());
  return static_cast<std::uint32_t>(group.parts.size()) - 1;
}

// Who holds a party is a question of the day: the same cells on two days are two entries.
bool Book::is_by_day(const Group& group) const {
  static const std::string kJsonParty = std::string(kJsonPart) + "party";
  const Column& column = group.columns.front();
  return is_filled_by_day_ && (column.of == Column::Of::Party || column.name.starts_with(kJsonParty));
}

Date Book::day_of_filling(std::size_t row) const { return day_column_ ? Date{row_days_[row]} : days_.front().as_of; }

std::uint32_t Book::entry_at(Group& group, std::size_t row) {
  constexpr std::uint32_t kNotYet = UINT32_MAX;
  if (group.columns.size() == 1 && !is_by_day(group)) {
    const std::size_t at = group.ids[0][row] == CellColumn::kMissing ? 0 : group.ids[0][row] + std::size_t{1};
    if (at >= group.entry_of_cell.size()) group.entry_of_cell.resize(std::max(at + 1, 2 * group.entry_of_cell.size()), kNotYet);
    if (group.entry_of_cell[at] == kNotYet) group.entry_of_cell[at] = add_entry(group, row);
    return group.entry_of_cell[at];
  }
  thread_local std::string key;
  key.clear();
  for (const auto& ids : group.ids) key.append(reinterpret_cast<const char*>(&ids[row]), sizeof ids[row]);
  if (is_by_day(group)) key.append(reinterpret_cast<const char*>(&row_days_[row]), sizeof row_days_[row]);
  const auto known = group.entry_of.find(key);
  if (known != group.entry_of.end()) return known->second;
  const std::uint32_t entry = add_entry(group, row);
  group.entry_of.emplace(key, entry);
  return entry;
}

void Book::read_group(Group& group, const ArrowArray& batch) {
  for (std::size_t c = 0; c < group.cells.size(); ++c) group.cells[c].read(child(batch, group.fields[c]), group.ids[c]);
  group.entries.resize(static_cast<std::size_t>(batch.length));
  for (std::size_t row = 0; row < group.entries.size(); ++row) group.entries[row] = entry_at(group, row);
}

void Book::answer(const ArrowArray& batch, std::vector<batch::Answer>& out) {
  const auto rows = static_cast<std::size_t>(batch.length);
  out.assign(rows, kBad);
  if (problem_column_) problem_cells_->read(child(batch, *problem_column_), problem_ids_);
  if (day_column_) read_days(batch);
  for (Group& group : groups_) read_group(group, batch);
  if (!evaluator_) return;  // no line has a day
  for (Group& group : groups_) group.dimension->look_at({group.entries.data(), nullptr});
  if (day_column_) day_dimension_->look_at({row_days_.data(), row_has_day_.data()});
  evaluator_->answer(rows, out.data());
  for (const Group& group : groups_)
    for (std::size_t row = 0; group.has_bad && row < rows; ++row)
      if (!group.problems[group.entries[row]].empty()) out[row] = kBad;
  for (std::size_t row = 0; problem_column_ && row < rows; ++row)
    if (has_problem(row)) out[row] = kBad;
  for (std::size_t row = 0; day_column_ && row < rows; ++row)
    if ((row_has_day_[row / 8] >> row % 8 & 1) == 0) out[row] = kBad;
}

trade::Order Book::order(std::size_t row) const {
  trade::Order out;
  for (const Group& group : groups_) batch::add_part(group.parts[group.entries[row]], out);
  return out;
}

wire::Problems Book::problems(std::size_t row) const {
  if (has_problem(row)) {
    const std::string& text = problem_cells_->text(problem_ids_[row]);
    return {{Severity::Error, text.substr(0, text.find(": ")), "", text.substr(text.find(": ") + 2), ""}};
  }
  wire::Problems out;
  for (const Group& group : groups_) out.insert(out.end(), group.problems[group.entries[row]].begin(), group.problems[group.entries[row]].end());
  if (!day_column_ || (row_has_day_[row / 8] >> row % 8 & 1) != 0) return out;
  const bool is_missing = day_ids_[row] == CellColumn::kMissing;
  out.push_back({Severity::Error, "LG0114", "date", is_missing ? "the line has no date" : "`" + day_cells_->text(day_ids_[row]) + "` is no date", "write year, month and day: `2026-02-01`"});
  return out;
}

}  // namespace lockgate::desk
