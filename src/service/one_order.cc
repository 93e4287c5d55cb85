#include "service/one_order.h"

#include <algorithm>

#include "service/json_body.h"
#include "service/line_problem.h"
#include "service/problem.h"

namespace lockgate::service {

using Json = nlohmann::ordered_json;

Response refuse_line(const Taken& taken) {
  const auto first = std::find_if(taken.problems.begin(), taken.problems.end(), [](const wire::Problem& one) { return one.severity == Severity::Error; });
  const wire::Problem& said = first != taken.problems.end() ? *first : taken.problems.front();
  Response out = problem(422, {said.code, said.message, said.field, said.fix});
  Json json = Json::parse(out.body);
  json["problems"] = problems_json(taken);
  out.body = json.dump(-1, ' ', false, Json::error_handler_t::replace);
  return out;
}

namespace {

// The order of the request with its settings: an object in JSON, or the only line of another body.
struct Asked {
  Taken taken;
  Texts settings;
};

tl::expected<Asked, Response> ask(const Service& service, const Request& request, const std::vector<std::string>& settings) {
  const Error wanted{"LG0804", "expected one order", "order", "send `{\"order\": {…}}`, or one line of JSON Lines, or a heading and one row of CSV"};
  if (request.media_type() == "application/json") {
    auto body = read_json_body(request, settings, {"order"});
    if (!body) return tl::unexpected(problem(400, body.error()));
    const wire::JsonValue* order = body->value.member("order");
    if (order == nullptr || !order->is_object()) return tl::unexpected(problem(400, wanted));
    return Asked{Intake::take(service.desk(), service.builder(), *order), std::move(body->settings)};
  }
  auto intake = Intake::open(service.desk(), service.builder(), request, settings, false);
  if (!intake) return tl::unexpected(problem(400, intake.error()));
  auto taken = intake->next();
  if (!taken || intake->next()) return tl::unexpected(problem(400, wanted));
  return Asked{std::move(*taken), intake->settings()};
}

}  // namespace

tl::expected<OneOrder, Response> decide_one(const Service& service, const Request& request, const std::vector<std::string>& settings, const std::vector<std::string>& more_languages) {
  auto asked = ask(service, request, settings);
  if (!asked) return tl::unexpected(asked.error());
  Texts plain = asked->settings;
  if (const auto language = plain.find("lang"); language != plain.end() && wire::is_one_of(language->second, more_languages)) plain.erase(language);
  const auto question = read_question(plain);
  if (!question) return tl::unexpected(problem(400, question.error()));
  if (!asked->taken.order) return tl::unexpected(refuse_line(asked->taken));
  const auto options = question->options_for(asked->taken.order->date);
  if (!options) return tl::unexpected(problem(422, options.error()));
  OneOrder out{std::move(*asked->taken.order), *options, {}, std::move(asked->settings)};
  out.determination = service.desk().decide(out.order, *options);
  OrderCounts counts;
  counts.add(out.determination.verdict);
  service.metrics().count_orders(counts);
  return out;
}

std::vector<Body> one_order_bodies(const std::vector<std::string>& settings) {
  std::vector<Body> out = orders_bodies(settings);
  out.front().schema = object_of({{"order", schema_of("Order")}}, {"order"});
  for (const std::string& setting : settings) out.front().schema["properties"][setting] = text();
  return out;
}

}  // namespace lockgate::service
