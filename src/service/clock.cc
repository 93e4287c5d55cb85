#include "service/clock.h"

#include <fmt/format.h>

#include <chrono>

#include "base/date.h"

namespace lockgate::service {
namespace {

constexpr std::int64_t kDay = 24 * 60 * 60 * 1000;

}  // namespace

std::int64_t milliseconds_now() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

std::string time_text(std::int64_t milliseconds_since_epoch) {
  const std::int64_t of_day = milliseconds_since_epoch % kDay;
  return fmt::format("{}T{:02}:{:02}:{:02}.{:03}Z", Date{static_cast<std::int32_t>(milliseconds_since_epoch / kDay)}.to_string(), of_day / 3'600'000, of_day / 60'000 % 60, of_day / 1000 % 60, of_day % 1000);
}

}  // namespace lockgate::service
