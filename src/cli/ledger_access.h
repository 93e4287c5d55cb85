// LedgerAccess: what every command of the ledger is told: which ledger, who acts, on which day, and in what form to answer.
#pragma once

#include <optional>
#include <string>

#include "base/json.h"
#include "cli/options.h"
#include "ledger/store.h"

namespace lockgate::cli {

// What a command is about: as JSON for programs, and that as one sentence for people.
struct Subject {
  nlohmann::ordered_json (*show)(const ledger::State& state, const std::string& key);
  std::string (*say)(const nlohmann::ordered_json& shown);
};

class LedgerAccess {
 public:
  // Seals: only which ledger and who; the rest is the command's own.
  enum class Kind : std::uint8_t { Reads, Acts, Seals };
  void declare(CLI::App& app, Kind kind);

  // Nothing: there is no ledger, and that has been said.
  std::optional<ledger::Store> open(Session& session, ledger::IfMissing if_missing = ledger::IfMissing::Refuse) const;
  // The day on which the command acts. Nothing: it was no date, and that has been said.
  std::optional<Date> day(Session& session) const;

  bool is_json() const { return is_json_; }
  // A command as this actor gives it now.
  ledger::Request request(ledger::Command command) const;

  // Carries out a command and answers with its subject, from the state that it left.
  void perform(Session& session, ledger::Command command, const Subject& subject, const std::string& key,
               ledger::IfMissing if_missing = ledger::IfMissing::Refuse) const;

 private:
  std::string url_;
  std::string date_ = "today";
  std::string actor_;
  bool is_json_ = false;
};

// What the ledger says to a command it refuses: as JSON, and as one line for people.
nlohmann::ordered_json refusal_json(const ledger::Outcome& outcome);
std::string refusal_text(const ledger::Outcome& outcome);

// Says what is wrong with the ledger itself.
void refuse_ledger(Session& session, const Error& error);

// Values of options that are numbers or dates. Nothing: an error has been said.
std::optional<Decimal> number_of(Session& session, const std::string& text);
std::optional<Date> date_of(Session& session, const std::string& text);

}  // namespace lockgate::cli
