#include "cli/ledger_access.h"

#include <fmt/format.h>

#include <chrono>
#include <ctime>

#include "cli/layout.h"

namespace lockgate::cli {
namespace {

using Json = nlohmann::ordered_json;
using ledger::Outcome;

// For the journal only: `2026-02-01T09:30:00Z`.
std::string now() {
  const std::time_t seconds = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm civil{};
  gmtime_r(&seconds, &civil);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", civil.tm_year + 1900, civil.tm_mon + 1, civil.tm_mday, civil.tm_hour,
                     civil.tm_min, civil.tm_sec);
}

}  // namespace

Json refusal_json(const Outcome& outcome) {
  Json json{{"result", "refused"}, {"reason", to_string(outcome.code)}, {"because", says(outcome.code)}};
  if (!outcome.about.empty()) json["about"] = outcome.about;
  if (!outcome.left.empty()) json["left"] = outcome.left;
  return json;
}

std::string refusal_text(const Outcome& outcome) {
  std::string text = fmt::format("refused: {}", to_string(outcome.code));
  if (!outcome.about.empty()) text += fmt::format(" ({})", outcome.about);
  text += fmt::format(": {}", says(outcome.code));
  if (!outcome.left.empty()) text += fmt::format("; {} left", grouped(outcome.left));
  return text + "\n";
}

void LedgerAccess::declare(CLI::App& app, Kind kind) {
  add_text(app, "--ledger", url_, "FILE|URL", "`sqlite:PATH` or `postgres://…`; or the variable LOCKGATE_LEDGER")->envname("LOCKGATE_LEDGER");
  if (kind != Kind::Seals) add_flag(app, "--json", is_json_, "answer in JSON");
  if (kind != Kind::Seals) add_text(app, "--date", date_, "DATE", "the day on which this happens, or on which the state is judged; otherwise today");
  if (kind != Kind::Reads) add_text(app, "--actor", actor_, "NAME", "who does this, for the journal; or the variable USER")->envname("USER");
}

std::optional<ledger::Store> LedgerAccess::open(Session& session, ledger::IfMissing if_missing) const {
  if (url_.empty()) {
    session.refuse({"LG0017", "no ledger is named", "", "`--ledger sqlite:PATH`, or the variable LOCKGATE_LEDGER"});
    return std::nullopt;
  }
  auto store = ledger::Store::open(url_, if_missing);
  if (store) return std::move(*store);
  refuse_ledger(session, store.error());
  return std::nullopt;
}

ledger::Request LedgerAccess::request(ledger::Command command) const { return {std::move(command), actor_.empty() ? "unknown" : actor_, now()}; }

std::optional<Date> LedgerAccess::day(Session& session) const { return date_of(session, date_); }

void LedgerAccess::perform(Session& session, ledger::Command command, const Subject& subject, const std::string& key,
                           ledger::IfMissing if_missing) const {
  auto store = open(session, if_missing);
  if (!store) return;
  const auto outcome = store->perform(request(std::move(command)));
  if (!outcome) return refuse_ledger(session, outcome.error());
  if (!outcome->is_accepted()) {
    session.worsen(Status::SomeDoNot);
    return session.out().write(is_json_ ? refusal_json(*outcome).dump(2) + "\n" : printable(refusal_text(*outcome)));
  }
  Json json{{"result", to_string(outcome->code)}};
  const auto looked = store->look([&](const ledger::State& state) { json.update(subject.show(state, key)); });
  if (!looked) return refuse_ledger(session, looked.error());
  const std::string before = outcome->code == ledger::Code::Exists ? "already so: " : "";
  session.out().write(is_json_ ? json.dump(2) + "\n" : printable(before + subject.say(json) + "\n"));
}

void refuse_ledger(Session& session, const Error& error) {
  session.complain(error);
  session.worsen(Status::BadWorld);
}

std::optional<Decimal> number_of(Session& session, const std::string& text) {
  const Result<Decimal> number = Decimal::parse(text);
  if (number) return *number;
  session.refuse(number.error());
  return std::nullopt;
}

std::optional<Date> date_of(Session& session, const std::string& text) {
  const Result<Date> date = parse_day(text);
  if (date) return *date;
  session.refuse(date.error());
  return std::nullopt;
}

}  // namespace lockgate::cli
