#include "service/accounts.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/digest.h"
#include "base/text.h"
#include "service/clock.h"
#include "service/password.h"

namespace lockgate::service {
namespace {

constexpr std::size_t kLongestName = 64;

// Names go into logs, journals and addresses.
bool is_name(const std::string& text) {
  const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_' || c == '@'; };
  return !text.empty() && text.size() <= kLongestName && std::all_of(text.begin(), text.end(), fits);
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

Result<void> check(const std::string& name, const std::vector<std::string>& roles) {
  if (!is_name(name)) return fail("LG0834", fmt::format("`{}` is no name of an account", excerpt(name)), "letters of ASCII, digits and `.-_@`, at most 64");
  if (roles.empty()) return fail("LG0834", "an account has at least one role", "roles: " + joined(known_roles()));
  for (const std::string& role : roles)
    if (std::find(known_roles().begin(), known_roles().end(), role) == known_roles().end()) return fail("LG0834", fmt::format("there is no role `{}`", excerpt(role)), "roles: " + joined(known_roles()));
  return {};
}

}  // namespace

const std::vector<std::string>& known_roles() {
  static const std::vector<std::string> kRoles = {"requester", "analyst", "approver", "rule_author", "rule_approver", "auditor", "service"};
  return kRoles;
}

Result<void> Accounts::add(const Account& account) {
  if (auto fine = check(account.name, account.roles); !fine) return fine;
  const auto known = where("name = $1", {account.name});
  if (!known) return tl::unexpected(known.error());
  if (!known->empty()) return fail("LG0834", fmt::format("there is an account `{}` already", account.name), "`lockgate account password` gives it another password");
  const auto put = records_.run("INSERT INTO desk_account (name, roles, password, token, state, made_at) VALUES ($1, $2, $3, $4, $5, $6)",
                                {account.name, joined(account.roles), account.password, account.token, "active", time_text(milliseconds_now())});
  return put ? Result<void>() : tl::unexpected(put.error());
}

Result<void> Accounts::add_person(const std::string& name, const std::vector<std::string>& roles, std::string_view password) {
  const auto hash = hash_password(password);
  if (!hash) return tl::unexpected(hash.error());
  return add({name, roles, *hash, "", "", ""});
}

Result<std::string> Accounts::add_program(const std::string& name, const std::vector<std::string>& roles) {
  const std::string token = random_word();
  if (const auto added = add({name, roles, "", sha256(token), "", ""}); !added) return tl::unexpected(added.error());
  return token;
}

Result<void> Accounts::set_password(const std::string& name, std::string_view password) {
  const auto hash = hash_password(password);
  if (!hash) return tl::unexpected(hash.error());
  const auto known = where("name = $1 AND token = ''", {name});
  if (!known) return tl::unexpected(known.error());
  if (known->empty()) return fail("LG0834", fmt::format("no person has an account `{}`", excerpt(name)), "`lockgate account list` shows them");
  const auto put = records_.run("UPDATE desk_account SET password = $1 WHERE name = $2", {*hash, name});
  return put ? Result<void>() : tl::unexpected(put.error());
}

Result<void> Accounts::set_state(const std::string& name, const std::string& state) {
  const auto known = where("name = $1", {name});
  if (!known) return tl::unexpected(known.error());
  if (known->empty()) return fail("LG0834", fmt::format("there is no account `{}`", excerpt(name)), "`lockgate account list` shows them");
  const auto put = records_.run("UPDATE desk_account SET state = $1 WHERE name = $2", {state, name});
  return put ? Result<void>() : tl::unexpected(put.error());
}

Result<std::vector<Account>> Accounts::where(const std::string& condition, const ledger::Row& parameters) {
  const auto rows = records_.run("SELECT name, roles, password, token, state, made_at FROM desk_account WHERE " + condition + " ORDER BY name", parameters);
  if (!rows) return tl::unexpected(rows.error());
  std::vector<Account> out;
  for (const ledger::Row& row : *rows) {
    Account account{row[0], {}, row[2], row[3], row[4], row[5]};
    for (const std::string_view role : split(row[1], ' ')) account.roles.emplace_back(role);
    out.push_back(std::move(account));
  }
  return out;
}

Result<std::vector<Account>> Accounts::all() { return where("name <> ''", {}); }

Result<std::optional<Account>> Accounts::active(const std::string& name) {
  const auto found = where("name = $1 AND state = 'active'", {name});
  if (!found) return tl::unexpected(found.error());
  return found->empty() ? std::nullopt : std::optional(found->front());
}

Result<std::optional<Account>> Accounts::active_by_token(std::string_view token) {
  const auto found = where("token = $1 AND state = 'active'", {sha256(token)});
  if (!found) return tl::unexpected(found.error());
  return found->empty() ? std::nullopt : std::optional(found->front());
}

}  // namespace lockgate::service
