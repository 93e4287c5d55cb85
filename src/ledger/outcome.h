// Outcome: what the ledger says to a command. The codes stand in their order of precedence: of several things that are
// wrong, the first of this list is the answer, always. docs/ledger.md explains each.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace lockgate::ledger {

enum class Code : std::uint8_t {
  Done,
  Exists,  // the same was done before: nothing happens twice
  // What the command names.
  KeyReused,
  NotPositive,
  NoSuchLicense,
  NoSuchLine,
  NoSuchDraw,
  NoSuchDuty,
  NoSuchDetermination,
  NoSuchCase,
  NoSuchStep,
  NoSuchResult,
  AlreadyExists,
  OneHand,
  DrawNotOpen,
  DrawExpired,
  NotDue,
  // Whether it is its turn in a case.
  CaseClosed,
  NotItsTurn,
  BeforeLastEvent,
  NotAsked,
  // Whether the license may be used.
  LicenseRevoked,
  NotYetValid,
  LicenseExpired,
  OnStay,
  KeyNotGiven,
  // Who is in the draw.
  PartyNotStated,
  PartyNotLicensed,
  // What is owed first.
  DutyRevoked,
  DutyOverdue,
  LaboratoryNotStated,
  NoSuchLaboratory,
  LaboratoryRevoked,
  // How much is left.
  OverLicense,
  CurrencyDiffers,
  OverValue,
  TppUnknown,
  OverCap,
  BelowDrawn,
  DoesNotFit,
};
inline constexpr int kCodes = static_cast<int>(Code::DoesNotFit) + 1;

std::string_view to_string(Code code);  // `over_license`
std::string_view says(Code code);       // one phrase for people

struct Outcome {
  Code code = Code::Done;
  std::string about;  // what it is about: the duty, the cap, the draw
  std::string left;   // how much would still have been possible, where that is a number

  bool is_accepted() const { return code == Code::Done || code == Code::Exists; }
  friend bool operator==(const Outcome&, const Outcome&) = default;
};

}  // namespace lockgate::ledger
