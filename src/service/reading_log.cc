#include "service/reading_log.h"

#include <fmt/format.h>

#include <charconv>

#include "ledger/journal.h"
#include "service/clock.h"
#include "service/problem.h"
#include "service/schema.h"
#include "service/service.h"
#include "service/sheet.h"

namespace lockgate::service {
namespace {

using Json = nlohmann::ordered_json;

std::int64_t number_of(const std::string& sequence) {
  std::int64_t out = 0;
  std::from_chars(sequence.data(), sequence.data() + sequence.size(), out);
  return out;
}

// The ledger's own way to chain entries.
std::string hash_after(const std::string& previous, const Reading& reading) {
  ledger::Entry entry;
  entry.sequence = number_of(reading.sequence);
  entry.at = reading.at;
  entry.actor = reading.actor;
  entry.command = reading.what;
  return ledger::hash_of(previous, entry);
}

}  // namespace

std::string first_break(const std::vector<Reading>& readings) {
  std::string previous = ledger::kNoHash;
  std::int64_t expected = 1;
  for (const Reading& reading : readings) {
    if (number_of(reading.sequence) != expected++ || reading.hash != hash_after(previous, reading)) return reading.sequence;
    previous = reading.hash;
  }
  return "";
}

Result<void> ReadingLog::add(const std::string& actor, const std::string& what) {
  return records_.together([&](ledger::Database& database) -> Result<void> {
    const auto last = database.run("SELECT sequence, hash FROM desk_reading ORDER BY sequence DESC LIMIT 1", {});
    if (!last) return tl::unexpected(last.error());
    Reading next{fmt::format("{:020}", last->empty() ? 1 : number_of(last->front()[0]) + 1), time_text(milliseconds_now()), actor, what, ""};
    next.hash = hash_after(last->empty() ? ledger::kNoHash : last->front()[1], next);
    const auto put = database.run("INSERT INTO desk_reading (sequence, at, actor, what, hash) VALUES ($1, $2, $3, $4, $5)", {next.sequence, next.at, next.actor, next.what, next.hash});
    return put ? Result<void>() : tl::unexpected(put.error());
  });
}

Result<std::vector<Reading>> ReadingLog::all() {
  const auto rows = records_.run("SELECT sequence, at, actor, what, hash FROM desk_reading ORDER BY sequence", {});
  if (!rows) return tl::unexpected(rows.error());
  std::vector<Reading> out;
  for (const ledger::Row& row : *rows) out.push_back({row[0], row[1], row[2], row[3], row[4]});
  return out;
}

Result<bool> ReadingLog::has(const std::string& actor, const std::string& what) {
  const auto rows = records_.run("SELECT sequence FROM desk_reading WHERE actor = $1 AND what = $2 LIMIT 1", {actor, what});
  return rows ? Result<bool>(!rows->empty()) : tl::unexpected(rows.error());
}

Response ReadingLog::list(const Request& request) {
  const auto readings = all();
  if (!readings) return problem(503, readings.error());
  const std::string broken = first_break(*readings);
  Json out{{"holds", broken.empty()}, {"broken_at", broken.empty() ? Json(nullptr) : Json(broken)}, {"readings", Json::array()}};
  for (const Reading& one : *readings) out["readings"].push_back({{"sequence", one.sequence}, {"at", one.at}, {"actor", one.actor}, {"what", one.what}, {"hash", one.hash}});
  return sheet(request, std::move(out), "readings", "sequence");
}

std::vector<Route> ReadingLog::routes() {
  Route route;
  route.method = "GET";
  route.path = "/v1/readings";
  route.name = "readings";
  route.says = "who read which file on parties, and whether the journal of it holds";
  route.query = sheet_parameters();
  route.roles = {"auditor"};
  const Schema reading = object_of({{"sequence", text()}, {"at", text()}, {"actor", text()}, {"what", text()}, {"hash", text()}});
  route.gives = {{"application/json", object_of({{"holds", {{"type", "boolean"}}}, {"broken_at", {{"type", {"string", "null"}}}}, {"readings", list_of(reading)}, {"next", {{"type", {"string", "null"}}}}}, {"holds", "readings"})}};
  route.problems = {503};
  route.answer = [this](const Request& request) { return list(request); };
  return {route};
}

}  // namespace lockgate::service
