#include "service/access_log.h"

#include <fmt/format.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <random>

#include "base/date.h"

namespace lockgate::service {
namespace {

constexpr std::int64_t kDay = 24 * 60 * 60 * 1000;

std::string time_text(std::int64_t since_epoch) {
  const std::int64_t of_day = since_epoch % kDay;
  return fmt::format("{}T{:02}:{:02}:{:02}.{:03}Z", Date{static_cast<std::int32_t>(since_epoch / kDay)}.to_string(), of_day / 3'600'000, of_day / 60'000 % 60, of_day / 1000 % 60, of_day % 1000);
}

}  // namespace

std::string log_line(const LogEntry& entry, std::int64_t milliseconds_since_epoch) {
  using Json = nlohmann::ordered_json;
  const Json json{{"time", time_text(milliseconds_since_epoch)}, {"id", entry.id}, {"peer", entry.peer}, {"method", entry.method}, {"path", entry.path}, {"status", entry.status},
                  {"bytes_in", entry.bytes_in}, {"bytes_out", entry.bytes_out}, {"microseconds", static_cast<std::int64_t>(entry.seconds * 1e6)}};
  return json.dump(-1, ' ', true, Json::error_handler_t::replace);
}

void write_log(const LogEntry& entry) {
  const auto now = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch());
  const std::string line = log_line(entry, now.count()) + "\n";
  std::fwrite(line.data(), 1, line.size(), stderr);
}

std::string next_request_id() {
  static const std::uint32_t kProcess = std::random_device{}();
  static std::atomic<std::uint64_t> count{0};
  return fmt::format("{:08x}-{}", kProcess, ++count);
}

}  // namespace lockgate::service
