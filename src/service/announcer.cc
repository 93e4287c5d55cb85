#include "service/announcer.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>

#include "base/digest.h"
#include "service/clock.h"

namespace lockgate::service {
namespace {

using Json = nlohmann::ordered_json;

// Seconds after the first attempt, the second, …, as Standard Webhooks advises. Then nobody is there.
constexpr std::array<std::int64_t, 9> kLater = {5, 5 * 60, 30 * 60, 2 * 3600, 5 * 3600, 10 * 3600, 14 * 3600, 20 * 3600, 24 * 3600};
constexpr unsigned kGone = 410;
constexpr std::size_t kAfterPrefix = 7, kIdDigits = 24;

std::string id_of(const Event& event) { return "msg_" + sha256(event.type + "\n" + event.key).substr(kAfterPrefix, kIdDigits); }

unsigned number_of(const std::string& text) {
  unsigned out = 0;
  std::from_chars(text.data(), text.data() + text.size(), out);
  return out;
}

// Times that are compared as texts.
std::string second_text(std::int64_t seconds) { return fmt::format("{:012}", seconds); }

}  // namespace

Announcer::Announcer(Records& records, std::vector<Endpoint> endpoints, Notice notice, unsigned every)
    : records_(records), endpoints_(std::move(endpoints)), notice_(std::move(notice)), every_(every), thread_([this] { work(); }) {}

Announcer::~Announcer() {
  {
    const std::lock_guard lock(mutex_);
    is_closing_ = true;
  }
  stop_.notify_one();
  thread_.join();
}

void Announcer::work() {
  auto next_look = std::chrono::steady_clock::now();
  for (;;) {
    if (std::chrono::steady_clock::now() >= next_look) {
      notice_([this](const Event& event) { return write_down(event).has_value(); });
      next_look = std::chrono::steady_clock::now() + std::chrono::seconds(every_);
    }
    send_due();
    std::unique_lock lock(mutex_);
    if (stop_.wait_for(lock, std::chrono::seconds(1), [this] { return is_closing_; })) return;
  }
}

Result<void> Announcer::write_down(const Event& event) {
  const std::string id = id_of(event), at = time_text(milliseconds_now());
  const auto known = records_.run("SELECT id FROM desk_event WHERE id = $1", {id});
  if (!known) return tl::unexpected(known.error());
  if (!known->empty()) return {};
  const std::string body = Json{{"type", event.type}, {"timestamp", at}, {"data", event.data}}.dump(-1, ' ', false, Json::error_handler_t::replace);
  return records_.together([&](ledger::Database& database) -> Result<void> {
    const auto put = database.run("INSERT INTO desk_event (id, type, at, body) VALUES ($1, $2, $3, $4)", {id, event.type, at, body});
    if (!put) return tl::unexpected(put.error());
    for (const Endpoint& endpoint : endpoints_) {
      if (!endpoint.wants(event.type)) continue;
      const auto due = database.run("INSERT INTO desk_delivery (event, endpoint, attempts, next_at, state) VALUES ($1, $2, '0', $3, 'waiting')", {id, endpoint.url, second_text(seconds_now())});
      if (!due) return tl::unexpected(due.error());
    }
    return {};
  });
}

void Announcer::send_due() {
  const auto due = records_.run("SELECT event, endpoint, attempts FROM desk_delivery WHERE state = 'waiting' AND next_at <= $1 ORDER BY next_at LIMIT 50", {second_text(seconds_now())});
  if (!due) return;
  for (const ledger::Row& row : *due) {
    {
      const std::lock_guard lock(mutex_);
      if (is_closing_) return;
    }
    send(row[0], row[1], number_of(row[2]));
  }
}

void Announcer::send(const std::string& event, const std::string& endpoint, unsigned attempts) {
  const auto to = std::find_if(endpoints_.begin(), endpoints_.end(), [&](const Endpoint& one) { return one.url == endpoint; });
  const auto rows = records_.run("SELECT body FROM desk_event WHERE id = $1", {event});
  if (!rows) return;
  // An endpoint that is not in the file any more is not told any more.
  unsigned status = kGone;
  if (to != endpoints_.end() && !rows->empty()) status = post(*to, event, seconds_now(), rows->front()[0]);
  const bool is_taken = status >= 200 && status < 300;
  const bool is_over = status == kGone || attempts >= kLater.size();
  const std::string state = is_taken ? "sent" : is_over ? "given up" : "waiting";
  const std::int64_t next = seconds_now() + (is_taken || is_over ? 0 : kLater[attempts]);
  static_cast<void>(records_.run("UPDATE desk_delivery SET attempts = $1, next_at = $2, state = $3 WHERE event = $4 AND endpoint = $5", {std::to_string(attempts + 1), second_text(next), state, event, endpoint}));
}

}  // namespace lockgate::service
