// Clock: the time of now, for logs, tokens and signatures. Nothing about an order is decided on it.
#pragma once

#include <cstdint>
#include <string>

namespace lockgate::service {

std::int64_t milliseconds_now();  // since 1970
inline std::int64_t seconds_now() { return milliseconds_now() / 1000; }
// `2026-02-01T09:30:00.123Z`
std::string time_text(std::int64_t milliseconds_since_epoch);

}  // namespace lockgate::service
