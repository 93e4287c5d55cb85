#include "service/repeats.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/digest.h"
#include "service/clock.h"
#include "service/problem.h"

namespace lockgate::service {
namespace {

constexpr std::size_t kLongestKey = 255;
constexpr std::size_t kLargestBody = 16 * 1024 * 1024;
constexpr std::int64_t kDay = 24LL * 60 * 60 * 1000;

bool is_key(std::string_view text) {
  return !text.empty() && text.size() <= kLongestKey && std::all_of(text.begin(), text.end(), [](char c) { return c >= '!' && c <= '~'; });
}

// All that an answer may depend on.
std::string digest_of(const Request& request) {
  std::string all;
  for (const std::string_view part : {std::string_view(request.method), std::string_view(request.target), request.header("content-type"), request.header("accept"), request.header("if-match"), std::string_view(request.body)})
    all.append(fmt::format("{} ", part.size())).append(part);
  return sha256(all);
}

void gather(Response& response) {
  if (!response.next) return;
  std::string piece;
  for (bool has_more = true; has_more; response.body += piece) has_more = response.next(piece);
  response.next = nullptr;
}

// Lets the key go, whatever happens.
class Busy {
 public:
  Busy(std::mutex& mutex, std::set<std::string>& keys, const std::string& key) : mutex_(mutex), keys_(keys), key_(key) {
    const std::lock_guard lock(mutex_);
    is_first_ = keys_.insert(key_).second;
  }
  ~Busy() {
    const std::lock_guard lock(mutex_);
    if (is_first_) keys_.erase(key_);
  }
  Busy(const Busy&) = delete;
  Busy& operator=(const Busy&) = delete;
  bool is_first() const { return is_first_; }

 private:
  std::mutex& mutex_;
  std::set<std::string>& keys_;
  const std::string& key_;
  bool is_first_ = false;
};

}  // namespace

std::optional<Response> Repeats::known(const std::string& key, const std::string& digest) {
  const auto rows = records_.run("SELECT digest, status, type, body, at FROM desk_answer WHERE key = $1", {key});
  if (!rows) return problem(503, rows.error());
  if (rows->empty() || rows->front()[4] < time_text(milliseconds_now() - kDay)) return std::nullopt;
  const ledger::Row& row = rows->front();
  if (row[0] != digest) return problem(422, {"LG0822", "this `Idempotency-Key` was sent before with another request", "Idempotency-Key", "take a new key for a new request"});
  Response out;
  std::from_chars(row[1].data(), row[1].data() + row[1].size(), out.status);
  out.type = row[2];
  out.body = row[3];
  out.headers = {{"Cache-Control", "no-store"}, {"Idempotency-Replayed", "true"}};
  return out;
}

void Repeats::keep(const std::string& key, const std::string& digest, const Response& response) {
  if (response.status >= 500 || response.body.size() > kLargestBody) return;
  const std::int64_t now = milliseconds_now();
  static_cast<void>(records_.together([&](ledger::Database& database) -> Result<void> {
    for (const auto& [statement, parameters] : {std::pair<const char*, ledger::Row>{"DELETE FROM desk_answer WHERE at < $1 OR key = $2", {time_text(now - kDay), key}},
                                                {"INSERT INTO desk_answer (key, digest, at, status, type, body) VALUES ($1, $2, $3, $4, $5, $6)", {key, digest, time_text(now), std::to_string(response.status), response.type, response.body}}})
      if (auto done = database.run(statement, parameters); !done) return tl::unexpected(done.error());
    return {};
  }));
}

Response Repeats::answer(const Request& request, const std::function<Response()>& make) {
  const std::string_view given = request.header("idempotency-key");
  if (!is_key(given)) return problem(400, {"LG0821", "this can be no `Idempotency-Key`", "Idempotency-Key", "send 1 to 255 printable characters of ASCII, such as a UUID"});
  const std::string key = request.caller + " " + std::string(given), digest = digest_of(request);
  const Busy busy(mutex_, busy_, key);
  if (!busy.is_first()) return problem(409, {"LG0826", "a request with this `Idempotency-Key` is being answered", "Idempotency-Key", "send it again in a moment"});
  if (auto before = known(key, digest)) return *std::move(before);
  Response out = make();
  gather(out);
  keep(key, digest, out);
  return out;
}

}  // namespace lockgate::service
