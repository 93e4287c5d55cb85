#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "decide/journey.h"
#include "decide/routes.h"
#include "service/line_problem.h"
#include "service/one_order.h"
#include "service/plane.h"
#include "service/problem.h"
#include "service/question.h"
#include "service/schema.h"
#include "service/service.h"

namespace lockgate::service {
namespace {

using Json = nlohmann::ordered_json;
using wire::JsonMember;
using wire::JsonValue;

JsonValue words(std::string_view text) {
  JsonValue out = JsonValue::array();
  for (const std::string_view word : split(text, ','))
    if (!word.empty()) out.items.push_back(JsonValue::string(std::string(word)));
  return out;
}

JsonValue value_of(std::string_view text) {
  if (text == "true" || text == "false") return JsonValue::of(text == "true");
  return JsonValue::string(std::string(text));
}

// The member, there from now on.
JsonValue& member_of(JsonValue& object, std::string_view key) {
  for (JsonMember& member : object.members)
    if (member.key == key) return member.value;
  object.add(std::string(key), JsonValue::object());
  return object.members.back().value;
}

void set_text(JsonValue& object, const char* key, std::string_view given) {
  if (!given.empty()) member_of(object, key) = value_of(given);
}

bool is_seller(const JsonValue& party) {
  const JsonValue* role = party.member("role");
  return role != nullptr && role->text == "seller";
}

// A buyer sits where the goods go unless the request says otherwise. The seller is the template's.
void set_buyer(JsonValue& order, const Request& request) {
  for (JsonValue& party : member_of(order, "parties").items) {
    if (is_seller(party)) continue;
    set_text(party, "country", request.parameter("destination"));
    set_text(party, "headquarters", request.parameter(request.parameter("headquarters").empty() ? "destination" : "headquarters"));
    if (const std::string_view kind = request.parameter("buyer"); !kind.empty()) member_of(party, "kind") = words(kind);
  }
}

// `performance_density=6;us_content_percent=0`: facts that hold everywhere in the plane, of the item or of the order.
void set_given(JsonValue& order, const wire::OrderBuilder& builder, std::string_view given) {
  const wire::Shapes& of_items = builder.vocabulary().item_facts;
  for (const std::string_view pair : split(given, ';')) {
    const std::size_t sign = pair.find('=');
    if (pair.empty()) continue;
    const std::string name(trim(pair.substr(0, sign)));
    JsonValue& into = member_of(order, of_items.find(name) != of_items.end() ? "item" : "facts");
    member_of(into, name) = sign == std::string_view::npos ? JsonValue::of(true) : value_of(trim(pair.substr(sign + 1)));
  }
}

// The template (catalogue/plane.json) with what the request says, at one point of the plane.
JsonValue order_of(const Service& service, const Request& request, const Decimal& x, const Decimal& y) {
  JsonValue order = service.plane();
  for (const char* key : {"movement", "origin", "destination"}) set_text(order, key, request.parameter(key));
  if (const std::string_view end_use = request.parameter("end_use"); !end_use.empty()) member_of(order, "end_use") = words(end_use);
  JsonValue& item = member_of(order, "item");
  for (const char* key : {"datacenter", "kind"}) set_text(item, key, request.parameter(key));
  set_buyer(order, request);
  set_given(order, service.builder(), request.parameter("given"));
  JsonValue& numbers = member_of(order, "item");
  member_of(numbers, request.parameter("x")) = JsonValue::string(x.to_string());
  member_of(numbers, request.parameter("y")) = JsonValue::string(y.to_string());
  return order;
}

Json value_json(const trade::Field& field) { return !field.is_settled ? Json("unsettled") : field.values.empty() ? Json(nullptr) : Json(field.values.front()); }

void add_rules(Json& rules, const trade::Gate& gate) {
  for (const trade::Reason& reason : gate.reasons) {
    Json one{{"id", reason.rule}, {"cite", reason.cite}};
    if (std::find(rules.begin(), rules.end(), one) == rules.end()) rules.push_back(std::move(one));
  }
}

// What a region says: the verdict, then the gate that has levels, then the rate, and the rules that all of it rests on.
Json answer_of(const trade::Determination& determination) {
  Json out{{"verdict", trade::to_string(determination.verdict)}, {"outcome", nullptr}, {"level", nullptr}, {"review_policy", nullptr}}, rules = Json::array();
  for (const trade::Gate& gate : determination.gates) {
    const auto level = std::find_if(gate.fields.begin(), gate.fields.end(), [](const trade::Field& field) { return field.name == "level"; });
    if (level != gate.fields.end() && out["outcome"].is_null()) {
      out["outcome"] = gate.outcome;
      for (const trade::Field& field : gate.fields)
        if (field.name == "level" || field.name == "review_policy") out[field.name] = value_json(field);
      add_rules(rules, gate);
    }
    if (gate.rate_percent) {
      out["tariff_rate"] = *gate.rate_percent;
      add_rules(rules, gate);
    }
  }
  out["rules"] = std::move(rules);
  return out;
}

Json ends_json(const Interval& interval) {
  return {interval.low ? Json(interval.low->to_string()) : Json("0"), interval.high ? Json(interval.high->to_string()) : Json(nullptr)};
}

Json axis_json(const Axis& axis) {
  Json out{{"fact", axis.fact}, {"unit", axis.unit}, {"label", axis.label}, {"cuts", Json::array()}};
  for (const Decimal& cut : axis.cuts) out["cuts"].push_back(cut.to_string());
  return out;
}

Json region_json(const Region& region) {
  Json out{{"x", ends_json(region.x)}, {"y", ends_json(region.y)}, {"x_closed", {region.x.has_low, region.x.has_high}}, {"y_closed", {region.y.has_low, region.y.has_high}}};
  out.update(Json::parse(region.answer));
  return out;
}

void add_assumed(Json& out, const JsonValue* object) {
  if (object == nullptr) return;
  for (const JsonMember& member : object->members) {
    const JsonValue& value = member.value;
    out.push_back({{"fact", member.key}, {"value", value.kind == JsonValue::Kind::Bool ? (value.truth ? "true" : "false") : value.text}});
  }
}

// What the regions take for granted beside the two numbers: the facts of the template, and who sells.
Json assumed_json(const JsonValue& order, const Request& request) {
  Json out = Json::array();
  add_assumed(out, order.member("item"));
  for (const char* axis : {"x", "y"}) out.erase(std::remove_if(out.begin(), out.end(), [&](const Json& one) { return one["fact"] == request.parameter(axis); }), out.end());
  if (const JsonValue* parties = order.member("parties"))
    for (const JsonValue& party : parties->items)
      if (is_seller(party) && party.member("name") != nullptr) out.push_back({{"fact", "seller"}, {"value", party.member("name")->text}});
  add_assumed(out, order.member("facts"));
  return out;
}

// What the law of the day still looks at once the route is known, and what stands still in the plane.
struct Scene {
  std::vector<bool> in_play;
  std::optional<decide::Slots> line;  // none: the template is no order; it has no route, and is refused later
};

Scene scene_of(const Service& service, const Request& request, const decide::Options& options) {
  const auto routes = service.desk().decider().routes(options);
  const Taken any = Intake::take(service.desk(), service.builder(), order_of(service, request, Decimal::of(1), Decimal::of(1)));
  if (!any.order) return {std::vector<bool>(routes->program().line.atom_count, true), std::nullopt};
  decide::Slots line;
  service.desk().decider().binder().bind_line(*any.order, decide::legs_of(*any.order).front(), decide::chips_of(any.order->item).front(), line);
  return {atoms_in_play(routes->program(), *routes->of(line)), std::move(line)};
}

Still still_in(const law::Law& law, const Scene& scene, const Request& request) {
  return [&law, &scene, x = std::string(request.parameter("x")), y = std::string(request.parameter("y"))](int fact) -> std::optional<Decimal> {
    const std::string& name = law.facts[static_cast<std::size_t>(fact)].name;
    const std::string last = name.substr(name.find('.') + 1);
    if (!scene.line || last == x || last == y || !scene.line->is_given(fact)) return std::nullopt;
    const decide::Interval& interval = scene.line->interval_of(fact);
    return interval.is_point() ? std::optional(interval.low) : std::nullopt;
  };
}

// The law of the day, and the plane it makes. What is wrong with the template is wrong with each of its orders, so the first is looked at.
Response regions(const Service& service, const Request& request) {
  const auto day = read_day(request.parameter("on"));
  if (!day) return problem(400, day.error());
  const auto question = read_question(request.query);
  if (!question) return problem(400, question.error());
  decide::Options options = question->options;
  options.as_of = *day;
  options.has_answers = false;
  const auto program = service.desk().decider().program(options);
  const Scene scene = scene_of(service, request, options);
  const Still still = still_in(service.desk().law(), scene, request);
  const auto x = axis_of(*program, scene.in_play, std::string(request.parameter("x")), still), y = axis_of(*program, scene.in_play, std::string(request.parameter("y")), still);
  for (const auto* axis : {&x, &y})
    if (!*axis) return problem(400, axis->error());
  if (x->fact == y->fact) return problem(400, {"LG0820", "the two numbers of a plane are different ones", "", "for example `x=tpp&y=performance_density`"});
  const Taken probe = Intake::take(service.desk(), service.builder(), order_of(service, request, x->intervals.front().example, y->intervals.front().example));
  if (!probe.order) return refuse_line(probe);
  const auto answer = [&](const Decimal& at_x, const Decimal& at_y) {
    const Taken point = Intake::take(service.desk(), service.builder(), order_of(service, request, at_x, at_y));
    return answer_of(service.desk().decide(*point.order, options)).dump();
  };
  Json out{{"on", day->to_string()}, {"rulebook", service.desk().law().digest}, {"x", axis_json(*x)}, {"y", axis_json(*y)}, {"assumes", assumed_json(order_of(service, request, x->intervals.front().example, y->intervals.front().example), request)}, {"regions", Json::array()}};
  for (const Region& region : regions_of(*x, *y, answer)) out["regions"].push_back(region_json(region));
  return json_response(out);
}

}  // namespace

std::vector<Route> region_routes(const Service& service) {
  Route route;
  route.method = "GET";
  route.path = "/v1/regions";
  route.name = "regions";
  route.says = "the regions that the law of a day makes in the plane of two numbers of an item, for a given route and buyer";
  route.query = {{"x", "a number of an item, as in an order", "tpp", true}, {"y", "another", "performance_density", true}, {"on", "the day; today if absent", "2026-02-01"},
                 {"destination", "where the goods go to", "", true}, {"origin", "where they come from; what is absent here and below is taken from catalogue/plane.json", ""}, {"movement", "", "export"},
                 {"headquarters", "of the buyer; the destination if absent", ""}, {"buyer", "what the buyer is", "commercial"}, {"end_use", "", "commercial_ai"},
                 {"datacenter", "is the item made or marketed for data centers", "true"}, {"kind", "of the item", "chip"},
                 {"given", "facts that hold everywhere in the plane, separated by semicolons", "us_content_percent=0"}, {"posture", "`enforced` or `codified`", "enforced"},
                 {"known_at", "leave out what was recorded later", "2026-02-01"}, {"lang", "`en` or `zh`", "en"}};
  const Schema axis = object_of({{"fact", text()}, {"unit", text()}, {"label", text()}, {"cuts", list_of(text())}}, {"fact", "cuts"});
  route.gives = {{"application/json", object_of({{"x", axis}, {"y", axis}, {"assumes", list_of({{"type", "object"}})}, {"regions", list_of(object_of({{"x", list_of({{"type", {"string", "null"}}})}, {"y", list_of({{"type", {"string", "null"}}})}, {"verdict", text()}, {"rules", list_of({{"type", "object"}})}}))}}, {"x", "y", "regions"})}};
  route.problems = {422};
  route.answer = [&service](const Request& request) { return regions(service, request); };
  return {route};
}

}  // namespace lockgate::service
