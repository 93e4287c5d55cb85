#include "desk/question_json.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <functional>
#include <set>

#include "base/text.h"

namespace lockgate::desk {

using Json = nlohmann::ordered_json;

namespace {

constexpr int kDeepest = 32;

// What a JSON library lets pass: a key given twice, of which one would be lost, and depth without end.
class Watcher {
 public:
  bool operator()(int depth, Json::parse_event_t event, const Json& parsed) {
    using Event = Json::parse_event_t;
    is_deep_ |= depth > kDeepest;
    if (event == Event::object_start) keys_.emplace_back();
    if (event == Event::object_end) keys_.pop_back();
    if (event == Event::key && !keys_.back().insert(parsed.get<std::string>()).second && twice_.empty()) twice_ = parsed.get<std::string>();
    return true;
  }
  std::optional<Error> fault() const {
    if (is_deep_) return Error{"LG0930", fmt::format("the question is nested deeper than {} levels", kDeepest), "", ""};
    if (!twice_.empty()) return Error{"LG0108", fmt::format("the key `{}` is there twice", excerpt(twice_)), "", "leave one of the two away"};
    return std::nullopt;
  }

 private:
  std::vector<std::set<std::string>> keys_;
  std::string twice_;
  bool is_deep_ = false;
};

}  // namespace

Result<QuestionJson> QuestionJson::parse(const std::string& text) {
  QuestionJson out;
  Watcher watcher;
  out.object_ = Json::parse(text, std::ref(watcher), false);
  if (!out.object_.is_object()) return fail("LG0930", "expected a question as a JSON object", "for example `{\"chips\": [\"H200\", \"H20\"], \"on\": \"2026-02-01\"}`");
  if (const auto fault = watcher.fault()) return tl::unexpected(*fault);
  return out;
}

const Json* QuestionJson::look(const char* key) {
  asked_.emplace_back(key);
  const auto it = object_.find(key);
  return it == object_.end() || it->is_null() ? nullptr : &*it;
}

void QuestionJson::complain(const char* key, const std::string& expected) {
  if (!error_) error_ = Error{"LG0931", fmt::format("`{}`: expected {}", key, expected), key, "docs/compare.md and docs/design-and-plan.md say what a question can hold"};
}

std::string QuestionJson::word(const char* key, const std::string& otherwise) {
  const Json* found = look(key);
  if (found == nullptr) return otherwise;
  if (found->is_string()) return found->get<std::string>();
  complain(key, "a text");
  return otherwise;
}

std::string QuestionJson::needed_word(const char* key) {
  std::string out = word(key, "");
  if (out.empty()) complain(key, "a text, and it is missing");
  return out;
}

std::vector<std::string> QuestionJson::words(const char* key) {
  std::vector<std::string> out;
  const Json* found = look(key);
  if (found == nullptr) return out;
  if (found->is_string()) return {found->get<std::string>()};
  for (const Json& one : *found)
    if (one.is_string()) out.push_back(one.get<std::string>());
  if (!found->is_array() || out.size() != found->size()) complain(key, "a list of texts");
  return out;
}

double QuestionJson::number(const char* key, double otherwise, double low, double high) {
  const Json* found = look(key);
  if (found == nullptr) return otherwise;
  if (found->is_number() && found->get<double>() >= low && found->get<double>() <= high) return found->get<double>();
  complain(key, fmt::format("a number from {} to {}", low, high));
  return otherwise;
}

bool QuestionJson::flag(const char* key) {
  const Json* found = look(key);
  if (found != nullptr && !found->is_boolean()) complain(key, "true or false");
  return found != nullptr && found->is_boolean() && found->get<bool>();
}

std::optional<Date> QuestionJson::day(const char* key) {
  const std::string text = word(key, "");
  if (text.empty()) return std::nullopt;
  const auto out = Date::parse(text);
  if (!out) complain(key, "a day such as 2026-02-01");
  return out ? std::optional(*out) : std::nullopt;
}

Date QuestionJson::needed_day(const char* key) {
  const auto out = day(key);
  if (!out) complain(key, "a day such as 2026-02-01, and it is missing");
  return out.value_or(Date::earliest());
}

Json QuestionJson::any(const char* key) {
  const Json* found = look(key);
  return found == nullptr ? Json() : *found;
}

Result<void> QuestionJson::finish() const {
  for (const auto& [key, value] : object_.items()) {
    if (std::find(asked_.begin(), asked_.end(), key) != asked_.end()) continue;
    const auto near = nearest(key, asked_);
    return fail("LG0930", fmt::format("the question has no key `{}`", excerpt(key)), near ? fmt::format("did you mean `{}`?", *near) : fmt::format("its keys are {}", fmt::join(asked_, ", ")));
  }
  if (error_) return tl::unexpected(*error_);
  return {};
}

}  // namespace lockgate::desk
