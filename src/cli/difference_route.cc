#include <map>

#include "cli/difference.h"
#include "cli/routes.h"
#include "service/intake.h"
#include "service/json_body.h"
#include "service/line_problem.h"
#include "service/problem.h"
#include "service/schema.h"

namespace lockgate::cli {
namespace {

using Json = nlohmann::ordered_json;

Json range_json(const Range& range) {
  if (range.is_point()) return range.min.to_string();
  return {{"min", range.min.to_string()}, {"max", range.max.to_string()}};
}

// Quantity times price; null where either is open, or the product does not fit.
Json value_json(const trade::Order& order) {
  if (!order.quantity || !order.unit_price) return nullptr;
  const auto low = multiply(order.quantity->min, order.unit_price->amount), high = multiply(order.quantity->max, order.unit_price->amount);
  if (!low || !high) return nullptr;
  return {{"amount", range_json({*low, *high})}, {"currency", order.unit_price->currency}};
}

Json side_json(const trade::Determination& determination) {
  return {{"as_of", determination.as_of.to_string()}, {"verdict", trade::to_string(determination.verdict)}};
}

Json cause_json(const Difference& difference) {
  Json out = Json::array();
  const auto add = [&](const std::vector<trade::Reason>& reasons, const char* change) {
    for (const trade::Reason& reason : reasons) out.push_back({{"change", change}, {"rule", reason.rule}, {"cite", reason.cite}, {"basis", reason.basis}, {"because", reason.because}});
  };
  add(difference.disappearing(), "disappears");
  add(difference.appearing(), "appears");
  for (const trade::Unknown& unknown : difference.asking()) out.push_back({{"change", "asks"}, {"fact", unknown.fact}, {"question", unknown.question}});
  return out;
}

Json change_json(const Difference& difference) {
  Json out{{"order", difference.before.order}, {"before", side_json(difference.before)}, {"after", side_json(difference.after)}};
  out["gates"] = to_json(difference)["gates"];
  out["cause"] = cause_json(difference);
  out["quantity"] = difference.order.quantity ? range_json(*difference.order.quantity) : Json(nullptr);
  out["value"] = value_json(difference.order);
  return out;
}

// What goes from one verdict to another, in lines, pieces and money.
class Transitions {
 public:
  void add(const Difference& difference) { sums_[{difference.before.verdict, difference.after.verdict}].add(difference.order); }
  Json json() const {
    Json out = Json::array();
    for (const auto& [verdicts, sum] : sums_) {
      Json one{{"before", trade::to_string(verdicts.first)}, {"after", trade::to_string(verdicts.second)}};
      one.update(to_json(sum));
      out.push_back(std::move(one));
    }
    return out;
  }

 private:
  std::map<std::pair<trade::Verdict, trade::Verdict>, Sum> sums_;
};

struct Days {
  decide::Options before;
  decide::Options after;
};

// LG0016: one of the two dates is missing.
Result<Days> days_of(const service::Texts& settings) {
  const auto question = service::read_question(settings);
  if (!question) return tl::unexpected(question.error());
  Days out{question->options, question->options};
  for (const auto& [name, options] : {std::pair<const char*, decide::Options*>{"before", &out.before}, {"after", &out.after}}) {
    const auto given = settings.find(name);
    if (given == settings.end()) return fail("LG0016", std::string("expected two dates, and `") + name + "` is missing", "give both: `before` and `after`", name);
    const auto day = service::read_day(given->second);
    if (!day) return fail(day.error().code, day.error().message, day.error().fix, name);
    options->as_of = *day;
  }
  return out;
}

const std::vector<std::string>& settings() {
  static const std::vector<std::string> kNames = {"before", "after", "posture", "known_at", "lang"};
  return kNames;
}

service::Response compare(const service::Service& service, const service::Request& request) {
  auto intake = service::Intake::open(service.desk(), service.builder(), request, settings());
  if (!intake) return service::problem(400, intake.error());
  const auto days = days_of(intake->settings());
  if (!days) return service::problem(400, days.error());
  Json changes = Json::array(), problems = Json::array();
  Transitions transitions;
  std::uint64_t lines = 0, bad = 0;
  while (auto taken = intake->next()) {
    ++lines;
    for (const Json& one : service::problems_json(*taken)) problems.push_back(one);
    if (!taken->order) {
      ++bad;
      continue;
    }
    trade::Determination before = service.desk().decide(*taken->order, days->before), after = service.desk().decide(*taken->order, days->after);
    const Difference difference{std::move(*taken->order), std::move(before), std::move(after)};
    if (difference.is_empty()) continue;
    transitions.add(difference);
    changes.push_back(change_json(difference));
  }
  const Json summary{{"lines", lines}, {"bad", bad}, {"changed", changes.size()}, {"transitions", transitions.json()}};
  return service::json_response({{"changes", std::move(changes)}, {"summary", summary}, {"problems", std::move(problems)}});
}

}  // namespace

std::vector<service::Route> difference_routes(const service::Service& service) {
  using service::list_of, service::object_of, service::text;
  service::Route route;
  route.method = "POST";
  route.path = "/v1/diff";
  route.name = "diff";
  route.says = "which orders two dates treat differently, and because of which rules";
  route.query = service::question_parameters();
  route.query.erase(route.query.begin());
  route.query.insert(route.query.begin(), {{"before", "the first date", "2026-01-14"}, {"after", "the second", "2026-01-15"}});
  route.takes = service::orders_bodies(settings());
  const service::Schema side = object_of({{"as_of", text()}, {"verdict", text()}}, {"verdict"});
  const service::Schema change = object_of({{"order", text()}, {"before", side}, {"after", side}, {"gates", list_of({{"type", "object"}})}, {"cause", list_of({{"type", "object"}})}}, {"order", "before", "after", "cause"});
  route.gives = {{"application/json", object_of({{"changes", list_of(change)}, {"summary", {{"type", "object"}}}, {"problems", list_of(service::schema_of("LineProblem"))}}, {"changes", "summary", "problems"})}};
  route.answer = [&service](const service::Request& request) { return compare(service, request); };
  return {route};
}

}  // namespace lockgate::cli
