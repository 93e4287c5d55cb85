#include "desk/book.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "desk/figures.h"
#include "desk/flat_table.h"
#include "desk/vocabulary.h"
#include "wire/csv_order.h"
#include "wire/json_value.h"

namespace lockgate::desk {
namespace {

using batch::CellColumn;
using wire::Column;

constexpr std::int32_t kNoDay = INT32_MIN;

// In a table nothing was looked at where nothing stands; an empty text says that a party was screened and found nowhere. That
// needs a party: where all cells are empty there is none.
void mark_not_screened(const std::vector<Column>& columns, const std::vector<bool>& is_missing, std::vector<std::string>& cells) {
  const bool is_there = std::any_of(cells.begin(), cells.end(), [](const std::string& cell) { return !trim(cell).empty(); });
  for (std::size_t c = 0; is_there && c < cells.size(); ++c)
    if (is_missing[c] && columns[c].of == Column::Of::Party && columns[c].name == "lists") cells[c] = "?";
}

wire::Problem problem_of(const Error& error) { return {Severity::Error, error.code, error.where, error.message, error.fix}; }

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
  entry_of_tuple = batch::TupleTable(columns.size() + (is_by_day ? 1 : 0));
  entry_of_cell = {};
  labels.clear();
  entry_between.clear();
  is_bad.clear();
  problems.clear();
}

std::vector<std::uint32_t> Book::Group::ids_at(std::size_t row) const {
  if (labelled) return {cells[0].ids_of_entries()[label_at(row)]};
  std::vector<std::uint32_t> out;
  for (const auto& column : ids) out.push_back(column[row]);
  return out;
}

// The entry of a single column's cell; the number of the next one, if nobody said it before.
std::uint32_t Book::Group::entry_of(std::uint32_t id) {
  const std::uint32_t at = id + 1;  // what is missing is 0
  if (at >= entry_of_cell.size()) entry_of_cell.resize(std::max<std::size_t>(at + std::size_t{1}, 2 * entry_of_cell.size()), batch::TupleTable::kNone);
  std::uint32_t& entry = entry_of_cell[at];
  if (entry == batch::TupleTable::kNone) entry = static_cast<std::uint32_t>(is_bad.size());
  return entry;
}

std::size_t Book::Group::bytes() const {
  constexpr std::size_t kProblemBytes = 512;
  std::size_t out = entry_of_tuple.bytes() + entry_of_cell.size() * sizeof(std::uint32_t) + dimension->bytes() + problems.size() * kProblemBytes;
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

// A figure that the law joins with nothing is told apart by itself: its values fall into few kinds, where what all figures say together is
// often as long a list as the items. Of an item with an id the catalogue says the rest, so there all figures belong together.
void Book::set_apart(const std::vector<Column>& columns) {
  const auto says_more = [](const Column& column) {
    return (column.of == Column::Of::Order && column.name == "item") || (column.of == Column::Of::Item && column.name == "contains") || column.name.starts_with(kJsonPart);
  };
  if (std::any_of(columns.begin(), columns.end(), says_more)) return;
  figures_.emplace();
  for (const Column& column : columns) {
    if (column.of != Column::Of::Item) continue;
    const bool is_one = std::all_of(sides_.begin(), sides_.end(), [&](const BookSide& side) { return is_figure(side.desk->law(), column); });
    figures_->emplace(column.name, is_one ? -2 - static_cast<int>(figures_->size()) : law::kNone);
  }
  for (const BookSide& side : sides_) leave_single(side.desk->law(), *figures_);
}

// Which columns say something together.
std::string Book::group_of(const Column& column) const {
  if (column.of == Column::Of::Skipped) return column.name;  // a part in JSON
  if (column.of == Column::Of::Item && figures_ && figures_->at(column.name) != law::kNone) return "figure " + column.name;
  if (column.of == Column::Of::Item || (column.of == Column::Of::Order && column.name == "item")) return "item";
  if (column.of == Column::Of::Party) return "party " + column.role;
  if (column.of == Column::Of::Fact) return "fact " + column.name;
  const bool is_route = column.name == "movement" || column.name == "origin" || column.name == "destination" || column.name == "via";
  const bool is_price = column.name == "unit_price" || column.name == "currency";
  return is_route ? "route" : is_price ? "price" : column.name;
}

// Every fact that is not an item's has a column of its own. Of an item without an id nobody gives a figure that the table has not.
batch::Givers Book::givers_of(const law::Law& law) const {
  batch::Givers out;
  for (std::size_t f = 0; f < law.facts.size(); ++f) {
    const std::string_view figure = figure_of(law.facts[f]);
    if (figure.empty()) out.emplace(static_cast<int>(f), static_cast<int>(f));
    else if (!figures_) out.emplace(static_cast<int>(f), law::kNone);
    else if (const auto own = figures_->find(figure); own != figures_->end()) out.emplace(static_cast<int>(f), own->second);
  }
  return out;
}

Result<void> Book::add_fields() {
  const std::vector<batch::Field>& fields = orders_.fields();
  std::vector<std::string> headings;
  for (const batch::Field& field : fields) headings.push_back(field.name.starts_with('\x1f') ? "" : field.name);
  wire::Problems problems;
  std::vector<Column> columns = wire::read_header(headings, builder_.vocabulary(), problems);
  for (const wire::Problem& problem : problems)
    if (problem.severity == Severity::Error) return fail(problem.code, problem.message, problem.fix, problem.field);
  for (std::size_t f = 0; f < fields.size(); ++f)
    if (fields[f].name.starts_with(kJsonPart)) columns[f].name = fields[f].name;
  set_apart(columns);
  for (std::size_t f = 0; f < fields.size(); ++f) {
    const Column& column = columns[f];
    const bool is_json = fields[f].name.starts_with(kJsonPart);
    const bool is_problem = fields[f].name == kRowProblem;
    const bool is_of_order = column.of == Column::Of::Order;
    if ((is_left_out(column) || (is_of_order && column.name == "date" && !is_by_day())) && !is_problem && !is_json) continue;
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

// The first kind of day is that before any change.
DayKinds Book::day_kinds() const {
  if (!day_column_ || std::all_of(programs_.begin(), programs_.end(), [](const batch::Programs& programs) { return programs.size() == 1; })) return {};
  std::vector<Date> days = {span_->first};
  for (const std::int64_t cut : cuts_) days.push_back(Date{static_cast<std::int32_t>(cut)});
  std::vector<std::vector<batch::Fingerprint>> out(days.size());
  for (std::size_t d = 0; d < days.size(); ++d)
    for (const BookSide& side : sides_) {
      const decide::Decider& decider = side.desk->decider();
      const batch::Programs program = {decider.program(side.question.on(side.question.as_of ? *side.question.as_of : days[d]))};
      out[d].emplace_back(decider.binder(), program, batch::tied_facts(program, givers_of(decider.law())));
    }
  return {std::move(out), groups_.size()};
}

// What only the law of other days tells apart is alike. A line without a day is like no other.
std::vector<std::uint32_t> Book::likeness_of(const std::vector<std::uint32_t>& kinds) {
  std::vector<std::uint32_t> out = kinds;
  const std::uint32_t day = kinds.back();
  for (std::size_t g = 0; g < groups_.size() && day < day_kinds_.days(); ++g) out[g] = day_kinds_.of(g, kinds[g], day, groups_[g].dimension->part_of_kind(kinds[g]));
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
    group.cuts = cuts_of(group);
    group.dimension = std::make_unique<batch::EntryDimension<std::uint32_t>>([this](const trade::Order& part) { return fingerprint_of(part); });
    dimensions.push_back(group.dimension.get());
  }
  if (day_column_) dimensions.push_back(day_dimension_.get());
  const auto decide = [this](trade::Order& order) {
    if (day_column_ && !order.date) return kBad;
    Desk::complete(order);
    return judge_(order);
  };
  day_kinds_ = day_kinds();
  const auto likeness = [this](const std::vector<std::uint32_t>& kinds) { return likeness_of(kinds); };
  evaluator_ = std::make_unique<batch::Evaluator>(std::move(dimensions), decide, batch::best_kernels(), limits_.cells, day_kinds_.days() == 0 ? batch::Evaluator::Likeness() : likeness);
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

void Book::parse_days() {
  for (std::size_t id = day_of_id_.size(); id < day_cells_->size(); ++id) {
    const Result<Date> day = Date::parse(day_cells_->text(static_cast<std::uint32_t>(id)));
    day_of_id_.push_back(day ? day->days : kNoDay);
  }
  if (!day_entries_ || (days_list_ == day_cells_->list_number() && !day_of_entry_.empty())) return;
  days_list_ = day_cells_->list_number();
  day_of_entry_.clear();
  for (const std::uint32_t id : day_cells_->ids_of_entries()) day_of_entry_.push_back(id == CellColumn::kMissing ? kNoDay : day_of_id_[id]);
}

void Book::read_days() {
  day_entries_ = day_cells_->entries(rows_of(*day_column_));
  if (day_entries_ && day_entries_->valid != nullptr) day_entries_.reset();
  if (!day_entries_) day_cells_->read(rows_of(*day_column_), day_ids_);
  parse_days();
  row_days_.resize(static_cast<std::size_t>(rows_));
  for (std::size_t row = 0; row < row_days_.size(); ++row)
    row_days_[row] = day_entries_ ? day_of_entry_[day_entries_->data[row]] : day_ids_[row] == CellColumn::kMissing ? kNoDay : day_of_id_[day_ids_[row]];
  note_days();
}

// Which rows have a day, and whether other law has come into use.
void Book::note_days() {
  std::int32_t first = INT32_MAX, last = kNoDay, missing = 0;
  for (const std::int32_t day : row_days_) {
    first = std::min(first, day == kNoDay ? INT32_MAX : day);
    last = std::max(last, day);
    missing |= day == kNoDay ? 1 : 0;
  }
  has_all_days_ = missing == 0;
  row_has_day_.assign((row_days_.size() + 7) / 8, 0);
  for (std::size_t row = 0; !has_all_days_ && row < row_days_.size(); ++row)
    row_has_day_[row / 8] = static_cast<std::uint8_t>(row_has_day_[row / 8] | (row_days_[row] == kNoDay ? 0 : 1) << row % 8);
  if (last == kNoDay) return;
  const auto before = span_;
  span_ = {std::min(span_ ? span_->first : Date{first}, Date{first}), std::max(span_ ? span_->second : Date{last}, Date{last})};
  if (span_ != before) use_law_of_days();
}

// The part of an order that some cells are.
std::optional<trade::Order> Book::part_of(const Group& group, const std::vector<std::uint32_t>& ids, wire::Problems& problems) const {
  std::vector<std::string> cells;
  std::vector<bool> is_missing;
  for (std::size_t c = 0; c < group.columns.size(); ++c) {
    is_missing.push_back(ids[c] == CellColumn::kMissing);
    cells.push_back(is_missing.back() ? "" : group.cells[c].text(ids[c]));
  }
  if (group.columns.front().of == Column::Of::Skipped) return is_missing[0] ? trade::Order{} : builder_.build(wire::parse_json(cells[0]).value(), problems);
  mark_not_screened(group.columns, is_missing, cells);
  return builder_.build(wire::order_of_row(group.columns, cells, builder_.vocabulary()), problems);
}

// Where a figure by itself changes kind, under all law in use. Nothing: its exact value matters.
std::optional<std::vector<std::int64_t>> Book::cuts_of(const Group& group) const {
  const Column& column = group.columns.front();
  if (column.of != Column::Of::Item || !figures_ || figures_->at(column.name) == law::kNone) return std::nullopt;
  std::vector<std::int64_t> out;
  for (std::size_t s = 0; s < sides_.size(); ++s) {
    const law::Law& law = sides_[s].desk->law();
    const int fact = law.find_fact("item." + column.name);
    if (law.facts[static_cast<std::size_t>(fact)].type == law::Type::Bool) return std::nullopt;
    const auto cuts = batch::cuts_of(programs_[s], fact, kCutScale, givers_of(law));
    if (!cuts) return std::nullopt;
    out.insert(out.end(), cuts->begin(), cuts->end());
  }
  std::sort(out.begin(), out.end());
  return out;
}

// A number between two cuts is of the kind that another one there is of, and need not be read.
bool Book::add_like_another(Group& group, const std::vector<std::uint32_t>& ids) {
  if (!group.cuts || ids[0] == CellColumn::kMissing) return false;
  const auto number = plain_number(group.cells[0].text(ids[0]));
  if (!number) return false;
  const auto reached = static_cast<std::size_t>(std::upper_bound(group.cuts->begin(), group.cuts->end(), *number) - group.cuts->begin());
  const auto [first, is_new] = group.entry_between.try_emplace(reached, static_cast<std::uint32_t>(group.is_bad.size()));
  if (is_new || group.is_bad[first->second]) return false;
  group.is_bad.push_back(false);
  group.dimension->append_like(first->second);
  return true;
}

// What the cells of a row say.
void Book::add_entry(Group& group, const std::vector<std::uint32_t>& ids, std::size_t row) {
  if (add_like_another(group, ids)) return;
  wire::Problems problems;
  auto part = part_of(group, ids, problems);
  if (part)
    for (const Error& error : desk().check_part(*part)) problems.push_back(problem_of(error));
  const bool is_good = part && !wire::has_errors(problems);
  if (is_good && fill_) fill_(*part, day_of_filling(row));
  if (!is_good) group.problems.emplace(static_cast<std::uint32_t>(group.is_bad.size()), std::move(problems));
  group.is_bad.push_back(!is_good);
  group.dimension->append(is_good ? std::move(*part) : trade::Order{});
}

// Who holds a party is a question of the day: the same cells on two days are two entries.
bool Book::is_by_day(const Group& group) const {
  static const std::string kJsonParty = std::string(kJsonPart) + "party";
  const Column& column = group.columns.front();
  return is_filled_by_day_ && (column.of == Column::Of::Party || column.name.starts_with(kJsonParty));
}

Date Book::day_of_filling(std::size_t row) const { return day_column_ ? Date{row_days_[row]} : *sides_.back().question.as_of; }

// The number of what the cells say together; that of the next entry, if nobody said it before.
std::uint32_t Book::number_of(Group& group, std::size_t row) const {
  const bool has_day = is_by_day(group);
  if (group.ids.size() == 1 && !has_day) return group.entry_of(group.ids[0][row]);
  thread_local std::vector<std::uint32_t> tuple;
  tuple.resize(group.ids.size());
  for (std::size_t c = 0; c < tuple.size(); ++c) tuple[c] = group.ids[c][row];
  if (has_day) tuple.push_back(static_cast<std::uint32_t>(row_days_[row]));
  return group.entry_of_tuple.add(tuple.data());
}

// Of a single column with few values each value is read, and no row.
bool Book::read_labels(Group& group) {
  const bool is_single = group.cells.size() == 1 && !is_by_day(group);
  group.labelled = is_single ? group.cells[0].entries(rows_of(group.fields[0])) : std::nullopt;
  if (!group.labelled) return false;
  const std::uint64_t list = group.cells[0].list_number();
  if (!group.labels.empty() && group.labelled_list == list) return true;
  group.labelled_list = list;
  group.labels.clear();
  for (const std::uint32_t id : group.cells[0].ids_of_entries()) {
    group.labels.push_back(group.entry_of(id));
    if (group.labels.back() == group.is_bad.size()) add_entry(group, {id}, 0);
  }
  group.dimension->label(&group.labels);
  return true;
}

void Book::read_group(Group& group) {
  if (read_labels(group)) return group.dimension->look_at(*group.labelled);
  for (std::size_t c = 0; c < group.cells.size(); ++c) group.cells[c].read(rows_of(group.fields[c]), group.ids[c]);
  group.entries.resize(static_cast<std::size_t>(rows_));
  for (std::size_t row = 0; row < group.entries.size(); ++row) {
    group.entries[row] = number_of(group, row);
    if (group.entries[row] == group.is_bad.size()) add_entry(group, group.ids_at(row), row);
  }
  group.labels.clear();
  group.dimension->label(nullptr);
  group.dimension->look_at({group.entries.data(), nullptr});
}

void Book::begin_batch(const ArrowArray* before) {
  const auto begin = [&](CellColumn& cells, std::size_t field) { cells.begin_batch(*(*batch_)->children[field], before == nullptr ? nullptr : before->children[field]); };
  for (Group& group : groups_)
    for (std::size_t c = 0; c < group.cells.size(); ++c) begin(group.cells[c], group.fields[c]);
  if (day_cells_) begin(*day_cells_, *day_column_);
  if (problem_cells_) begin(*problem_cells_, *problem_column_);
}

void Book::forget_if_full() {
  std::size_t bytes = (day_cells_ ? day_cells_->bytes() : 0) + (problem_cells_ ? problem_cells_->bytes() : 0);
  for (const Group& group : groups_) bytes += evaluator_ ? group.bytes() : 0;
  bytes += day_kinds_.bytes();
  if (bytes <= limits_.bytes) return;
  for (Group& group : groups_)
    for (CellColumn& cells : group.cells) cells.forget();
  if (day_cells_) day_cells_->forget(), day_of_id_.clear(), day_of_entry_.clear();
  if (problem_cells_) problem_cells_->forget();
  if (evaluator_) build_dimensions();
}

Result<bool> Book::next(std::vector<batch::Answer>& out) {
  if (!batch_ || is_end_of_batch()) {
    auto batch = orders_.next();
    if (!batch) return tl::unexpected(batch.error());
    if (!*batch) return false;
    const auto before = std::exchange(batch_, std::move(*batch));
    first_ = rows_ = 0;
    begin_batch(before ? &**before : nullptr);
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
  if (day_column_) day_dimension_->look_at({row_days_.data(), has_all_days_ ? nullptr : row_has_day_.data()});
  evaluator_->answer(rows, out.data());
  mark_bad(out);
}

void Book::mark_bad(std::vector<batch::Answer>& out) const {
  for (const Group& group : groups_)
    for (std::size_t row = 0; !group.problems.empty() && row < out.size(); ++row)
      if (group.is_bad[group.entry_at(row)]) out[row] = kBad;
  for (std::size_t row = 0; problem_column_ && row < out.size(); ++row)
    if (has_problem(row)) out[row] = kBad;
  for (std::size_t row = 0; day_column_ && !has_all_days_ && row < out.size(); ++row)
    if (!has_day(row)) out[row] = kBad;
}

trade::Order Book::amount(std::size_t row) const {
  trade::Order out;
  wire::Problems problems;
  for (const Group& group : groups_) {
    const std::string_view name = std::string_view(group.name).substr(group.name.starts_with(kJsonPart) ? kJsonPart.size() : 0);
    if (name != "quantity" && name != "price") continue;
    if (const auto part = part_of(group, group.ids_at(row), problems)) batch::add_part(*part, out);
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
    if (const auto found = evaluator_ ? group.problems.find(group.entry_at(row)) : group.problems.end(); found != group.problems.end())
      out.insert(out.end(), found->second.begin(), found->second.end());
  if (!day_column_ || has_day(row)) return out;
  const std::uint32_t id = day_entries_ ? day_cells_->ids_of_entries()[day_entries_->data[row]] : day_ids_[row];
  const bool is_missing = id == CellColumn::kMissing;
  out.push_back({Severity::Error, "LG0114", "date", is_missing ? "the line has no date" : "`" + day_cells_->text(id) + "` is no date", "write year, month and day: `2026-02-01`"});
  return out;
}

}  // namespace lockgate::desk
