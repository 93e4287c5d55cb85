// Commands: everything that can change a ledger. Dates come with them; the ledger has no clock.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "ledger/record.h"

namespace lockgate::ledger {

// The records' own balances and states are set by the ledger, whatever they say.
struct AddLicense {
  License license;
  std::vector<Line> lines;
  std::vector<Party> parties;
  std::vector<Condition> conditions;
  std::vector<Cap> caps;
  std::vector<Charge> charges;
  std::vector<Duty> duties;
};

// What is not given stays. `value` is that of the line.
struct Amend {
  std::string license;
  std::int64_t line = 0;
  std::optional<Decimal> granted;
  std::optional<Decimal> value;
  std::optional<Date> valid_until;
};

struct Revoke {
  std::string license;
};

struct Hold {
  std::string license;
  bool is_held = true;
};

// Takes from a line. `is_shipment`: at once; otherwise a reservation, to be settled or voided, that lapses after `expires`.
struct Reserve {
  std::string key;
  std::string license;
  std::int64_t line = 0;
  Decimal quantity;
  std::optional<Decimal> value;  // not stated: its share of the line's value
  std::string currency;
  std::string purchaser;           // empty: the license's only one
  std::string ultimate_consignee;  // likewise
  std::string end_user;            // likewise
  std::string laboratory;
  std::optional<Date> expires;
  bool is_shipment = false;
  Date date;
};

// The reservation is shipped on `date`: judged anew as of that day.
struct Settle {
  std::string key;
  Date date;
};

struct Void {
  std::string key;
  Date date;
};

struct Expire {
  std::string key;
  Date date;
};

// A later event of a shipment that was made, such as a reexport: its records are kept from there.
struct Note {
  std::string key;
  std::string event;
  Date date;
};

// Goods shipped that need no license and count in a ratio.
struct Supply {
  std::string key;
  std::string item;
  std::string destination;
  Decimal quantity;
  std::optional<Decimal> tpp;  // of one piece
  Date date;
};

struct AddDuty {
  Duty duty;
};

struct MeetDuty {
  std::string license;
  std::string id;
  std::string evidence;
  std::optional<Date> expires;
  Date date;
};

struct RevokeDuty {
  std::string license;
  std::string id;
};

struct Accredit {
  std::string laboratory;
  Date date;
};

struct RevokeLaboratory {
  std::string laboratory;
  Date date;
};

// Enters a determination. What it was made from is part of it.
struct Seal {
  Sealed sealed;
};

// The records' owners and places in the ledger are set by it.
struct OpenCase {
  CaseFile file;
  std::vector<CaseStep> steps;
};

struct RecordEvent {
  CaseEvent event;
};

struct FillField {
  CaseField field;
};

// Nothing of it ships until the stay is lifted, which is a stay without a reason.
struct PutStay {
  Stay stay;
};

// An overlay says something else from now on, under the next number.
struct Publish {
  Publication publication;
};

using Command = std::variant<AddLicense, Amend, Revoke, Hold, Reserve, Settle, Void, Expire, Note, Supply, AddDuty, MeetDuty,
                             RevokeDuty, Accredit, RevokeLaboratory, Seal, OpenCase, RecordEvent, FillField, PutStay, Publish>;

// Canonical: equal commands give equal bytes. The journal keeps this, and keys are compared by its digest.
std::string to_json(const Command& command);

}  // namespace lockgate::ledger
