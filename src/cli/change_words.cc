#include "cli/change_words.h"

#include <fmt/format.h>

namespace lockgate::cli {

std::string ChangeWords::transition(const Difference& difference) const {
  if (difference.before.verdict != difference.after.verdict) return named(difference.before) + " → " + named(difference.after);
  std::string out = gates(difference);
  for (std::size_t end = out.find('\n'); end != std::string::npos; end = out.find('\n', end)) out.replace(end, 1, "; ");
  return narrator_.say(trade::to_string(difference.after.verdict)) + ", " + out;
}

std::string ChangeWords::named(const trade::Determination& determination) const {
  std::string out = narrator_.say(trade::to_string(determination.verdict));
  for (const trade::Gate* gate : narrator_.deciding(determination))
    if (const trade::Field* policy = find_field(*gate, "review_policy"); policy != nullptr && !(policy->is_settled && policy->values.empty()))
      out += " (" + narrator_.value(*policy) + ")";
  return out;
}

std::string ChangeWords::verdicts(const Difference& difference) const {
  const auto one = [&](trade::Verdict verdict) { return fmt::format("{} {}", symbol_of(verdict), narrator_.say(trade::to_string(verdict))); };
  return difference.before.verdict == difference.after.verdict ? one(difference.after.verdict) : one(difference.before.verdict) + "\n→ " + one(difference.after.verdict);
}

std::string ChangeWords::gates(const Difference& difference) const {
  std::string out;
  for (const GateChange& change : difference.gates()) {
    const trade::Gate& known = change.before != nullptr ? *change.before : *change.after;
    const auto answer = [&](const trade::Gate* gate) { return gate == nullptr ? "-" : narrator_.answer(*gate); };
    out += fmt::format("{}{}: {} → {}", out.empty() ? "" : "\n", known.gate, answer(change.before), answer(change.after));
  }
  return out;
}

std::string ChangeWords::reasons(const Difference& difference) {
  std::string out;
  const auto add = [&](const char* sign, const std::vector<trade::Reason>& list) {
    for (const trade::Reason& reason : list)
      if (const std::string line = fmt::format("\n{} {}", sign, reason.cite); (out + "\n").find(line + "\n") == std::string::npos) out += line;
  };
  add("-", difference.disappearing());
  add("+", difference.appearing());
  for (const trade::Unknown& unknown : difference.asking()) out += "\n? " + (unknown.question.empty() ? unknown.fact : unknown.question);
  return out;
}

}  // namespace lockgate::cli
