// Explanation: one determination as a page of sentences with citations.
#pragma once

#include <vector>

#include "cli/narrator.h"
#include "cli/page.h"
#include "decide/decider.h"

namespace lockgate::cli {

class Explanation {
 public:
  Explanation(const law::Law& law, Language language, const trade::Order& order, const trade::Determination& determination)
      : law_(law), narrator_(law, language), order_(order), determination_(determination) {}

  // `trace` is written at the end, and gates that have nothing to say are shown, when `is_whole`.
  Page write(bool is_whole, const std::vector<decide::RuleTrace>& trace);

 private:
  void add_head();
  void add_questions();
  void add_question(std::size_t number, const trade::Unknown& unknown);
  void add_gate(const trade::Gate& gate);
  void add_fields(const trade::Gate& gate);
  void add_duties(const trade::Gate& gate);
  void add_reasons(const trade::Gate& gate);
  void add_contested(const trade::Gate& gate);
  void add_remarks();
  void add_screening();
  void add_trace(const std::vector<decide::RuleTrace>& trace);
  std::string mark_of(const trade::Reason& reason) const;

  const law::Law& law_;
  Narrator narrator_;
  const trade::Order& order_;
  const trade::Determination& determination_;
  Page page_;
};

}  // namespace lockgate::cli
