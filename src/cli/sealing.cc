#include "cli/sealing.h"

#include <fmt/format.h>

#include "cli/command.h"
#include "cli/layout.h"

namespace lockgate::cli {
namespace {

constexpr std::size_t kAtOnce = 500;
constexpr std::size_t kShown = 20;

}  // namespace

void Sealing::declare(CLI::App& app) {
  add_flag(app, "--seal", is_wanted_, "enter every determination in the ledger, to be replayed and proved later");
  access_.declare(app, LedgerAccess::Kind::Seals);
}

bool Sealing::open(Session& session) {
  store_ = access_.open(session, ledger::IfMissing::Create);
  return store_.has_value();
}

void Sealing::add(Session& session, ledger::Sealed sealed) {
  sealed.program = kVersion;
  sealed.sealed_on = today();
  if (first_.size() < kShown) first_.emplace_back(sealed.order, sealed.id);
  waiting_.push_back(access_.request(ledger::Seal{std::move(sealed)}));
  if (waiting_.size() == kAtOnce) flush(session);
}

void Sealing::flush(Session& session) {
  if (waiting_.empty() || has_failed_) return;
  const auto outcomes = store_->perform(waiting_);
  waiting_.clear();
  has_failed_ = !outcomes;
  if (!outcomes) return refuse_ledger(session, outcomes.error());
  for (const ledger::Outcome& outcome : *outcomes) {
    ++(outcome.code == ledger::Code::Exists ? known_ : sealed_);
    if (outcome.is_accepted()) continue;
    --sealed_;
    session.refuse({"LG0724", "the same question was sealed before with another answer", outcome.about, "`lockgate replay " + outcome.about + "` compares them"});
  }
}

void Sealing::finish(Session& session) {
  flush(session);
  std::string said = fmt::format("{} sealed{}{}\n", sealed_, known_ > 0 ? fmt::format(", {} sealed before", known_) : "",
                                 has_failed_ ? "; the others were not" : "");
  if (sealed_ + known_ <= kShown)
    for (const auto& [order, id] : first_) said += fmt::format("  {}  {}\n", id, order);
  session.talk().write(printable(said));
}

}  // namespace lockgate::cli
