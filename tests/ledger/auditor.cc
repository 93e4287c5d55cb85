#include "auditor.h"

#include <ctime>

namespace lockgate::test {
namespace {

using namespace ledger;

std::int64_t whole(const Decimal& number) { return static_cast<std::int64_t>(number.mantissa()); }

// The calendar year by the C library, since the engine's is by std::chrono.
int year(std::int32_t days) {
  const std::time_t seconds = std::time_t{days} * 86400;
  std::tm civil{};
  gmtime_r(&seconds, &civil);
  return civil.tm_year;
}

bool names(const std::string& places, const std::string& place) { return (" " + places + " ").find(" " + place + " ") != std::string::npos; }

std::string wish_of(Command command) {
  std::visit([](auto& c) { if constexpr (requires { c.date; }) c.date = Date{}; }, command);
  return to_json(command);
}

}  // namespace

AddLicense* Auditor::license(const std::string& number) {
  for (AddLicense& each : licenses_)
    if (each.license.number == number) return &each;
  return nullptr;
}
const AddLicense* Auditor::license(const std::string& number) const { return const_cast<Auditor*>(this)->license(number); }

Auditor::Deal* Auditor::deal(const std::string& key) {
  for (Deal& each : deals_)
    if (each.key == key) return &each;
  return nullptr;
}

const Auditor::Lab* Auditor::laboratory(const std::string& name) const {
  for (const Lab& each : laboratories_)
    if (each.name == name) return &each;
  return nullptr;
}

Auditor::Balance Auditor::balance(const std::string& number, std::int64_t line) const {
  Balance sum;
  for (const Deal& each : deals_) {
    if (each.license != number || each.line != line) continue;
    if (each.state == "reserved") sum.reserved += each.quantity;
    if (each.state == "shipped") sum.shipped += each.quantity;
  }
  return sum;
}

std::int64_t Auditor::tpp_to(const std::string& places, const std::string& item, bool with_reserved) const {
  std::int64_t sum = 0;
  for (const Deal& each : deals_)
    if (each.item == item && names(places, each.country) && (each.state == "shipped" || (with_reserved && each.state == "reserved"))) sum += each.tpp;
  return sum;
}

// `deal` is not among the deals that count: its state is empty.
std::string Auditor::judge(Deal& deal, std::int32_t day) const {
  const AddLicense* found = license(deal.license);
  if (found == nullptr) return "no_such_license";
  const Line* line = nullptr;
  for (const Line& each : found->lines)
    if (each.line == deal.line) line = &each;
  if (line == nullptr) return "no_such_line";
  if (found->license.state == LicenseState::Revoked) return "license_revoked";
  if (day < found->license.valid_from.days) return "not_yet_valid";
  if (day > found->license.valid_until.days) return "license_expired";
  for (const Party& party : found->parties) {
    if (party.role == "ultimate_consignee") deal.consignee = party.name, deal.country = party.country;
    if (party.role == "laboratory") deal.laboratory = party.name;
  }
  for (const Duty& duty : found->duties)
    if (duty.state == DutyState::Revoked) return "duty_revoked";
  for (const Duty& duty : found->duties) {
    if (duty.state == DutyState::Open && duty.due && day > duty.due->days) return "duty_overdue";
    if (duty.state == DutyState::Met && duty.expires && day > duty.expires->days) return "duty_overdue";
  }
  if (!deal.laboratory.empty()) {
    const Lab* lab = laboratory(deal.laboratory);
    if (lab == nullptr) return "no_such_laboratory";
    if (deal.accreditation == 0) deal.accreditation = lab->times;
    if (!lab->is_accredited || lab->times != deal.accreditation) return "laboratory_revoked";
  }
  deal.item = line->item;
  deal.tpp = deal.quantity * whole(*line->tpp);
  const Balance taken = balance(deal.license, deal.line);
  if (deal.quantity > whole(line->granted) - taken.reserved - taken.shipped) return "over_license";
  return judge_caps(*found, deal);
}

std::string Auditor::judge_caps(const AddLicense& found, const Deal& deal) const {
  for (const Cap& cap : found.caps) {
    if (cap.kind == CapKind::Ratio) {
      if (!names(cap.of, deal.country)) continue;
      const std::int64_t there = tpp_to(cap.of, deal.item, true) + deal.tpp;
      if (there * 100 > whole(cap.percent) * tpp_to(cap.to, deal.item, false)) return "over_cap";
    } else {
      std::int64_t sum = deal.quantity;
      for (const Deal& each : deals_)
        if (each.consignee == deal.consignee && (each.state == "reserved" || each.state == "shipped") && year(each.year_day) == year(deal.year_day))
          sum += each.quantity;
      if (sum > whole(cap.limit)) return "over_cap";
    }
  }
  return "done";
}

std::string Auditor::reserve(const Reserve& wish) {
  if (const Deal* known = deal(wish.key)) return known->wish == wish_of(wish) ? "exists" : "key_reused";
  if (wish.quantity.sign() <= 0) return "not_positive";
  Deal made;
  made.key = wish.key, made.license = wish.license, made.line = wish.line, made.wish = wish_of(wish);
  made.quantity = whole(wish.quantity);
  made.year_day = wish.date.days;
  made.expires = wish.expires ? wish.expires->days : Date::latest().days;
  const std::string answer = judge(made, wish.date.days);
  if (answer != "done") return answer;
  made.state = wish.is_shipment ? "shipped" : "reserved";
  deals_.push_back(made);
  return answer;
}

std::string Auditor::settle(const Settle& command) {
  Deal* found = deal(command.key);
  if (found == nullptr) return "no_such_draw";
  if (found->state == "shipped") return "exists";
  if (found->state != "reserved") return "draw_not_open";
  if (command.date.days > found->expires) return "draw_expired";
  const Deal before = *found;
  found->state = "";
  found->year_day = command.date.days;
  Deal trial = *found;
  const std::string answer = judge(trial, command.date.days);
  *found = answer == "done" ? trial : before;
  if (answer == "done") found->state = "shipped";
  return answer;
}

std::string Auditor::release(const std::string& key, const std::string& state, std::int32_t day) {
  Deal* found = deal(key);
  if (found == nullptr) return "no_such_draw";
  if (state == "expired" && found->state == "reserved" && day <= found->expires) return "not_due";
  if (found->state == state) return "exists";
  if (found->state != "reserved") return "draw_not_open";
  found->state = state;
  return "done";
}

std::string Auditor::supply(const Supply& command) {
  if (const Deal* known = deal(command.key)) return known->wish == wish_of(command) ? "exists" : "key_reused";
  if (command.quantity.sign() <= 0) return "not_positive";
  Deal made;
  made.key = command.key, made.wish = wish_of(command), made.item = command.item, made.country = command.destination;
  made.quantity = whole(command.quantity);
  made.tpp = made.quantity * whole(*command.tpp);
  made.year_day = command.date.days;
  made.state = "shipped";
  deals_.push_back(made);
  return "done";
}

std::string Auditor::amend(const Amend& command) {
  AddLicense* found = license(command.license);
  if (found == nullptr) return "no_such_license";
  if (found->license.state == LicenseState::Revoked) return "license_revoked";
  for (Line& line : found->lines) {
    if (line.line != command.line) continue;
    if (command.granted->sign() <= 0) return "not_positive";
    const Balance taken = balance(command.license, command.line);
    if (taken.reserved + taken.shipped > whole(*command.granted)) return "below_drawn";
    line.granted = *command.granted;
    return "done";
  }
  return "no_such_line";
}

std::string Auditor::expect(const Command& command) {
  if (const auto* c = std::get_if<AddLicense>(&command)) {
    const std::string terms = to_json(command);
    if (const AddLicense* known = license(c->license.number)) return known->license.terms == terms ? "exists" : "already_exists";
    licenses_.push_back(*c);
    licenses_.back().license.terms = terms;
    return "done";
  }
  if (const auto* c = std::get_if<Reserve>(&command)) return reserve(*c);
  if (const auto* c = std::get_if<Settle>(&command)) return settle(*c);
  if (const auto* c = std::get_if<Void>(&command)) return release(c->key, "voided", c->date.days);
  if (const auto* c = std::get_if<Expire>(&command)) return release(c->key, "expired", c->date.days);
  if (const auto* c = std::get_if<Supply>(&command)) return supply(*c);
  if (const auto* c = std::get_if<Amend>(&command)) return amend(*c);
  if (const auto* c = std::get_if<Revoke>(&command)) {
    AddLicense* found = license(c->license);
    if (found == nullptr) return "no_such_license";
    const bool was = found->license.state == LicenseState::Revoked;
    found->license.state = LicenseState::Revoked;
    return was ? "exists" : "done";
  }
  if (const auto* c = std::get_if<MeetDuty>(&command)) {
    AddLicense* found = license(c->license);
    if (found == nullptr) return "no_such_license";
    for (Duty& duty : found->duties) {
      if (duty.id != c->id) continue;
      duty.state = DutyState::Met;
      duty.expires = c->expires;
      return "done";
    }
    return "no_such_duty";
  }
  if (const auto* c = std::get_if<Accredit>(&command)) {
    for (Lab& lab : laboratories_) {
      if (lab.name != c->laboratory) continue;
      if (lab.is_accredited) return "exists";
      lab.is_accredited = true;
      ++lab.times;
      return "done";
    }
    laboratories_.push_back({c->laboratory, true, 1});
    return "done";
  }
  if (const auto* c = std::get_if<RevokeLaboratory>(&command)) {
    for (Lab& lab : laboratories_) {
      if (lab.name != c->laboratory) continue;
      const bool was = lab.is_accredited;
      lab.is_accredited = false;
      return was ? "done" : "exists";
    }
    return "no_such_laboratory";
  }
  return "the auditor does not know this command";
}

}  // namespace lockgate::test
