#include <fmt/format.h>

#include "analysis/highs.h"
#include "base/json.h"
#include "cli/command.h"
#include "cli/options.h"
#include "cli/plan_page.h"
#include "desk/plan_json.h"

namespace lockgate::cli {
namespace {

using Json = nlohmann::ordered_json;

struct Arguments {
  std::string path, library;
  std::string format = "table";
};

void run_plan(Session& session, const Arguments& given) {
  const std::string data = session.data();
  if (data.empty()) return;
  const auto demand = desk::read_demand(given.path, data);
  if (!demand) return session.refuse(demand.error());
  const auto solver = analysis::open_highs(given.library.empty() ? desk::find_highs(data) : given.library);
  if (!solver) return session.refuse(solver.error());
  const auto lacks = analysis::lacks(demand->question, **solver);
  if (!lacks) return session.refuse(lacks.error());
  if (const auto can = desk::check_lacks(*demand, *lacks, given.path); !can) return session.refuse(can.error());
  const auto plan = analysis::plan(demand->question, **solver);
  if (!plan) return session.refuse(plan.error());
  if (given.format == "json") return session.out().write(desk::to_json(*demand, *plan, *lacks).dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
  const Page page = page_of(*demand, *plan, *lacks);
  given.format == "md" ? page.write_markdown(session.out()) : page.write_text(session.out());
}

}  // namespace

Action declare_plan(CLI::App& app) {
  const auto given = std::make_shared<Arguments>();
  add_text(app, "DEMAND", given->path, " ", "what is needed and who could deliver: a TOML file, such as examples/demand.toml")->required();
  add_text(app, "--solver", given->library, "FILE", "libhighs.so; default that of the package highsbox in .venv");
  add_choice(app, "--format", given->format, {"table", "json", "md"}, "how to write it");
  return [given](Session& session) { run_plan(session, *given); };
}

}  // namespace lockgate::cli
