#include "desk/review_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

#include "base/json.h"

namespace lockgate::desk {
namespace {

using Json = nlohmann::ordered_json;

std::string joined(const Json& json) {
  std::vector<std::string> words;
  if (json.is_string()) return json.get<std::string>();
  if (json.is_array())
    for (const Json& word : json)
      if (word.is_string()) words.push_back(word.get<std::string>());
  if (json.is_object())
    for (const auto& [key, value] : json.items()) words.push_back(value.is_string() ? key + "=" + value.get<std::string>() : key);
  return fmt::format("{}", fmt::join(words, ";"));
}

std::string text(const Json& json, const char* key) { return json.contains(key) ? joined(json[key]) : std::string(); }

// What is wrong with a step as it is written; empty: nothing.
std::string fault_of(const Json& json) {
  static const std::set<std::string> kKnown = {"id", "kind", "says", "who", "results", "next", "days", "lapse", "otherwise", "for", "from", "ends", "destinations", "cite", "confidence"};
  if (!json.is_object()) return "a step is an object";
  for (const auto& [key, value] : json.items())
    if (!kKnown.contains(key)) return fmt::format("a step has no `{}`", key);
  for (const char* key : {"id", "kind", "says", "who", "otherwise", "cite", "confidence"})
    if (text(json, key).empty()) return fmt::format("step `{}` needs `{}`", text(json, "id"), key);
  const auto kinds = names_of(ledger::StepKind::One);
  if (std::find(kinds.begin(), kinds.end(), text(json, "kind")) == kinds.end()) return fmt::format("there is no kind `{}`", text(json, "kind"));
  const bool has_days = !json.contains("days") || (json["days"].is_number_integer() && json["days"].get<int>() > 0);
  return has_days ? "" : fmt::format("the days of step `{}` are a number", text(json, "id"));
}

ReviewStep step_of(const Json& json, std::int64_t place) {
  ReviewStep review;
  ledger::CaseStep& step = review.step;
  step.id = text(json, "id");
  step.place = place;
  ledger::read(text(json, "kind"), step.kind);
  step.says = text(json, "says");
  step.who = text(json, "who");
  step.results = text(json, "results");
  step.next = text(json, step.kind == ledger::StepKind::Limit ? "ends" : "next");
  if (json.contains("days")) step.days = json["days"].get<std::int64_t>();
  step.lapse = text(json, "lapse");
  step.otherwise = text(json, "otherwise");
  step.blocks = text(json, step.kind == ledger::StepKind::Limit ? "from" : "for");
  step.cite = text(json, "cite");
  step.confidence = text(json, "confidence");
  if (json.contains("destinations"))
    for (const Json& place_name : json["destinations"]) review.destinations.push_back(joined(place_name));
  return review;
}

}  // namespace

Result<std::vector<ReviewStep>> read_review(const std::string& path) {
  const auto failure = [&](const std::string& why) { return fail("LG0711", "the steps of a case cannot be read: " + why, "restore the file", path); };
  std::ifstream file(path);
  std::stringstream bytes;
  bytes << file.rdbuf();
  const Json json = Json::parse(bytes.str(), nullptr, false);
  if (!file || !json.is_object() || !json.contains("steps") || !json["steps"].is_array()) return failure("expected an object with `steps`");
  std::vector<ReviewStep> review;
  for (const Json& step : json["steps"]) {
    if (const std::string fault = fault_of(step); !fault.empty()) return failure(fault);
    review.push_back(step_of(step, static_cast<std::int64_t>(review.size()) + 1));
  }
  return review;
}

std::vector<ledger::CaseStep> steps_for(const std::vector<ReviewStep>& review, const std::string& destination, const std::vector<std::string>& left_out) {
  std::vector<ledger::CaseStep> steps;
  for (const ReviewStep& each : review) {
    const bool is_key = each.step.kind == ledger::StepKind::Key;
    const bool is_ours = std::find(each.destinations.begin(), each.destinations.end(), destination) != each.destinations.end();
    const bool is_left_out = std::find(left_out.begin(), left_out.end(), each.step.id) != left_out.end();
    if (!is_key || (is_ours && !is_left_out)) steps.push_back(each.step);
  }
  return steps;
}

}  // namespace lockgate::desk
