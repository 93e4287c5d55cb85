#include "service/assistant.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "service/problem.h"
#include "service/schema.h"
#include "wire/case_file.h"

namespace lockgate::service {

const char* const kProtocolVersion = "2025-06-18";

namespace {

using Json = nlohmann::ordered_json;

struct Tool {
  const char* name;
  const char* says;
  std::vector<std::pair<std::string, Schema>> takes;
  std::vector<std::string> required;
  std::vector<std::pair<std::string, Schema>> gives;
  const char* route;                   // `/v1/check`
  std::vector<std::string> in_query;   // given as parameters; the others stand in the body
};

Schema order() { return {{"type", "object"}, {"description", "an order line: date, movement, origin, destination, item, quantity, parties, end_use, facts. What is absent is unknown, never a default"}}; }
Schema day(const char* says) { return {{"type", "string"}, {"format", "date"}, {"description", says}}; }
Schema things() { return list_of({{"type", "object"}}); }

const std::vector<Tool>& tools() {
  static const Schema kLanguage{{"type", "string"}, {"enum", {"en", "zh"}}};
  static const std::vector<Tool> kTools = {
      {"check_order", "Decides under export-control and customs law whether an order of AI chips may go, on a date, and why. `hold` means that facts are missing: `unknown` names them.",
       {{"order", order()}, {"as_of", day("decide under the law of this date instead of the order's own")}, {"lang", kLanguage}}, {"order"}, {{"determinations", things()}, {"problems", things()}}, "/v1/check", {}},
      {"explain", "Decides one order and gives the path through the law in sentences with citations.",
       {{"order", order()}, {"as_of", day("the date of the law")}, {"lang", kLanguage}}, {"order"}, {{"text", text()}, {"determination", {{"type", "object"}}}}, "/v1/explain", {}},
      {"what_changed", "Which of these orders two dates treat differently, and because of which rules.",
       {{"orders", list_of(order())}, {"before", day("the first date")}, {"after", day("the second date")}, {"lang", kLanguage}}, {"orders", "before", "after"}, {{"changes", things()}, {"summary", {{"type", "object"}}}}, "/v1/diff", {}},
      {"find_chip", "Chips of the catalogue by words of their name, with figures, sources and classification on a date.",
       {{"q", text("words of an id, name, maker or alias")}, {"on", day("the date whose law classifies")}}, {"q"}, {{"chips", things()}}, "/v1/chips", {"q", "on"}},
      {"quote_rule", "The text of a rule with its citation, dates and source.", {{"id", text("a rule's label, as `reasons` name it")}}, {"id"}, {{"rules", things()}}, "/v1/law/rules/", {}},
  };
  return kTools;
}

Json tool_json(const Tool& tool) {
  Schema gives = object_of(tool.gives, {"rulebook", "coverage"});
  gives["properties"]["rulebook"] = object_of({{"digest", text()}, {"verified_through", {{"type", {"string", "null"}}}}}, {"digest"});
  gives["properties"]["coverage"] = object_of({{"modelled", list_of(text())}, {"partial", things()}, {"not_modelled", text()}}, {"modelled", "partial", "not_modelled"});
  return {{"name", tool.name}, {"description", tool.says}, {"inputSchema", object_of(tool.takes, tool.required)}, {"outputSchema", gives}, {"annotations", {{"readOnlyHint", true}, {"openWorldHint", false}}}};
}

Json error_of(int code, const std::string& message) { return {{"code", code}, {"message", message}}; }

std::string reply(const Json& id, const char* key, Json value) {
  const Json out{{"jsonrpc", "2.0"}, {"id", id}, {key, std::move(value)}};
  return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string plain_text(const Json& value) { return value.is_string() ? value.get<std::string>() : value.dump(); }

}  // namespace

// Law of a book that says what it leaves out is modelled in part; law that has no book is not modelled.
Json Assistant::coverage() const {
  const law::Law& law = service_.desk().law();
  Json modelled = Json::array(), partial = Json::array();
  for (std::size_t b = 0; b < law.books.size(); ++b) {
    const auto gaps = std::count_if(law.untranslatables.begin(), law.untranslatables.end(), [&](const auto& gap) { return gap.origin.book == static_cast<int>(b); });
    if (gaps == 0) modelled.push_back(law.books[b].name);
    else partial.push_back({{"book", law.books[b].name}, {"left_out", gaps}});
  }
  return {{"modelled", modelled}, {"partial", partial}, {"not_modelled", "any law that is in none of these books; an answer says nothing about it"}};
}

Response Assistant::ask(const std::string& tool, const Json& given, const Request& asker) const {
  const auto& all = tools();
  const Tool& known = *std::find_if(all.begin(), all.end(), [&](const Tool& one) { return tool == one.name; });
  Request request;
  request.caller = asker.caller;
  request.roles = asker.roles;
  request.path = known.route;
  request.method = "GET";
  if (request.path.ends_with('/')) {
    request.path += plain_text(given.value("id", Json("")));
  } else if (!known.in_query.empty()) {
    for (const std::string& name : known.in_query)
      if (given.contains(name)) request.query.emplace(name, plain_text(given[name]));
  } else {
    Json body = given;
    if (request.path == "/v1/check" && body.contains("order")) {
      body["orders"] = Json::array({body["order"]});
      body.erase("order");
    }
    request.method = "POST";
    request.headers.emplace("content-type", "application/json");
    request.body = body.dump(-1, ' ', false, Json::error_handler_t::replace);
  }
  std::string route;
  return service_.answer(request, route);
}

// A tool that fails says so in its result, where the assistant reads it.
Json Assistant::call(const Json& parameters, const Request& asker) const {
  const Json given = parameters.contains("arguments") && parameters["arguments"].is_object() ? parameters["arguments"] : Json::object();
  const Response response = ask(parameters["name"].get<std::string>(), given, asker);
  Json body = Json::parse(response.body, nullptr, false);
  const auto verified = service_.desk().law().verified_through();
  body["rulebook"] = {{"digest", service_.desk().law().digest}, {"verified_through", verified ? Json(verified->to_string()) : Json(nullptr)}};
  body["coverage"] = coverage();
  Json out{{"content", {{{"type", "text"}, {"text", body.dump(-1, ' ', false, Json::error_handler_t::replace)}}}}};
  if (response.status == 200) out["structuredContent"] = std::move(body);
  out["isError"] = response.status != 200;
  return out;
}

std::optional<Assistant::Reply> Assistant::answer(std::string_view message, const Request& asker) const {
  const auto misunderstood = [](int code, const std::string& why) { return Reply{reply(nullptr, "error", error_of(code, why)), false}; };
  if (invalid_utf8(message)) return misunderstood(-32700, "the message is not UTF-8");
  const auto parsed = wire::parse_json(message);
  if (!parsed) return misunderstood(-32700, parsed.error().message);
  // With the digits of its numbers: what does not fit a JSON number of the library is a text, which orders take as well.
  const Json asked = Json(wire::to_json(*parsed));
  const bool is_message = asked.is_object() && asked.value("jsonrpc", Json()) == "2.0";
  const bool is_request = is_message && asked.contains("method") && asked["method"].is_string();
  if (is_message && !asked.contains("method") && (asked.contains("result") || asked.contains("error"))) return std::nullopt;
  if (!is_request) return misunderstood(-32600, "expected an object with `jsonrpc` \"2.0\" and a `method`");
  if (!asked.contains("id")) return std::nullopt;
  const Json id = asked["id"], parameters = asked.value("params", Json::object());
  const std::string method = asked["method"];
  const auto result = [&](Json value) { return Reply{reply(id, "result", std::move(value))}; };
  const auto error = [&](int code, const std::string& why) { return Reply{reply(id, "error", error_of(code, why))}; };
  if (method == "initialize")
    return result({{"protocolVersion", kProtocolVersion}, {"capabilities", {{"tools", Json::object()}}}, {"serverInfo", {{"name", "lockgate"}, {"version", "0.1.0"}}},
                   {"instructions", "Answers come from a dated rulebook; quote their citations. An absent fact is unknown: ask for it, do not guess it."}});
  if (method == "ping") return result(Json::object());
  if (method == "tools/list") {
    Json list = Json::array();
    for (const Tool& tool : tools()) list.push_back(tool_json(tool));
    return result({{"tools", std::move(list)}});
  }
  if (method != "tools/call") return error(-32601, fmt::format("there is no method `{}`", excerpt(method)));
  const Json name = parameters.is_object() ? parameters.value("name", Json()) : Json();
  const bool is_known = name.is_string() && std::any_of(tools().begin(), tools().end(), [&](const Tool& tool) { return name == tool.name; });
  if (!is_known) return error(-32602, fmt::format("there is no tool `{}`", excerpt(plain_text(name))));
  return result(call(parameters, asker));
}

}  // namespace lockgate::service
