#include "wire/determination_json.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "wire/screening_json.h"

namespace lockgate::wire {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kHold = "hold";
constexpr const char* kUnsettled = "unsettled";

// What is not said is left out, so that an empty text is never mistaken for a statement.
void add(Json& json, const char* key, const std::string& text) {
  if (!text.empty()) json[key] = text;
}

template <class T>
Json list(const std::vector<T>& values, Json (*convert)(const T&)) {
  Json json = Json::array();
  for (const T& value : values) json.push_back(convert(value));
  return json;
}

Json of_reason(const trade::Reason& reason) {
  Json json{{"rule", reason.rule}, {"cite", reason.cite}, {"basis", reason.basis}, {"because", reason.because}};
  add(json, "confidence", reason.confidence);
  add(json, "overlay", reason.overlay);
  return json;
}

Json of_duty(const trade::Duty& duty) {
  Json json{{"id", duty.id}, {"state", duty.state}, {"cite", duty.cite}};
  add(json, "says", duty.says);
  return json;
}

Json of_part(const trade::TariffPart& part) {
  return {{"measure", part.measure}, {"heading", part.heading}, {"rate_percent", part.rate_percent}};
}

Json of_note(const trade::Note& note) {
  return {{"id", note.id}, {"cite", note.cite}, {"basis", note.basis}, {"says", note.says}};
}

Json of_answer(const trade::Answer& answer) {
  return {{"when", answer.when}, {"verdict", answer.verdict}, {"outcomes", answer.outcomes}};
}

Json of_unknown(const trade::Unknown& unknown) {
  return {{"fact", unknown.fact},
          {"settles", unknown.settles},
          {"question", unknown.question},
          {"answers", list(unknown.answers, of_answer)}};
}

Json of_flag(const trade::Flag& flag) {
  Json json{{"id", flag.id}, {"because", flag.because}};
  add(json, "cite", flag.cite);
  return json;
}

Json of_fault(const trade::Fault& fault) { return {{"rule", fault.rule}, {"why", fault.why}}; }

Json of_list(const trade::Digest& digest) {
  return {{"name", digest.name}, {"digest", digest.digest}, {"published", digest.date}};
}

Json of_screened(const trade::Screened& screened) { return to_json(screened); }

// A set is a list whether settled or not: the members that are certain. One value is a text, `unsettled`, or null for
// none.
void add_field(Json& json, const trade::Field& field) {
  if (field.is_set) {
    json[field.name] = field.values;
  } else if (!field.is_settled) {
    json[field.name] = kUnsettled;
  } else {
    json[field.name] = field.values.empty() ? Json(nullptr) : Json(field.values.front());
  }
  if (!field.is_settled) json[field.name + "_possible"] = field.possible;
}

// `possible` says what is left of the outcome; of a settled outcome, what is left of the first field that is not.
void add_possible(Json& json, const trade::Gate& gate) {
  const auto open = std::find_if(gate.fields.begin(), gate.fields.end(),
                                 [](const trade::Field& f) { return !f.is_set && !f.is_settled; });
  if (gate.outcome == kHold) {
    json["possible"] = gate.possible;
  } else if (open != gate.fields.end()) {
    json["possible"] = open->possible;
  }
}

Json of_contested(const trade::Contested& contested) {
  Json json{{"reading", contested.reading}, {"held_by", contested.held_by}, {"outcome", contested.outcome}};
  for (const trade::Field& field : contested.fields) add_field(json, field);
  if (contested.rate_percent) json["rate_percent"] = *contested.rate_percent;
  return json;
}

Json of_gate(const trade::Gate& gate) {
  Json json{{"gate", gate.gate}};
  add(json, "leg", gate.leg);
  json["outcome"] = gate.outcome;
  add_possible(json, gate);
  for (const trade::Field& field : gate.fields) add_field(json, field);
  if (gate.rate_percent) json["rate_percent"] = *gate.rate_percent;
  if (!gate.parts.empty()) json["parts"] = list(gate.parts, of_part);
  add(json, "covered_by", gate.covered_by);
  json["duties"] = list(gate.duties, of_duty);
  json["reasons"] = list(gate.reasons, of_reason);
  json["notes"] = list(gate.notes, of_note);
  json["contested"] = gate.contested ? of_contested(*gate.contested) : Json(nullptr);
  return json;
}

Json of_rulebook(const trade::Digest& rulebook) {
  Json json = Json::object();
  add(json, "name", rulebook.name);
  json["digest"] = rulebook.digest;
  json["verified_through"] = rulebook.date;
  return json;
}

}  // namespace

nlohmann::ordered_json to_json(const trade::Determination& determination) {
  Json json{
      {"order", determination.order}, {"as_of", determination.as_of.to_string()}, {"posture", determination.posture}};
  json["verdict"] = trade::to_string(determination.verdict);
  if (determination.between)
    json["between"] = {trade::to_string(determination.between->first), trade::to_string(determination.between->second)};
  json["gates"] = list(determination.gates, of_gate);
  json["unknown"] = list(determination.unknown, of_unknown);
  json["flags"] = list(determination.flags, of_flag);
  json["faults"] = list(determination.faults, of_fault);
  json["stale"] = determination.is_stale;
  if (determination.is_stale) json["stale_because"] = determination.stale_because;
  json["rulebook"] = of_rulebook(determination.rulebook);
  json["lists"] = list(determination.lists, of_list);
  if (!determination.screening.empty()) json["screening"] = list(determination.screening, of_screened);
  return json;
}

std::string to_json_line(const trade::Determination& determination) {
  // Texts come from orders, whose bytes were checked, and from the rulebook; should one slip through, it must not stop
  // the others.
  return to_json(determination).dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace lockgate::wire
