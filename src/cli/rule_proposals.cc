#include "cli/rule_proposals.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "cli/publication_effect.h"
#include "service/problem.h"

namespace lockgate::cli {
namespace {

using Json = nlohmann::ordered_json;
using service::Proposal;
using service::Response;

constexpr std::size_t kLongestText = 256 * 1024;
constexpr std::size_t kLongestName = 64;

bool is_name(const std::string& text) {
  const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
  return !text.empty() && text.size() <= kLongestName && std::all_of(text.begin(), text.end(), fits);
}

std::string text_of(const Proposal& one) {
  const Json content = Json::parse(one.content);
  return one.kind == RuleProposals::kPublish && content.contains("text") ? content["text"].get<std::string>() : "";
}

Json diagnostics_json(const Diagnostics& diagnostics) {
  Json out = Json::array();
  for (const Diagnostic& one : diagnostics.list()) {
    if (one.severity != Severity::Error) continue;
    Json json{{"code", one.code}, {"message", one.message}};
    if (one.source != nullptr) json["place"] = fmt::format("{}:{}:{}", one.source->path(), one.source->position(one.place.begin).line, one.source->position(one.place.begin).column);
    if (!one.help.empty()) json["fix"] = one.help;
    json["text"] = render(one);
    out.push_back(std::move(json));
  }
  return out;
}

Response refuse_trial(const Publisher::Trial& trial) {
  const Json found = diagnostics_json(trial.wrong);
  Response out = service::problem(422, {"LG0850", trial.desk == nullptr ? "the law does not compile with this" : "a case of what the firm has written fails with this", found.empty() ? "" : found[0].value("place", ""), "mend what `diagnostics` name; `lockgate law check --overlay DIR` says the same of a folder"});
  Json json = Json::parse(out.body);
  json["diagnostics"] = found;
  out.body = json.dump(-1, ' ', false, Json::error_handler_t::replace);
  return out;
}

std::optional<Error> complaint(const Proposal& one, const std::string& text, const Publisher& publisher, const std::vector<ledger::Publication>& standing) {
  const bool is_standing = std::any_of(standing.begin(), standing.end(), [&](const ledger::Publication& known) { return known.overlay == one.about; });
  if (!is_name(one.about)) return Error{"LG0804", fmt::format("`{}` is no name of an overlay", excerpt(one.about)), "about", "small letters of ASCII, digits and `-`, at most 64"};
  if (publisher.is_taken(one.about)) return Error{"LG0804", fmt::format("`{}` is a rulebook of the program", one.about), "about", "lay another overlay over it: it may replace rules by their names, and add to them"};
  if (one.kind == RuleProposals::kRetire && !is_standing) return Error{"LG0804", fmt::format("no overlay `{}` is published", one.about), "about", "/v1/publications lists them"};
  if (one.kind == RuleProposals::kPublish && trim(text).empty()) return Error{"LG0804", "the proposal has no text", "text", "the Markdown of the overlay as it will be"};
  if (text.size() > kLongestText) return Error{"LG0804", fmt::format("the text has more than {} bytes", kLongestText), "text", "divide it into several overlays"};
  return std::nullopt;
}

}  // namespace

std::optional<Response> RuleProposals::refuse_text(Proposal& one) {
  if (!publisher_.has_ledger()) return service::problem(503, {"LG0017", "the service was started without a ledger", "", "start it with `--ledger sqlite:PATH`, or the variable LOCKGATE_LEDGER"});
  const std::string text = text_of(one);
  if (auto wrong = complaint(one, text, publisher_, ledger::standing(publisher_.published()))) return service::problem(400, *wrong);
  one.tag = publisher_.now()->desk().law().digest;
  const auto trial = publisher_.attempt(one.about, text);
  return trial->is_sound() ? std::nullopt : std::optional(refuse_trial(*trial));
}

std::optional<Response> RuleProposals::refuse_approval(const Proposal& one, const std::string& caller) {
  if (publisher_.now()->desk().law().digest != one.tag) return service::problem(412, {"LG0824", "other law stands than when this was proposed", "", "reject the proposal, and have it made anew"});
  const auto has_read = readings_.has(caller, fmt::format("GET /v1/proposals/{}/effect", one.id));
  if (!has_read) return service::problem(503, has_read.error());
  if (*has_read) return std::nullopt;
  return service::problem(428, {"LG0851", "who approves a change of the law has first read what it would do", one.id, fmt::format("read /v1/proposals/{}/effect", one.id)});
}

Json RuleProposals::publish(const Proposal& approved) {
  const auto done = publisher_.publish(approved, text_of(approved));
  if (!done) return {{"result", "failed"}, {"code", done.error().code}, {"because", done.error().message}};
  return {{"result", "done"}, {"publication", done->number}, {"before", done->before}, {"after", done->after}};
}

Response RuleProposals::effect(const Proposal& one) {
  if (!is_rule(one)) return service::problem(404, {"LG0830", fmt::format("the proposal `{}` changes no law", one.id), "", "its content says what it changes"});
  const auto now = publisher_.now();
  if (now->desk().law().digest != one.tag) return service::problem(422, {"LG0824", "other law stands than when this was proposed", "", "its effect can no more be told; have it made anew"});
  const auto trial = publisher_.attempt(one.about, text_of(one));
  if (!trial->is_sound()) return refuse_trial(*trial);
  const auto orders = publisher_.newest_of_each_order();
  if (!orders) return service::problem(503, orders.error());
  Json out{{"proposal", one.id}};
  out.update(publication_effect(now->desk(), *trial->desk, *orders));
  out["cases"] = diagnostics_json(trial->cases);
  for (const ledger::Publication& known : ledger::standing(publisher_.published()))
    if (known.overlay == one.about) out["text_before"] = known.text;
  return service::json_response(out);
}

service::Schema RuleProposals::effect_schema() {
  using service::list_of, service::object_of, service::text;
  const service::Schema object{{"type", "object"}};
  const service::Schema day = object_of({{"as_of", text()}, {"lines", {{"type", "integer"}}}, {"changed", {{"type", "integer"}}}, {"transitions", list_of(object)}, {"changes", list_of(object)}}, {"as_of", "changed", "changes"});
  return object_of({{"proposal", text()}, {"before", text("digest of the law")}, {"after", text()}, {"begins", list_of(text())}, {"changes", list_of(text())}, {"ends", list_of(text())}, {"days", list_of(day)},
                    {"not_read", list_of(text("the order of a sealed determination that cannot be read under one of the two"))}, {"cases", list_of(object)}, {"text_before", text()}},
                   {"proposal", "before", "after", "begins", "changes", "ends", "days", "cases"});
}

}  // namespace lockgate::cli
