// The records of the ledger, as plain values: what was granted, what has been drawn, what is owed. Each is one table.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ledger/case_record.h"
#include "ledger/publication.h"
#include "ledger/sealed.h"
#include "ledger/shape.h"

namespace lockgate::ledger {

enum class LicenseState : std::uint8_t { Active, Revoked };
inline std::array<std::string_view, 2> names_of(LicenseState) { return {"active", "revoked"}; }

// Numbers that law sets come with the license and name their source; see ledger/policy.json.
struct License {
  static constexpr const char* kTable = "license";
  static constexpr std::size_t kKeys = 1;
  static constexpr const char* kIndex = "";

  std::string number;
  LicenseState state = LicenseState::Active;
  Date valid_from;
  Date valid_until;  // the last day on which it may be used
  bool needs_laboratory = false;
  Decimal tolerance_percent;  // by which the value of all shipments may exceed the value granted
  std::string tolerance_cite;
  std::int64_t retention_years = 0;
  std::string retention_cite;
  bool is_held = false;  // a legal hold: nothing may be destroyed, whatever its date
  std::string terms;     // digest of the license as it was added, so that a second adding of the same is recognized

  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit("number", self.number);
    visit("state", self.state);
    visit("valid_from", self.valid_from);
    visit("valid_until", self.valid_until);
    visit("needs_laboratory", self.needs_laboratory);
    visit("tolerance_percent", self.tolerance_percent);
    visit("tolerance_cite", self.tolerance_cite);
    visit("retention_years", self.retention_years);
    visit("retention_cite", self.retention_cite);
    visit("is_held", self.is_held);
    visit("terms", self.terms);
  }
};

// One item of a license with its balance. Of the quantity granted, `reserved` and `shipped` are gone.
struct Line {
  static constexpr const char* kTable = "line";
  static constexpr std::size_t kKeys = 2;
  static constexpr const char* kIndex = "";

  std::string license;
  std::int64_t line = 0;
  std::string item;
  Decimal granted;
  std::optional<Decimal> value;  // of all that is granted
  std::string currency;
  std::optional<Decimal> tpp;  // of one piece
  Decimal reserved;
  Decimal shipped;
  Decimal drawn_value;  // of the draws that state one
  Decimal unvalued;     // pieces of the draws that state none; they count with their share of the value granted

  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit("license", self.license);
    visit("line", self.line);
    visit("item", self.item);
    visit("granted", self.granted);
    visit("value", self.value);
    visit("currency", self.currency);
    visit("tpp", self.tpp);
    visit("reserved", self.reserved);
    visit("shipped", self.shipped);
    visit("drawn_value", self.drawn_value);
    visit("unvalued", self.unvalued);
  }
};

struct Party {
  static constexpr const char* kTable = "party";
  static constexpr std::size_t kKeys = 3;
  static constexpr const char* kIndex = "";

  std::string license;
  std::string role;
  std::string name;
  std::string country;

  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit("license", self.license);
    visit("role", self.role);
    visit("name", self.name);
    visit("country", self.country);
  }
};

// A condition that is only words: shown, never computed.
struct Condition {
  static constexpr const char* kTable = "condition";
  static constexpr std::size_t kKeys = 2;
  static constexpr const char* kIndex = "";

  std::string license;
  std::string id;
  std::string says;
  std::string cite;

  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit("license", self.license);
    visit("id", self.id);
    visit("says", self.says);
    visit("cite", self.cite);
  }
};

enum class CapKind : std::uint8_t { Total, Ratio };
inline std::array<std::string_view, 2> names_of(CapKind) { return {"total", "ratio"}; }
enum class Measure : std::uint8_t { Quantity, Tpp };
inline std::array<std::string_view, 2> names_of(Measure) { return {"quantity", "tpp"}; }

// A limit on what is drawn under all licenses together.
// Total: at most `limit` to one `per` (a role), of this product or of all, in a calendar year or ever.
// Ratio: at most `percent` of what has been shipped of the same product to the places `to` may go to the places `of`.
struct Cap {
  static constexpr const char* kTable = "cap";
  static constexpr std::size_t kKeys = 2;
  static constexpr const char* kIndex = "";

  std::string license;
  std::string id;
  std::string cite;
  CapKind kind = CapKind::Total;
  Measure measure = Measure::Quantity;
  std::string per;
  Decimal limit;
  bool is_of_item = false;
  bool is_yearly = false;
  Decimal percent;
  std::string of;  // separated by blanks
  std::string to;

  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit("license", self.license);
    visit("id", self.id);
    visit("cite", self.cite);
    visit("kind", self.kind);
    visit("measure", self.measure);
    visit("per", self.per);
    visit("limit", self.limit);
    visit("is_of_item", self.is_of_item);
    visit("is_yearly", self.is_yearly);
    visit("percent", self.percent);
    visit("of", self.of);
    visit("to", self.to);
  }
};

// Money that every shipment owes: a tariff, or a share that a contract sets.
struct Charge {
  static constexpr const char* kTable = "charge";
  static constexpr std::size_t kKeys = 2;
  static constexpr const char* kIndex = "";

  std::string license;
  std::string id;
  std::string cite;
  Decimal percent;

  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit("license", self.license);
    visit("id", self.id);
    visit("cite", self.cite);
    visit("percent", self.percent);
  }
};

enum class DutyState : std::uint8_t { Open, Met, Revoked };
inline std::array<std::string_view, 3> names_of(DutyState) { return {"open", "met", "revoked"}; }

struct Duty {
  static constexpr const char* kTable = "duty";
  static constexpr std::size_t kKeys = 2;
  static constexpr const char* kIndex = "";

  std::string license;
  std::string id;
  std::string cite;
  std::string owner;
  DutyState state = DutyState::Open;
  std::optional<Date> due;      // the last day
  std::optional<Date> met_on;
  std::optional<Date> expires;  // the last day on which the evidence counts
  std::string evidence;         // digest of a file

  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit("license", self.license);
    visit("id", self.id);
    visit("cite", self.cite);
    visit("owner", self.owner);
    visit("state", self.state);
    visit("due", self.due);
    visit("met_on", self.met_on);
    visit("expires", self.expires);
    visit("evidence", self.evidence);
  }
};

enum class LaboratoryState : std::uint8_t { Accredited, Revoked };
inline std::array<std::string_view, 2> names_of(LaboratoryState) { return {"accredited", "revoked"}; }

// A draw relies on one accreditation. It ends with the revocation, and a later one does not bring it back.
struct Laboratory {
  static constexpr const char* kTable = "laboratory";
  static constexpr std::size_t kKeys = 1;
  static constexpr const char* kIndex = "";

  std::string name;
  LaboratoryState state = LaboratoryState::Accredited;
  std::int64_t accreditation = 1;
  Date since;

  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit("name", self.name);
    visit("state", self.state);
    visit("accreditation", self.accreditation);
    visit("since", self.since);
  }
};

enum class DrawState : std::uint8_t { Reserved, Shipped, Voided, Expired };
inline std::array<std::string_view, 4> names_of(DrawState) { return {"reserved", "shipped", "voided", "expired"}; }

// What is taken from a line of a license. Without a license it is a supply: goods that need none and count in a ratio.
struct Draw {
  static constexpr const char* kTable = "draw";
  static constexpr std::size_t kKeys = 1;
  static constexpr const char* kIndex = "license";

  std::string key;
  std::string license;
  std::int64_t line = 0;
  std::string item;
  Decimal quantity;
  std::optional<Decimal> value;
  std::string currency;
  std::optional<Decimal> tpp;  // of all pieces
  DrawState state = DrawState::Reserved;
  std::string purchaser;
  std::string ultimate_consignee;
  std::string end_user;
  std::string destination;
  std::string laboratory;
  std::int64_t accreditation = 0;
  Date counted_on;  // the day whose calendar year it counts in
  std::optional<Date> expires;
  Date last_event;      // records are kept so many years from here
  std::string request;  // digest of what was asked, so that the same key with another wish is noticed

  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit("key", self.key);
    visit("license", self.license);
    visit("line", self.line);
    visit("item", self.item);
    visit("quantity", self.quantity);
    visit("value", self.value);
    visit("currency", self.currency);
    visit("tpp", self.tpp);
    visit("state", self.state);
    visit("purchaser", self.purchaser);
    visit("ultimate_consignee", self.ultimate_consignee);
    visit("end_user", self.end_user);
    visit("destination", self.destination);
    visit("laboratory", self.laboratory);
    visit("accreditation", self.accreditation);
    visit("counted_on", self.counted_on);
    visit("expires", self.expires);
    visit("last_event", self.last_event);
    visit("request", self.request);
  }
};

// What one shipment owes under one charge.
struct Accrual {
  static constexpr const char* kTable = "accrual";
  static constexpr std::size_t kKeys = 2;
  static constexpr const char* kIndex = "";

  std::string draw;
  std::string charge;
  Decimal percent;
  Decimal amount;
  std::string currency;

  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit("draw", self.draw);
    visit("charge", self.charge);
    visit("percent", self.percent);
    visit("amount", self.amount);
    visit("currency", self.currency);
  }
};

// The sums that caps read: of one product, in one year, to a party or a place.
struct Tally {
  static constexpr const char* kTable = "tally";
  static constexpr std::size_t kKeys = 3;
  static constexpr const char* kIndex = "";

  std::string subject;  // `purchaser:Name`, `ultimate_consignee:Name`, `end_user:Name`, `destination:XA`
  std::string item;
  std::int64_t year = 0;
  Decimal reserved_quantity;
  Decimal shipped_quantity;
  Decimal reserved_tpp;
  Decimal shipped_tpp;
  Decimal without_tpp;  // pieces whose TPP nobody gave; no sum of TPP over them is known

  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit("subject", self.subject);
    visit("item", self.item);
    visit("year", self.year);
    visit("reserved_quantity", self.reserved_quantity);
    visit("shipped_quantity", self.shipped_quantity);
    visit("reserved_tpp", self.reserved_tpp);
    visit("shipped_tpp", self.shipped_tpp);
    visit("without_tpp", self.without_tpp);
  }
};

// Every table but the journal's, in the order in which a database creates them.
inline std::vector<const Shape*> shapes() {
  return {&shape_of<License>(),   &shape_of<Line>(),      &shape_of<Party>(), &shape_of<Condition>(), &shape_of<Cap>(),
          &shape_of<Charge>(),    &shape_of<Duty>(),      &shape_of<Laboratory>(), &shape_of<Draw>(), &shape_of<Accrual>(),
          &shape_of<Tally>(),     &shape_of<Sealed>(),    &shape_of<CaseFile>(), &shape_of<CaseStep>(), &shape_of<CaseEvent>(),
          &shape_of<CaseField>(), &shape_of<Stay>(),   &shape_of<Publication>()};
}

}  // namespace lockgate::ledger
