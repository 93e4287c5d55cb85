#include <algorithm>
#include <array>
#include <map>

#include "service/intake.h"
#include "service/json_body.h"
#include "service/line_problem.h"
#include "service/problem.h"
#include "service/schema.h"
#include "service/service.h"
#include "wire/determination_json.h"

namespace lockgate::service {
namespace {

using Json = nlohmann::ordered_json;
using trade::Determination;

// What one fact would settle: the same question, in the same words, asked by several orders.
class Questions {
 public:
  void add(const Determination& determination) {
    for (const trade::Unknown& unknown : determination.unknown) {
      const auto [at, is_new] = place_of_.emplace(std::pair(unknown.fact, unknown.question), all_.size());
      if (is_new) all_.push_back({unknown.fact, unknown.question, {}});
      all_[at->second].orders.push_back(determination.order);
    }
  }

  // Those that settle most first.
  Json json() {
    std::stable_sort(all_.begin(), all_.end(), [](const Question& a, const Question& b) { return a.orders.size() > b.orders.size(); });
    Json out = Json::array();
    for (const Question& one : all_) out.push_back({{"fact", one.fact}, {"question", one.question}, {"orders", one.orders}});
    return out;
  }

 private:
  struct Question {
    std::string fact;
    std::string question;
    std::vector<std::string> orders;
  };
  std::vector<Question> all_;
  std::map<std::pair<std::string, std::string>, std::size_t> place_of_;
};

class Counts {
 public:
  void add(trade::Verdict verdict) { ++of_[static_cast<std::size_t>(verdict)]; }
  Json json(std::uint64_t lines, std::uint64_t bad) const {
    Json out{{"lines", lines}, {"bad", bad}, {"by_verdict", Json::object()}};
    for (std::size_t v = 0; v < of_.size(); ++v) out["by_verdict"][trade::to_string(static_cast<trade::Verdict>(v))] = of_[v];
    return out;
  }

 private:
  std::array<std::uint64_t, 5> of_{};
};

// One request: its orders go in one by one, its determinations come out.
class Check {
 public:
  Check(const Service& service, Intake intake, service::Question question) : service_(service), intake_(std::move(intake)), question_(std::move(question)) {}

  // What the next line comes to; a line that is no order comes to its problems. nullopt: there is no further line.
  struct Answer {
    std::optional<Determination> determination;
    Json problems = Json::array();
  };
  std::optional<Answer> next() {
    auto taken = intake_.next();
    if (!taken) return std::nullopt;
    Answer out;
    const auto options = question_.options_for(taken->order ? taken->order->date : std::nullopt);
    if (taken->order && !options) taken->problems.push_back({Severity::Error, options.error().code, "date", options.error().message, options.error().fix});
    if (taken->order && options) out.determination = service_.desk().decide(*taken->order, *options);
    if (out.determination) service_.metrics().count_verdict(out.determination->verdict);
    else service_.metrics().count_bad_line();
    out.problems = problems_json(*taken);
    return out;
  }

 private:
  const Service& service_;
  Intake intake_;
  service::Question question_;
};

Response whole(Check& check) {
  std::string determinations;
  Json problems = Json::array();
  Counts counts;
  Questions questions;
  std::uint64_t lines = 0, bad = 0;
  while (const auto answer = check.next()) {
    ++lines;
    for (const Json& problem : answer->problems) problems.push_back(problem);
    if (!answer->determination) {
      ++bad;
      continue;
    }
    counts.add(answer->determination->verdict);
    questions.add(*answer->determination);
    determinations += (determinations.empty() ? "" : ",") + wire::to_json_line(*answer->determination);
  }
  Response out = json_response({{"summary", counts.json(lines, bad)}, {"problems", problems}, {"questions", questions.json()}});
  out.body = "{\"determinations\":[" + determinations + "]," + out.body.substr(1);
  return out;
}

// A determination a line; a line that is no order is `{"problems": […]}`.
Response streamed(std::shared_ptr<Check> check) {
  constexpr std::size_t kPiece = 64 * 1024;
  Response out;
  out.type = "application/x-ndjson";
  out.headers.emplace_back("Cache-Control", "no-store");
  out.next = [check = std::move(check)](std::string& piece) {
    piece.clear();
    while (piece.size() < kPiece) {
      const auto answer = check->next();
      if (!answer) return false;
      if (!answer->problems.empty()) piece += Json{{"problems", answer->problems}}.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
      if (answer->determination) piece += wire::to_json_line(*answer->determination) + "\n";
    }
    return true;
  };
  return out;
}

Response check_orders(const Service& service, const Request& request) {
  auto intake = Intake::open(service.desk(), service.builder(), request, question_settings());
  if (!intake) return problem(400, intake.error());
  const auto question = read_question(intake->settings());
  if (!question) return problem(400, question.error());
  auto check = std::make_shared<Check>(service, std::move(*intake), *question);
  if (request.header("accept").find("application/x-ndjson") != std::string_view::npos) return streamed(std::move(check));
  return whole(*check);
}

}  // namespace

std::vector<Route> check_routes(const Service& service) {
  Route route;
  route.method = "POST";
  route.path = "/v1/check";
  route.name = "check";
  route.says = "decides orders; each determination is that of `lockgate check`";
  route.query = question_parameters();
  route.takes = orders_bodies(question_settings());
  route.gives = {{"application/json", check_schema()}, {"application/x-ndjson", schema_of("Determination")}};
  route.problems = {400};
  route.answer = [&service](const Request& request) { return check_orders(service, request); };
  return {route};
}

}  // namespace lockgate::service
