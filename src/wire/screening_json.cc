#include "wire/screening_json.h"

namespace lockgate::wire {
namespace {

using Json = nlohmann::ordered_json;

void add(Json& json, const char* key, const std::string& text) {
  if (!text.empty()) json[key] = text;
}

// The two lines that take something away from the whole have no words.
Json of_line(const trade::EvidenceLine& line) {
  if (line.kind.empty()) return {{"relation", line.relation}, {"points", line.points}};
  Json out = Json::object();
  add(out, "query", line.query);
  if (!line.query.empty()) out["query_at"] = {line.query_at.first, line.query_at.second};
  add(out, "listed", line.listed);
  out["kind"] = line.kind;
  out["relation"] = line.relation;
  if (line.relation != "unmatched") out["likeness"] = line.likeness;
  out["weight"] = line.weight;
  out["points"] = line.points;
  return out;
}

Json of_held(const trade::Held& held) {
  Json out = {{"lane", held.lane}, {"restricted", held.restricted}};
  out["direct_bp"] = held.direct_bp ? Json(*held.direct_bp) : Json(nullptr);
  out["because"] = held.because;
  out["flags"] = held.flags;
  return out;
}

}  // namespace

Json to_json(const trade::ListHit& hit) {
  Json out = {{"list", hit.list}, {"entry", hit.entry}, {"name", hit.name}, {"name_role", hit.role}, {"score", hit.score}, {"alert", hit.is_alert}};
  add(out, "status", hit.status);
  add(out, "by", hit.by);
  add(out, "why", hit.why);
  out["source"] = hit.source;
  out["countries"] = hit.countries;
  if (!hit.is_exact) out["assignment"] = "best of many";
  out["evidence"] = Json::array();
  for (const trade::EvidenceLine& line : hit.evidence) out["evidence"].push_back(of_line(line));
  return out;
}

Json to_json(const trade::Screened& screened) {
  Json out = {{"party", screened.party}, {"name", screened.name}, {"result", screened.result}};
  const bool has_lists = screened.result == "listed" || screened.result == "clean" || screened.result == "declared";
  if (has_lists) out["lists"] = screened.lists;
  if (!screened.not_compared.empty()) out["not_compared"] = screened.not_compared;
  out["hits"] = Json::array();
  for (const trade::ListHit& hit : screened.hits) out["hits"].push_back(to_json(hit));
  if (screened.held.empty()) return out;
  out["ownership"] = Json::array();
  for (const trade::Held& held : screened.held) out["ownership"].push_back(of_held(held));
  return out;
}

}  // namespace lockgate::wire
