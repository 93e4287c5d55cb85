#include "cli/narrator.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/layout.h"

namespace lockgate::cli {

using trade::Verdict;

namespace {
constexpr std::size_t kLongestBecause = 120;
constexpr std::string_view kOr = " | ";
}

std::string text_of(const Range& range) {
  const std::string low = grouped(range.min.to_string());
  return range.is_point() ? low : low + ".." + grouped(range.max.to_string());
}

const trade::Field* find_field(const trade::Gate& gate, std::string_view name) {
  const auto it = std::find_if(gate.fields.begin(), gate.fields.end(), [&](const trade::Field& field) { return field.name == name; });
  return it == gate.fields.end() ? nullptr : &*it;
}

Style style_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::Proceed: return Style::Green;
    case Verdict::Conditions: return Style::Blue;
    case Verdict::Hold: return Style::Magenta;
    case Verdict::License: return Style::Yellow;
    case Verdict::Stop: return Style::Red;
  }
  return Style::Plain;
}

const law::Gate* Narrator::declared(const trade::Gate& gate) const {
  const int index = law_.find_gate(gate.gate);
  return index == law::kNone ? nullptr : &law_.gates[static_cast<std::size_t>(index)];
}

const law::Define* Narrator::declared(const trade::Gate& gate, const trade::Field& field) const {
  const law::Gate* known = declared(gate);
  if (known == nullptr) return nullptr;
  const auto is_it = [&](const law::Gate::Field& other) { return other.name == field.name; };
  const auto it = std::find_if(known->fields.begin(), known->fields.end(), is_it);
  return it == known->fields.end() ? nullptr : &law_.defines[static_cast<std::size_t>(it->define)];
}

std::string Narrator::joined(const std::vector<std::string>& words, std::string_view english, std::string_view chinese) const {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : pick(english, chinese)) + say(word);
  return out;
}

std::string Narrator::title(const trade::Gate& gate) const {
  const law::Gate* known = declared(gate);
  if (known == nullptr) return gate.gate;
  return language_ == Language::Chinese && !known->title_zh.empty() ? known->title_zh : known->title;
}

std::string Narrator::outcome(const trade::Gate& gate) const {
  if (!gate.possible.empty()) return pick("undecided: ", "待定：") + joined(gate.possible, " or ", "或");
  std::string out = say(gate.outcome);
  if (gate.rate_percent) out += " " + (*gate.rate_percent == "unsettled" ? pick("at a rate not settled", "（税率未定）") : *gate.rate_percent + " %");
  if (!gate.covered_by.empty()) out += pick(", covered by ", "，已由许可证涵盖：") + gate.covered_by;
  return out;
}

std::string Narrator::name(const trade::Gate& gate, const trade::Field& field) const {
  const law::Define* define = has_word(field.name) ? nullptr : declared(gate, field);
  if (define == nullptr || define->label.empty()) return say(field.name);
  return language_ == Language::Chinese && !define->label_zh.empty() ? define->label_zh : define->label;
}

std::string Narrator::value(const trade::Field& field) const {
  if (!field.is_settled) return pick("unsettled: ", "未定：") + joined(field.possible, " or ", "或");
  return field.values.empty() ? say("none") : say_all(field.values, language_);
}

std::string Narrator::answer(const trade::Gate& gate) const {
  const trade::Field* policy = find_field(gate, "review_policy");
  const bool says_policy = policy != nullptr && (!policy->is_settled || !policy->values.empty());
  return outcome(gate) + (says_policy ? pick("; ", "；") + value(*policy) : "");
}

bool Narrator::is_quiet(const trade::Gate& gate) const {
  const law::Gate* known = declared(gate);
  return known != nullptr && gate.outcome == known->outcomes.front().word;
}

Verdict Narrator::verdict(const trade::Gate& gate) const {
  const law::Gate* known = declared(gate);
  if (known == nullptr || gate.outcome == "hold") return Verdict::Hold;
  Verdict out = Verdict::Hold;
  for (const law::Gate::Outcome& outcome : known->outcomes)
    if (outcome.word == gate.outcome) out = outcome.verdict;
  if (!gate.covered_by.empty()) out = Verdict::Conditions;
  const bool has_duty = std::any_of(gate.duties.begin(), gate.duties.end(), [](const trade::Duty& duty) { return duty.state != "met"; });
  return has_duty ? std::max(out, Verdict::Conditions) : out;
}

std::vector<const trade::Gate*> Narrator::deciding(const trade::Determination& determination) const {
  Verdict worst = Verdict::Proceed;
  for (const trade::Gate& gate : determination.gates) worst = std::max(worst, verdict(gate));
  std::vector<const trade::Gate*> out;
  for (const trade::Gate& gate : determination.gates)
    if (worst != Verdict::Proceed && verdict(gate) == worst) out.push_back(&gate);
  return out;
}

std::string Narrator::reason(const trade::Reason& reason) const {
  return reason.because.empty() ? reason.cite : reason.cite + pick(": ", "：") + reason.because;
}

std::string Narrator::why(const trade::Gate& gate) const {
  if (gate.reasons.empty()) return "";
  trade::Reason first = gate.reasons.front();
  first.cite = first.cite.substr(0, first.cite.find(';'));
  if (first.because.size() > kLongestBecause) {
    const std::size_t end = std::min(first.because.rfind("; ", kLongestBecause), first.because.rfind("；", kLongestBecause));
    first.because = first.because.substr(0, end == std::string::npos ? first.because.find("; ") : end) + " …";
  }
  return reason(first);
}

std::string Narrator::alternatives(const std::string& texts) const {
  std::string out = texts;
  for (std::size_t at = out.find(kOr); at != std::string::npos; at = out.find(kOr, at)) out.replace(at, kOr.size(), pick(" or ", " 或 "));
  return out;
}

std::string Narrator::verdict_in_words(const std::string& verdict) const {
  const std::size_t middle = verdict.find("..");
  if (middle == std::string::npos) return say(verdict);
  const std::string low = say(verdict.substr(0, middle)), high = say(verdict.substr(middle + 2));
  return language_ == Language::Chinese ? low + "至" + high : fmt::format("between {} and {}", low, high);
}

std::string Narrator::outcome_in_words(const std::string& outcome) const {
  const std::size_t colon = outcome.find(": ");
  if (colon == std::string::npos) return outcome;
  std::string words;
  for (std::size_t start = colon + 2; start < outcome.size();) {
    const std::size_t end = std::min(outcome.find_first_of(" ,", start), outcome.size());
    const std::size_t next = std::min(outcome.find_first_not_of(" ,|", end), outcome.size());
    words += say(outcome.substr(start, end - start)) + outcome.substr(end, next - end);
    start = next;
  }
  return outcome.substr(0, colon) + pick(": ", "：") + alternatives(words);
}

std::string Narrator::item(const trade::Order& order) const {
  const trade::Value* name = trade::find(order.item.facts, "name");
  const std::string what = !order.item.id.empty() ? order.item.id : name != nullptr && std::holds_alternative<std::string>(*name) ? std::get<std::string>(*name) : say("item");
  return order.quantity ? text_of(*order.quantity) + " × " + what : what;
}

std::string Narrator::route(const trade::Order& order) const {
  std::string out = order.origin.empty() ? "?" : order.origin;
  for (const std::string& stop : order.via) out += " → " + stop;
  out += " → " + (order.destination.empty() ? "?" : order.destination);
  return order.movement.empty() ? out : out + pick(" (", "（") + say(order.movement) + pick(")", "）");
}

}  // namespace lockgate::cli
