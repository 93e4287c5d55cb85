#include "ledger/draw_check.h"

#include "ledger/balance.h"
#include "ledger/cap_check.h"
#include "ledger/case_course.h"

namespace lockgate::ledger {
namespace {

class DrawCheck {
 public:
  DrawCheck(const State& state, Draw& draw, Date on) : state_(state), draw_(draw), on_(on) {}

  Outcome run() {
    using Check = Outcome (DrawCheck::*)();
    for (const Check check : {&DrawCheck::names, &DrawCheck::validity, &DrawCheck::stays, &DrawCheck::keys, &DrawCheck::parties, &DrawCheck::duties,
                              &DrawCheck::laboratory, &DrawCheck::quantity, &DrawCheck::value, &DrawCheck::caps})
      if (Outcome outcome = (this->*check)(); outcome.code != Code::Done) return outcome;
    return {};
  }

 private:
  Outcome names() {
    const auto license = find<License>(state_, draw_.license);
    if (!license) return {Code::NoSuchLicense, draw_.license, ""};
    const auto line = find<Line>(state_, draw_.license, draw_.line);
    if (!line) return {Code::NoSuchLine, std::to_string(draw_.line), ""};
    license_ = *license;
    line_ = *line;
    caps_ = list<Cap>(state_, "license", draw_.license);
    return {};
  }

  Outcome validity() {
    if (license_.state == LicenseState::Revoked) return {Code::LicenseRevoked, license_.number, ""};
    if (on_ < license_.valid_from) return {Code::NotYetValid, license_.valid_from.to_string(), ""};
    if (on_ > license_.valid_until) return {Code::LicenseExpired, license_.valid_until.to_string(), ""};
    return {};
  }

  Outcome stays() {
    const auto on_line = find<Stay>(state_, "line", line_.license + "/" + std::to_string(line_.line));
    if (on_line && !on_line->because.empty()) return {Code::OnStay, on_line->subject, ""};
    const auto on_draw = is_known_ ? find<Stay>(state_, "draw", draw_.key) : std::nullopt;
    if (on_draw && !on_draw->because.empty()) return {Code::OnStay, on_draw->subject, ""};
    return {};
  }

  // The license is one key of several.
  Outcome keys() {
    for (const CaseFile& file : list<CaseFile>(state_, "license", draw_.license)) {
      const auto stay = find<Stay>(state_, "case", file.id);
      if (stay && !stay->because.empty()) return {Code::OnStay, file.id, ""};
      if (const auto held = hold_on_order_of(state_, file)) return {Code::OnStay, held->subject, ""};
      for (const StepStanding& key : course_of(state_, file.id, on_).keys)
        if (key.result != kGiven) return {Code::KeyNotGiven, key.step.id, ""};
    }
    return {};
  }

  Outcome parties() {
    const std::vector<Party> known = list<Party>(state_, "license", draw_.license);
    for (const auto& [role, name] : {std::pair{"purchaser", &draw_.purchaser}, {"ultimate_consignee", &draw_.ultimate_consignee},
                                     {"end_user", &draw_.end_user}, {"laboratory", &draw_.laboratory}})
      if (Outcome outcome = settle_party(known, role, *name); outcome.code != Code::Done) return outcome;
    draw_.destination = country_of(known, "ultimate_consignee", draw_.ultimate_consignee);
    if (draw_.destination.empty()) draw_.destination = country_of(known, "end_user", draw_.end_user);
    return parties_of_caps();
  }

  // A party that the draw states has to be the license's; one that it does not state is the only one there is.
  static Outcome settle_party(const std::vector<Party>& known, const std::string& role, std::string& name) {
    std::vector<std::string> names;
    for (const Party& party : known)
      if (party.role == role) names.push_back(party.name);
    if (name.empty()) {
      if (names.size() > 1) return {Code::PartyNotStated, role, ""};
      if (names.size() == 1) name = names.front();
      return {};
    }
    const bool is_licensed = std::find(names.begin(), names.end(), name) != names.end();
    return is_licensed ? Outcome{} : Outcome{Code::PartyNotLicensed, name, ""};
  }

  static std::string country_of(const std::vector<Party>& known, const std::string& role, const std::string& name) {
    const auto found = std::find_if(known.begin(), known.end(), [&](const Party& p) { return p.role == role && p.name == name; });
    return found == known.end() ? std::string() : found->country;
  }

  // Nobody is no one a cap could count.
  Outcome parties_of_caps() const {
    for (const Cap& cap : caps_)
      for (const Counted& counted : kCounted) {
        const bool is_needed = cap.per == counted.role || (cap.kind == CapKind::Ratio && counted.name == &Draw::destination);
        if (is_needed && (draw_.*counted.name).empty()) return {Code::PartyNotStated, counted.role, ""};
      }
    return {};
  }

  Outcome duties() {
    const std::vector<Duty> duties = list<Duty>(state_, "license", draw_.license);
    for (const Duty& duty : duties)
      if (duty.state == DutyState::Revoked) return {Code::DutyRevoked, duty.id, ""};
    for (const Duty& duty : duties) {
      const std::optional<Date>& last = duty.state == DutyState::Open ? duty.due : duty.expires;
      if (last && on_ > *last) return {Code::DutyOverdue, duty.id, ""};
    }
    return {};
  }

  Outcome laboratory() {
    if (draw_.laboratory.empty()) return license_.needs_laboratory ? Outcome{Code::LaboratoryNotStated, "", ""} : Outcome{};
    const auto laboratory = find<Laboratory>(state_, draw_.laboratory);
    if (!laboratory) return {Code::NoSuchLaboratory, draw_.laboratory, ""};
    if (draw_.accreditation == 0) draw_.accreditation = laboratory->accreditation;
    const bool is_relied_on = laboratory->state == LaboratoryState::Accredited && laboratory->accreditation == draw_.accreditation;
    return is_relied_on ? Outcome{} : Outcome{Code::LaboratoryRevoked, draw_.laboratory, ""};
  }

  Outcome quantity() {
    draw_.item = line_.item;
    if (line_.tpp) draw_.tpp = multiply(*line_.tpp, draw_.quantity);
    if (line_.tpp && !draw_.tpp) return {Code::DoesNotFit, "tpp", ""};
    const Decimal left = Sum(line_.granted).minus(line_.reserved).minus(line_.shipped).value();
    if (draw_.quantity <= left) return {};
    return {Code::OverLicense, std::to_string(line_.line), left.is_negative() ? "0" : left.to_string()};
  }

  Outcome value() {
    if (!line_.value) return {};
    if (!draw_.value) draw_.value = exact_share(*line_.value, draw_.quantity, line_.granted);
    if (draw_.currency.empty()) draw_.currency = line_.currency;
    if (draw_.currency != line_.currency) return {Code::CurrencyDiffers, line_.currency, ""};
    std::vector<Line> lines = list<Line>(state_, "license", draw_.license);
    for (Line& line : lines) {
      if (line.line != draw_.line) continue;
      const std::optional<Decimal> sum = draw_.value ? add(line.drawn_value, *draw_.value) : add(line.unvalued, draw_.quantity);
      if (!sum) return {Code::DoesNotFit, "value", ""};
      (draw_.value ? line.drawn_value : line.unvalued) = *sum;
    }
    return is_within_value(license_, lines) ? Outcome{} : Outcome{Code::OverValue, license_.tolerance_cite, ""};
  }

  Outcome caps() {
    for (const Cap& cap : caps_)
      if (Outcome outcome = check_cap(state_, cap, draw_); outcome.code != Code::Done) return outcome;
    return {};
  }

  const State& state_;
  Draw& draw_;
  const bool is_known_ = !draw_.item.empty();  // it was entered before
  Date on_;
  License license_;
  Line line_;
  std::vector<Cap> caps_;
};

}  // namespace

Outcome check_draw(const State& state, Draw& draw, Date on) { return DrawCheck(state, draw, on).run(); }

}  // namespace lockgate::ledger
