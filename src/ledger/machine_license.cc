// The commands about licenses.
#include "base/digest.h"
#include "ledger/balance.h"
#include "ledger/machine.h"

namespace lockgate::ledger {
namespace {

Outcome check_terms(const AddLicense& command) {
  std::string currency;
  for (const Line& line : command.lines) {
    if (line.granted.sign() <= 0) return {Code::NotPositive, std::to_string(line.line), ""};
    if (line.value && line.value->sign() <= 0) return {Code::NotPositive, std::to_string(line.line), ""};
    if (!line.value) continue;
    if (!currency.empty() && line.currency != currency) return {Code::CurrencyDiffers, currency, ""};
    currency = line.currency;
  }
  return {};
}

template <class T>
void put_all(Draft& draft, const std::string& license, std::vector<T> records) {
  for (T& record : records) {
    record.license = license;
    draft.put(record);
  }
}

Line without_balance(Line line) {
  line.reserved = line.shipped = line.drawn_value = line.unvalued = Decimal();
  return line;
}

// What is left after an amendment must cover what was drawn before it.
Outcome amend_line(Draft& draft, const License& license, const Amend& command) {
  auto line = find<Line>(draft, command.license, command.line);
  if (!line) return {Code::NoSuchLine, std::to_string(command.line), ""};
  if (command.granted) line->granted = *command.granted;
  if (command.value) line->value = *command.value;
  const bool is_positive = line->granted.sign() > 0 && (!line->value || line->value->sign() > 0);
  if (!is_positive) return {Code::NotPositive, std::to_string(command.line), ""};
  draft.put(*line);
  const Sum drawn = Sum(line->reserved).plus(line->shipped);
  const bool is_covered = drawn.value() <= line->granted && is_within_value(license, list<Line>(draft, "license", command.license));
  return is_covered ? Outcome{} : Outcome{Code::BelowDrawn, std::to_string(command.line), drawn.value().to_string()};
}

}  // namespace

Outcome run(Draft& draft, const AddLicense& command) {
  License license = command.license;
  license.terms = sha256(to_json(command));
  if (const auto known = find<License>(draft, license.number))
    return {known->terms == license.terms ? Code::Exists : Code::AlreadyExists, license.number, ""};
  if (const Outcome outcome = check_terms(command); outcome.code != Code::Done) return outcome;
  license.state = LicenseState::Active;
  license.is_held = false;
  draft.put(license);
  std::vector<Line> lines;
  for (const Line& line : command.lines) lines.push_back(without_balance(line));
  put_all(draft, license.number, std::move(lines));
  put_all(draft, license.number, command.parties);
  put_all(draft, license.number, command.conditions);
  put_all(draft, license.number, command.caps);
  put_all(draft, license.number, command.charges);
  put_all(draft, license.number, command.duties);
  return {};
}

Outcome run(Draft& draft, const Amend& command) {
  auto license = find<License>(draft, command.license);
  if (!license) return {Code::NoSuchLicense, command.license, ""};
  if (license->state == LicenseState::Revoked) return {Code::LicenseRevoked, command.license, ""};
  if (command.valid_until) license->valid_until = *command.valid_until;
  draft.put(*license);
  return command.granted || command.value ? amend_line(draft, *license, command) : Outcome{};
}

// Open reservations need no change: each is judged anew when it is settled.
Outcome run(Draft& draft, const Revoke& command) {
  auto license = find<License>(draft, command.license);
  if (!license) return {Code::NoSuchLicense, command.license, ""};
  if (license->state == LicenseState::Revoked) return {Code::Exists, command.license, ""};
  license->state = LicenseState::Revoked;
  draft.put(*license);
  return {};
}

Outcome run(Draft& draft, const Hold& command) {
  auto license = find<License>(draft, command.license);
  if (!license) return {Code::NoSuchLicense, command.license, ""};
  if (license->is_held == command.is_held) return {Code::Exists, command.license, ""};
  license->is_held = command.is_held;
  draft.put(*license);
  return {};
}

}  // namespace lockgate::ledger
