#include "cli/memo.h"
#include "cli/routes.h"
#include "service/json_body.h"
#include "service/one_order.h"

namespace lockgate::cli {
namespace {

using trade::Language;

std::vector<Language> languages_of(const service::OneOrder& one) {
  const auto given = one.settings.find("lang");
  if (given != one.settings.end() && given->second == "both") return {Language::English, Language::Chinese};
  return {one.options.language};
}

service::Response write_memo(const service::Service& service, const service::Request& request) {
  const auto one = service::decide_one(service, request, service::question_settings(), {"both"});
  if (!one) return one.error();
  std::string sections;
  for (const Language language : languages_of(*one)) {
    decide::Options options = one->options;
    options.language = language;
    sections += Memo(service.desk().law(), language, one->order, service.desk().decide(one->order, options)).section();
  }
  service::Response out;
  out.type = "text/html; charset=utf-8";
  out.body = Memo::document(one->order.id, sections);
  out.headers = {{"Cache-Control", "no-store"}, {"Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"}};
  return out;
}

}  // namespace

std::vector<service::Route> memo_routes(const service::Service& service) {
  service::Route route;
  route.method = "POST";
  route.path = "/v1/memo";
  route.name = "memo";
  route.says = "a determination as one file of HTML, to be printed and filed; `lang` may be `both`";
  route.query = service::question_parameters();
  route.takes = service::one_order_bodies(service::question_settings());
  route.gives = {{"text/html", service::text()}};
  route.problems = {422};
  route.answer = [&service](const service::Request& request) { return write_memo(service, request); };
  return {route};
}

}  // namespace lockgate::cli
