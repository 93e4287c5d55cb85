#include "cli/memo.h"

#include <fmt/format.h>

#include "cli/declaration.h"
#include "cli/layout.h"
#include "cli/markup.h"

namespace lockgate::cli {
namespace {

constexpr const char* kStyle =
    "body{font:11pt/1.5 Georgia,'Noto Serif CJK SC',serif;color:#111;background:#fff;max-width:46em;margin:2em auto;padding:0 1em}"
    "h1{font-size:1.5em}h2{font-size:1.15em;border-bottom:1px solid #999;margin-top:1.6em}h3{font-size:1em;margin-bottom:.3em}"
    ".verdict{font-size:1.3em;font-weight:bold;border:2px solid;padding:.4em .7em}.small{font-size:.85em;color:#444}"
    "table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.2em .6em .2em 0;border-bottom:1px solid #ddd}th{width:14em;font-weight:normal;color:#444}"
    "pre{font:9pt/1.4 ui-monospace,monospace;white-space:pre-wrap;background:#f4f4f4;padding:.6em;margin:.3em 0}"
    ".sign{display:flex;gap:2em;margin-top:2em}.sign div{flex:1;border-top:1px solid #111;padding-top:.3em}"
    "section+section{break-before:page}@media print{body{margin:0;max-width:none}pre{background:none;border:1px solid #ccc}h2,h3{break-after:avoid}}";

std::string text_of(const trade::Value& value) {
  if (const bool* truth = std::get_if<bool>(&value)) return *truth ? "true" : "false";
  if (const Range* range = std::get_if<Range>(&value)) return cli::text_of(*range);
  if (const std::string* word = std::get_if<std::string>(&value)) return *word;
  if (const trade::Money* money = std::get_if<trade::Money>(&value)) return money->amount.to_string() + " " + money->currency;
  return fmt::format("{}", fmt::join(std::get<trade::Words>(value), ", "));
}

}  // namespace

std::string escaped(std::string_view text) { return entities(printable(text)); }

std::string memo_sections(const law::Law& law, const trade::Order& order, const std::vector<trade::Language>& languages, const std::function<trade::Determination(trade::Language)>& decide) {
  std::string out;
  for (const trade::Language language : languages) out += Memo(law, language, order, decide(language)).section();
  return out;
}

std::vector<trade::Language> memo_languages(std::string_view word) {
  if (word == "both") return {trade::Language::English, trade::Language::Chinese};
  return {word == "zh" ? trade::Language::Chinese : trade::Language::English};
}

void Memo::open(std::string_view tag, std::string_view attributes) { html_ += fmt::format("<{}{}{}>", tag, attributes.empty() ? "" : " ", attributes); }
void Memo::close(std::string_view tag) { html_ += fmt::format("</{}>\n", tag); }

void Memo::text(std::string_view tag, std::string_view words, std::string_view attributes) {
  open(tag, attributes);
  html_ += escaped(words);
  close(tag);
}

void Memo::heading(std::string_view english, std::string_view chinese) { text("h2", narrator_.pick(english, chinese)); }

void Memo::row(std::string_view name, std::string_view value) {
  if (value.empty()) return;
  html_ += fmt::format("<tr><th scope=\"row\">{}</th><td>{}</td></tr>\n", escaped(name), escaped(value));
}

std::string Memo::document(const std::string& title, const std::string& sections) {
  return fmt::format("<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\"><meta name=\"viewport\" content=\"width=device-width\"><title>{}</title>\n<style>{}</style></head>\n<body>\n{}</body>\n</html>\n",
                     escaped(title), kStyle, sections);
}

std::string Memo::section() {
  html_.clear();
  open("section", narrator_.pick("lang=\"en\"", "lang=\"zh-Hans\""));
  add_head();
  add_questions();
  add_parties();
  add_item();
  heading("Path through the law", "法律路径");
  for (const trade::Gate& gate : determination_.gates)
    if (!narrator_.is_quiet(gate)) add_gate(gate);
  add_sources();
  close("section");
  return html_;
}

void Memo::add_head() {
  const trade::Determination& d = determination_;
  text("h1", narrator_.pick("Export determination: ", "出口判定：") + d.order);
  std::string verdict = fmt::format("{} {}", symbol_of(d.verdict), narrator_.say(trade::to_string(d.verdict)));
  if (d.between) verdict += fmt::format(" ({}–{})", narrator_.say(trade::to_string(d.between->first)), narrator_.say(trade::to_string(d.between->second)));
  text("p", verdict, "class=\"verdict\"");
  open("table");
  row(narrator_.pick("Goods", "货物"), narrator_.item(order_));
  row(narrator_.pick("Route", "路线"), narrator_.route(order_));
  row(narrator_.say("as of"), d.as_of.to_string());
  row(narrator_.say("posture"), narrator_.say(d.posture));
  for (const trade::Gate* gate : narrator_.deciding(d)) row(narrator_.title(*gate), narrator_.answer(*gate) + (gate->reasons.empty() ? "" : " [" + gate->reasons.front().cite + "]"));
  close("table");
  for (const std::string& why : d.stale_because) text("p", narrator_.say("STALE") + ": " + why);
}

void Memo::add_questions() {
  if (determination_.unknown.empty()) return;
  heading("What would change it", "可能改变结论的事实");
  open("ol");
  for (const trade::Unknown& unknown : determination_.unknown) {
    open("li");
    html_ += escaped(unknown.question) + " <span class=\"small\">(" + escaped(unknown.fact) + ")</span>";
    for (const trade::Answer& answer : unknown.answers) html_ += "<br>" + escaped(narrator_.alternatives(answer.when) + " → " + narrator_.verdict_in_words(answer.verdict));
    close("li");
  }
  close("ol");
}

void Memo::add_parties() {
  heading("Parties", "当事方");
  open("table");
  for (const trade::Party& party : order_.parties) {
    std::string about = party.name.empty() ? "?" : party.name;
    if (!party.country.empty()) about += narrator_.pick("; in ", "；所在地 ") + party.country;
    if (!party.headquarters.empty()) about += narrator_.pick("; headquarters ", "；总部 ") + party.headquarters;
    if (party.ultimate_parent != nullptr) about += narrator_.pick("; ultimate parent ", "；最终母公司 ") + party.ultimate_parent->name + " " + party.ultimate_parent->headquarters;
    about += party.lists ? narrator_.pick("; lists: ", "；名单：") + (party.lists->empty() ? narrator_.say("none") : fmt::format("{}", fmt::join(*party.lists, ", "))) : narrator_.pick("; not screened", "；未筛查");
    row(narrator_.say(party.role), about);
  }
  close("table");
}

void Memo::add_item() {
  heading("Item", "物项");
  open("table");
  row("id", order_.item.id);
  for (const trade::Given& fact : order_.item.facts) row(fact.name, text_of(fact.value));
  close("table");
}

void Memo::add_gate(const trade::Gate& gate) {
  text("h3", fmt::format("{} ({}): {}", narrator_.title(gate), gate.gate, narrator_.outcome(gate)));
  open("table");
  for (const trade::Field& field : gate.fields)
    if (!field.is_settled || !field.values.empty()) row(narrator_.name(gate, field), narrator_.value(field));
  for (const trade::TariffPart& part : gate.parts) row(narrator_.say(part.measure), part.rate_percent + " % (" + part.heading + ")");
  if (gate.contested) row(narrator_.say("contested reading"), gate.contested->reading + " → " + narrator_.say(gate.contested->outcome) + " (" + gate.contested->held_by + ")");
  close("table");
  add_reasons(gate);
  add_duties(gate);
}

void Memo::add_reasons(const trade::Gate& gate) {
  for (const trade::Reason& reason : gate.reasons) {
    text("p", fmt::format("{} ({}{})", narrator_.reason(reason), reason.rule, reason.basis == "text" ? "" : ", " + narrator_.say(reason.basis)));
    if (const int rule = law_.find_rule(reason.rule); rule != law::kNone)
      if (const std::string quoted = entry_text(law_.rules[static_cast<std::size_t>(rule)].origin); !quoted.empty()) text("pre", quoted, "lang=\"en\"");
  }
}

void Memo::add_duties(const trade::Gate& gate) {
  if (gate.duties.empty()) return;
  text("p", narrator_.say("Duties"));
  open("ul");
  for (const trade::Duty& duty : gate.duties) text("li", fmt::format("{}: {} [{}]", narrator_.say(duty.state), duty.says, duty.cite));
  close("ul");
}

void Memo::add_sources() {
  heading("Sources", "数据来源");
  open("table");
  row(narrator_.say("rulebook"), determination_.rulebook.digest);
  row(narrator_.say("verified through"), determination_.rulebook.date);
  for (const trade::Digest& list : determination_.lists) row(list.name, list.digest + " " + list.date);
  close("table");
  text("p", narrator_.pick("Computed from the facts above and the rulebook named. It is not legal advice; who releases the goods answers for them.", "本结论依据上列事实与所示规则集计算得出，不构成法律意见；放行货物者须自行负责。"), "class=\"small\"");
  html_ += fmt::format("<div class=\"sign\"><div>{}</div><div>{}</div></div>\n", narrator_.pick("prepared by, date", "编制人、日期"), narrator_.pick("approved by, date", "批准人、日期"));
}

}  // namespace lockgate::cli
