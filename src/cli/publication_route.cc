// What the firm has laid over the rulebooks, and who published it.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "cli/publisher.h"
#include "cli/routes.h"
#include "service/problem.h"
#include "service/schema.h"
#include "service/sheet.h"

namespace lockgate::cli {
namespace {

using Json = nlohmann::ordered_json;
using ledger::Publication;
using service::Request;
using service::Response;

Json publication_json(const Publication& one, bool is_standing) {
  return {{"number", std::to_string(one.number)}, {"overlay", one.overlay}, {"state", one.text.empty() ? "retired" : is_standing ? "stands" : "replaced"}, {"author", one.author}, {"approver", one.approver}, {"proposal", one.proposal},
          {"published_on", one.published_on.to_string()}, {"before", one.before}, {"after", one.after}, {"begins", ledger::names_in(one.begins)}, {"changes", ledger::names_in(one.changes)}, {"ends", ledger::names_in(one.ends)}};
}

bool is_among(const Publication& one, const std::vector<Publication>& standing) {
  return std::any_of(standing.begin(), standing.end(), [&](const Publication& known) { return known.number == one.number; });
}

Response list(Publisher& publisher, const Request& request) {
  const auto all = publisher.published();
  const auto standing = ledger::standing(all);
  Json out{{"publications", Json::array()}};
  for (const Publication& one : all) out["publications"].push_back(publication_json(one, is_among(one, standing)));
  return service::sheet(request, std::move(out), "publications", "number");
}

Response show(Publisher& publisher, const Request& request) {
  const auto all = publisher.published();
  for (const Publication& one : all) {
    if (std::to_string(one.number) != request.captured.at("number")) continue;
    Json json = publication_json(one, is_among(one, ledger::standing(all)));
    json["text"] = one.text;
    return service::json_response(json);
  }
  return service::problem(404, {"LG0853", fmt::format("nothing was published under the number `{}`", excerpt(request.captured.at("number"))), "", "/v1/publications lists them"});
}

}  // namespace

std::vector<service::Route> publication_routes(Publisher& publisher) {
  using service::list_of, service::object_of, service::text;
  std::vector<std::pair<std::string, service::Schema>> members = {{"number", text()}, {"overlay", text()}, {"state", text("`stands`, `replaced` or `retired`")}, {"author", text()}, {"approver", text()}, {"proposal", text()}, {"published_on", text()},
                                                                 {"before", text("digest of the law")}, {"after", text()}, {"begins", list_of(text())}, {"changes", list_of(text())}, {"ends", list_of(text())}};
  service::Route all;
  all.method = "GET";
  all.path = "/v1/publications";
  all.name = "publications";
  all.says = "what the firm has laid over the rulebooks, who wrote it and who approved it";
  all.query = service::sheet_parameters();
  all.gives = {{"application/json", object_of({{"publications", list_of(object_of(members))}, {"next", {{"type", {"string", "null"}}}}}, {"publications"})}};
  all.answer = [&publisher](const Request& request) { return list(publisher, request); };
  service::Route one = all;
  one.path = "/v1/publications/{number}";
  one.name = "publication";
  one.says = "a publication with its text";
  one.query.clear();
  members.emplace_back("text", text());
  one.gives = {{"application/json", object_of(members, {"number", "overlay", "text"})}};
  one.problems = {404};
  one.answer = [&publisher](const Request& request) { return show(publisher, request); };
  return {all, one};
}

}  // namespace lockgate::cli
