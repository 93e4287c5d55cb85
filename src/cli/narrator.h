// Narrator: a determination in phrases, in one language. Nothing is decided here.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/terminal.h"
#include "cli/words.h"
#include "law/law.h"
#include "trade/determination.h"
#include "trade/order.h"

namespace lockgate::cli {

class Narrator {
 public:
  Narrator(const law::Law& law, Language language) : law_(law), language_(language) {}

  Language language() const { return language_; }
  std::string say(std::string_view word) const { return cli::say(word, language_); }
  std::string pick(std::string_view english, std::string_view chinese) const { return std::string(language_ == Language::Chinese ? chinese : english); }

  // `US export controls`
  std::string title(const trade::Gate& gate) const;
  // `license required`, `duty 25 %`, `undecided: no license required or license required`
  std::string outcome(const trade::Gate& gate) const;
  // The outcome and the review policy.
  std::string answer(const trade::Gate& gate) const;
  // `review policy`: what a field of the contract is called, or the rulebook's own label for another.
  std::string name(const trade::Gate& gate, const trade::Field& field) const;
  // `license required`, or `unsettled: a or b`
  std::string value(const trade::Field& field) const;

  // A gate that has nothing to say about the order: its mildest outcome.
  bool is_quiet(const trade::Gate& gate) const;
  // What the gate alone would make of the order.
  trade::Verdict verdict(const trade::Gate& gate) const;
  // The gates with the worst answer; none when the order proceeds.
  std::vector<const trade::Gate*> deciding(const trade::Determination& determination) const;

  // `15 CFR 742.6(a)(6)(iii): TPP 15832 >= …`
  std::string reason(const trade::Reason& reason) const;
  // The first reason of a gate, which the outcome rests on, cut to what fits a few lines; empty when there is none.
  std::string why(const trade::Gate& gate) const;
  // What an answer says in a terse way: `a | b`, `proceed..license`, `us.export: free | license (level a)`.
  std::string alternatives(const std::string& texts) const;
  std::string verdict_in_words(const std::string& verdict) const;
  std::string outcome_in_words(const std::string& outcome) const;
  // `64 × nvidia-h200-sxm`
  std::string item(const trade::Order& order) const;
  // `US → CN (export)`
  std::string route(const trade::Order& order) const;

 private:
  const law::Gate* declared(const trade::Gate& gate) const;
  const law::Define* declared(const trade::Gate& gate, const trade::Field& field) const;
  std::string joined(const std::vector<std::string>& words, std::string_view english, std::string_view chinese) const;

  const law::Law& law_;
  Language language_;
};

std::string text_of(const Range& range);
const trade::Field* find_field(const trade::Gate& gate, std::string_view name);
Style style_of(trade::Verdict verdict);

}  // namespace lockgate::cli
