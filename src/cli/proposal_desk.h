// ProposalDesk: what takes two persons: the release of a hold, changes of a license, and of the law that the firm lays over the rulebooks. What one
// proposes another decides on; what is approved is done in the ledger under both names.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "cli/rule_proposals.h"
#include "ledger/command.h"
#include "ledger/state.h"
#include "service/proposals.h"

namespace lockgate::cli {

nlohmann::ordered_json proposal_json(const service::Proposal& one);

class ProposalDesk {
 public:
  static constexpr const char* kRelease = "hold.release";        // of a sealed determination that is a hold
  static constexpr const char* kOrderRelease = "order.release";  // of an order that somebody has put on hold

  static constexpr const char* kOrder = "order";                 // the kind of its stay

  // An answer that says why not.
  template <class T>
  using Or = tl::expected<T, service::Response>;

  ProposalDesk(service::Records& records, std::string ledger, Publisher& publisher) : proposals_(records), rules_(records, publisher), ledger_(std::move(ledger)) {}

  // `content`: what was said beside kind and subject, as texts. Who proposes, and which version he saw, is in the request.
  Or<service::Proposal> propose(const service::Request& request, service::Proposal one, const nlohmann::ordered_json& content);
  // Decides, and carries out what was approved.
  Or<service::Proposal> decide(const service::Request& request, const service::Proposal& one, const std::string& state, const std::string& remark);

  Or<service::Proposal> find(const std::string& id);
  Result<std::vector<service::Proposal>> all() { return proposals_.all(); }
  service::Response effect(const service::Proposal& one) { return rules_.effect(one); }
  const std::string& ledger() const { return ledger_; }

 private:
  std::optional<service::Response> refuse_subject(const service::Request& request, service::Proposal& one);
  std::optional<service::Response> refuse_changed(const service::Proposal& one);
  void carry_out(service::Proposal& one);
  void note(service::Proposal& one, const nlohmann::ordered_json& outcome);

  service::Proposals proposals_;
  RuleProposals rules_;
  std::string ledger_;
};

}  // namespace lockgate::cli
