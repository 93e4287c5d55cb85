#include "ledger/journal.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/digest.h"

namespace lockgate::ledger {
namespace {

using Json = nlohmann::ordered_json;

std::string written(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

const Shape* shape_named(const std::string& table) {
  for (const Shape* shape : shapes())
    if (shape->table == table) return shape;
  return nullptr;
}

// Rows of texts, or nothing: it was not written by us.
std::optional<std::vector<Row>> rows_of(const Json& json, const Shape& shape) {
  std::vector<Row> rows;
  if (!json.is_array()) return std::nullopt;
  for (const Json& row : json) {
    if (!row.is_array() || row.size() != shape.columns.size()) return std::nullopt;
    for (const Json& text : row)
      if (!text.is_string()) return std::nullopt;
    rows.push_back(row.get<Row>());
  }
  return rows;
}

std::string name_of(const Shape& shape, const Row& key) { return fmt::format("{} {}", shape.table, fmt::join(key, " ")); }

}  // namespace

// Each part is preceded by its length, so that no two entries have the same bytes.
std::string digest_of(const Entry& entry) {
  std::string bytes;
  for (const std::string& part : {std::to_string(entry.sequence), entry.at, entry.actor, entry.command, entry.outcome, entry.changes}) {
    bytes += std::to_string(part.size());
    bytes += ' ';
    bytes += part;
    bytes += '\n';
  }
  return sha256(bytes);
}

std::string link(const std::string& previous, const std::string& digest) { return sha256(previous + "\n" + digest); }

std::string to_json(const Outcome& outcome) {
  Json json{{"code", to_string(outcome.code)}};
  if (!outcome.about.empty()) json["about"] = outcome.about;
  if (!outcome.left.empty()) json["left"] = outcome.left;
  return written(json);
}

std::string to_json(const Draft::Changes& changes) {
  Json json = Json::object();
  for (const Shape* shape : shapes()) {
    const auto table = changes.find(shape);
    if (table == changes.end()) continue;
    for (const auto& [key, row] : table->second) json[shape->table].push_back(row);
  }
  return written(json);
}

std::optional<Fault> ChainCheck::add(const Entry& entry) {
  const std::int64_t expected = sequence_ + 1;
  if (entry.sequence != expected) return Fault{expected, fmt::format("entry {} is missing", expected)};
  if (entry.hash != hash_of(hash_, entry)) return Fault{expected, fmt::format("entry {} is not what its hash says", expected)};
  sequence_ = expected;
  hash_ = entry.hash;
  return take_changes(entry);
}

std::optional<Fault> ChainCheck::take_changes(const Entry& entry) {
  const Json changes = Json::parse(entry.changes, nullptr, false);
  const Fault fault{entry.sequence, fmt::format("entry {} has changes that cannot be read", entry.sequence)};
  if (!changes.is_object()) return fault;
  for (const auto& [table, json] : changes.items()) {
    const Shape* shape = shape_named(table);
    const auto rows = shape == nullptr ? std::nullopt : rows_of(json, *shape);
    if (!rows) return fault;
    for (const Row& row : *rows) tables_[table].insert_or_assign(key_of(*shape, row), row);
  }
  return std::nullopt;
}

std::optional<Fault> ChainCheck::compare(const State& state) const {
  for (const Shape* shape : shapes())
    if (auto fault = compare(*shape, state.list(*shape, "", ""))) return fault;
  return std::nullopt;
}

std::optional<Fault> ChainCheck::compare(const Shape& shape, const std::vector<Row>& rows) const {
  static const std::map<Row, Row> kNone;
  const auto table = tables_.find(shape.table);
  std::map<Row, Row> expected = table == tables_.end() ? kNone : table->second;
  for (const Row& row : rows) {
    const Row key = key_of(shape, row);
    const auto found = expected.find(key);
    if (found == expected.end()) return Fault{0, fmt::format("{} stands in no entry", name_of(shape, key))};
    if (found->second != row) return Fault{0, fmt::format("{} is not as the journal left it", name_of(shape, key))};
    expected.erase(found);
  }
  if (expected.empty()) return std::nullopt;
  return Fault{0, fmt::format("{} is gone", name_of(shape, expected.begin()->first))};
}

}  // namespace lockgate::ledger
