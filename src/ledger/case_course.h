// Course: where a case stands on a day: what was done, what is deemed done, what is awaited, from whom, until when, and what
// happens if nobody acts. A function of the case's steps and events; nothing of it is kept.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ledger/state.h"

namespace lockgate::ledger {

inline constexpr const char* kHold = "hold";
inline constexpr const char* kRelease = "release";
// The steps whose references the ledger can follow: to a sealed determination, to a license.
inline constexpr const char* kDetermined = "determine";
inline constexpr const char* kLicensed = "license";
// What a key has to say for anything to ship.
inline constexpr const char* kGiven = "given";

struct CaseClock {
  Date began;
  std::optional<Date> due;     // the last day; nothing: no clock, or it stands still
  std::int64_t days_left = 0;  // of those on which it ran; negative: over by so many
  bool is_stopped = false;
};

struct Stance {
  std::string who;
  std::string result;
  std::optional<Date> date;  // nothing: still awaited, or deemed
  bool is_deemed = false;
  bool is_late = false;      // after the clock had run out: it is on record and does not count
};

struct StepStanding {
  CaseStep step;
  std::string result;  // empty: open
  bool is_deemed = false;
  std::optional<Date> done;
  std::optional<CaseClock> clock;
  std::vector<Stance> stances;  // of an Each
};

struct Course {
  std::vector<StepStanding> past;         // in the order in which they were passed
  std::optional<StepStanding> current;    // nothing: the case has come to its end
  std::vector<StepStanding> keys;         // all of them, open or not
  std::vector<StepStanding> limits;       // those that run
  std::optional<CaseEvent> hold;          // the one that stops the clocks now
};

// `steps` and `events` of one case, by place and by sequence. Events after `on` are not looked at.
Course course_of(std::vector<CaseStep> steps, std::vector<CaseEvent> events, Date opened, Date on);
// Of a case that is there.
Course course_of(const State& state, const std::string& owner, Date on);

// `referred=positions;returned=apply` and `a;b`, taken apart.
std::vector<std::pair<std::string, std::string>> pairs_in(const std::string& text);
std::vector<std::string> words_in(const std::string& text);

// The steps of a case in their order, its events in theirs.
std::vector<CaseStep> steps_of(const State& state, const std::string& owner);
std::vector<CaseEvent> events_of(const State& state, const std::string& owner);

// The hold that somebody put on the order whose determination the case rests on.
std::optional<Stay> hold_on_order_of(const State& state, const CaseFile& file);

}  // namespace lockgate::ledger
