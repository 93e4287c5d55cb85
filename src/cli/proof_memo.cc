#include "cli/proof_memo.h"

#include <fmt/format.h>

#include "cli/markup.h"
#include "cli/words.h"

namespace lockgate::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kBegin = "<script type=\"application/json\" id=\"proof\">";
constexpr std::string_view kEnd = "</script>";

constexpr std::string_view kStyle =
    "body{font:15px/1.5 system-ui,'Noto Sans','Noto Sans CJK SC',sans-serif;margin:2rem auto;max-width:72rem;padding:0 1rem;color:#111;background:#fff}"
    "h1{font-size:1.5rem}h2{font-size:1.1rem;border-bottom:1px solid #999;margin-top:1.6rem}"
    "table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.2rem .6rem .2rem 0;border-bottom:1px solid #ddd}"
    "code,td.code{font-family:ui-monospace,monospace;font-size:.85em;overflow-wrap:anywhere}"
    ".verdict{font-size:1.3rem;font-weight:700;border:2px solid #111;padding:.3rem .8rem;display:inline-block}"
    ".cite{color:#333;font-size:.9em}.both{display:grid;grid-template-columns:1fr 1fr;gap:2rem}.one{display:block}"
    "@media print{body{margin:0;max-width:none;font-size:10pt}h2{break-after:avoid}li,tr{break-inside:avoid}}"
    "@media (max-width:50rem){.both{grid-template-columns:1fr}}";

std::string text(const Json& json, const char* key) {
  if (!json.is_object() || !json.contains(key) || json[key].is_null()) return "";
  return json[key].is_string() ? json[key].get<std::string>() : json[key].dump(-1, ' ', false, Json::error_handler_t::replace);
}

const Json& member(const Json& json, const char* key) {
  static const Json kNone = Json::array();
  return json.is_object() && json.contains(key) && !json[key].is_null() ? json[key] : kNone;
}

// The words that only a memo needs; others are in cli/words.
struct Label {
  const char* english;
  const char* chinese;
};
constexpr Label kChange = {"What would change it", "何种情况会改变结论"};
constexpr Label kGates = {"Rules, gate by gate", "逐道关口的规则"};
constexpr Label kUntouched = {"These do not apply:", "下列关口不适用："};
constexpr Label kOrder = {"The order, as given", "订单（原文）"};
constexpr Label kData = {"What it was made from", "所依据的数据"};
constexpr Label kProof = {"How to verify this file", "如何验证本文件"};
constexpr Label kCaution = {"This is the output of a program on published law as recorded on the date shown. It is no legal advice.",
                            "本文件由程序根据所示日期已收录的公开法规生成，不构成法律意见。"};
constexpr Label kCheck = {"With the program and without a network: lockgate audit --bundle FILE. It checks the digest, the links and that these words follow from the proof. Compare the head with the one that was kept when it was new.",
                          "离线运行 lockgate audit --bundle 文件：核对摘要、链接，并核对本文字确由证明数据生成。请将链首与当时另行留存的值比对。"};
constexpr Label kTranslation = {"This language was not sealed. It says the same: verdict, outcomes, rules and citations agree with the sealed text.",
                                "本语言文本未封存；其结论、结果、规则与引用同封存文本一致。"};
constexpr Label kScreened = {"What the lists, holdings and rulings said of the parties is sealed in full (`screened` in the proof). It can be verified as it was said then; it cannot be worked out again without those lists.",
                             "名单、持股资料及人工判定对各当事方的结论已全文封存（见证明数据中的 `screened`）。可据以核对当时的结论；若无当时的名单，则无法重新推导。"};
constexpr Label kNothing = {"Nothing is missing.", "没有缺失的事实。"};

class Words {
 public:
  explicit Words(Language language) : language_(language) {}
  std::string operator()(const Label& label) const { return language_ == Language::Chinese ? label.chinese : label.english; }
  std::string operator()(const std::string& word) const { return entities(say(word, language_)); }
  const char* tag() const { return language_ == Language::Chinese ? "zh-Hans" : "en"; }

 private:
  Language language_;
};

std::string list_text(const Json& json, const Words& say) {
  std::string out;
  if (!json.is_array()) return say(json.is_string() ? json.get<std::string>() : json.dump());
  for (const Json& each : json) out += (out.empty() ? "" : ", ") + say(each.is_string() ? each.get<std::string>() : each.dump());
  return out;
}

std::string cite_of(const Json& json) {
  const std::string rule = text(json, "rule").empty() ? text(json, "id") : text(json, "rule");
  return fmt::format("<span class=\"cite\">[{}{}{}] <code>{}</code></span>", entities(text(json, "cite")), text(json, "basis").empty() ? "" : "; " + entities(text(json, "basis")),
                     text(json, "confidence").empty() ? "" : "; " + entities(text(json, "confidence")), entities(rule));
}

bool is_listed_apart(const std::string& key) {
  for (const char* each : {"gate", "outcome", "reasons", "duties", "notes", "contested", "parts"})
    if (key == each) return true;
  return false;
}

std::string items(const Json& list, const Words& say) {
  std::string out;
  for (const Json& each : list) {
    const std::string said = text(each, "because").empty() ? text(each, "says") : text(each, "because");
    const std::string state = text(each, "state");
    out += fmt::format("<li>{}{} {}</li>", state.empty() ? "" : "<b>" + say(state) + "</b>: ", entities(said), cite_of(each));
  }
  return out.empty() ? "" : "<ul>" + out + "</ul>";
}

std::string gate_of(const Json& gate, const Words& say) {
  std::string out = fmt::format("<h3>{}: {}</h3><table>", entities(text(gate, "gate")), say(text(gate, "outcome")));
  for (const auto& [key, value] : gate.items())
    if (!is_listed_apart(key) && !value.is_null() && !(value.is_array() && value.empty())) out += fmt::format("<tr><th>{}</th><td>{}</td></tr>", say(key), list_text(value, say));
  for (const Json& part : member(gate, "parts"))
    out += fmt::format("<tr><th>{}</th><td>{} {} %</td></tr>", entities(text(part, "measure")), entities(text(part, "heading")), entities(text(part, "rate_percent")));
  out += "</table>" + items(member(gate, "reasons"), say);
  if (!member(gate, "duties").empty()) out += "<h4>" + say("Duties") + "</h4>" + items(member(gate, "duties"), say);
  out += items(member(gate, "notes"), say);
  if (const Json& other = member(gate, "contested"); other.is_object())
    out += fmt::format("<p><b>{}</b>: {} ({}): {}</p>", say("Contested"), entities(text(other, "reading")), entities(text(other, "held_by")), say(text(other, "outcome")));
  return out;
}

std::string gates_of(const Json& determination, const Words& say) {
  std::string out, untouched;
  for (const Json& gate : member(determination, "gates")) {
    if (text(gate, "outcome") == "not_applicable") untouched += (untouched.empty() ? " " : ", ") + entities(text(gate, "gate"));
    else out += gate_of(gate, say);
  }
  return out + (untouched.empty() ? "" : "<p>" + say(kUntouched) + untouched + "</p>");
}

std::string changes_of(const Json& determination, const Words& say) {
  std::string out;
  for (const Json& unknown : member(determination, "unknown")) {
    out += fmt::format("<p><b>{}</b> <code>{}</code></p><table>", entities(text(unknown, "question")), entities(text(unknown, "fact")));
    for (const Json& answer : member(unknown, "answers"))
      out += fmt::format("<tr><td>{}</td><td>{}</td><td>{}</td></tr>", entities(text(answer, "when")), entities(text(answer, "verdict")), list_text(member(answer, "outcomes"), say));
    out += "</table>";
  }
  for (const char* kind : {"flags", "faults"}) {
    for (const Json& each : member(determination, kind))
      out += fmt::format("<p>{} {}</p>", entities(text(each, kind == std::string("flags") ? "because" : "why")), cite_of(each));
  }
  return out.empty() ? "<p>" + say(kNothing) + "</p>" : out;
}

std::string answer_of(const std::string& bytes, const Words& say, bool is_translation) {
  const Json determination = Json::parse(bytes, nullptr, false);
  const auto verdict = trade::parse_verdict(text(determination, "verdict"));
  std::string out = fmt::format("<section lang=\"{}\">", say.tag());
  out += fmt::format("<p class=\"verdict\">{} {}</p>", verdict ? symbol_of(*verdict) : "", say(text(determination, "verdict")));
  out += fmt::format("<p>{} {}; {}{}</p>", say("as of"), entities(text(determination, "as_of")), say(text(determination, "posture")), member(determination, "stale") == Json(true) ? "; " + say("STALE") : "");
  if (is_translation) out += "<p>" + say(kTranslation) + "</p>";
  out += "<h2>" + say(kChange) + "</h2>" + changes_of(determination, say);
  out += "<h2>" + say(kGates) + "</h2>" + gates_of(determination, say);
  out += "<p>" + say(kProof) + ": " + say(kCheck) + "</p><p>" + say(kCaution) + "</p></section>";
  return out;
}

std::string row(const std::string& label, const std::string& value) { return fmt::format("<tr><th>{}</th><td class=\"code\">{}</td></tr>", entities(label), entities(value)); }

std::string both(const Label& label) { return fmt::format("{} · <span lang=\"zh-Hans\">{}</span>", label.english, label.chinese); }

std::string data_of(const Json& proof) {
  const Json& sealed = member(proof, "determination");
  std::string out = "<table>";
  for (const char* key : {"id", "order", "rulebook", "catalogue", "lists", "program", "sealed_on", "digest"}) out += row(key, text(sealed, key));
  const Json& entry = member(proof, "entry");
  for (const char* key : {"actor", "at", "sequence", "hash"}) out += row(fmt::format("entry {}", key), text(entry, key));
  const Json& head = member(proof, "head");
  for (const char* key : {"sequence", "hash"}) out += row(fmt::format("head {}", key), text(head, key));
  return out + "</table>" + (text(sealed, "screened").empty() ? "" : "<p>" + both(kScreened) + "</p>");
}

std::string order_of(const Json& sealed) {
  const std::string given = text(sealed, "given");
  const Json json = text(sealed, "format") == "json" ? Json::parse(given, nullptr, false) : Json();
  if (!json.is_object()) return "<pre>" + entities(given) + "</pre>";
  std::string out = "<table>";
  for (const auto& [key, value] : json.items())
    if (key != "parties") out += row(key, value.is_string() ? value.get<std::string>() : value.dump(-1, ' ', false, Json::error_handler_t::replace));
  for (const Json& party : member(json, "parties")) out += row(text(party, "role"), party.dump(-1, ' ', false, Json::error_handler_t::replace));
  return out + "</table>";
}

// Nothing in it can end the element it stands in.
std::string inside_script(const Json& proof) {
  std::string out;
  for (const char c : proof.dump(1, ' ', false, Json::error_handler_t::replace)) out += c == '<' ? std::string("\\u003c") : std::string(1, c);
  return out;
}

}  // namespace

std::string memo_of(const Json& proof) {
  const Json& sealed = member(proof, "determination");
  const bool is_chinese = text(sealed, "language") == "zh";
  const Words own(is_chinese ? Language::Chinese : Language::English);
  const Words other(is_chinese ? Language::English : Language::Chinese);
  const std::string translation = text(proof, "translation");
  const std::string title = entities(text(sealed, "order"));
  std::string out = fmt::format("<!doctype html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{}</title>", own.tag(), title);
  out += fmt::format("<style>{}</style></head><body><main><h1>{}</h1>\n", kStyle, title);
  out += fmt::format("<div class=\"{}\">{}{}</div>\n", translation.empty() ? "one" : "both", answer_of(text(sealed, "bytes"), own, false),
                     translation.empty() ? "" : answer_of(translation, other, true));
  out += fmt::format("<h2>{}</h2>{}\n<h2>{}</h2>{}</main>\n", both(kOrder), order_of(sealed), both(kData), data_of(proof));
  return out + std::string(kBegin) + "\n" + inside_script(proof) + "\n" + std::string(kEnd) + "</body></html>\n";
}

std::optional<Json> proof_in(const std::string& memo) {
  const std::size_t begin = memo.rfind(kBegin);
  const std::size_t end = begin == std::string::npos ? begin : memo.find(kEnd, begin);
  if (end == std::string::npos) return std::nullopt;
  const Json proof = Json::parse(memo.substr(begin + kBegin.size(), end - begin - kBegin.size()), nullptr, false);
  return proof.is_object() ? std::optional(proof) : std::nullopt;
}

}  // namespace lockgate::cli
