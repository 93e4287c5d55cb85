// Determination: the answer to one order, with its reasons. The shape of docs/contract.md, before it is rendered.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "trade/screening.h"

namespace lockgate::trade {

// Mildest first, so that the worse of two is the greater.
enum class Verdict : std::uint8_t { Proceed, Conditions, Hold, License, Stop };
const char* to_string(Verdict verdict);
std::optional<Verdict> parse_verdict(std::string_view word);

struct Reason {
  std::string rule;
  std::string cite;
  std::string basis;
  std::string because;
  std::string confidence;
  std::string overlay;  // the overlay that added the rule; empty: the base law
};

struct Duty {
  std::string id;
  std::string state;  // met, open, failed
  std::string cite;
  std::string says;
};

struct TariffPart {
  std::string measure;
  std::string heading;
  std::string rate_percent;
};

// A field of a gate beside its outcome: one value, none (null), several members, or not settled.
struct Field {
  std::string name;
  bool is_set = false;
  bool is_settled = true;
  std::vector<std::string> values;    // one value, or the members; empty: null or no members
  std::vector<std::string> possible;  // when not settled
};

struct Contested {
  std::string reading;
  std::string held_by;
  std::string outcome;
  std::vector<Field> fields;  // those that differ
  std::optional<std::string> rate_percent;
};

struct Note {
  std::string id;
  std::string cite;
  std::string basis;
  std::string says;
};

struct Gate {
  std::string gate;
  std::string outcome;                 // or `hold`
  std::vector<std::string> possible;   // with `hold`, mildest first
  std::vector<Field> fields;
  std::vector<Duty> duties;
  std::vector<TariffPart> parts;
  std::optional<std::string> rate_percent;
  std::string covered_by;
  std::vector<Reason> reasons;
  std::vector<Note> notes;
  std::optional<Contested> contested;
  std::string leg;                     // `TW>US`, when the journey has several
};

// One possible answer to a question, and what it would lead to.
struct Answer {
  std::string when;                    // `up to 327.70 mm2`, `in Macau or D:5`, `yes`
  std::string verdict;                 // one word, or `between A and B`
  std::vector<std::string> outcomes;   // `us.export: license_required (level a)`
};

struct Unknown {
  std::string fact;
  std::vector<std::string> settles;
  std::string question;
  std::vector<Answer> answers;
};

struct Flag {
  std::string id;
  std::string because;
  std::string cite;
};

struct Fault {
  std::string rule;
  std::string why;
};

struct Digest {
  std::string name;
  std::string digest;
  std::string date;  // published or verified through
};

struct Determination {
  std::string order;
  Date as_of;
  std::string posture;
  Verdict verdict = Verdict::Hold;
  std::optional<std::pair<Verdict, Verdict>> between;  // with Hold: mildest, worst
  std::vector<Gate> gates;
  std::vector<Unknown> unknown;
  std::vector<Flag> flags;
  std::vector<Fault> faults;
  bool is_stale = false;
  std::vector<std::string> stale_because;
  Digest rulebook;
  std::vector<Digest> lists;        // that the parties were compared with
  std::vector<Screened> screening;  // empty: no lists were given
};

}  // namespace lockgate::trade
