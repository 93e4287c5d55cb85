#include "wire/determination_json.h"

#include <algorithm>

#include "base/json.h"
#include "wire/json_text.h"
#include "wire/screening_json.h"

namespace lockgate::wire {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kHold = "hold";
constexpr const char* kUnsettled = "unsettled";

// What is not said is left out, so that an empty text is never mistaken for a statement.
void add(JsonText& json, JsonKey key, const std::string& text) {
  if (!text.empty()) json.key(key).text(text);
}

void of_text(JsonText& json, const std::string& text) { json.text(text); }

template <class T>
void list(JsonText& json, const std::vector<T>& values, void (*each)(JsonText&, const T&)) {
  json.open('[');
  for (const T& value : values) each(json, value);
  json.close(']');
}

void of_reason(JsonText& json, const trade::Reason& reason) {
  json.open('{').key("rule").text(reason.rule).key("cite").text(reason.cite).key("basis").text(reason.basis).key("because").text(reason.because);
  add(json, "confidence", reason.confidence);
  add(json, "overlay", reason.overlay);
  json.close('}');
}

void of_duty(JsonText& json, const trade::Duty& duty) {
  json.open('{').key("id").text(duty.id).key("state").text(duty.state).key("cite").text(duty.cite);
  add(json, "says", duty.says);
  json.close('}');
}

void of_part(JsonText& json, const trade::TariffPart& part) {
  json.open('{').key("measure").text(part.measure).key("heading").text(part.heading).key("rate_percent").text(part.rate_percent).close('}');
}

void of_note(JsonText& json, const trade::Note& note) {
  json.open('{').key("id").text(note.id).key("cite").text(note.cite).key("basis").text(note.basis).key("says").text(note.says).close('}');
}

void of_answer(JsonText& json, const trade::Answer& answer) {
  json.open('{').key("when").text(answer.when).key("verdict").text(answer.verdict);
  list(json.key("outcomes"), answer.outcomes, of_text);
  json.close('}');
}

void of_unknown(JsonText& json, const trade::Unknown& unknown) {
  json.open('{').key("fact").text(unknown.fact);
  list(json.key("settles"), unknown.settles, of_text);
  json.key("question").text(unknown.question);
  list(json.key("answers"), unknown.answers, of_answer);
  json.close('}');
}

void of_flag(JsonText& json, const trade::Flag& flag) {
  json.open('{').key("id").text(flag.id).key("because").text(flag.because);
  add(json, "cite", flag.cite);
  json.close('}');
}

void of_fault(JsonText& json, const trade::Fault& fault) { json.open('{').key("rule").text(fault.rule).key("why").text(fault.why).close('}'); }

void of_list(JsonText& json, const trade::Digest& digest) {
  json.open('{').key("name").text(digest.name).key("digest").text(digest.digest).key("published").text(digest.date).close('}');
}

void of_screened(JsonText& json, const trade::Screened& screened) { json.raw(to_json(screened).dump(-1, ' ', false, Json::error_handler_t::replace)); }

// A set is a list whether settled or not: the members that are certain. One value is a text, `unsettled`, or null for
// none.
void add_field(JsonText& json, const trade::Field& field) {
  if (field.is_set) {
    list(json.name(field.name), field.values, of_text);
  } else if (!field.is_settled) {
    json.name(field.name).text(kUnsettled);
  } else if (field.values.empty()) {
    json.name(field.name).raw("null");
  } else {
    json.name(field.name).text(field.values.front());
  }
  if (!field.is_settled) list(json.name(field.name + "_possible"), field.possible, of_text);
}

// `possible` says what is left of the outcome; of a settled outcome, what is left of the first field that is not.
void add_possible(JsonText& json, const trade::Gate& gate) {
  const auto open = std::find_if(gate.fields.begin(), gate.fields.end(),
                                 [](const trade::Field& f) { return !f.is_set && !f.is_settled; });
  if (gate.outcome == kHold) {
    list(json.key("possible"), gate.possible, of_text);
  } else if (open != gate.fields.end()) {
    list(json.key("possible"), open->possible, of_text);
  }
}

void of_contested(JsonText& json, const trade::Contested& contested) {
  json.open('{').key("reading").text(contested.reading).key("held_by").text(contested.held_by).key("outcome").text(contested.outcome);
  for (const trade::Field& field : contested.fields) add_field(json, field);
  if (contested.rate_percent) json.key("rate_percent").text(*contested.rate_percent);
  json.close('}');
}

void of_gate(JsonText& json, const trade::Gate& gate) {
  json.open('{').key("gate").text(gate.gate);
  add(json, "leg", gate.leg);
  json.key("outcome").text(gate.outcome);
  add_possible(json, gate);
  for (const trade::Field& field : gate.fields) add_field(json, field);
  if (gate.rate_percent) json.key("rate_percent").text(*gate.rate_percent);
  if (!gate.parts.empty()) list(json.key("parts"), gate.parts, of_part);
  add(json, "covered_by", gate.covered_by);
  list(json.key("duties"), gate.duties, of_duty);
  list(json.key("reasons"), gate.reasons, of_reason);
  list(json.key("notes"), gate.notes, of_note);
  json.key("contested");
  gate.contested ? of_contested(json, *gate.contested) : static_cast<void>(json.raw("null"));
  json.close('}');
}

void add_rulebook(JsonText& json, const trade::Digest& rulebook) {
  json.key("rulebook").open('{');
  add(json, "name", rulebook.name);
  json.key("digest").text(rulebook.digest).key("verified_through").text(rulebook.date).close('}');
}

}  // namespace

std::string to_json_line(const trade::Determination& determination) {
  JsonText json;
  json.open('{').key("order").text(determination.order).key("as_of").text(determination.as_of.to_string()).key("posture").text(determination.posture);
  json.key("verdict").text(trade::to_string(determination.verdict));
  if (determination.between)
    json.key("between").open('[').text(trade::to_string(determination.between->first)).text(trade::to_string(determination.between->second)).close(']');
  list(json.key("gates"), determination.gates, of_gate);
  list(json.key("unknown"), determination.unknown, of_unknown);
  list(json.key("flags"), determination.flags, of_flag);
  list(json.key("faults"), determination.faults, of_fault);
  json.key("stale").raw(determination.is_stale ? "true" : "false");
  if (determination.is_stale) list(json.key("stale_because"), determination.stale_because, of_text);
  add_rulebook(json, determination.rulebook);
  list(json.key("lists"), determination.lists, of_list);
  if (!determination.screening.empty()) list(json.key("screening"), determination.screening, of_screened);
  json.close('}');
  return json.take();
}

nlohmann::ordered_json to_json(const trade::Determination& determination) { return Json::parse(to_json_line(determination)); }

}  // namespace lockgate::wire
