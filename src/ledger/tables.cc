#include "ledger/tables.h"

#include <fmt/format.h>

#include <tuple>

namespace lockgate::ledger {
namespace {

constexpr const char* kSelectEntry = R"(SELECT "sequence", "at", "actor", "command", "outcome", "changes", "hash" FROM "journal" )";

// An entry that seals a determination begins with its id, sixteen digits, by which it is found: its row is the only change.
constexpr const char* kSealBegins = R"({"determination":[[")";
constexpr const char* kIsSeal = R"(substr("changes", 1, 17) = '{"determination":')";
constexpr const char* kSealOf = R"(substr("changes", 1, 37))";

std::string joined(const std::vector<std::string>& names, const char* form, const char* separator) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : separator) + fmt::format(fmt::runtime(form), name);
  return text;
}

std::vector<std::string> keys_of(const Shape& shape) { return key_of(shape, shape.columns); }

// `($1, $2), ($3, $4)`
std::string placeholders(std::size_t columns, std::size_t rows) {
  std::string text;
  for (std::size_t i = 0; i < columns * rows; ++i)
    text += (i == 0 ? "(" : i % columns == 0 ? "), (" : ", ") + fmt::format("${}", i + 1);
  return text + ")";
}

// A statement writes so many rows at once: the greatest power of two of those that are left, so that there are few
// statements and few round trips, and each statement is prepared once.
constexpr std::size_t kMostRows = 32;

std::size_t rows_at_once(std::size_t left) {
  std::size_t rows = 1;
  while (rows * 2 <= left && rows < kMostRows) rows *= 2;
  return rows;
}

std::string create_text(const Shape& shape) {
  const std::string check = shape.check.empty() ? "" : fmt::format(", CHECK ({})", shape.check);
  return fmt::format(R"(CREATE TABLE "{}" ({}, PRIMARY KEY ({}){}))", shape.table, joined(shape.columns, "\"{}\" TEXT NOT NULL", ", "),
                     joined(keys_of(shape), "\"{}\"", ", "), check);
}

std::string select_text(const Shape& shape, std::size_t = 1) {
  return fmt::format(R"(SELECT {} FROM "{}")", joined(shape.columns, "\"{}\"", ", "), shape.table);
}

std::string find_text(const Shape& shape, std::size_t) {
  std::string text = select_text(shape);
  for (std::size_t i = 0; i < shape.keys; ++i) text += fmt::format(R"({} "{}" = ${})", i == 0 ? " WHERE" : " AND", shape.columns[i], i + 1);
  return text;
}

std::string put_text(const Shape& shape, std::size_t rows) {
  const std::vector<std::string> others(shape.columns.begin() + static_cast<std::ptrdiff_t>(shape.keys), shape.columns.end());
  return fmt::format(R"(INSERT INTO "{}" ({}) VALUES {} ON CONFLICT ({}) DO UPDATE SET {})", shape.table, joined(shape.columns, "\"{}\"", ", "),
                     placeholders(shape.columns.size(), rows), joined(keys_of(shape), "\"{}\"", ", "), joined(others, "\"{0}\" = excluded.\"{0}\"", ", "));
}

// Statements are made from shapes, which never change.
using Maker = std::string (*)(const Shape&, std::size_t rows);
const std::string& remembered(Maker make, const Shape& shape, std::size_t rows = 1) {
  thread_local std::map<std::tuple<Maker, const Shape*, std::size_t>, std::string> made;
  auto [place, is_new] = made.try_emplace({make, &shape, rows});
  if (is_new) place->second = make(shape, rows);
  return place->second;
}

std::string append_text(std::size_t rows) {
  return R"(INSERT INTO "journal" ("sequence", "at", "actor", "command", "outcome", "changes", "hash") VALUES )" + placeholders(7, rows);
}

Entry entry_of(const Row& row) {
  Entry entry{0, row[1], row[2], row[3], row[4], row[5], row[6]};
  read(row[0], entry.sequence);
  return entry;
}

}  // namespace

std::optional<Row> StoredState::find(const Shape& shape, const Row& key) const {
  std::vector<Row> found = rows(remembered(find_text, shape), key);
  return found.empty() ? std::nullopt : std::optional<Row>(std::move(found.front()));
}

std::vector<Row> StoredState::list(const Shape& shape, const std::string& column, const std::string& value) const {
  const std::string& all = remembered(select_text, shape);
  if (column.empty()) return rows(all, {});
  return rows(all + fmt::format(R"( WHERE "{}" = $1)", column), {value});
}

std::vector<Row> StoredState::rows(const std::string& statement, const Row& parameters) const {
  auto found = database_.run(statement, parameters);
  if (found) return std::move(*found);
  if (!failure_) failure_ = found.error();
  return {};
}

Result<void> create_tables(Database& database) {
  std::vector<std::string> statements;
  for (const Shape* shape : shapes()) {
    statements.push_back(create_text(*shape));
    if (!shape->index.empty())
      statements.push_back(fmt::format(R"(CREATE INDEX "{0}_{1}" ON "{0}" ("{1}"))", shape->table, shape->index));
  }
  // Its being there says that all are: they come in one transaction.
  statements.emplace_back(R"(CREATE TABLE "journal" ("sequence" BIGINT PRIMARY KEY, "at" TEXT NOT NULL, "actor" TEXT NOT NULL, )"
                          R"("command" TEXT NOT NULL, "outcome" TEXT NOT NULL, "changes" TEXT NOT NULL, "hash" TEXT NOT NULL))");
  statements.push_back(fmt::format(R"(CREATE INDEX "journal_sealed" ON "journal" ({}) WHERE {})", kSealOf, kIsSeal));
  for (const std::string& statement : statements)
    if (auto done = database.execute(statement); !done) return done;
  return {};
}

bool has_table(Database& database, const Shape& shape) { return database.run(fmt::format(R"(SELECT 1 FROM "{}" LIMIT 1)", shape.table), {}).has_value(); }

Result<void> create_table(Database& database, const Shape& shape) { return database.execute(create_text(shape)); }

void write(const Draft::Changes& changes, std::vector<Statement>& statements) {
  for (const auto& [shape, rows] : changes) {
    auto row = rows.begin();
    for (std::size_t left = rows.size(); left > 0;) {
      const std::size_t count = rows_at_once(left);
      Row parameters;
      parameters.reserve(count * shape->columns.size());
      for (std::size_t i = 0; i < count; ++i, ++row) parameters.insert(parameters.end(), row->second.begin(), row->second.end());
      statements.push_back({remembered(put_text, *shape, count), std::move(parameters)});
      left -= count;
    }
  }
}

void append(const std::vector<Entry>& entries, std::vector<Statement>& statements) {
  for (std::size_t at = 0; at < entries.size();) {
    const std::size_t count = rows_at_once(entries.size() - at);
    Row parameters;
    for (const std::size_t end = at + count; at < end; ++at) {
      const Entry& entry = entries[at];
      parameters.insert(parameters.end(), {std::to_string(entry.sequence), entry.at, entry.actor, entry.command, entry.outcome, entry.changes, entry.hash});
    }
    statements.push_back({append_text(count), std::move(parameters)});
  }
}

Statement select_last() { return {std::string(kSelectEntry) + R"(ORDER BY "sequence" DESC LIMIT 1)", {}}; }

Statement select_from(std::int64_t sequence, int count) {
  return {fmt::format(R"({} WHERE "sequence" >= $1 ORDER BY "sequence" LIMIT {})", kSelectEntry, count), {std::to_string(sequence)}};
}

std::vector<Entry> entries_of(const std::vector<Row>& rows) {
  std::vector<Entry> entries;
  entries.reserve(rows.size());
  for (const Row& row : rows) entries.push_back(entry_of(row));
  return entries;
}

Result<std::vector<Entry>> entries_after(Database& database, std::int64_t sequence, int count) {
  const Statement select = select_from(sequence + 1, count);
  const auto rows = database.run(select.text, select.parameters);
  if (!rows) return tl::unexpected(rows.error());
  return entries_of(*rows);
}

Result<std::vector<Entry>> entries_that_sealed(Database& database, const std::string& id) {
  const auto rows = database.run(fmt::format(R"({} WHERE {} AND {} = $1 ORDER BY "sequence")", kSelectEntry, kIsSeal, kSealOf), {kSealBegins + id + "\""});
  if (!rows) return tl::unexpected(rows.error());
  return entries_of(*rows);
}

Result<std::map<std::string, std::int64_t>> numbers_of_seals(Database& database) {
  const auto rows = database.run(fmt::format(R"(SELECT {}, "sequence" FROM "journal" WHERE {})", kSealOf, kIsSeal), {});
  if (!rows) return tl::unexpected(rows.error());
  std::map<std::string, std::int64_t> out;
  const std::size_t before = std::string_view(kSealBegins).size();
  for (const Row& row : *rows)
    if (row[0].size() > before) read(row[1], out[row[0].substr(before, row[0].size() - before - 1)]);
  return out;
}

Result<std::vector<Row>> rows_after(Database& database, const Shape& shape, const Row& key, int count) {
  const std::string order = joined(keys_of(shape), "\"{}\"", ", ");
  const std::string where = key.empty() ? "" : fmt::format(" WHERE ({}) > {}", order, placeholders(shape.keys, 1));
  return database.run(fmt::format("{}{} ORDER BY {} LIMIT {}", select_text(shape), where, order, count), key);
}

}  // namespace lockgate::ledger
