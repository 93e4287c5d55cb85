#include <fmt/format.h>
#include <fmt/ranges.h>

#include <nlohmann/json.hpp>

#include "cli/command.h"
#include "cli/options.h"
#include "cli/page.h"
#include "ownership/answer.h"
#include "wire/ownership_file.h"

namespace lockgate::cli {
namespace {

using Json = nlohmann::ordered_json;
using ownership::Answer;
using ownership::Restricted;

struct Arguments {
  std::string path;
  std::vector<std::string> asked;
  std::string on = "today";
  std::string lane;
  std::string format = "json";
};

Json json_of(const Answer& answer) {
  Json out = {{"node", answer.node}, {"lane", answer.lane}, {"restricted", ownership::to_string(answer.restricted)}};
  out["direct_bp"] = answer.direct_bp ? Json(*answer.direct_bp) : Json(nullptr);
  out["listed"] = answer.is_listed;
  out["in_force"] = answer.force == ownership::Force::Unsettled ? Json(nullptr) : Json(answer.force == ownership::Force::Yes);
  out["because"] = answer.because;
  out["flags"] = answer.flags;
  return out;
}

std::vector<ownership::Lane> lanes_of(Session& session, const Arguments& given) {
  const std::string data = session.data();
  if (data.empty()) return {};
  Diagnostics diagnostics;
  std::vector<ownership::Lane> lanes = ownership::load_lanes(data + "/watch/lanes.tsv", diagnostics);
  session.report(diagnostics);
  if (diagnostics.has_errors()) {
    session.worsen(Status::BadWorld);
    return {};
  }
  std::vector<std::string> names;
  for (const ownership::Lane& lane : lanes) names.push_back(lane.name);
  std::erase_if(lanes, [&](const ownership::Lane& lane) { return !given.lane.empty() && lane.name != given.lane; });
  if (lanes.empty()) session.refuse({"LG0605", fmt::format("there is no lane `{}`; known are `{}`", given.lane, fmt::join(names, "`, `")), "", ""});
  return lanes;
}

void add_to_page(Page& page, const Answer& answer) {
  const Style style = answer.restricted == Restricted::No ? Style::Plain : Style::Red;
  const std::string share = answer.direct_bp ? fmt::format(", {}.{:02} % held by restricted owners", *answer.direct_bp / 100, *answer.direct_bp % 100) : "";
  page.title(fmt::format("{}  {}: {}{}", answer.node, answer.lane, ownership::to_string(answer.restricted), share), style);
  for (const std::string& line : answer.because) page.item("·", line);
  if (!answer.flags.empty()) page.pair("for a person", fmt::format("{}", fmt::join(answer.flags, ", ")));
  page.gap();
}

std::vector<ownership::Node> nodes_asked(Session& session, const ownership::Graph& graph, const ownership::Solution& solution, const Arguments& given) {
  if (given.asked.empty()) return solution.reached();
  std::vector<ownership::Node> out;
  for (const std::string& name : given.asked) {
    if (const auto node = graph.find(name)) out.push_back(*node);
    else session.refuse({"LG0606", fmt::format("the file does not speak of `{}`", name), given.path, "names are compared as they are written"});
  }
  return out;
}

void own(Session& session, const Arguments& given) {
  const Result<Date> date = parse_day(given.on);
  if (!date) return session.refuse(date.error());
  auto file = wire::read_ownership(given.path);
  if (!file) return session.refuse(file.error());
  for (const Error& error : file->errors) session.refuse(error);
  const auto graph = ownership::Graph::build(file->ownership, *date);
  if (!graph) return session.refuse(graph.error());
  Page page;
  Json all = Json::array();
  for (const ownership::Lane& lane : lanes_of(session, given)) {
    const ownership::Solution solution(*graph, lane, *date);
    for (const ownership::Node node : nodes_asked(session, *graph, solution, given)) {
      const Answer answer = solution.answer(node);
      if (answer.restricted != Restricted::No) session.worsen(Status::SomeDoNot);
      add_to_page(page, answer);
      all.push_back(json_of(answer));
    }
  }
  if (given.format == "table") return page.write_text(session.out());
  if (given.format == "json") return session.out().write((all.size() == 1 ? all.front() : all).dump(2) + "\n");
  for (const Json& one : all) session.out().write(one.dump() + "\n");
}

}  // namespace

Action declare_own(CLI::App& app) {
  const auto given = std::make_shared<Arguments>();
  add_text(app, "GRAPH", given->path, " ", "who owns whom, in JSON Lines; `-` is standard input")->required();
  add_list(app, "--ask", given->asked, "NODE", "answer for this party; repeat for more; none: everybody who is reached");
  add_text(app, "--on", given->on, "DATE", "the day of the holdings and of the rules; default today");
  add_text(app, "--lane", given->lane, "LANE", "one ownership rule of watch/lanes.tsv; default all");
  add_choice(app, "--format", given->format, {"json", "jsonl", "table"}, "how to write it");
  return [given](Session& session) { own(session, *given); };
}

}  // namespace lockgate::cli
