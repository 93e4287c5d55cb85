#include "cli/case_json.h"

#include <fmt/format.h>

#include "cli/ledger_json.h"

namespace lockgate::cli {
namespace {

using Json = nlohmann::ordered_json;
using namespace ledger;

Json or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }
Json or_null(const std::optional<Date>& date) { return date ? Json(date->to_string()) : Json(nullptr); }

void add_clock(Json& json, const std::optional<CaseClock>& clock) {
  if (!clock) {
    json["by"] = nullptr;
    return;
  }
  json["began"] = clock->began.to_string();
  json["by"] = or_null(clock->due);
  json["days_left"] = clock->days_left;
  if (clock->is_stopped) json["clock"] = "stopped by a hold";
}

Json step_json(const StepStanding& standing) {
  const CaseStep& step = standing.step;
  Json json{{"step", step.id}, {"says", step.says}, {"who", fmt::format("{}", fmt::join(words_in(step.who), ", "))}};
  if (!standing.result.empty()) json["result"] = standing.result;
  if (standing.done) json["on"] = standing.done->to_string();
  if (standing.is_deemed) json["deemed"] = true;
  for (const Stance& stance : standing.stances) {
    Json each{{"who", stance.who}, {"stance", or_null(stance.result)}, {"on", or_null(stance.date)}};
    if (stance.is_deemed) each["deemed"] = true;
    if (stance.is_late) each["late"] = true;
    json["stances"].push_back(std::move(each));
  }
  if (standing.result.empty() && step.kind != StepKind::Key) add_clock(json, standing.clock);
  json["otherwise"] = step.otherwise;
  json["cite"] = step.cite;
  json["confidence"] = step.confidence;
  return json;
}

// Who is still to speak: of several only those who have not.
std::string awaited(const StepStanding& standing) {
  if (standing.stances.empty()) return standing.step.who;
  std::vector<std::string> names;
  for (const Stance& stance : standing.stances)
    if (stance.result.empty()) names.push_back(stance.who);
  return fmt::format("{}", fmt::join(names, ", "));
}

Json block(const std::string& what, const std::string& who, const std::string& says, const std::string& otherwise) {
  return {{"what", what}, {"who", who}, {"says", says}, {"otherwise", otherwise}};
}

Json block_of_step(const StepStanding& standing) {
  Json json = block(standing.step.id, awaited(standing), standing.step.says, standing.step.otherwise);
  add_clock(json, standing.clock);
  return json;
}

void add_license_blocks(Json& blocks, const State& state, const std::string& license, Date on) {
  for (const Duty& duty : list<Duty>(state, "license", license))
    if (const std::string standing = standing_of(duty, on); standing == "overdue" || standing == "revoked")
      blocks.push_back(block(duty.id, duty.owner, fmt::format("a duty of license {} is {}", license, standing), "nothing ships"));
  for (const Draw& draw : list<Draw>(state, "license", license)) {
    if (draw.state != DrawState::Reserved) continue;
    const std::string fate = settles_as(state, draw, on);
    if (fate != "done" && fate != "key_not_given" && fate != "on_stay") blocks.push_back(block("draw " + draw.key, "exporter", "the reservation is frozen: " + fate, "it cannot ship"));
  }
}

// The license is one key, the others are its equals: each that is not given stands here by itself.
Json blocks_of(const State& state, const CaseFile& file, const Course& course, Date on) {
  Json blocks = Json::array();
  const auto stay = find<Stay>(state, "case", file.id);
  if (stay && !stay->because.empty()) blocks.push_back(block("stay", "exporter", stay->because, "nothing ships until it is lifted"));
  if (const auto held = hold_on_order_of(state, file)) blocks.push_back(block("order " + held->subject, "exporter", held->because, "nothing ships until it is released"));
  if (course.hold) blocks.push_back(block("hold", course.hold->by, course.hold->note.empty() ? "held without action" : course.hold->note, "the clocks stand still"));
  if (course.current) blocks.push_back(block_of_step(*course.current));
  for (const StepStanding& key : course.keys)
    if (key.result != kGiven) blocks.push_back(block(key.step.id, key.step.who, key.step.says, key.step.otherwise));
  for (const StepStanding& limit : course.limits)
    if (limit.clock && limit.clock->days_left < 0) blocks.push_back(block_of_step(limit));
  add_license_blocks(blocks, state, file.license, on);
  return blocks;
}

Json all(const std::vector<StepStanding>& standings) {
  Json json = Json::array();
  for (const StepStanding& each : standings) json.push_back(step_json(each));
  return json;
}

}  // namespace

Json case_json(const State& state, const std::string& id, Date on) {
  const CaseFile file = find<CaseFile>(state, id).value();
  const Course course = course_of(state, id, on);
  Json json{{"case", file.id}, {"on", on.to_string()}, {"state", text_of(file.state)}};
  json["opened"] = file.opened.to_string();
  json["determination"] = or_null(file.determination);
  json["license"] = or_null(file.license);
  json["stands_at"] = course.current ? step_json(*course.current) : Json(nullptr);
  json["blocked_by"] = file.state == CaseState::Closed ? Json::array() : blocks_of(state, file, course, on);
  json["keys"] = all(course.keys);
  json["limits"] = all(course.limits);
  json["past"] = all(course.past);
  Json fields = Json::object();
  for (const CaseField& field : list<CaseField>(state, "owner", id)) fields[field.field] = field.value;
  json["fields"] = std::move(fields);
  return json;
}

}  // namespace lockgate::cli
