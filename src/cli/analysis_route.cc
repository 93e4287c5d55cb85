#include "cli/routes.h"
#include "desk/analyst.h"
#include "service/problem.h"
#include "service/schema.h"

namespace lockgate::cli {
namespace {

using desk::Analyst;
using service::Request;
using service::Response;
using service::Schema;

// An answer, or why the market data cannot give any.
using Opened = std::shared_ptr<const Result<Analyst>>;

// What is wrong with the question is the caller's; what the machine lacks (a solver) is ours; the rest has no answer.
unsigned status_of(const Error& error) {
  if (error.code == "LG0930" || error.code == "LG0931" || error.code == "LG0108") return 400;
  return error.code == "LG0971" ? 503 : 422;
}

Response answer(const Opened& opened, const std::string& what, const Request& request) {
  if (!*opened) return service::problem(503, opened->error());
  const auto out = (*opened)->answer(what, request.body);
  return out ? service::json_response(*out) : service::problem(status_of(out.error()), out.error());
}

Schema number() { return {{"type", "number"}}; }
Schema flag() { return {{"type", "boolean"}}; }

service::Route route_of(const Opened& opened, const std::string& what, const std::string& says, Schema takes, Schema gives) {
  service::Route route;
  route.method = "POST";
  route.path = "/v1/" + what;
  route.name = what;
  route.says = says;
  route.takes = {{"application/json", std::move(takes)}};
  route.gives = {{"application/json", std::move(gives)}};
  route.problems = {400, 422, 503};
  route.answer = [opened, what](const Request& request) { return answer(opened, what, request); };
  return route;
}

using Members = std::vector<std::pair<std::string, Schema>>;

Members of_workload() { return {{"workload", service::text()}, {"weights", service::text()}, {"count", number()}, {"on", service::text("the day whose prices count")}}; }

Schema asked(Members members, Members more, std::vector<std::string> required) {
  members.insert(members.end(), more.begin(), more.end());
  return service::object_of(std::move(members), std::move(required));
}

Schema object() { return {{"type", "object"}}; }

service::Route choices(const Opened& opened) {
  service::Route route;
  route.method = "GET";
  route.path = "/v1/analyses";
  route.name = "analyses";
  route.says = "what the questions around the law can name: workloads, jobs, overlays, a demand to begin with";
  route.query = {{"lang", "`en` or `zh`; nothing of the answer depends on it", "en"}};
  route.gives = {{"application/json", service::object_of({{"workloads", service::list_of(object())}, {"jobs", service::list_of(service::text())}, {"overlays", service::list_of(service::text())}, {"demand", service::text()}}, {"workloads"})}};
  route.problems = {503};
  route.answer = [opened](const Request&) { return *opened ? service::json_response((*opened)->choices()) : service::problem(503, opened->error()); };
  return route;
}

}  // namespace

std::vector<service::Route> analysis_routes(std::shared_ptr<const desk::Desk> desk, const desk::Sources& sources) {
  const Opened opened = std::make_shared<const Result<Analyst>>(Analyst::open(std::move(desk), sources));
  const Schema chips = service::list_of(service::text());
  const Schema comparison = service::object_of({{"workload", service::text()}, {"on", service::text()}, {"chips", chips}, {"axes", service::list_of(object())}, {"claim", object()}}, {"chips", "axes"});
  std::vector<service::Route> out = {choices(opened)};
  out.push_back(route_of(opened, "compare", "chips side by side, as `lockgate compare` sets them; each over the last", asked({{"chips", chips}}, of_workload(), {"chips", "on"}), comparison));
  out.push_back(route_of(opened, "claim", "a claim such as `H200 = 6 x H20`, judged axis by axis", asked({{"claim", service::text()}}, of_workload(), {"claim", "on"}), comparison));
  out.push_back(route_of(opened, "cluster", "how many chips train a model in given days, and what they cost",
                         service::object_of({{"chips", chips}, {"parameters", number()}, {"tokens", number()}, {"days", number()}, {"overhead", number()}, {"on", service::text()}}, {"chips", "parameters", "tokens", "days", "on"}),
                         service::object_of({{"clusters", service::list_of(object())}}, {"clusters"})));
  out.push_back(route_of(opened, "design", "the best part that the law of a day lets through, as `lockgate design` finds it",
                         service::object_of({{"base", service::text()}, {"to", service::text()}, {"from", service::text()}, {"on", service::text()}, {"value", service::text()}, {"verdict", service::text()}, {"gates", chips}, {"facts", chips}, {"order", object()}, {"overlays", flag()}}, {"base", "to", "on"}),
                         object()));
  out.push_back(route_of(opened, "plan", "what to order from whom, as `lockgate plan` finds it", service::object_of({{"demand", service::text("the text of a demand file, TOML")}}, {"demand"}), object()));
  out.push_back(route_of(opened, "impact", "which chips a change of law frees or catches and what is at stake; published estimates computed again; what an amount may be",
                         service::object_of({{"before", service::text()}, {"after", service::text()}, {"rule", service::text()}, {"overlay", service::text()}, {"on", service::text()}, {"from", service::text()}, {"to", service::text()}, {"end_use", service::text()}, {"amount", number()}, {"published", flag()}}),
                         object()));
  return out;
}

}  // namespace lockgate::cli
