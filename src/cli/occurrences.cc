#include "cli/occurrences.h"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/digest.h"
#include "cli/ledger_json.h"
#include "cli/timeline.h"
#include "desk/seal.h"
#include "service/question.h"

namespace lockgate::cli {
namespace {

using Json = nlohmann::ordered_json;
using service::Event;

// A license runs low when a tenth of a line, or less, is left; a duty is due when its last day is this near.
constexpr int kLowDivisor = 10;
constexpr std::int32_t kDaysAhead = 14;

bool is_low(const ledger::Line& line) {
  const auto scaled = multiply(left_of(line), Decimal::of(kLowDivisor));
  return scaled && *scaled <= line.granted;
}

void add_license(const ledger::State& state, const ledger::License& license, std::vector<Event>& out) {
  for (const ledger::Line& line : ledger::list<ledger::Line>(state, "license", license.number)) {
    if (!is_low(line)) continue;
    const std::string left = left_of(line).to_string(), granted = line.granted.to_string();
    out.push_back({"license.low", fmt::format("{} {} {}", license.number, line.line, granted), {{"license", license.number}, {"line", line.line}, {"item", line.item}, {"left", left}, {"granted", granted}}});
  }
}

void add_duty(const ledger::Duty& duty, Date day, std::vector<Event>& out) {
  const std::optional<Date>& last = duty.state == ledger::DutyState::Open ? duty.due : duty.expires;
  if (duty.state == ledger::DutyState::Revoked || !last || last->days - day.days > kDaysAhead) return;
  out.push_back({"duty.due", fmt::format("{} {} {}", duty.license, duty.id, last->to_string()), {{"license", duty.license}, {"duty", duty.id}, {"owner", duty.owner}, {"cite", duty.cite}, {"last_day", last->to_string()}, {"standing", standing_of(duty, day)}}});
}

Json names_of(const std::vector<LawChange>& changes, const char* marker) {
  Json out = Json::array();
  for (const LawChange& change : changes)
    if (change.marker == marker) out.push_back(change.name);
  return out;
}

}  // namespace

Result<std::string> Occurrences::seen(const std::string& name, const std::string& otherwise) {
  const auto rows = service_->records()->run("SELECT value FROM desk_seen WHERE name = $1", {name});
  if (!rows) return tl::unexpected(rows.error());
  if (!rows->empty()) return rows->front()[0];
  if (const auto put = see(name, otherwise); !put) return tl::unexpected(put.error());
  return otherwise;
}

Result<void> Occurrences::see(const std::string& name, const std::string& value) {
  const auto put = service_->records()->run("INSERT INTO desk_seen (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = $2", {name, value});
  return put ? Result<void>() : tl::unexpected(put.error());
}

Result<void> Occurrences::add_law(Date day, std::vector<Event>& out) {
  const auto last = seen("day of the law", day.to_string());
  if (!last) return tl::unexpected(last.error());
  to_see_.emplace_back("day of the law", day.to_string());
  for (const auto& [date, changes] : timeline_of(service_->desk().law())) {
    if (date.to_string() <= *last || date > day) continue;
    const Json begins = names_of(changes, "+"), ends = names_of(changes, "-");
    if (begins.empty() && ends.empty()) continue;
    out.push_back({"rule.effective", date.to_string() + " " + service_->desk().law().digest, {{"date", date.to_string()}, {"begins", begins}, {"ends", ends}, {"rulebook", service_->desk().law().digest}}});
  }
  return {};
}

Result<void> Occurrences::add_lists(std::vector<Event>& out) {
  for (const std::string& path : lists_) {
    std::ifstream file(path, std::ios::binary);
    if (!file) continue;  // between two versions
    const std::string digest = sha256(std::string(std::istreambuf_iterator<char>(file), {}));
    const std::string name = std::filesystem::path(path).filename().string();
    const auto last = seen("list " + name, digest);
    if (!last) return tl::unexpected(last.error());
    to_see_.emplace_back("list " + name, digest);
    if (*last != digest) out.push_back({"list.updated", fmt::format("{} {} {}", name, *last, digest), {{"list", name}, {"was", *last}, {"is", digest}}});
  }
  return {};
}

Result<void> Occurrences::add_ledger(Date day, std::vector<Event>& out) {
  auto store = ledger::Store::open(ledger_);
  if (!store) return tl::unexpected(store.error());
  Result<void> done;
  const auto looked = store->look([&](const ledger::State& state) {
    done = add_publications(state, out);
    for (const ledger::License& license : ledger::list<ledger::License>(state)) {
      add_license(state, license, out);
      for (const ledger::Duty& duty : ledger::list<ledger::Duty>(state, "license", license.number)) add_duty(duty, day, out);
    }
  });
  return looked ? done : looked;
}

// Those before the first look are not told.
Result<void> Occurrences::add_publications(const ledger::State& state, std::vector<Event>& out) {
  const std::vector<ledger::Publication> all = ledger::publications(state);
  const std::string newest = ledger::text_of(all.empty() ? std::int64_t{0} : all.back().number);
  const auto last = seen("publication", newest);
  if (!last) return tl::unexpected(last.error());
  std::int64_t told = 0;
  ledger::read(*last, told);
  to_see_.emplace_back("publication", newest);
  for (const ledger::Publication& one : all)
    if (one.number > told)
      out.push_back({"rule.effective", fmt::format("publication {} {}", one.number, one.after), {{"date", one.published_on.to_string()}, {"begins", ledger::names_in(one.begins + " " + one.changes)}, {"ends", ledger::names_in(one.ends)}, {"rulebook", one.after}, {"overlay", one.overlay}, {"author", one.author}, {"approver", one.approver}}});
  return {};
}

// Once a day and a rulebook: the last answer sealed of each order is put again as of today.
Result<void> Occurrences::add_verdicts(Date day, std::vector<Event>& out) {
  const std::string now = day.to_string() + " " + service_->desk().law().digest;
  const auto last = seen("verdicts", "");
  if (!last) return tl::unexpected(last.error());
  if (*last == now) return {};
  to_see_.emplace_back("verdicts", now);
  auto store = ledger::Store::open(ledger_);
  if (!store) return tl::unexpected(store.error());
  const auto newest = desk::newest_of_each_order(*store);
  if (!newest) return tl::unexpected(newest.error());
  for (const ledger::Sealed& sealed : *newest) {
    const auto ready = desk::order_of(service_->desk(), sealed);
    if (!ready) continue;
    decide::Options options = desk::options_of(sealed);
    options.as_of = day;
    options.known_at = Date::latest();
    const std::string verdict = trade::to_string(service_->desk().decide(*ready, options).verdict);
    if (verdict != sealed.verdict) out.push_back({"verdict.changed", fmt::format("{} {} {}", sealed.id, verdict, service_->desk().law().digest), {{"order", sealed.order}, {"determination", sealed.id}, {"was", sealed.verdict}, {"as_of", sealed.as_of.to_string()}, {"is", verdict}, {"on", day.to_string()}}});
  }
  return {};
}

Result<void> Occurrences::notice(const service::Announcer::Tell& tell) {
  const Date day = service::read_day("today").value();
  std::vector<Event> events;
  service_ = now_();
  to_see_.clear();
  Result<void> done = add_law(day, events);
  if (done) done = add_lists(events);
  if (done && !ledger_.empty()) done = add_ledger(day, events);
  if (done && !ledger_.empty()) done = add_verdicts(day, events);
  if (!done) return done;
  for (const Event& event : events)
    if (!tell(event)) return fail("LG0702", "an event could not be written down", "it is noticed again later");
  for (const auto& [name, value] : to_see_)
    if (done = see(name, value); !done) return done;
  return {};
}

}  // namespace lockgate::cli
