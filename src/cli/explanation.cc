#include "cli/explanation.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "cli/account.h"

namespace lockgate::cli {
namespace {

constexpr std::size_t kDigestDigits = 12;

// `sha256:5f3a…` as its first digits.
std::string short_digest(const std::string& digest) {
  const std::size_t colon = digest.find(':');
  return digest.substr(colon == std::string::npos ? 0 : colon + 1, kDigestDigits);
}

const char* symbol_of_state(const std::string& state) { return state == "met" ? "✓" : state == "failed" ? "✗" : "○"; }
Style style_of_state(const std::string& state) { return state == "met" ? Style::Green : state == "failed" ? Style::Red : Style::Yellow; }

}  // namespace

Page Explanation::write(bool is_whole, const std::vector<decide::RuleTrace>& trace) {
  add_head();
  add_questions();
  for (const trade::Gate& gate : determination_.gates)
    if (is_whole || !narrator_.is_quiet(gate)) add_gate(gate);
  add_screening();
  add_remarks();
  if (is_whole) add_trace(trace);
  return std::move(page_);
}

void Explanation::add_head() {
  const Narrator& n = narrator_;
  const trade::Determination& d = determination_;
  page_.title(fmt::format("{}   {}   {}", d.order, n.item(order_), n.route(order_)));
  page_.line(fmt::format("{} {} · {} {} · {} {}{}", n.say("as of"), d.as_of.to_string(), n.say("posture"), n.say(d.posture), n.say("rulebook"),
                         short_digest(d.rulebook.digest), d.rulebook.date.empty() ? "" : n.pick(", ", "，") + n.say("verified through") + " " + d.rulebook.date),
             Style::Dim);
  page_.gap();
  std::string verdict = fmt::format("{} {}", symbol_of(d.verdict), n.say(trade::to_string(d.verdict)));
  if (d.verdict == trade::Verdict::Proceed) verdict += n.pick(": ", "：") + n.say("no rule in this rulebook stops it");
  if (d.between)
    verdict += fmt::format(fmt::runtime(n.pick(": anything from {} to {}", "：可能介于{}与{}之间")), n.say(trade::to_string(d.between->first)), n.say(trade::to_string(d.between->second)));
  page_.line(verdict, style_of(d.verdict));
  for (const std::string& why : d.stale_because) page_.line(n.say("STALE") + n.pick(": ", "：") + why, Style::Yellow);
  page_.gap();
}

void Explanation::add_questions() {
  const auto& unknown = determination_.unknown;
  if (unknown.empty()) return;
  const bool is_held = determination_.verdict == trade::Verdict::Hold;
  const std::string count = std::to_string(unknown.size());
  const std::string settle = unknown.size() == 1 ? "1 fact would settle it." : count + " facts would settle it.";
  const std::string detail = unknown.size() == 1 ? "The verdict is settled; 1 fact would settle the rest." : "The verdict is settled; " + count + " facts would settle the rest.";
  page_.heading(is_held ? narrator_.pick("UNDECIDED. " + settle, "尚不能判定。补充以下" + count + "项事实即可判定。") : narrator_.pick(detail, "结论已定；补充以下" + count + "项事实可确定其余内容。"));
  for (std::size_t i = 0; i < unknown.size(); ++i) add_question(i + 1, unknown[i]);
  page_.gap();
}

void Explanation::add_question(std::size_t number, const trade::Unknown& unknown) {
  page_.item(std::to_string(number) + ".", fmt::format("{}  ({})", unknown.question, unknown.fact), 1, Style::Bold);
  for (const trade::Answer& answer : unknown.answers) {
    std::string text = fmt::format("{} → {}", narrator_.alternatives(answer.when), narrator_.verdict_in_words(answer.verdict));
    for (const std::string& outcome : answer.outcomes) text += narrator_.pick("; ", "；") + narrator_.outcome_in_words(outcome);
    page_.item("-", text, 3);
  }
}

void Explanation::add_gate(const trade::Gate& gate) {
  const std::string leg = gate.leg.empty() ? "" : narrator_.pick(", leg ", "，航段 ") + gate.leg;
  page_.heading(fmt::format("{} ({}{}){}{}", narrator_.title(gate), gate.gate, leg, narrator_.pick(": ", "："), narrator_.outcome(gate)));
  add_fields(gate);
  add_contested(gate);
  add_duties(gate);
  add_reasons(gate);
  for (const trade::Note& note : gate.notes)
    page_.item(narrator_.pick("note:", "说明："), fmt::format("{} [{}]{}", note.says, note.cite, note.basis == "text" ? "" : " (" + narrator_.say(note.basis) + ")"));
  page_.gap();
}

void Explanation::add_fields(const trade::Gate& gate) {
  for (const trade::Field& field : gate.fields) {
    const bool is_empty = field.is_settled && field.values.empty();
    if (!is_empty) page_.pair(narrator_.name(gate, field), narrator_.value(field), 1);
  }
  for (const trade::TariffPart& part : gate.parts)
    page_.pair(narrator_.say(part.measure), fmt::format("{} % ({})", part.rate_percent, part.heading), 1);
}

void Explanation::add_duties(const trade::Gate& gate) {
  if (gate.duties.empty()) return;
  page_.line(narrator_.say("Duties"), Style::Bold, 1);
  for (const trade::Duty& duty : gate.duties)
    page_.item(symbol_of_state(duty.state), fmt::format("{}{}{} [{}] ({})", narrator_.say(duty.state), narrator_.pick(": ", "："), duty.says, duty.cite, duty.id), 2,
               style_of_state(duty.state));
}

// What a reader must know of a reason beside its text: that it is no published law, that nobody read its text in full, or that it
// is contested.
std::string Explanation::mark_of(const trade::Reason& reason) const {
  std::vector<std::string> marks = {reason.rule};
  if (!reason.basis.empty() && reason.basis != "text") marks.push_back(narrator_.say(reason.basis));
  const bool was_read = reason.confidence.empty() || (reason.confidence.starts_with('P') && !reason.confidence.ends_with('O'));
  if (!was_read) marks.push_back(narrator_.pick("confidence ", "可信度 ") + reason.confidence);
  if (!reason.overlay.empty()) marks.push_back(narrator_.pick("overlay ", "叠加规则 ") + reason.overlay);
  const int rule = law_.find_rule(reason.rule);
  if (rule != law::kNone && !law_.rules[static_cast<std::size_t>(rule)].contested.empty())
    marks.push_back(narrator_.say("contested reading") + narrator_.pick(": ", "：") + law_.rules[static_cast<std::size_t>(rule)].contested);
  return fmt::format("{}", fmt::join(marks, narrator_.pick("; ", "；")));
}

void Explanation::add_reasons(const trade::Gate& gate) {
  if (gate.reasons.empty()) return;
  page_.line(narrator_.say("Why"), Style::Bold, 1);
  for (const trade::Reason& reason : gate.reasons) page_.item("·", fmt::format("{} ({})", narrator_.reason(reason), mark_of(reason)), 2);
}

void Explanation::add_contested(const trade::Gate& gate) {
  if (!gate.contested) return;
  const trade::Contested& other = *gate.contested;
  std::string text = fmt::format("{} → {}", other.reading, narrator_.say(other.outcome));
  for (const trade::Field& field : other.fields)
    text += fmt::format("; {} {}", narrator_.name(gate, field), narrator_.value(field));
  if (!other.held_by.empty()) text += fmt::format(" ({} {})", narrator_.say("held by"), other.held_by);
  page_.pair(narrator_.say("contested reading"), text, 1);
}

void Explanation::add_remarks() {
  if (!determination_.flags.empty()) page_.heading(narrator_.say("Flags"));
  for (const trade::Flag& flag : determination_.flags) page_.item("!", fmt::format("{} [{}] ({})", flag.because, flag.cite, flag.id), 1, Style::Yellow);
  if (!determination_.faults.empty()) page_.heading(narrator_.say("Faults"));
  for (const trade::Fault& fault : determination_.faults) page_.item("✗", fault.rule.empty() ? fault.why : fault.rule + ": " + fault.why, 1, Style::Red);
  if (!determination_.flags.empty() || !determination_.faults.empty()) page_.gap();
}

void Explanation::add_screening() {
  if (determination_.screening.empty()) return;
  page_.heading(narrator_.pick("Screening", "筛查"));
  for (const trade::Screened& one : determination_.screening) {
    const std::string lists = one.lists.empty() ? "" : fmt::format(": {}", fmt::join(one.lists, ", "));
    page_.item("·", fmt::format("{} ({}): {}{}", one.name, one.party, narrator_.say(one.result), lists), 1);
    for (const trade::ListHit& hit : one.hits) {
      page_.item(std::to_string(hit.score), fmt::format("{}: {}{}", name_of(hit), narrator_.say(hit.status), hit.why.empty() ? "" : ", " + hit.why), 3);
      page_.line(account_of(hit), Style::Dim, 5);
    }
    for (const trade::Held& held : one.held)
      for (const std::string& line : held.because) page_.item(held.lane, line, 3);
  }
  page_.gap();
}

void Explanation::add_trace(const std::vector<decide::RuleTrace>& trace) {
  page_.heading(narrator_.say("Every rule"));
  for (const decide::RuleTrace& one : trace) {
    const law::Rule& rule = law_.rules[static_cast<std::size_t>(one.rule)];
    if (rule.reading != law::kNone && one.effective == law::kFalse) continue;  // of a reading that is not the law's own
    const char* marker = one.effective == law::kTrue ? "✓" : one.effective == law::kFalse ? "-" : "?";
    const bool is_silenced = one.when == law::kTrue && one.effective == law::kFalse;
    const std::string silenced = is_silenced ? narrator_.pick(" (an exception to it holds)", "（其例外成立）") : "";
    const std::string because = one.because.empty() ? "" : narrator_.pick(": ", "：") + one.because;
    page_.item(marker, fmt::format("{} [{}]{}{}", rule.label, rule.cites, because, silenced), 1, one.effective == law::kTrue ? Style::Green : Style::Dim);
  }
}

}  // namespace lockgate::cli
