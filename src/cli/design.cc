#include <fmt/format.h>

#include <set>

#include "base/json.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/design_page.h"
#include "cli/options.h"
#include "cli/orders.h"
#include "desk/design_json.h"

namespace lockgate::cli {
namespace {

using Json = nlohmann::ordered_json;

struct Arguments {
  std::string base, from, destination;
  std::string on = "today";
  std::string job = "training";
  std::string accepted = "conditions";
  std::string format = "table";
  std::string like;
  std::vector<std::string> facts, overlays, gates;
  bool has_all_overlays = false;
  Question question;
};

std::optional<desk::DesignQuestion> question_of(Session& session, const desk::Desk& desk, const Arguments& given) {
  const auto orders = Orders::open(session, desk, given.like.empty() ? session.data() + "/examples/design-order.json" : given.like);
  auto like = orders == nullptr ? std::nullopt : orders->next();
  if (!like) return std::nullopt;
  for (const std::string& place : {given.destination, given.from}) {
    const auto code = place_code(place);
    if (place.empty() || (code && is_known_place(*code))) continue;
    return session.refuse({"LG0959", fmt::format("`{}` is no country code", place), "", "two capital letters of ISO 3166-1, as in orders"}), std::nullopt;
  }
  const auto accepted = desk::parse_accepted(given.accepted);
  if (!accepted) return session.refuse(accepted.error()), std::nullopt;
  desk::DesignQuestion out{given.base, given.job, given.from, given.destination, {}, *accepted, given.gates, std::move(*like)};
  for (const std::string& text : given.facts) {
    auto fact = desk::parse_item_fact(desk.law(), text);
    if (!fact) return session.refuse(fact.error()), std::nullopt;
    out.facts.push_back(std::move(*fact));
  }
  return out;
}

desk::Sources sources_of(Session& session, const Arguments& given) {
  desk::Sources out = session.settings().sources;
  out.overlays.insert(out.overlays.end(), given.overlays.begin(), given.overlays.end());
  out.data = session.data();
  return out;
}

void write(const Session& session, const desk::Design& design, const desk::DesignReport& report, const std::string& format) {
  if (format == "json") return session.out().write(desk::to_json(design, report).dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
  const Page page = page_of(design, report);
  format == "md" ? page.write_markdown(session.out()) : page.write_text(session.out());
}

void run_design(Session& session, const Arguments& given) {
  const auto day = parse_day(given.on);
  const auto options = day ? given.question.options_for(*day, session.language()) : tl::unexpected(day.error());
  if (!options) return session.refuse(options.error());
  const desk::Sources sources = sources_of(session, given);
  std::shared_ptr<const desk::Desk> desk = session.open_desk(sources);
  if (desk == nullptr) return;
  Diagnostics diagnostics;
  const desk::DesignData data = desk::DesignData::load(sources.data, diagnostics);
  session.report(diagnostics);
  if (diagnostics.has_errors()) return session.worsen(Status::BadWorld);
  const auto question = question_of(session, *desk, given);
  if (!question) return;
  const auto design = desk::Design::open(desk, data, *question, *options);
  if (!design) return session.refuse(design.error());
  desk::DesignReport report = desk::report_of(*design);
  if (given.has_all_overlays && report.best) report.overlays = desk::overlays_of(*design, report.best->point, sources);
  write(session, *design, report, given.format);
  if (!report.best) session.worsen(Status::SomeDoNot);
}

}  // namespace

Action declare_design(CLI::App& app) {
  const auto given = std::make_shared<Arguments>();
  add_text(app, "--base", given->base, "CHIP", "the chip that fuses are blown on: a part of the catalogue")->required();
  add_text(app, "--to", given->destination, "COUNTRY", "where it is to go")->required();
  add_text(app, "--on", given->on, "DATE", "the date whose law decides; default today");
  add_text(app, "--from", given->from, "COUNTRY", "where it leaves; default: where its maker is at home");
  add_text(app, "--value", given->job, "JOB", "what it is to be good at: training, inference, balanced");
  add_text(app, "--verdict", given->accepted, "VERDICT", "the worst answer that will do: proceed, conditions, license, license:POLICY; default conditions");
  add_list(app, "--gate", given->gates, "GATE", "count this gate alone, such as us.export; repeated: these; default all");
  add_list(app, "--fact", given->facts, "NAME=VALUE", "a fact of the chip or the order, over the catalogue's");
  add_list(app, "--law", given->overlays, "DIR", "an overlay laid over the law");
  add_flag(app, "--overlays", given->has_all_overlays, "try the part under each overlay that is shipped");
  add_text(app, "--order", given->like, "FILE", "the order it would go in: parties, end use, what can be certified; default examples/design-order.json");
  add_choice(app, "--format", given->format, {"table", "json", "md"}, "how to write it");
  given->question.declare(app, false);
  return [given](Session& session) { run_design(session, *given); };
}

}  // namespace lockgate::cli
