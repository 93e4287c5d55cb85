#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "desk/seal.h"
#include "service/intake.h"
#include "service/json_body.h"
#include "service/line_problem.h"
#include "service/problem.h"
#include "service/schema.h"
#include "service/service.h"
#include "wire/determination_json.h"
#include "wire/json_text.h"

namespace lockgate::service {
namespace {

using Json = nlohmann::ordered_json;
using trade::Determination;

// What one fact would settle: the same question, in the same words, asked by several orders.
class Questions {
 public:
  void add(const KnownAnswer& answer) {
    for (const auto& [fact, question] : answer.questions) {
      const auto [at, is_new] = place_of_.emplace(std::pair(fact, question), all_.size());
      if (is_new) all_.push_back({fact, question, {}});
      all_[at->second].orders.push_back(answer.order);
    }
  }

  // Those that settle most first.
  void write(wire::JsonText& json) {
    std::stable_sort(all_.begin(), all_.end(), [](const Question& a, const Question& b) { return a.orders.size() > b.orders.size(); });
    json.open('[');
    for (const Question& one : all_) {
      json.open('{').key("fact").text(one.fact).key("question").text(one.question).key("orders").open('[');
      for (const std::string& order : one.orders) json.text(order);
      json.close(']').close('}');
    }
    json.close(']');
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

void write(const OrderCounts& counts, wire::JsonText& json) {
  json.open('{').key("lines").raw(std::to_string(counts.lines())).key("bad").raw(std::to_string(counts.bad)).key("by_verdict").open('{');
  for (std::size_t v = 0; v < counts.of.size(); ++v) json.name(trade::to_string(static_cast<trade::Verdict>(v))).raw(std::to_string(counts.of[v]));
  json.close('}').close('}');
}

// Everything that an answer depends on but the law, which stays as long as the service.
std::string key_of(const Taken& taken, const decide::Options& options, const char* format) {
  std::string out;
  out.reserve(taken.id.size() + taken.given.size() + 64);
  for (const Date date : {options.as_of, options.known_at}) out.append(std::to_string(date.days)).append(1, ' ');
  out.append(options.is_codified ? "codified " : "enforced ").append(std::to_string(static_cast<int>(options.language))).append(1, ' ').append(format);
  return out.append(1, '\n').append(taken.id).append(1, '\n').append(taken.given);
}

// One request: its orders go in one by one, its answers come out.
class Check {
 public:
  Check(const Service& service, Intake intake, service::Question question) : service_(service), intake_(std::move(intake)), question_(std::move(question)) {}

  // What the next line comes to; a line that is no order comes to its problems. nullopt: there is no further line.
  struct Answer {
    std::shared_ptr<const KnownAnswer> known;
    Json problems;  // a list; null: there are none
  };
  std::optional<Answer> next() {
    auto taken = intake_.next();
    if (!taken) return std::nullopt;
    Answer out;
    const auto options = question_.options_for(taken->order ? taken->order->date : std::nullopt);
    if (taken->order && !options) taken->problems.push_back({Severity::Error, options.error().code, "date", options.error().message, options.error().fix});
    if (taken->order && options) out.known = answer(*taken, *options);
    if (out.known) fresh_counts_.add(out.known->verdict);
    else fresh_counts_.add_bad();
    if (!taken->problems.empty()) out.problems = problems_json(*taken);
    return out;
  }

  // Enters what was answered since the last time in the ledger, where the service seals, and counts it. Nothing may be sent before.
  Result<void> seal() {
    service_.metrics().count_orders(std::exchange(fresh_counts_, {}));
    if (fresh_.empty()) return {};
    if (service_.seals() != nullptr) {
      std::vector<ledger::Request> requests;
      for (Fresh& one : fresh_) requests.push_back(service_.seals()->request(*std::move(one.sealed)));
      const auto outcomes = service_.seals()->enter(std::move(requests));
      if (!outcomes) return tl::unexpected(outcomes.error());
      for (const ledger::Outcome& outcome : *outcomes)
        if (!outcome.is_accepted()) return fail("LG0724", "the same question was sealed before with another answer", "`lockgate replay " + outcome.about + "` compares them", outcome.about);
    }
    for (Fresh& one : fresh_) service_.answers().put(std::move(one.key), std::move(one.known));
    fresh_.clear();
    return {};
  }

 private:
  struct Fresh {
    std::string key;
    std::shared_ptr<const KnownAnswer> known;
    std::optional<ledger::Sealed> sealed;  // where the service seals
  };

  std::shared_ptr<const KnownAnswer> answer(const Taken& taken, const decide::Options& options) {
    std::string key = service_.answers().is_open() ? key_of(taken, options, intake_.format()) : "";
    if (auto known = service_.answers().find(key)) return known;
    const Determination determination = service_.desk().decide(*taken.order, options);
    auto out = std::make_shared<KnownAnswer>();
    out->order = determination.order;
    out->verdict = determination.verdict;
    for (const trade::Unknown& unknown : determination.unknown) out->questions.push_back({unknown.fact, unknown.question});
    Fresh fresh{std::move(key), out, {}};
    if (service_.seals() != nullptr) fresh.sealed = desk::seal(service_.desk(), {taken.order->id, taken.given, intake_.format()}, *taken.order, options, determination);
    out->line = fresh.sealed ? fresh.sealed->bytes : wire::to_json_line(determination);
    fresh_.push_back(std::move(fresh));
    return out;
  }

  const Service& service_;
  Intake intake_;
  service::Question question_;
  std::vector<Fresh> fresh_;  // not sealed and not remembered yet
  OrderCounts fresh_counts_;
};

std::string text_of(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

Response whole(Check& check) {
  wire::JsonText json;
  Json problems;
  OrderCounts counts;
  Questions questions;
  json.open('{').key("determinations").open('[');
  while (const auto answer = check.next()) {
    for (const Json& problem : answer->problems) problems.push_back(problem);
    if (!answer->known) {
      counts.add_bad();
      continue;
    }
    counts.add(answer->known->verdict);
    questions.add(*answer->known);
    json.raw(answer->known->line);
  }
  if (const auto sealed = check.seal(); !sealed) return problem(503, sealed.error());
  json.close(']').key("summary");
  write(counts, json);
  json.key("problems").raw(problems.empty() ? "[]" : text_of(problems)).key("questions");
  questions.write(json);
  json.close('}');
  Response out;
  out.body = json.take();
  out.headers.emplace_back("Cache-Control", "no-store");
  return out;
}

std::string problems_line(const Json& problems) { return text_of({{"problems", problems}}) + "\n"; }

// A determination a line; a line that is no order is `{"problems": […]}`.
Response streamed(std::shared_ptr<Check> check) {
  constexpr std::size_t kPiece = 64 * 1024;
  Response out;
  out.type = "application/x-ndjson";
  out.headers.emplace_back("Cache-Control", "no-store");
  out.next = [check = std::move(check)](std::string& piece) {
    piece.clear();
    bool has_more = true;
    while (has_more && piece.size() < kPiece) {
      const auto answer = check->next();
      has_more = answer.has_value();
      if (has_more && !answer->problems.empty()) piece += problems_line(answer->problems);
      if (has_more && answer->known) piece.append(answer->known->line).append("\n");
    }
    const auto sealed = check->seal();
    // What is not in the ledger is not told either.
    if (!sealed) piece = problems_line({{{"code", sealed.error().code}, {"severity", "error"}, {"message", sealed.error().message}, {"fix", sealed.error().fix}}});
    return has_more && sealed;
  };
  return out;
}

Response check_orders(const Service& service, const Request& request) {
  auto intake = Intake::open(service.desk(), service.builder(), request, question_settings(), service.answers().is_open() || service.seals() != nullptr);
  if (!intake) return problem(400, intake.error());
  auto question = read_question(intake->settings());
  if (!question) return problem(400, question.error());
  const bool is_streamed = request.header("accept").find("application/x-ndjson") != std::string_view::npos;
  if (is_streamed) return streamed(std::make_shared<Check>(service, std::move(*intake), *question));
  question->options.allowance = request.allowance;
  Check check(service, std::move(*intake), *question);
  return whole(check);
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
  route.is_brief = service.seals() == nullptr;
  route.answer = [&service](const Request& request) { return check_orders(service, request); };
  return {route};
}

}  // namespace lockgate::service
