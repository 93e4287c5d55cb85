#include "cli/ledger_json.h"

#include <fmt/format.h>

#include "base/text.h"
#include "cli/layout.h"
#include "ledger/sum.h"

namespace lockgate::cli {
namespace {

using Json = nlohmann::ordered_json;
using namespace ledger;

Json count(const Decimal& quantity) {
  const bool is_small = quantity.is_integer() && Sum(quantity).fits() && quantity <= Decimal::of(1'000'000'000'000'000);
  return is_small ? Json(static_cast<std::int64_t>(quantity.mantissa())) : Json(quantity.to_string());
}

Json money(const std::optional<Decimal>& amount, const std::string& currency) {
  return amount ? Json{{"amount", amount->to_string()}, {"currency", currency}} : Json(nullptr);
}

template <class T>
Json or_null(const std::optional<T>& value) {
  return value ? Json(value->to_string()) : Json(nullptr);
}

Json of_line(const Line& line) {
  Json json{{"line", line.line}, {"item", line.item}, {"granted", count(line.granted)}, {"reserved", count(line.reserved)}};
  json["shipped"] = count(line.shipped);
  json["left"] = count(left_of(line));
  json["value"] = money(line.value, line.currency);
  json["drawn_value"] = line.unvalued.sign() > 0 ? Json(nullptr) : money(line.drawn_value, line.currency);
  json["tpp"] = or_null(line.tpp);
  return json;
}

Json places(const std::string& joined) {
  Json json = Json::array();
  for (const std::string_view place : split(joined, ' ')) json.push_back(place);
  return json;
}

Json of_cap(const Cap& cap) {
  Json json{{"id", cap.id}, {"cite", cap.cite}, {"kind", text_of(cap.kind)}, {"measure", text_of(cap.measure)}};
  if (cap.kind == CapKind::Ratio) {
    json["percent"] = cap.percent.to_string();
    json["of"] = places(cap.of);
    json["to"] = places(cap.to);
    return json;
  }
  json["limit"] = cap.limit.to_string();
  json["per"] = cap.per;
  json["of"] = cap.is_of_item ? "item" : "everything";
  json["in"] = cap.is_yearly ? "calendar_year" : "all_time";
  return json;
}

template <class T, class Make>
Json all(const State& state, const std::string& license, Make make) {
  Json json = Json::array();
  for (const T& record : list<T>(state, "license", license)) json.push_back(make(record));
  return json;
}

Json lines_of(const State& state, const std::string& number) {
  std::vector<Line> lines = list<Line>(state, "license", number);
  std::sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) { return a.line < b.line; });
  Json json = Json::array();
  for (const Line& line : lines) json.push_back(of_line(line));
  return json;
}

Json accruals_of(const State& state, const std::string& draw) {
  Json json = Json::array();
  for (const Accrual& owed : list<Accrual>(state, "draw", draw))
    json.push_back({{"id", owed.charge}, {"percent", owed.percent.to_string()}, {"amount", owed.amount.to_string()}, {"currency", owed.currency}});
  return json;
}

std::string text(const Json& json, const char* key) { return json[key].get<std::string>(); }

std::string money_text(const Json& money) { return text(money, "currency") + " " + grouped(text(money, "amount")); }

std::string say_draw(const Json& draw) {
  std::string said = fmt::format("{}: {} {} {}", text(draw, "key"), grouped(draw["quantity"].dump()), text(draw, "item"), text(draw, "state"));
  if (!draw["license"].get<std::string>().empty()) said += fmt::format(" under {}, line {}", text(draw, "license"), draw["line"].dump());
  if (!draw["value"].is_null()) said += ", " + money_text(draw["value"]);
  for (const Json& owed : draw["owed"]) said += fmt::format("; {} % of it owed: {} ({})", text(owed, "percent"), money_text(owed), text(owed, "id"));
  return said;
}

std::string say_license(const Json& license) {
  std::string said = fmt::format("{}: {}, valid {} to {}", text(license, "number"), text(license, "state"), text(license, "valid_from"), text(license, "valid_until"));
  for (const Json& line : license["lines"])
    said += fmt::format("; line {}: {} {}, {} left", line["line"].dump(), grouped(line["granted"].dump()), text(line, "item"), grouped(line["left"].dump()));
  return said + (license["records"]["is_held"].get<bool>() ? "; its records are held" : "");
}

Json show_duties(const State& state, const std::string& license) {
  return {{"license", license}, {"duties", all<Duty>(state, license, [](const Duty& duty) { return duty_json(duty, Date::earliest()); })}};
}

std::string say_duties(const Json& shown) {
  std::string said = text(shown, "license");
  for (const Json& duty : shown["duties"]) said += fmt::format("; {}: {}", text(duty, "id"), text(duty, "state"));
  return said;
}

Json show_laboratory(const State& state, const std::string& name) {
  const Laboratory laboratory = find<Laboratory>(state, name).value();
  return {{"name", laboratory.name}, {"state", text_of(laboratory.state)}, {"since", laboratory.since.to_string()}, {"accreditation", laboratory.accreditation}};
}

std::string say_laboratory(const Json& laboratory) {
  return fmt::format("{}: {} since {}", text(laboratory, "name"), text(laboratory, "state"), text(laboratory, "since"));
}

}  // namespace

const Subject kDraw{draw_json, say_draw};
const Subject kLicense{license_json, say_license};
const Subject kDuties{show_duties, say_duties};
const Subject kLaboratory{show_laboratory, say_laboratory};

Decimal left_of(const Line& line) { return Sum(line.granted).minus(line.reserved).minus(line.shipped).value(); }

Json draw_json(const State& state, const std::string& key) {
  const Draw draw = find<Draw>(state, key).value();
  Json json{{"key", draw.key}, {"state", text_of(draw.state)}, {"license", draw.license}, {"line", draw.line}, {"item", draw.item}};
  json["quantity"] = count(draw.quantity);
  json["value"] = money(draw.value, draw.currency);
  json["tpp"] = or_null(draw.tpp);
  json["destination"] = draw.destination;
  for (const auto& [role, name] : {std::pair{"purchaser", draw.purchaser}, {"ultimate_consignee", draw.ultimate_consignee}, {"end_user", draw.end_user}})
    if (!name.empty()) json["parties"][role] = name;
  if (!draw.laboratory.empty()) json["laboratory"] = draw.laboratory;
  json["date"] = draw.counted_on.to_string();
  json["expires"] = or_null(draw.expires);
  json["owed"] = accruals_of(state, key);
  if (const auto license = find<License>(state, draw.license)) json["records_until"] = or_null(retained_until(*license, draw));
  return json;
}

Json license_json(const State& state, const std::string& number) {
  const License license = find<License>(state, number).value();
  Json json{{"number", license.number}, {"state", text_of(license.state)}};
  json["valid_from"] = license.valid_from.to_string();
  json["valid_until"] = license.valid_until.to_string();
  json["lines"] = lines_of(state, number);
  json["parties"] = all<Party>(state, number, [](const Party& p) { return Json{{"role", p.role}, {"name", p.name}, {"country", p.country}}; });
  json["conditions"] = all<Condition>(state, number, [](const Condition& c) { return Json{{"id", c.id}, {"says", c.says}, {"cite", c.cite}}; });
  json["caps"] = all<Cap>(state, number, of_cap);
  json["charges"] = all<Charge>(state, number, [](const Charge& c) { return Json{{"id", c.id}, {"percent", c.percent.to_string()}, {"cite", c.cite}}; });
  json["duties"] = all<Duty>(state, number, [](const Duty& d) { return duty_json(d, Date::earliest()); });
  json["needs_laboratory"] = license.needs_laboratory;
  json["value_tolerance"] = {{"percent", license.tolerance_percent.to_string()}, {"cite", license.tolerance_cite}};
  json["records"] = {{"years", license.retention_years}, {"cite", license.retention_cite}, {"is_held", license.is_held}};
  return json;
}

std::string standing_of(const Duty& duty, Date on) {
  const std::optional<Date>& last = duty.state == DutyState::Open ? duty.due : duty.expires;
  return duty.state != DutyState::Revoked && last && on > *last ? "overdue" : text_of(duty.state);
}

Json duty_json(const Duty& duty, Date on) {
  Json json{{"license", duty.license}, {"id", duty.id}, {"state", standing_of(duty, on)}, {"owner", duty.owner}, {"cite", duty.cite}};
  json["due"] = or_null(duty.due);
  json["met_on"] = or_null(duty.met_on);
  json["expires"] = or_null(duty.expires);
  json["evidence"] = duty.evidence.empty() ? Json(nullptr) : Json(duty.evidence);
  return json;
}

std::string settles_as(const State& state, const Draw& draw, Date on) {
  return std::string(to_string(ledger::apply(state, Settle{draw.key, on}).outcome.code));
}

}  // namespace lockgate::cli
