// Accounts: who may ask, and for what. A person has a password, a program a token; each has roles. Nobody is there from the beginning.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/records.h"

namespace lockgate::service {

struct Account {
  std::string name;
  std::vector<std::string> roles;
  std::string password;  // its hash; empty: a program, or a person who signs in elsewhere
  std::string token;     // its digest; empty: a person
  std::string state;     // `active`, `disabled`
  std::string made_at;

  bool is_elsewhere() const { return password.empty() && token.empty(); }
};

// `requester`, `analyst`, `approver`, `rule_author`, `rule_approver`, `auditor`, `service`.
const std::vector<std::string>& known_roles();

class Accounts {
 public:
  explicit Accounts(Records& records) : records_(records) {}

  // LG0834: the name is taken or no name, a role is unknown, the password is too short.
  Result<void> add_person(const std::string& name, const std::vector<std::string>& roles, std::string_view password);
  // Without a password: an identity provider says when it is he.
  Result<void> add_person_elsewhere(const std::string& name, const std::vector<std::string>& roles) { return add({name, roles, "", "", "", ""}); }
  // Gives the token, which is not kept.
  Result<std::string> add_program(const std::string& name, const std::vector<std::string>& roles);
  Result<void> set_password(const std::string& name, std::string_view password);
  Result<void> set_state(const std::string& name, const std::string& state);

  Result<std::vector<Account>> all();
  // Nothing: there is no such account, or it is disabled.
  Result<std::optional<Account>> active(const std::string& name);
  Result<std::optional<Account>> active_by_token(std::string_view token);

 private:
  Result<void> add(const Account& account);
  Result<std::vector<Account>> where(const std::string& condition, const ledger::Row& parameters);
  Records& records_;
};

}  // namespace lockgate::service
