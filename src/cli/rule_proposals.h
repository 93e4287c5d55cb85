// RuleProposals: a change of the law that the firm lays over the rulebooks, from the text that its author proposes to the day's effect that its
// approver must have read.
#pragma once

#include <optional>
#include <string>

#include "base/json.h"
#include "cli/publisher.h"
#include "service/proposals.h"
#include "service/reading_log.h"
#include "service/schema.h"

namespace lockgate::cli {

class RuleProposals {
 public:
  static constexpr const char* kPublish = "rule.publish";  // `about`: the name of an overlay; `text`: what it says from then on
  static constexpr const char* kRetire = "rule.retire";    // the overlay is taken away
  static bool is_rule(const service::Proposal& one) { return one.kind == kPublish || one.kind == kRetire; }

  RuleProposals(service::Records& records, Publisher& publisher) : readings_(records), publisher_(publisher) {}

  // Nothing: it can be proposed, and is tagged with the law that it would change. LG0804; LG0850: it does not compile, or a case fails.
  std::optional<service::Response> refuse_text(service::Proposal& one);
  // LG0824: other law stands by now. LG0851: who approves has not read what it would do.
  std::optional<service::Response> refuse_approval(const service::Proposal& one, const std::string& caller);
  // What came of it.
  nlohmann::ordered_json publish(const service::Proposal& approved);

  service::Response effect(const service::Proposal& one);
  static service::Schema effect_schema();

 private:
  service::ReadingLog readings_;
  Publisher& publisher_;
};

}  // namespace lockgate::cli
