#include "service/schema.h"

#include "service/intake.h"

#include "trade/determination.h"

namespace lockgate::service {
namespace {

Schema number_or_text() { return {{"type", {"number", "string"}}, {"description", "an exact decimal"}}; }

Schema verdict() {
  Schema out{{"type", "string"}, {"enum", Schema::array()}};
  for (const auto verdict : {trade::Verdict::Proceed, trade::Verdict::Conditions, trade::Verdict::Hold, trade::Verdict::License, trade::Verdict::Stop}) out["enum"].push_back(trade::to_string(verdict));
  return out;
}

Schema order() {
  const Schema item{{"type", {"string", "object"}}, {"description", "a catalogue id, an object of item facts, or both"}};
  return object_of({{"id", text()}, {"date", text("YYYY-MM-DD")}, {"movement", text()}, {"origin", text("ISO 3166-1 alpha-2")}, {"destination", text("ISO 3166-1 alpha-2")}, {"via", list_of(text())}, {"item", item},
                    {"quantity", number_or_text()}, {"unit_price", object_of({{"amount", number_or_text()}, {"currency", text()}})}, {"parties", list_of({{"type", "object"}})},
                    {"end_use", list_of(text())}, {"facts", {{"type", "object"}}}});
}

Schema gate() {
  return object_of({{"gate", text()}, {"outcome", text()}, {"duties", list_of({{"type", "object"}})}, {"reasons", list_of({{"type", "object"}})}, {"notes", list_of({{"type", "object"}})}}, {"gate", "outcome", "reasons"});
}

Schema determination() {
  return object_of({{"order", text()}, {"as_of", text()}, {"posture", text()}, {"verdict", verdict()}, {"between", list_of(verdict())}, {"gates", list_of(schema_of("Gate"))}, {"unknown", list_of({{"type", "object"}})},
                    {"flags", list_of({{"type", "object"}})}, {"faults", list_of({{"type", "object"}})}, {"stale", {{"type", "boolean"}}}, {"rulebook", {{"type", "object"}}}, {"lists", list_of({{"type", "object"}})}},
                   {"order", "as_of", "verdict", "gates", "unknown", "stale", "rulebook"});
}

}  // namespace

Schema schema_of(const std::string& name) { return {{"$ref", "#/components/schemas/" + name}}; }
Schema list_of(Schema item) { return {{"type", "array"}, {"items", std::move(item)}}; }

Schema text(const std::string& says) {
  Schema out{{"type", "string"}};
  if (!says.empty()) out["description"] = says;
  return out;
}

Schema object_of(std::vector<std::pair<std::string, Schema>> members, std::vector<std::string> required) {
  Schema out{{"type", "object"}, {"properties", Schema::object()}};
  for (auto& [name, schema] : members) out["properties"][name] = std::move(schema);
  if (!required.empty()) out["required"] = std::move(required);
  return out;
}

Schema component_schemas() {
  Schema out;
  out["Order"] = order();
  out["Gate"] = gate();
  out["Determination"] = determination();
  out["Problem"] = object_of({{"type", text()}, {"title", text()}, {"status", {{"type", "integer"}}}, {"detail", text()}, {"code", text("stable; docs/errors.md")}, {"place", text()}, {"fix", text()}},
                             {"type", "title", "status", "detail", "code"});
  out["LineProblem"] = object_of({{"line", {{"type", "integer"}}}, {"order", text()}, {"code", text()}, {"severity", text()}, {"message", text()}, {"place", text()}, {"fix", text()}}, {"line", "code", "message"});
  return out;
}

std::vector<Parameter> question_parameters() {
  return {{"as_of", "decide under the law of this date instead of the order's own; `today` is one", "2026-02-01"},
          {"posture", "`enforced` (the law as it is applied) or `codified` (as it stands in the code)", "enforced"},
          {"known_at", "leave out what was recorded in the rulebook after this date", "2026-02-01"},
          {"lang", "`en` or `zh`", "en"}};
}

std::vector<Body> orders_bodies(const std::vector<std::string>& settings) {
  Schema json = object_of({{"orders", list_of(schema_of("Order"))}}, {"orders"});
  for (const std::string& setting : settings) json["properties"][setting] = text();
  return {{"application/json", json}, {"application/x-ndjson", text("an order a line")}, {"text/csv", text("a heading and an order a row, as docs/contract.md says")}, {kWorkbook, text("an .xlsx workbook whose first visible sheet has a heading and an order a row")}};
}

Schema check_schema() {
  const Schema counts{{"type", "object"}, {"additionalProperties", {{"type", "integer"}}}};
  return object_of({{"determinations", list_of(schema_of("Determination"))},
                    {"summary", object_of({{"lines", {{"type", "integer"}}}, {"bad", {{"type", "integer"}}}, {"by_verdict", counts}})},
                    {"problems", list_of(schema_of("LineProblem"))},
                    {"questions", list_of(object_of({{"fact", text()}, {"question", text()}, {"orders", list_of(text())}}))}},
                   {"determinations", "summary", "problems", "questions"});
}

}  // namespace lockgate::service
