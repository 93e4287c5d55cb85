#include <fmt/format.h>

#include <algorithm>

#include "base/json.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/error_code.h"
#include "cli/explanation.h"
#include "cli/list_access.h"
#include "cli/options.h"
#include "cli/orders.h"
#include "wire/determination_json.h"

namespace lockgate::cli {
namespace {

using Json = nlohmann::ordered_json;

struct Arguments {
  std::string path;
  std::string id;
  std::string format = "text";
  bool is_whole = false;
  Question question;
  ListAccess access;
};

const char* word_of(law::Truth truth) { return truth == law::kTrue ? "yes" : truth == law::kFalse ? "no" : "open"; }

Json json_of(const law::Law& law, const std::vector<decide::RuleTrace>& trace) {
  Json out = Json::array();
  for (const decide::RuleTrace& one : trace) {
    const law::Rule& rule = law.rules[static_cast<std::size_t>(one.rule)];
    out.push_back({{"rule", rule.label}, {"cite", rule.cites}, {"when", word_of(one.when)}, {"effective", word_of(one.effective)}, {"because", one.because}});
  }
  return out;
}

class Explainer {
 public:
  Explainer(Session& session, const desk::Desk& desk, const desk::PartyScreen* screen, const Arguments& given) : session_(session), desk_(desk), screen_(screen), given_(given) {}

  void add(trade::Order& order, const decide::Options& options) {
    const trade::Determination determination = decide(desk_, screen_, order, options);
    if (determination.verdict != trade::Verdict::Proceed) session_.worsen(Status::SomeDoNot);
    const auto trace = given_.is_whole ? desk_.decider().trace(order, options) : std::vector<decide::RuleTrace>();
    if (given_.format == "json") {
      Json json = wire::to_json(determination);
      if (given_.is_whole) json["trace"] = json_of(desk_.law(), trace);
      list_.push_back(std::move(json));
      return;
    }
    const Page page = Explanation(desk_.law(), session_.language(), order, determination).write(given_.is_whole, trace);
    given_.format == "md" ? page.write_markdown(session_.out()) : page.write_text(session_.out());
  }

  void finish() const {
    if (given_.format == "json") session_.out().write(list_.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
  }

 private:
  Session& session_;
  const desk::Desk& desk_;
  const desk::PartyScreen* screen_;
  const Arguments& given_;
  Json list_ = Json::array();
};

void explain_orders(Session& session, const Arguments& given) {
  if (const auto fine = given.question.options_for(Date{}, session.language()); !fine) return session.refuse(fine.error());
  const auto desk = session.open_desk();
  std::unique_ptr<const desk::PartyScreen> screen;
  if (desk != nullptr && !given.access.open(session, *desk, screen)) return;
  const auto orders = desk == nullptr ? nullptr : Orders::open(session, *desk, given.path);
  if (orders == nullptr) return;
  Explainer explainer(session, *desk, screen.get(), given);
  std::vector<std::string> ids;
  bool is_found = given.id.empty();
  while (auto order = orders->next()) {
    ids.push_back(order->id);
    if (!given.id.empty() && order->id != given.id) continue;
    is_found = true;
    if (const auto options = given.question.options_for(order->date, session.language())) explainer.add(*order, *options);
    else orders->reject(options.error());
  }
  orders->make_room();
  explainer.finish();
  if (is_found) return;
  const auto near = nearest(given.id, ids);
  session.refuse({"LG0013", fmt::format("no order in {} has the id `{}`", given.path, excerpt(given.id)), "", near ? fmt::format("did you mean `{}`?", *near) : ""});
}

}  // namespace

Action declare_explain(CLI::App& app) {
  const auto given = std::make_shared<Arguments>();
  add_text(app, "ORDERS", given->path, " ", "the orders; or an error code, such as LG0107")->required();
  add_text(app, "ID", given->id, " ", "the order to explain; none: all of them");
  given->question.declare(app);
  given->access.declare(app);
  add_flag(app, "--all", given->is_whole, "show every gate, and every rule as yes, no or open");
  add_choice(app, "--format", given->format, {"text", "json", "md"}, "how to write it");
  return [given](Session& session) { is_error_code(given->path) ? explain_error_code(session, given->path) : explain_orders(session, *given); };
}

}  // namespace lockgate::cli
