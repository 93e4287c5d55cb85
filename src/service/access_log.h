// AccessLog: one line of JSON for each request, on stderr. No query, no header and no body is written: they may name parties.
#pragma once

#include <cstdint>
#include <string>

namespace lockgate::service {

struct LogEntry {
  std::string id;
  std::string peer;
  std::string method;
  std::string path;
  unsigned status = 0;
  std::uint64_t bytes_in = 0;
  std::uint64_t bytes_out = 0;
  double seconds = 0;
};

// `{"time":"2026-02-01T09:30:00.123Z","id":…}`
std::string log_line(const LogEntry& entry, std::int64_t milliseconds_since_epoch);

// Writes it, whole, with the time of now.
void write_log(const LogEntry& entry);

// An id for a request, unlike those of other requests and other processes.
std::string next_request_id();

}  // namespace lockgate::service
