#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "cli/coverage.h"
#include "cli/declaration.h"
#include "cli/routes.h"
#include "cli/timeline.h"
#include "service/problem.h"
#include "service/question.h"
#include "service/schema.h"

namespace lockgate::cli {
namespace {

using Json = nlohmann::ordered_json;
using law::kNone;
using law::Law;
using service::Request;
using service::Response;

constexpr std::size_t kMostHits = 200;

Json rulebook_json(const Law& law) {
  const auto verified = law.verified_through();
  return {{"digest", law.digest}, {"verified_through", verified ? Json(verified->to_string()) : Json(nullptr)}};
}

// Within the data folder: where that lies on this machine is nobody's business.
std::string place_of(const law::Origin& origin) {
  const std::string place = cli::place_text(origin);
  if (place.starts_with(law::OverlayText::kFolder)) return place;
  const std::size_t at = place.rfind("rulebook/");
  return at == std::string::npos ? place.substr(place.rfind('/') + 1) : place.substr(at);
}

Json spans_json(const std::vector<Span>& spans) {
  Json out = Json::array();
  for (const Span& span : spans)
    out.push_back({{"from", span.from == Date::earliest() ? Json(nullptr) : Json(span.from.to_string())}, {"until", span.is_open() ? Json(nullptr) : Json(span.until.to_string())}});
  return out;
}

std::string spans_text(const std::vector<Span>& spans) {
  std::string out;
  for (const Span& span : spans) out += (out.empty() ? "" : ", ") + span.to_string();
  return out;
}

// What rules and riders have alike.
template <class Entry>
void add_entry(Json& json, const Entry& entry) {
  json["cite"] = entry.cites;
  if (!entry.link.empty()) json["link"] = entry.link;
  json["basis"] = entry.basis;
  json["in_force"] = spans_text(entry.in_force);
  json["spans"] = spans_json(entry.in_force);
  if (!entry.enforced.empty()) json["enforced"] = spans_text(entry.enforced);
  json["recorded"] = entry.recorded.to_string();
}

void add_rule(Json& json, const Law& law, int index) {
  const law::Rule& rule = law.rules[static_cast<std::size_t>(index)];
  add_entry(json, rule);
  json["confidence"] = rule.confidence;
  if (!rule.contested.empty()) json["contested"] = rule.contested;
  Json exceptions = Json::array(), higher = Json::array();
  for (const law::Rule& other : law.rules)
    if (std::find(other.exception_to.begin(), other.exception_to.end(), index) != other.exception_to.end()) exceptions.push_back(other.label);
  for (const law::Order& order : law.orders)
    if (order.second == index) higher.push_back(law.rules[static_cast<std::size_t>(order.first)].label);
  json["exceptions"] = std::move(exceptions);
  json["goes_after"] = std::move(higher);
}

Json declaration_json(const Law& law, const Declaration& one) {
  Json out{{"id", one.name}, {"kind", one.kind}, {"book", law.books[static_cast<std::size_t>(one.origin->book)].name}};
  if (const int rule = law.find_rule(one.name); rule != kNone && one.origin == &law.rules[static_cast<std::size_t>(rule)].origin) add_rule(out, law, rule);
  else if (!one.says.empty()) out["says"] = one.says;
  for (const law::Rider& rider : law.riders)
    if (one.origin == &rider.origin) add_entry(out, rider);
  out["file"] = place_of(*one.origin);
  out["text"] = entry_text(*one.origin);
  return out;
}

// Of what part of the law a read speaks: as recorded by one day, as in force on another.
struct Slice {
  Date known_at = Date::latest();
  std::optional<Date> as_of;

  template <class Entry>
  bool has(const Entry& entry) const {
    return entry.recorded <= known_at && (!as_of || std::any_of(entry.in_force.begin(), entry.in_force.end(), [&](const Span& span) { return span.contains(*as_of); }));
  }
  // Rules and riders have these two times; words and defines have neither, and are always there.
  bool has(const Law& law, const Declaration& one) const {
    for (const law::Rule& rule : law.rules)
      if (one.origin == &rule.origin) return has(rule);
    for (const law::Rider& rider : law.riders)
      if (one.origin == &rider.origin) return has(rider);
    return true;
  }
};

Result<Slice> read_slice(const Request& request) {
  Slice out;
  for (const char* name : {"known_at", "as_of"}) {
    if (request.parameter(name).empty()) continue;
    const auto day = service::read_day(request.parameter(name));
    if (!day) return fail(day.error().code, day.error().message, day.error().fix, name);
    if (std::string_view(name) == "as_of") out.as_of = *day;
    else out.known_at = *day;
  }
  return out;
}

Response show(const Law& law, const std::string& name, const Slice& slice) {
  Json found = Json::array();
  std::vector<std::string> names;
  for (const Declaration& one : declarations_of(law)) {
    names.push_back(one.name);
    if (one.name == name && slice.has(law, one)) found.push_back(declaration_json(law, one));
  }
  if (!found.empty()) return service::json_response({{"rulebook", rulebook_json(law)}, {"rules", std::move(found)}});
  const auto near = nearest(name, names);
  return service::problem(404, {"LG0012", fmt::format("nothing in the rulebooks is called `{}`", excerpt(name)), "", near ? fmt::format("did you mean `{}`?", *near) : "/v1/law/search finds rules by their words"});
}

// Every word is in the name, the citation or the sentence.
Response search(const Law& law, std::string_view asked, const Slice& slice) {
  std::vector<std::string> words;
  for (const std::string_view word : split(asked, ' '))
    if (const std::string folded = fold(word); !folded.empty()) words.push_back(folded);
  Json hits = Json::array();
  std::size_t all = 0;
  for (const Declaration& one : declarations_of(law)) {
    const int rule = law.find_rule(one.name);
    const bool is_rule = rule != kNone && one.origin == &law.rules[static_cast<std::size_t>(rule)].origin;
    const std::string because = is_rule ? law.rules[static_cast<std::size_t>(rule)].because : "";
    const std::string text = fold(one.name + " " + one.says + " " + because);
    if (words.empty() || !std::all_of(words.begin(), words.end(), [&](const std::string& word) { return text.find(word) != std::string::npos; }) || !slice.has(law, one)) continue;
    if (++all > kMostHits) continue;
    Json hit{{"id", one.name}, {"kind", one.kind}, {is_rule ? "cite" : "title", one.says}};
    if (!because.empty()) hit["title"] = because;
    hits.push_back(std::move(hit));
  }
  return service::json_response({{"rulebook", rulebook_json(law)}, {"found", all}, {"rules", std::move(hits)}});
}

Json day_json(Date date, const std::vector<LawChange>& changes) {
  Json out{{"date", date.to_string()}, {"begins", Json::array()}, {"ends", Json::array()}, {"other", Json::array()}};
  for (const LawChange& change : changes) {
    Json one{{"rule", change.name}, {"cite", change.cite}};
    if (!change.says.empty()) one["says"] = std::string(trim(change.says));
    out[change.marker == "+" ? "begins" : change.marker == "-" ? "ends" : "other"].push_back(std::move(one));
  }
  return out;
}

// What was recorded later is left out; `as_of` ends the list with that day.
Response timeline(const Law& law, const Slice& slice) {
  Json events = Json::array();
  for (auto& [date, changes] : timeline_of(law)) {
    std::vector<LawChange> known;
    for (const LawChange& change : changes) {
      const int rule = law.find_rule(change.name);
      if (rule == kNone || law.rules[static_cast<std::size_t>(rule)].recorded <= slice.known_at) known.push_back(change);
    }
    if (!known.empty() && (!slice.as_of || date <= *slice.as_of)) events.push_back(day_json(date, known));
  }
  return service::json_response({{"rulebook", rulebook_json(law)}, {"events", std::move(events)}});
}

Response coverage(const Law& law) {
  Json books = Json::array();
  for (const Coverage& book : coverage_of(law)) {
    Json one{{"book", book.book}, {"rules", book.rules}, {"steps", book.steps}, {"not_text", book.not_text}, {"contested", book.contested}, {"duties", book.duties}, {"notes", book.notes}, {"cases", book.cases}};
    one["left_out"] = Json::array();
    for (const law::Untranslatable* gap : book.left_out) one["left_out"].push_back({{"what", gap->what}, {"cite", gap->cites}, {"because", gap->effect}, {"status", gap->status}});
    books.push_back(std::move(one));
  }
  return service::json_response({{"rulebook", rulebook_json(law)}, {"books", std::move(books)}});
}

service::Route page_of(const char* path, const char* name, const char* says, std::vector<std::pair<std::string, service::Schema>> gives, std::function<Response(const Request&, const Slice&)> answer) {
  service::Route route;
  route.method = "GET";
  route.path = path;
  route.name = name;
  route.says = says;
  route.query = {{"lang", "`en` or `zh`; nothing of the answer depends on it yet", "en"}};
  gives.emplace_back("rulebook", service::Schema{{"type", "object"}});
  route.gives = {{"application/json", service::object_of(std::move(gives), {"rulebook"})}};
  route.query.push_back({"as_of", "only what is in force on this day", "2026-02-01"});
  route.query.push_back({"known_at", "leave out what was recorded in the rulebook after this day", "2026-02-01"});
  route.answer = [answer = std::move(answer)](const Request& request) {
    const auto slice = read_slice(request);
    return slice ? answer(request, *slice) : service::problem(400, slice.error());
  };
  return route;
}

}  // namespace

std::vector<service::Route> law_routes(const service::Service& service) {
  const Law& law = service.desk().law();
  const service::Schema things = service::list_of({{"type", "object"}});
  auto rule = page_of("/v1/law/rules/{id}", "law_rule", "a rule, or another thing the rulebooks declare: its text, citation, dates and source", {{"rules", things}},
                      [&law](const Request& request, const Slice& slice) { return show(law, request.captured.at("id"), slice); });
  rule.problems = {404};
  auto found = page_of("/v1/law/search", "law_search", "rules and other declarations by words of their name, citation or sentence; at most 200 are listed", {{"rules", things}, {"found", {{"type", "integer"}}}},
                       [&law](const Request& request, const Slice& slice) { return search(law, request.parameter("q"), slice); });
  found.query.push_back({"q", "words", "h200", true});
  return {page_of("/v1/law/timeline", "law_timeline", "the dates on which the law changes, and what begins and ends", {{"events", things}}, [&law](const Request&, const Slice& slice) { return timeline(law, slice); }),
          page_of("/v1/law/coverage", "law_coverage", "what the rulebooks hold, and what they leave out", {{"books", things}}, [&law](const Request&, const Slice&) { return coverage(law); }), rule, found};
}

}  // namespace lockgate::cli
