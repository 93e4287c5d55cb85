#include "ledger/case_course.h"

#include <algorithm>

#include "base/text.h"

namespace lockgate::ledger {
namespace {

struct Interval {
  Date from;
  std::optional<Date> to;  // nothing: it lasts
};

std::string value_of(const std::string& text, const std::string& key) {
  for (const auto& [name, value] : pairs_in(text))
    if (name == key) return value;
  return "";
}

class Walk {
 public:
  Walk(std::vector<CaseStep> steps, std::vector<CaseEvent> events, Date on) : steps_(std::move(steps)), events_(std::move(events)), on_(on) {
    std::erase_if(events_, [&](const CaseEvent& event) { return event.date > on_; });
    for (const CaseEvent& event : events_) note_hold(event);
  }

  Course run(Date opened) {
    std::string id = first();
    Date began = opened;
    while (!id.empty()) {
      StepStanding standing = stand(*step(id), began);
      if (standing.result.empty()) {
        course_.current = std::move(standing);
        break;
      }
      id = next_of(standing);
      began = *standing.done;
      course_.past.push_back(std::move(standing));
    }
    for (const CaseStep& each : steps_) {
      if (each.kind == StepKind::Key) course_.keys.push_back(key(each));
      if (each.kind == StepKind::Limit) add_limit(each);
    }
    return std::move(course_);
  }

 private:
  std::string first() const {
    for (const CaseStep& each : steps_)
      if (is_on_course(each)) return each.id;
    return "";
  }

  static bool is_on_course(const CaseStep& step) { return step.kind != StepKind::Key && step.kind != StepKind::Limit; }

  const CaseStep* step(const std::string& id) const {
    const auto found = std::find_if(steps_.begin(), steps_.end(), [&](const CaseStep& each) { return each.id == id; });
    LG_CHECK(found != steps_.end());
    return &*found;
  }

  void note_hold(const CaseEvent& event) {
    const bool is_running = !holds_.empty() && !holds_.back().to;
    if (event.step == kHold && !is_running) {
      holds_.push_back({event.date, std::nullopt});
      course_.hold = event;
    }
    if (event.step == kRelease && is_running) {
      holds_.back().to = event.date;
      course_.hold.reset();
    }
  }

  // A day of hold is no day of the clock: whatever of it lies in the time since `began` is added.
  std::optional<CaseClock> clock(const CaseStep& step, Date began) const {
    if (!step.days) return std::nullopt;
    std::int64_t last = began.days + *step.days;
    CaseClock clock{began, std::nullopt, 0, false};
    for (const Interval& hold : holds_) {
      const std::int64_t from = std::max(hold.from.days, began.days);
      const std::int64_t to = hold.to ? hold.to->days : on_.days;
      if (from > last || to < began.days) continue;
      last += std::max<std::int64_t>(0, to - from);
      clock.is_stopped = clock.is_stopped || !hold.to;
    }
    clock.days_left = last - on_.days;
    if (!clock.is_stopped) clock.due = Date{static_cast<std::int32_t>(last)};
    return clock;
  }

  StepStanding stand(const CaseStep& step, Date began) {
    StepStanding standing;
    standing.step = step;
    standing.clock = clock(step, began);
    if (step.kind == StepKind::Each) {
      stand_each(standing);
    } else {
      stand_one(standing);
    }
    return standing;
  }

  // The last day counts in full: what is deemed is deemed on the day after it.
  bool is_over(const StepStanding& standing) const { return standing.clock && standing.clock->due && on_ > *standing.clock->due; }
  bool is_late(const StepStanding& standing, const CaseEvent& event) const {
    const bool lapses = !standing.step.lapse.empty();
    return lapses && standing.clock && standing.clock->due && event.date > *standing.clock->due;
  }

  void deem(StepStanding& standing, const std::string& result) const {
    standing.result = result;
    standing.is_deemed = true;
    standing.done = Date{standing.clock->due->days + 1};
  }

  void stand_one(StepStanding& standing) {
    for (std::size_t at = cursor_; at < events_.size(); ++at) {
      const CaseEvent& event = events_[at];
      if (event.step != standing.step.id || is_late(standing, event)) continue;
      cursor_ = at + 1;
      standing.result = event.result;
      standing.done = event.date;
      return;
    }
    if (!standing.step.lapse.empty() && is_over(standing)) deem(standing, standing.step.lapse);
  }

  void stand_each(StepStanding& standing) {
    std::size_t last = cursor_;
    for (const std::string& who : words_in(standing.step.who)) standing.stances.push_back({who, "", std::nullopt, false, false});
    for (std::size_t at = cursor_; at < events_.size(); ++at) {
      if (events_[at].step != standing.step.id) continue;
      take_stance(standing, events_[at]);
      if (!is_late(standing, events_[at])) last = at + 1;
    }
    const bool is_complete = std::all_of(standing.stances.begin(), standing.stances.end(), [](const Stance& s) { return !s.result.empty() && !s.is_late; });
    if (is_complete) {
      standing.done = last_date(standing);
      standing.result = verdict_of(standing);
      cursor_ = last;
    } else if (!standing.step.lapse.empty() && is_over(standing)) {
      for (Stance& stance : standing.stances)
        if (stance.result.empty()) stance = {stance.who, standing.step.lapse, std::nullopt, true, false};
      deem(standing, "");
      standing.result = verdict_of(standing);
      cursor_ = last;
    }
  }

  // The last word of each within the clock counts.
  void take_stance(StepStanding& standing, const CaseEvent& event) const {
    for (Stance& stance : standing.stances) {
      if (stance.who != event.by) continue;
      const bool is_late_now = is_late(standing, event);
      if (!is_late_now || stance.result.empty()) stance = {stance.who, event.result, event.date, is_late_now, is_late_now};
    }
  }

  static Date last_date(const StepStanding& standing) {
    Date last = Date::earliest();
    for (const Stance& stance : standing.stances) last = std::max(last, *stance.date);
    return last;
  }

  // A stance that came too late counts as the silence it was.
  static std::string verdict_of(const StepStanding& standing) {
    std::string side;
    for (const Stance& stance : standing.stances) {
      const std::string its = value_of(standing.step.results, stance.is_late ? standing.step.lapse : stance.result);
      if (!side.empty() && its != side) return "disagree";
      side = its;
    }
    return "agree";
  }

  static std::string next_of(const StepStanding& standing) {
    return value_of(standing.step.kind == StepKind::Each ? standing.step.next : standing.step.results, standing.result);
  }

  // The last word counts: an approval can be taken back.
  StepStanding key(const CaseStep& step) const {
    StepStanding standing;
    standing.step = step;
    for (const CaseEvent& event : events_) {
      if (event.step != step.id) continue;
      standing.result = event.result;
      standing.done = event.date;
    }
    return standing;
  }

  // From the last time that its step was passed until the course comes to one of those in `next`.
  void add_limit(const CaseStep& step) {
    const std::vector<std::string> ends = words_in(step.next);
    const auto is_end = [&](const std::string& id) { return std::find(ends.begin(), ends.end(), id) != ends.end(); };
    std::optional<Date> began;
    for (const StepStanding& each : course_.past) {
      if (is_end(each.step.id)) began.reset();
      if (each.step.id == step.blocks) began = each.done;
    }
    if (!began || !course_.current || is_end(course_.current->step.id)) return;
    StepStanding standing;
    standing.step = step;
    standing.clock = clock(step, *began);
    course_.limits.push_back(std::move(standing));
  }

  std::vector<CaseStep> steps_;
  std::vector<CaseEvent> events_;
  Date on_;
  std::vector<Interval> holds_;
  std::size_t cursor_ = 0;
  Course course_;
};

}  // namespace

std::vector<std::string> words_in(const std::string& text) {
  std::vector<std::string> words;
  if (text.empty()) return words;
  for (const std::string_view word : split(text, ';')) words.emplace_back(word);
  return words;
}

std::vector<std::pair<std::string, std::string>> pairs_in(const std::string& text) {
  std::vector<std::pair<std::string, std::string>> pairs;
  for (const std::string& word : words_in(text)) {
    const std::size_t sign = word.find('=');
    pairs.emplace_back(word.substr(0, sign), sign == std::string::npos ? "" : word.substr(sign + 1));
  }
  return pairs;
}

Course course_of(std::vector<CaseStep> steps, std::vector<CaseEvent> events, Date opened, Date on) {
  LG_CHECK(!steps.empty());
  return Walk(std::move(steps), std::move(events), on).run(opened);
}

Course course_of(const State& state, const std::string& owner, Date on) {
  const auto file = find<CaseFile>(state, owner);
  LG_CHECK(file.has_value());
  return course_of(steps_of(state, owner), events_of(state, owner), file->opened, on);
}

std::vector<CaseStep> steps_of(const State& state, const std::string& owner) {
  std::vector<CaseStep> steps = list<CaseStep>(state, "owner", owner);
  std::sort(steps.begin(), steps.end(), [](const CaseStep& a, const CaseStep& b) { return a.place < b.place; });
  return steps;
}

std::vector<CaseEvent> events_of(const State& state, const std::string& owner) {
  std::vector<CaseEvent> events = list<CaseEvent>(state, "owner", owner);
  std::sort(events.begin(), events.end(), [](const CaseEvent& a, const CaseEvent& b) { return a.sequence < b.sequence; });
  return events;
}

std::optional<Stay> hold_on_order_of(const State& state, const CaseFile& file) {
  const auto sealed = file.determination.empty() ? std::nullopt : find<Sealed>(state, file.determination);
  const auto stay = sealed ? find<Stay>(state, "order", sealed->order) : std::nullopt;
  return stay && !stay->because.empty() ? stay : std::nullopt;
}

}  // namespace lockgate::ledger
