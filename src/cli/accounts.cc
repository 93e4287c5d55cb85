// Who may ask the service, and for what: accounts are made here, where the database is, and nowhere else.
#include <fmt/format.h>
#include <termios.h>
#include <unistd.h>

#include <fstream>
#include <iostream>

#include "base/text.h"
#include "cli/layout.h"
#include "cli/options.h"
#include "cli/service_commands.h"
#include "service/accounts.h"

namespace lockgate::cli {
namespace {

struct Arguments {
  std::string ledger;
  std::string name;
  std::vector<std::string> roles;
  std::string password_file;
  bool is_program = false;
  bool is_elsewhere = false;
};

std::shared_ptr<Arguments> declare(CLI::App& app, bool has_name) {
  const auto given = std::make_shared<Arguments>();
  if (has_name) add_text(app, "name", given->name, "NAME", "the account")->required();
  add_text(app, "--ledger", given->ledger, "FILE|URL", "the ledger whose service it is; or the variable LOCKGATE_LEDGER")->envname("LOCKGATE_LEDGER");
  return given;
}

// Nothing of it is shown while it is typed.
std::string ask(Session& session) {
  session.talk().write("password: ");
  termios shown{};
  tcgetattr(STDIN_FILENO, &shown);
  termios hidden = shown;
  hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
  tcsetattr(STDIN_FILENO, TCSANOW, &hidden);
  std::string out;
  std::getline(std::cin, out);
  tcsetattr(STDIN_FILENO, TCSANOW, &shown);
  session.talk().write("\n");
  return out;
}

// From the file, the terminal, or the first line of standard input; never from the command line, which others can see.
std::string read_password(Session& session, const Arguments& given) {
  std::string out;
  if (!given.password_file.empty()) {
    std::ifstream file(given.password_file);
    std::getline(file, out);
  } else if (isatty(STDIN_FILENO) != 0) {
    out = ask(session);
  } else {
    std::getline(std::cin, out);
  }
  return out;
}

std::unique_ptr<service::Records> open(Session& session, const Arguments& given) {
  if (given.ledger.empty()) return session.refuse({"LG0017", "no ledger is named", "", "name it with --ledger, or the variable LOCKGATE_LEDGER"}), nullptr;
  auto records = service::Records::open(given.ledger);
  if (!records) return session.refuse(records.error()), nullptr;
  return std::move(*records);
}

void add(Session& session, const Arguments& given) {
  if (given.is_elsewhere && (given.is_program || !given.password_file.empty()))
    return session.refuse({"LG0834", "who signs in elsewhere is no program and has no password here", "", "leave out --program and --password-file, or --single-sign-on"});
  const auto records = open(session, given);
  if (records == nullptr) return;
  service::Accounts accounts(*records);
  if (given.is_program) {
    const auto token = accounts.add_program(given.name, given.roles.empty() ? std::vector<std::string>{"service"} : given.roles);
    return token ? session.out().write(*token + "\n") : session.refuse(token.error());
  }
  const auto added = given.is_elsewhere ? accounts.add_person_elsewhere(given.name, given.roles) : accounts.add_person(given.name, given.roles, read_password(session, given));
  added ? session.out().write(fmt::format("{} may sign in\n", given.name)) : session.refuse(added.error());
}

void set_password(Session& session, const Arguments& given) {
  const auto records = open(session, given);
  if (records == nullptr) return;
  const auto done = service::Accounts(*records).set_password(given.name, read_password(session, given));
  done ? session.out().write(fmt::format("{} has another password\n", given.name)) : session.refuse(done.error());
}

void disable(Session& session, const Arguments& given) {
  const auto records = open(session, given);
  if (records == nullptr) return;
  const auto done = service::Accounts(*records).set_state(given.name, "disabled");
  done ? session.out().write(fmt::format("{} is shut out\n", given.name)) : session.refuse(done.error());
}

void list(Session& session, const Arguments& given) {
  const auto records = open(session, given);
  if (records == nullptr) return;
  const auto all = service::Accounts(*records).all();
  if (!all) return session.refuse(all.error());
  for (const service::Account& one : *all) {
    std::string roles;
    for (const std::string& role : one.roles) roles += (roles.empty() ? "" : " ") + role;
    session.out().write(fmt::format("{}  {}  {}  {}\n", one.name, one.token.empty() ? "person" : "program", one.state, roles));
  }
}

template <class Do>
Action action(std::shared_ptr<Arguments> given, Do act) {
  return [given = std::move(given), act](Session& session) { act(session, *given); };
}

}  // namespace

Action declare_account_add(CLI::App& app) {
  const auto given = declare(app, true);
  add_list(app, "--role", given->roles, "ROLE", "requester, analyst, approver, rule_author, rule_approver, auditor or service; repeat for more");
  add_text(app, "--password-file", given->password_file, "FILE", "its first line is the password; otherwise it is asked for, or read from standard input");
  add_flag(app, "--single-sign-on", given->is_elsewhere, "an account without a password: the identity provider of `lockgate serve --single-sign-on` says who signs in");
  add_flag(app, "--program", given->is_program, "an account for a program: its token is printed, once");
  return action(given, add);
}

Action declare_account_password(CLI::App& app) {
  const auto given = declare(app, true);
  add_text(app, "--password-file", given->password_file, "FILE", "its first line is the password; otherwise it is asked for, or read from standard input");
  return action(given, set_password);
}

Action declare_account_disable(CLI::App& app) { return action(declare(app, true), disable); }

Action declare_account_list(CLI::App& app) { return action(declare(app, false), list); }

}  // namespace lockgate::cli
