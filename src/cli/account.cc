#include "cli/account.h"

#include <fmt/format.h>

namespace lockgate::cli {
namespace {

using Json = nlohmann::ordered_json;
using screen::Evidence;

std::string text_at(const screen::Name& name, Place place) { return name.input.substr(place.begin, place.end - place.begin); }

std::string words_of(const Evidence& line) {
  std::string out = screen::to_string(line.relation);
  for (char& c : out)
    if (c == '_') c = ' ';
  return line.likeness == 1000 ? out : fmt::format("{} {}", out, line.likeness);
}

std::string sentence_of(const Evidence& line, const screen::Name& query, const screen::Name& listed) {
  if (line.is_cap) return fmt::format("no brand in common {}", line.points);
  if (line.is_contradiction) return fmt::format("each has a brand or number that the other lacks {}", line.points);
  if (line.is_matched) return fmt::format("{} = {} ({}, {}) +{}", text_at(query, line.query), text_at(listed, line.listed), screen::to_string(line.kind), words_of(line), line.points);
  const bool is_of_query = line.query.end > line.query.begin;
  return fmt::format("{} ({}) only {}", is_of_query ? text_at(query, line.query) : text_at(listed, line.listed), screen::to_string(line.kind), is_of_query ? "asked" : "listed");
}

Json json_of(const Evidence& line, const screen::Name& query, const screen::Name& listed) {
  Json out;
  if (line.is_cap || line.is_contradiction) return {{"relation", line.is_cap ? "no_brand_in_common" : "contradiction"}, {"points", line.points}};
  if (line.query.end > line.query.begin) out["query"] = text_at(query, line.query);
  if (line.query.end > line.query.begin) out["query_at"] = {line.query.begin, line.query.end};
  if (line.listed.end > line.listed.begin) out["listed"] = text_at(listed, line.listed);
  out["kind"] = screen::to_string(line.kind);
  out["relation"] = line.is_matched ? screen::to_string(line.relation) : "unmatched";
  if (line.is_matched) out["likeness"] = line.likeness;
  out["weight"] = line.weight;
  out["points"] = line.points;
  return out;
}

const char* to_string(trade::NameRole role) {
  constexpr const char* kNames[] = {"primary", "alias", "former", "weak"};
  return kNames[static_cast<std::size_t>(role)];
}

}  // namespace

std::string account_of(const screen::Hit& hit, const screen::Name& query, const screen::Name& listed) {
  std::string out;
  for (const Evidence& line : hit.evidence) out += (out.empty() ? "" : "; ") + sentence_of(line, query, listed);
  return out;
}

Json json_of(const desk::Watch& watch, const screen::Hit& hit, const screen::Name& query) {
  const screen::Screener& screener = watch.screener();
  const trade::ListedParty& party = screener.parties()[hit.party];
  const trade::ListedName& name = screener.listed_name(hit);
  Json out = {{"list", watch.list_of(hit)}, {"entry", party.id}, {"name", name.text}, {"name_role", to_string(name.role)},
              {"score", hit.score}, {"alert", hit.is_alert}, {"source", party.source}, {"countries", party.countries}};
  if (!hit.is_exact) out["assignment"] = "best of many";
  out["evidence"] = Json::array();
  for (const Evidence& line : hit.evidence) out["evidence"].push_back(json_of(line, query, screener.names()[hit.name]));
  return out;
}

}  // namespace lockgate::cli
