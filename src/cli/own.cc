#include <fmt/format.h>
#include <fmt/ranges.h>

#include <set>
#include <span>

#include "base/json.h"
#include "cli/command.h"
#include "cli/holdings.h"
#include "cli/options.h"
#include "cli/page.h"
#include "ownership/answer.h"
#include "ownership/packed_register.h"
#include "registry/join.h"

namespace lockgate::cli {
namespace {

using Json = nlohmann::ordered_json;
using ownership::Answer;
using ownership::Restricted;

struct Arguments {
  std::vector<std::string> paths;
  std::vector<std::string> asked;
  std::string on = "today";
  std::string lane;
  std::string format = "json";
  std::string pack;
};

Json json_of(const Answer& answer) {
  Json out = {{"node", answer.node}, {"lane", answer.lane}, {"restricted", ownership::to_string(answer.restricted)}};
  out["direct_bp"] = answer.direct_bp ? Json(*answer.direct_bp) : Json(nullptr);
  out["listed"] = answer.is_listed;
  out["in_force"] =
      answer.force == ownership::Force::Unsettled ? Json(nullptr) : Json(answer.force == ownership::Force::Yes);
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
  if (lanes.empty())
    session.refuse(
        {"LG0605", fmt::format("there is no lane `{}`; known are `{}`", given.lane, fmt::join(names, "`, `")), "", ""});
  return lanes;
}

void add_to_page(Page& page, const Answer& answer) {
  const Style style = answer.restricted == Restricted::No ? Style::Plain : Style::Red;
  const std::string share = answer.direct_bp ? fmt::format(", {}.{:02} % held by restricted owners",
                                                           *answer.direct_bp / 100, *answer.direct_bp % 100)
                                             : "";
  page.title(fmt::format("{}  {}: {}{}", answer.node, answer.lane, ownership::to_string(answer.restricted), share),
             style);
  for (const std::string& line : answer.because) page.item("·", line);
  if (!answer.flags.empty()) page.pair("for a person", fmt::format("{}", fmt::join(answer.flags, ", ")));
  page.gap();
}

// Of everybody who is reached; or of those who are asked about, for each of whom what stands above him is enough.
std::vector<Answer> answers(const ownership::Graph& graph, const ownership::Lane& lane, Date date,
                            const std::vector<std::string>& names) {
  std::vector<Answer> out;
  for (const std::string& name : names) {
    const ownership::Graph above = graph.above(*graph.find(name));
    out.push_back(ownership::Solution(above, lane, date).answer(*above.find(name)));
  }
  if (!names.empty()) return out;
  const ownership::Solution solution(graph, lane, date);
  for (const ownership::Node node : solution.reached()) out.push_back(solution.answer(node));
  return out;
}

std::vector<std::string> called(const ownership::Register& all, const std::string& name) {
  if (all.find(name)) return {name};
  std::set<std::string> out;
  all.each_naming([&](std::span<const trade::Naming> some) { out.merge(registry::called(some, name)); });
  return {out.begin(), out.end()};
}

// What the holdings call those who are asked about. False: it is not known who is meant, which has been said.
bool find_asked(Session& session, const ownership::Register& all, const Arguments& given, std::vector<std::string>& out) {
  for (const std::string& name : given.asked) {
    const std::vector<std::string> found = called(all, name);
    if (found.size() == 1 && all.find(found.front())) {
      out.push_back(found.front());
    } else if (found.empty()) {
      session.refuse({"LG0606", fmt::format("nothing given speaks of `{}`", name),
                      fmt::format("{}", fmt::join(given.paths, ", ")),
                      "ask by the name as it is written there, or by LEI or company number"});
    } else {
      session.refuse({"LG0621", fmt::format("`{}` may be any of `{}`", name, fmt::join(found, "`, `")), "",
                      "ask for one of them as it is written here"});
    }
  }
  return given.asked.empty() || !out.empty();
}

void pack(Session& session, const Arguments& given, Registers registers) {
  const std::string made = fmt::format("packed on {} from {}", today().to_string(), fmt::join(given.paths, ", "));
  const Json told = {{"packed", given.pack}, {"parties", registers.all.parties()}, {"holdings", registers.all.holdings()}};
  const auto written = ownership::write_packed({std::move(registers.all), made, registers.left_out}, given.pack);
  if (!written) return session.refuse(written.error());
  session.out().write(told.dump() + "\n");
}

void own(Session& session, const Arguments& given) {
  const Result<Date> date = parse_day(given.on);
  if (!date) return session.refuse(date.error());
  auto registers = read_registers(session, given.paths);
  if (!registers) return;
  if (!given.pack.empty()) return pack(session, given, std::move(*registers));
  std::vector<std::string> asked;
  if (!find_asked(session, registers->all, given, asked)) return;
  const auto graph = ownership::Graph::build(std::move(registers->all), *date);
  if (!graph) return session.refuse(graph.error());
  Page page;
  Json all = Json::array();
  for (const ownership::Lane& lane : lanes_of(session, given)) {
    for (const Answer& answer : answers(*graph, lane, *date, asked)) {
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
  add_list(app, "GRAPH", given->paths, " ",
           "who owns whom: JSON Lines, GLEIF (CSV, XML or JSON), BODS, the UK's PSC snapshot, or what was packed of them; several are "
           "joined; `-` is standard input")
      ->required();
  add_list(app, "--ask", given->asked, "NODE",
           "answer for this party, by name, LEI or company number; repeat for more; none: everybody who is reached");
  add_text(app, "--on", given->on, "DATE", "the day of the holdings and of the rules; default today");
  add_text(app, "--lane", given->lane, "LANE", "one ownership rule of watch/lanes.tsv; default all");
  add_choice(app, "--format", given->format, {"json", "jsonl", "table"}, "how to write it");
  add_text(app, "--pack", given->pack, "FILE",
           "write the registers, joined, into a file that is loaded in seconds and taken wherever a register is; nobody is answered for");
  return [given](Session& session) { own(session, *given); };
}

}  // namespace lockgate::cli
