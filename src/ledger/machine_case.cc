// The commands about cases. A case goes through its steps in the order that its own steps say; what is recorded has to be
// what it waits for.
#include <algorithm>

#include "base/digest.h"
#include "ledger/case_course.h"
#include "ledger/machine.h"

namespace lockgate::ledger {
namespace {

bool is_named(const std::vector<CaseStep>& steps, const std::string& id) {
  return id.empty() || std::any_of(steps.begin(), steps.end(), [&](const CaseStep& step) { return step.id == id; });
}

// Every step that another one leads to has to be there; so has what a key blocks and a limit runs from.
Outcome check_steps(const std::vector<CaseStep>& steps) {
  if (steps.empty()) return {Code::NoSuchStep, "", ""};
  for (const CaseStep& step : steps) {
    const auto next = pairs_in(step.kind == StepKind::Each ? step.next : step.results);
    const bool is_course = step.kind != StepKind::Key && step.kind != StepKind::Limit;
    for (const auto& [result, id] : next)
      if (is_course && !is_named(steps, id)) return {Code::NoSuchStep, id, ""};
    if (!is_named(steps, step.blocks)) return {Code::NoSuchStep, step.blocks, ""};
    if (!step.lapse.empty() && !step.days) return {Code::NoSuchResult, step.id, ""};
  }
  return {};
}

bool has_result(const CaseStep& step, const std::string& result) {
  const auto known = pairs_in(step.results);
  return std::any_of(known.begin(), known.end(), [&](const auto& pair) { return pair.first == result; });
}

bool is_asked(const CaseStep& step, const std::string& who) {
  const auto asked = words_in(step.who);
  return step.kind != StepKind::Each || std::find(asked.begin(), asked.end(), who) != asked.end();
}

// A stance after the clock goes on record; it does not count any more.
bool is_its_turn(const Course& course, const CaseStep& step) {
  if (step.kind == StepKind::Key) return true;
  if (course.current && course.current->step.id == step.id) return true;
  const auto is_lapsed_each = [&](const StepStanding& past) { return past.step.id == step.id && past.is_deemed; };
  return step.kind == StepKind::Each && std::any_of(course.past.begin(), course.past.end(), is_lapsed_each);
}

Outcome check_hold(const Course& course, const CaseEvent& event) {
  if (event.step == kHold) return course.hold ? Outcome{Code::Exists, event.owner, ""} : Outcome{};
  return course.hold ? Outcome{} : Outcome{Code::NotItsTurn, course.current ? course.current->step.id : "", ""};
}

Outcome check_event(const Course& course, const std::vector<CaseStep>& steps, const CaseEvent& event) {
  if (event.step == kHold || event.step == kRelease) return check_hold(course, event);
  const auto step = std::find_if(steps.begin(), steps.end(), [&](const CaseStep& each) { return each.id == event.step && each.kind != StepKind::Limit; });
  if (step == steps.end()) return {Code::NoSuchStep, event.step, ""};
  if (!has_result(*step, event.result)) return {Code::NoSuchResult, event.result, ""};
  if (!is_its_turn(course, *step)) return {Code::NotItsTurn, course.current ? course.current->step.id : "", ""};
  return is_asked(*step, event.by) ? Outcome{} : Outcome{Code::NotAsked, event.by, ""};
}

// What an event refers to has to be there, where the ledger can know.
Outcome link(Draft& draft, CaseFile& file, const CaseEvent& event) {
  if (event.step == kDetermined && !event.reference.empty()) {
    if (!find<Sealed>(draft, event.reference)) return {Code::NoSuchDetermination, event.reference, ""};
    file.determination = event.reference;
  }
  if (event.step == kLicensed && !event.reference.empty()) {
    if (!find<License>(draft, event.reference)) return {Code::NoSuchLicense, event.reference, ""};
    file.license = event.reference;
  }
  return {};
}

bool is_same(const CaseEvent& a, CaseEvent b) {
  b.sequence = a.sequence;
  return to_row(a) == to_row(b);
}

}  // namespace

Outcome run(Draft& draft, const OpenCase& command) {
  CaseFile file = command.file;
  file.terms = sha256(to_json(Command(command)));
  if (const auto known = find<CaseFile>(draft, file.id)) return {known->terms == file.terms ? Code::Exists : Code::AlreadyExists, file.id, ""};
  if (!file.determination.empty() && !find<Sealed>(draft, file.determination)) return {Code::NoSuchDetermination, file.determination, ""};
  if (!file.license.empty() && !find<License>(draft, file.license)) return {Code::NoSuchLicense, file.license, ""};
  if (const Outcome outcome = check_steps(command.steps); outcome.code != Code::Done) return outcome;
  file.state = CaseState::Open;
  draft.put(file);
  for (CaseStep step : command.steps) {
    step.owner = file.id;
    draft.put(step);
  }
  return {};
}

Outcome run(Draft& draft, const RecordEvent& command) {
  CaseEvent event = command.event;
  auto file = find<CaseFile>(draft, event.owner);
  if (!file) return {Code::NoSuchCase, event.owner, ""};
  const std::vector<CaseEvent> events = events_of(draft, event.owner);
  if (std::any_of(events.begin(), events.end(), [&](const CaseEvent& known) { return is_same(known, event); })) return {Code::Exists, event.step, ""};
  const std::vector<CaseStep> steps = steps_of(draft, event.owner);
  const Course course = course_of(draft, event.owner, event.date);
  if (file->state == CaseState::Closed) return {Code::CaseClosed, event.owner, ""};
  const Date last = events.empty() ? file->opened : events.back().date;
  if (const Outcome outcome = check_event(course, steps, event); outcome.code != Code::Done) return outcome;
  if (event.date < last) return {Code::BeforeLastEvent, last.to_string(), ""};
  if (const Outcome outcome = link(draft, *file, event); outcome.code != Code::Done) return outcome;
  event.sequence = static_cast<std::int64_t>(events.size()) + 1;
  draft.put(event);
  if (!course_of(draft, event.owner, event.date).current) file->state = CaseState::Closed;
  draft.put(*file);
  return {};
}

Outcome run(Draft& draft, const FillField& command) {
  if (!find<CaseFile>(draft, command.field.owner)) return {Code::NoSuchCase, command.field.owner, ""};
  const auto known = find<CaseField>(draft, command.field.owner, command.field.field);
  if (known && to_row(*known) == to_row(command.field)) return {Code::Exists, command.field.field, ""};
  draft.put(command.field);
  return {};
}

Outcome run(Draft& draft, const PutStay& command) {
  const auto known = find<Stay>(draft, command.stay.kind, command.stay.subject);
  const bool is_so = known ? known->because == command.stay.because : command.stay.because.empty();
  if (is_so) return {Code::Exists, command.stay.subject, ""};
  draft.put(command.stay);
  return {};
}

}  // namespace lockgate::ledger
