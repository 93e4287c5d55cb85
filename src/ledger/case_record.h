// The records of a case: one intended sale on its way from the first question to the last record. A case keeps the steps it
// was opened with, so that a later change of the clocks does not change it.
#pragma once

#include <optional>
#include <string>

#include "ledger/shape.h"

namespace lockgate::ledger {

enum class CaseState : std::uint8_t { Open, Closed };
inline std::array<std::string_view, 2> names_of(CaseState) { return {"open", "closed"}; }

struct CaseFile {
  static constexpr const char* kTable = "case_file";
  static constexpr std::size_t kKeys = 1;
  static constexpr const char* kIndex = "license";

  std::string id;
  CaseState state = CaseState::Open;
  std::string determination;  // the sealed one it rests on; empty: none yet
  std::string license;        // the license that was granted; empty: none yet
  Date opened;
  std::string terms;          // digest of how it was opened

  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit("id", self.id);
    visit("state", self.state);
    visit("determination", self.determination);
    visit("license", self.license);
    visit("opened", self.opened);
    visit("terms", self.terms);
  }
};

// One:    somebody acts; the result says what comes next.
// Each:   everybody named takes a stance; who is silent at the end of the clock has taken the one in `lapse`.
// Window: somebody may act; at the end of the clock `lapse` is the result.
// Key:    stands beside the course: nothing ships while it is not given, and `blocks` waits for it.
// Limit:  a clock that runs over several steps, from `blocks` until one of those in `next`.
enum class StepKind : std::uint8_t { One, Each, Window, Key, Limit };
inline std::array<std::string_view, 5> names_of(StepKind) { return {"one", "each", "window", "key", "limit"}; }

struct CaseStep {
  static constexpr const char* kTable = "case_step";
  static constexpr std::size_t kKeys = 2;
  static constexpr const char* kIndex = "";

  std::string owner;  // the case
  std::string id;
  std::int64_t place = 0;  // the course begins at the lowest
  StepKind kind = StepKind::One;
  std::string says;
  std::string who;      // separated by `;`
  std::string results;  // `referred=positions;returned=apply`: the step that follows, none at the end. Each: `approve=+;deny=-`
  std::string next;     // Each: `agree=decision;disagree=oc`
  std::optional<std::int64_t> days;  // calendar days after the step began
  std::string lapse;    // the result when the clock has run out; empty: none is deemed, the step is overdue
  std::string otherwise;  // the same in words
  std::string blocks;
  std::string cite;
  std::string confidence;

  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit("owner", self.owner);
    visit("id", self.id);
    visit("place", self.place);
    visit("kind", self.kind);
    visit("says", self.says);
    visit("who", self.who);
    visit("results", self.results);
    visit("next", self.next);
    visit("days", self.days);
    visit("lapse", self.lapse);
    visit("otherwise", self.otherwise);
    visit("blocks", self.blocks);
    visit("cite", self.cite);
    visit("confidence", self.confidence);
  }
};

// What happened in a case. `step` is one of its steps, or `hold`, `release`.
struct CaseEvent {
  static constexpr const char* kTable = "case_event";
  static constexpr std::size_t kKeys = 2;
  static constexpr const char* kIndex = "";

  std::string owner;  // the case
  std::int64_t sequence = 0;  // 1, 2, 3, … in this case
  std::string step;
  std::string result;
  std::string by;
  Date date;
  std::string reference;  // a number, a digest, a sealed determination
  std::string note;

  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit("owner", self.owner);
    visit("sequence", self.sequence);
    visit("step", self.step);
    visit("result", self.result);
    visit("by", self.by);
    visit("date", self.date);
    visit("reference", self.reference);
    visit("note", self.note);
  }
};

// A field of a form that only people can fill in.
struct CaseField {
  static constexpr const char* kTable = "case_field";
  static constexpr std::size_t kKeys = 2;
  static constexpr const char* kIndex = "";

  std::string owner;  // the case
  std::string field;  // `bis711.4`, or the meaning it shares with other forms
  std::string value;
  std::string source;

  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit("owner", self.owner);
    visit("field", self.field);
    visit("value", self.value);
    visit("source", self.source);
  }
};

// What may not ship until somebody has looked at it: a line (`D-1/1`), a draw, a case or an order.
struct Stay {
  static constexpr const char* kTable = "stay";
  static constexpr std::size_t kKeys = 2;
  static constexpr const char* kIndex = "";

  std::string kind;  // `line`, `draw`, `case`, `order`
  std::string subject;
  std::string because;  // empty: lifted
  Date since;

  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit("kind", self.kind);
    visit("subject", self.subject);
    visit("because", self.because);
    visit("since", self.since);
  }
};

}  // namespace lockgate::ledger
