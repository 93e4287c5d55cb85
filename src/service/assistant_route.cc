// The assistant over HTTP: the transport that the Model Context Protocol calls Streamable HTTP, a message in each POST, no stream and no
// session. Guards against other sites (Host, Origin) stand before every route.
#include <fmt/format.h>

#include "base/text.h"
#include "service/assistant.h"
#include "service/problem.h"
#include "service/schema.h"

namespace lockgate::service {
namespace {

Response hear(const Service& service, const Request& request) {
  const std::string_view version = request.header("mcp-protocol-version");
  if (!version.empty() && version != kProtocolVersion)
    return problem(400, {"LG0838", fmt::format("version `{}` of the Model Context Protocol is not spoken here", excerpt(version)), "", fmt::format("send `MCP-Protocol-Version: {}`, as `initialize` answers", kProtocolVersion)});
  const auto reply = Assistant(service).answer(request.body, request);
  Response out;
  out.headers.emplace_back("Cache-Control", "no-store");
  out.status = !reply ? 202 : reply->is_understood ? 200 : 400;
  if (reply) out.body = reply->text;
  else out.type.clear();
  return out;
}

}  // namespace

std::vector<Route> assistant_routes(const Service& service) {
  Route route;
  route.method = "POST";
  route.path = "/mcp";
  route.name = "assistant";
  route.says = "the tools of `lockgate mcp` for assistants: the Model Context Protocol, a JSON-RPC message in each request; a notification is answered with 202 and no body";
  route.headers = {{"MCP-Protocol-Version", "the version that `initialize` answered", kProtocolVersion, false}};
  route.takes = {{"application/json", object_of({{"jsonrpc", text("2.0")}, {"id", {{"type", {"integer", "string"}}}}, {"method", text()}, {"params", {{"type", "object"}}}}, {"jsonrpc", "method"})}};
  route.gives = {{"application/json", object_of({{"jsonrpc", text()}, {"result", {{"type", "object"}}}, {"error", {{"type", "object"}}}}, {"jsonrpc"})}};
  route.answer = [&service](const Request& request) { return hear(service, request); };
  return {route};
}

}  // namespace lockgate::service
