#include "ledger/journal.h"

#include <fmt/format.h>

#include "base/digest.h"
#include "base/json.h"

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

std::optional<Draft::Changes> changes_of(const Entry& entry) {
  const Json json = Json::parse(entry.changes, nullptr, false);
  if (!json.is_object()) return std::nullopt;
  Draft::Changes changes;
  for (const auto& [table, each] : json.items()) {
    const Shape* shape = shape_named(table);
    auto rows = shape == nullptr ? std::nullopt : rows_of(each, *shape);
    if (!rows) return std::nullopt;
    for (Row& row : *rows) {
      Row key = key_of(*shape, row);
      changes[shape].insert_or_assign(std::move(key), std::move(row));
    }
  }
  return changes;
}

}  // namespace lockgate::ledger
