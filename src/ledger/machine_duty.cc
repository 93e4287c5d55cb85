// The commands about duties and laboratories.
#include "ledger/machine.h"

namespace lockgate::ledger {

Outcome run(Draft& draft, const AddDuty& command) {
  if (!find<License>(draft, command.duty.license)) return {Code::NoSuchLicense, command.duty.license, ""};
  if (const auto known = find<Duty>(draft, command.duty.license, command.duty.id))
    return {to_row(*known) == to_row(command.duty) ? Code::Exists : Code::AlreadyExists, command.duty.id, ""};
  draft.put(command.duty);
  return {};
}

Outcome run(Draft& draft, const MeetDuty& command) {
  if (!find<License>(draft, command.license)) return {Code::NoSuchLicense, command.license, ""};
  auto duty = find<Duty>(draft, command.license, command.id);
  if (!duty) return {Code::NoSuchDuty, command.id, ""};
  duty->state = DutyState::Met;
  duty->evidence = command.evidence;
  duty->expires = command.expires;
  duty->met_on = command.date;
  draft.put(*duty);
  return {};
}

Outcome run(Draft& draft, const RevokeDuty& command) {
  if (!find<License>(draft, command.license)) return {Code::NoSuchLicense, command.license, ""};
  auto duty = find<Duty>(draft, command.license, command.id);
  if (!duty) return {Code::NoSuchDuty, command.id, ""};
  if (duty->state == DutyState::Revoked) return {Code::Exists, command.id, ""};
  duty->state = DutyState::Revoked;
  draft.put(*duty);
  return {};
}

Outcome run(Draft& draft, const Accredit& command) {
  Laboratory laboratory{command.laboratory, LaboratoryState::Accredited, 1, command.date};
  if (const auto known = find<Laboratory>(draft, command.laboratory)) {
    if (known->state == LaboratoryState::Accredited) return {Code::Exists, command.laboratory, ""};
    laboratory.accreditation = known->accreditation + 1;
  }
  draft.put(laboratory);
  return {};
}

// One row freezes every open draw that relies on it, however many there are: none can be settled any more.
Outcome run(Draft& draft, const RevokeLaboratory& command) {
  auto laboratory = find<Laboratory>(draft, command.laboratory);
  if (!laboratory) return {Code::NoSuchLaboratory, command.laboratory, ""};
  if (laboratory->state == LaboratoryState::Revoked) return {Code::Exists, command.laboratory, ""};
  laboratory->state = LaboratoryState::Revoked;
  laboratory->since = command.date;
  draft.put(*laboratory);
  return {};
}

}  // namespace lockgate::ledger
