#include "cli/command.h"
#include "cli/options.h"
#include "cli/page.h"
#include "cli/timeline.h"

namespace lockgate::cli {
namespace {

struct Arguments {
  std::string from;
  std::string until;
};

Result<Span> span_of(const Arguments& given) {
  Span span;
  if (!given.from.empty()) {
    const Result<Date> from = parse_day(given.from);
    if (!from) return tl::unexpected(from.error());
    span.from = *from;
  }
  if (!given.until.empty()) {
    const Result<Date> until = parse_day(given.until);
    if (!until) return tl::unexpected(until.error());
    span.until = *until;
  }
  return span;
}

void show(Session& session, const Arguments& given) {
  const Result<Span> span = span_of(given);
  if (!span) return session.refuse(span.error());
  const auto desk = session.open_desk();
  if (desk == nullptr) return;
  Page page;
  for (const auto& [date, changes] : timeline_of(desk->law())) {
    if (!span->contains(date) || changes.empty()) continue;
    page.heading(date.to_string());
    for (const LawChange& change : changes)
      page.item(change.marker, text_of(change), 1, change.marker == "+" ? Style::Green : change.marker == "-" ? Style::Red : Style::Dim);
  }
  page.write_text(session.out());
}

}  // namespace

Action declare_law_timeline(CLI::App& app) {
  const auto given = std::make_shared<Arguments>();
  add_text(app, "--from", given->from, "DATE", "the first date to show");
  add_text(app, "--until", given->until, "DATE", "the date before which to stop");
  return [given](Session& session) { show(session, *given); };
}

}  // namespace lockgate::cli
