// Memos: of an order that is sent, and of a determination that was sealed; in HTML, or in PDF where the service has a browser that sets it.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "cli/memo.h"
#include "cli/press.h"
#include "cli/routes.h"
#include "desk/seal.h"
#include "ledger/store.h"
#include "service/json_body.h"
#include "service/one_order.h"
#include "service/problem.h"

namespace lockgate::cli {
namespace {

using service::Request;
using service::Response;
using trade::Language;

const service::Parameter kFormat{"format", "`html` or `pdf`; the service sets the PDF with the Chromium of its machine", "html"};

unsigned status_of(const Error& error) { return error.code == "LG0840" ? 501 : 503; }

Response page_of(const std::string& html) {
  Response out;
  out.type = "text/html; charset=utf-8";
  out.body = html;
  out.headers = {{"Cache-Control", "no-store"}, {"Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"}};
  return out;
}

Response deliver(const Press& press, const Request& request, const std::string& html) {
  if (request.parameter("format") != "pdf") return page_of(html);
  auto pdf = press.print(html);
  if (!pdf) return service::problem(status_of(pdf.error()), pdf.error());
  Response out;
  out.type = "application/pdf";
  out.body = std::move(*pdf);
  out.headers = {{"Cache-Control", "no-store"}, {"Content-Disposition", "inline; filename=\"memo.pdf\""}};
  return out;
}

// Nothing: the parameter may be what it is.
std::optional<Response> refuse_word(const Request& request, const char* name, std::initializer_list<std::string_view> words) {
  const std::string_view given = request.parameter(name);
  if (given.empty() || std::find(words.begin(), words.end(), given) != words.end()) return std::nullopt;
  return service::problem(400, {"LG0811", fmt::format("`{}` is {}, not `{}`", name, fmt::join(words, " or "), excerpt(given)), name, ""});
}

Response write_memo(const service::Service& service, const Press& press, const Request& request) {
  if (auto refused = refuse_word(request, "format", {"html", "pdf"})) return *std::move(refused);
  const auto one = service::decide_one(service, request, service::question_settings(), {"both"});
  if (!one) return one.error();
  const auto given = one->settings.find("lang");
  const auto decide = [&](Language language) {
    decide::Options options = one->options;
    options.language = language;
    return service.desk().decide(one->order, options);
  };
  const auto languages = memo_languages(given == one->settings.end() ? "" : given->second);
  return deliver(press, request, Memo::document(one->order.id, memo_sections(service.desk().law(), one->order, languages, decide)));
}

// The determination as it was sealed, or the problem that it cannot be had.
tl::expected<ledger::Sealed, Response> find_sealed(const std::string& url, const std::string& id) {
  if (url.empty()) return tl::unexpected(service::problem(503, {"LG0017", "the service was started without a ledger", "", "start it with `--ledger sqlite:PATH`, or the variable LOCKGATE_LEDGER"}));
  auto store = ledger::Store::open(url);
  if (!store) return tl::unexpected(service::problem(503, store.error()));
  std::optional<ledger::Sealed> sealed;
  if (const auto looked = store->look([&](const ledger::State& state) { sealed = ledger::find<ledger::Sealed>(state, id); }); !looked) return tl::unexpected(service::problem(503, looked.error()));
  if (!sealed) return tl::unexpected(service::problem(404, {"LG0833", fmt::format("no determination `{}` is sealed in the ledger", excerpt(id)), "", "/v1/determinations lists them"}));
  return *std::move(sealed);
}

// A memo says what was sealed or nothing: what this law answers otherwise is no memo of it.
std::optional<Response> refuse_other_answer(const desk::Desk& desk, const ledger::Sealed& sealed) {
  const desk::Replay replay = desk::replay(desk, sealed);
  if (!replay.missing.empty()) return service::problem(409, {"LG0725", "this was sealed under another " + replay.missing.front(), sealed.id, "start the service with `--data DIR` of that version, or write it with `lockgate bundle`"});
  if (!replay.is_same) return service::problem(409, {"LG0724", "decided again it is not what was sealed", sealed.id, "`lockgate replay " + sealed.id + "` compares them"});
  return std::nullopt;
}

Response write_sealed_memo(const service::Service& service, const std::string& ledger, const Press& press, const Request& request) {
  if (auto refused = refuse_word(request, "format", {"html", "pdf"})) return *std::move(refused);
  if (auto refused = refuse_word(request, "lang", {"en", "zh", "both"})) return *std::move(refused);
  const auto sealed = find_sealed(ledger, request.captured.at("id"));
  if (!sealed) return sealed.error();
  const desk::Desk& desk = service.desk();
  if (auto refused = refuse_other_answer(desk, *sealed)) return *std::move(refused);
  const auto decide = [&](Language language) {
    decide::Options options = desk::options_of(*sealed);
    options.language = language;
    return desk::decide_again(desk, *sealed, options).value();
  };
  const auto languages = memo_languages(request.parameter("lang").empty() ? sealed->language : request.parameter("lang"));
  return deliver(press, request, Memo::document(sealed->order + " " + sealed->id, memo_sections(desk.law(), desk::order_of(desk, *sealed).value(), languages, decide)));
}

}  // namespace

std::vector<service::Route> memo_routes(const service::Service& service, const std::string& ledger, const std::string& browser) {
  const auto press = std::make_shared<const Press>(browser);
  service::Route route;
  route.method = "POST";
  route.path = "/v1/memo";
  route.name = "memo";
  route.says = "a determination as one file of HTML or PDF, to be printed and filed; `lang` may be `both`";
  route.query = service::question_parameters();
  route.query.push_back(kFormat);
  route.takes = service::one_order_bodies(service::question_settings());
  route.gives = {{"text/html", service::text()}, {"application/pdf", service::text()}};
  route.problems = {422, 501};
  route.is_secret = true;  // what is kept to be given again is text, and a PDF is none
  route.answer = [&service, press](const Request& request) { return write_memo(service, *press, request); };
  if (service.records() == nullptr) return {route};
  service::Route sealed;
  sealed.method = "GET";
  sealed.path = "/v1/determinations/{id}/memo";
  sealed.name = "sealed_memo";
  sealed.says = "the memo of a sealed determination, as it was sealed or not at all";
  sealed.query = {{"lang", "`en`, `zh` or `both`; otherwise the language it was sealed in", "both"}, kFormat};
  sealed.gives = route.gives;
  sealed.problems = {404, 409, 501, 503};
  sealed.is_party_file = true;
  sealed.answer = [&service, ledger, press](const Request& request) { return write_sealed_memo(service, ledger, *press, request); };
  return {route, sealed};
}

}  // namespace lockgate::cli
