// Server: connections, their limits and their clocks. Bytes come in here and leave here; what they mean is the handler's.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "base/result.h"
#include "service/guard.h"
#include "service/message.h"

namespace lockgate::service {

struct Limits {
  std::uint32_t header_bytes = 16 * 1024;
  std::uint64_t body_bytes = 16 * 1024 * 1024;
  std::size_t connections = 512;
  unsigned header_seconds = 15;  // from the end of one answer to the end of the next head, so also how long a connection may idle
  unsigned body_seconds = 60;
  unsigned farewell_seconds = 10;  // for requests that are being answered when the service is told to stop
};

struct ServerSettings {
  std::string host = "127.0.0.1";
  std::uint16_t port = 8080;  // 0: any that is free
  unsigned threads = 2;       // that answer what may take long; those that read and write are one a core, and answer what can be had at once
  bool has_log = true;        // a line of JSON a request, to stderr
  std::string certificate_file;  // PEM; empty: no TLS
  std::string key_file;          // PEM
  Limits limits;
};

// Is called from several threads at once.
struct Handler {
  // Answers one request. `route` is set for the log.
  std::function<Response(Request& request, std::string& route)> answer;
  // The same on the thread that reads and writes, which must not be kept: nothing where it would take long, or wait for a disk, a database or
  // another process. Then it is handed to another thread, which asks for `answer`.
  std::function<std::optional<Response>(Request& request, std::string& route)> answer_at_once;
};
// Is told of every answer that was sent.
using Observer = std::function<void(const std::string& method, const std::string& route, unsigned status, double seconds)>;

// Serves until SIGTERM or SIGINT, then finishes what it has begun. `ready` is told the port. LG0816: the address cannot be had;
// LG0835: the files for TLS cannot be used.
Result<void> serve(const ServerSettings& settings, const Guard& guard, const Handler& handler, const Observer& observer, const std::function<void(std::uint16_t port)>& ready);

}  // namespace lockgate::service
