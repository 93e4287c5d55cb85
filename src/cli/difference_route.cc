#include "cli/change_json.h"
#include "cli/routes.h"
#include "service/intake.h"
#include "service/json_body.h"
#include "service/line_problem.h"
#include "service/problem.h"
#include "service/schema.h"

namespace lockgate::cli {
namespace {

using Json = nlohmann::ordered_json;

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
  auto intake = service::Intake::open(service.desk(), service.builder(), request, settings(), false);
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
