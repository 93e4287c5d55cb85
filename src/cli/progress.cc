#include "cli/progress.h"

#include <fmt/format.h>

#include <cmath>
#include <string>

#include "cli/layout.h"

namespace lockgate::cli {
namespace {

using namespace std::chrono_literals;

constexpr int kBar = 30;

std::string bar(double fraction) {
  const int full = static_cast<int>(std::lround(fraction * kBar));
  std::string out;
  for (int i = 0; i < kBar; ++i) out += i < full ? "█" : "░";
  return out;
}

}  // namespace

void Progress::show(double fraction, std::uint64_t lines) {
  if (!terminal_.is_terminal()) return;
  const auto now = Clock::now();
  if (now - start_ < 500ms || now - shown_ < 100ms) return;
  shown_ = now;
  is_visible_ = true;
  const std::string known = fraction > 0 ? fmt::format("{} {:3.0f} %  ", bar(fraction), fraction * 100) : "";
  terminal_.write(fmt::format("\r{}{} lines\x1b[K", known, grouped(std::to_string(lines))));
}

void Progress::clear() {
  if (is_visible_) terminal_.write("\r\x1b[K");
  is_visible_ = false;
}

}  // namespace lockgate::cli
