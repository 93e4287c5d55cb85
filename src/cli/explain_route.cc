#include <cstdlib>

#include "cli/explanation.h"
#include "cli/routes.h"
#include "service/json_body.h"
#include "service/one_order.h"
#include "wire/determination_json.h"

namespace lockgate::cli {
namespace {

// A page as the command line prints it where there is no terminal.
std::string text_of(const Page& page) {
  char* bytes = nullptr;
  std::size_t size = 0;
  std::FILE* stream = open_memstream(&bytes, &size);
  if (stream == nullptr) return "";
  page.write_text(Terminal(stream, Colour::Never));
  std::fclose(stream);
  std::string out(bytes, size);
  std::free(bytes);
  return out;
}

service::Response explain(const service::Service& service, const service::Request& request) {
  const auto one = service::decide_one(service, request, service::question_settings());
  if (!one) return one.error();
  const std::string text = text_of(Explanation(service.desk().law(), one->options.language, one->order, one->determination).write(false, {}));
  service::Response out = service::json_response({{"text", text}});
  out.body.insert(out.body.size() - 1, ",\"determination\":" + wire::to_json_line(one->determination));
  return out;
}

}  // namespace

std::vector<service::Route> explain_routes(const service::Service& service) {
  service::Route route;
  route.method = "POST";
  route.path = "/v1/explain";
  route.name = "explain";
  route.says = "decides one order and says why, in the sentences of `lockgate explain`";
  route.query = service::question_parameters();
  route.takes = service::one_order_bodies(service::question_settings());
  route.gives = {{"application/json", service::object_of({{"text", service::text()}, {"determination", service::schema_of("Determination")}}, {"text", "determination"})}};
  route.problems = {422};
  route.answer = [&service](const service::Request& request) { return explain(service, request); };
  return {route};
}

}  // namespace lockgate::cli
