#include "service/access_log.h"

#include <fmt/format.h>

#include <atomic>
#include <cstdio>
#include <random>

#include "base/json.h"
#include "service/clock.h"

namespace lockgate::service {

std::string log_line(const LogEntry& entry, std::int64_t milliseconds_since_epoch) {
  using Json = nlohmann::ordered_json;
  const Json json{{"time", time_text(milliseconds_since_epoch)}, {"id", entry.id}, {"peer", entry.peer}, {"method", entry.method}, {"path", entry.path}, {"status", entry.status},
                  {"bytes_in", entry.bytes_in}, {"bytes_out", entry.bytes_out}, {"microseconds", static_cast<std::int64_t>(entry.seconds * 1e6)}};
  return json.dump(-1, ' ', true, Json::error_handler_t::replace);
}

void write_log(const LogEntry& entry) {
  const std::string line = log_line(entry, milliseconds_now()) + "\n";
  std::fwrite(line.data(), 1, line.size(), stderr);
}

std::string next_request_id() {
  static const std::string kProcess = fmt::format("{:08x}-", std::random_device{}());
  static std::atomic<std::uint64_t> count{0};
  return kProcess + std::to_string(++count);
}

}  // namespace lockgate::service
