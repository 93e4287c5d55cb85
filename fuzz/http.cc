// Bytes as a server meets them: a request of HTTP, or a bare document of JSON that is put to every entry that takes one. Whatever
// they are, the guard and the routes answer with a status of theirs, in UTF-8, and say what is wrong by code.
#include <algorithm>
#include <array>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "base/check.h"
#include "base/text.h"
#include "service/guard.h"
#include "service/json_body.h"
#include "service/one_order.h"
#include "service/request_head.h"
#include "service/service.h"
#include "service/webhook.h"
#include "wire/json_file.h"

namespace {

using namespace lockgate;
namespace http = boost::beast::http;

constexpr std::uint64_t kLargestBody = 64 * 1024;
constexpr unsigned kOwnFault = 500;
constexpr std::array kEntries = {"/v1/check", "/v1/one", "/mcp"};

// A route about one order, as those of the command line's words are.
service::Route about_one(const service::Service& service) {
  service::Route out;
  out.method = "POST";
  out.path = "/v1/one";
  out.name = "one";
  out.takes = service::one_order_bodies(service::question_settings());
  out.answer = [&service](const service::Request& request) {
    const auto one = service::decide_one(service, request, service::question_settings(), {"both"});
    return one ? service::Response() : one.error();
  };
  return out;
}

// The real law: a small one would leave most of what an order can say without a reader. A service without records: passwords take long on purpose.
const service::Service& the_service() {
  static const std::unique_ptr<const service::Service> kService = [] {
    Diagnostics diagnostics;
    std::shared_ptr<const desk::Desk> desk = desk::Desk::open({.data = ".", .rulebooks = {}, .overlays = {}}, diagnostics);
    auto plane = wire::read_json_file("catalogue/plane.json");
    if (desk == nullptr || !plane) {
      std::fputs("run this in the root of the repository\n", stderr);
      std::exit(1);
    }
    return std::make_unique<const service::Service>(std::move(desk), std::move(*plane), [](const service::Service& own) { return std::vector{about_one(own)}; }, service::Service::Keeping{});
  }();
  return *kService;
}

bool is_json(const service::Response& response) { return response.type == "application/json" || response.type == "application/problem+json"; }

void check(service::Response response) {
  LG_CHECK(response.status < kOwnFault);
  std::string piece;
  for (bool has_more = response.next != nullptr; has_more; response.body += piece) has_more = response.next(piece);
  if (!is_json(response)) return;
  LG_CHECK(!invalid_utf8(response.body));
  const auto json = wire::parse_json(response.body);
  LG_CHECK(json.has_value());
  if (response.type != "application/problem+json") return;
  const wire::JsonValue* code = json->member("code");
  LG_CHECK(code != nullptr && code->text.starts_with("LG"));
}

void answer(service::Request& request) {
  static const service::Guard kGuard({"localhost", "127.0.0.1"}, "");
  if (auto refused = kGuard.refuse(request)) return check(*std::move(refused));
  // A plane decides hundreds of orders; bench/ and tests ask for them.
  if (request.path == "/v1/regions") return;
  std::string route;
  check(the_service().answer(request, route));
}

void answer_http(const std::uint8_t* data, std::size_t size) {
  http::request_parser<http::string_body> parser;
  parser.header_limit(16 * 1024);
  parser.body_limit(kLargestBody);
  parser.eager(true);
  boost::system::error_code error;
  parser.put(boost::asio::buffer(data, size), error);
  if ((error && error != http::error::need_more) || !parser.is_header_done()) return;
  service::Request request;
  if (!service::take_head(parser.get(), request)) return;
  request.body = std::move(parser.get().body());
  answer(request);
}

void answer_json(const std::string& body) {
  for (const char* path : kEntries) {
    service::Request request;
    request.method = "POST";
    request.path = path;
    request.headers = {{"host", "localhost"}, {"content-type", "application/json"}};
    request.body = body;
    answer(request);
  }
  if (const auto value = wire::parse_json(body)) static_cast<void>(service::read_endpoints(*value));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const bool is_document = size > 0 && (data[0] == '{' || data[0] == '[');
  if (is_document) answer_json(std::string(reinterpret_cast<const char*>(data), size));
  else answer_http(data, size);
  return 0;
}
