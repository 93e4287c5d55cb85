// The calendar, as far as caps and records need it.
#pragma once

#include <chrono>
#include <cstdint>

#include "base/date.h"

namespace lockgate::ledger {

inline std::chrono::year_month_day civil(Date date) {
  return std::chrono::year_month_day(std::chrono::sys_days(std::chrono::days(date.days)));
}

inline std::int64_t year_of(Date date) { return static_cast<int>(civil(date).year()); }

// The same day so many years later; of 29 February, where there is none, 1 March: never a day too early.
inline Date years_after(Date date, std::int64_t years) {
  const std::chrono::year_month_day later = civil(date) + std::chrono::years(static_cast<int>(years));
  return Date{static_cast<std::int32_t>(std::chrono::sys_days(later).time_since_epoch().count())};
}

}  // namespace lockgate::ledger
