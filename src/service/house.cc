#include "service/house.h"

#include <algorithm>
#include <thread>
#include <vector>

namespace lockgate::service {

House::House(const ServerSettings& s, const Guard& g, const Handler& h, const Observer& o) : settings(s), guard(g), handler(h), observer(o), pool(std::max(1U, s.threads)) {
  const unsigned cores = std::clamp(std::thread::hardware_concurrency(), 1U, 8U);
  for (unsigned i = 0; i < cores; ++i) floors.emplace_back(*this);
}

void House::open() {
  std::vector<std::thread> others;
  for (std::size_t i = 1; i < floors.size(); ++i) others.emplace_back([this, i] { floors[i].open(); });
  floors.front().open();
  for (std::thread& other : others) other.join();
  pool.join();
}

void House::close() {
  last_call = Clock::now() + std::chrono::seconds(settings.limits.farewell_seconds);
  is_closing = true;
  for (Floor& floor : floors) boost::asio::post(floor.io, [&floor] { floor.farewell(); });
}

void Floor::open() {
  go_round();
  io.run();
}

void Floor::leave(Guest* guest) {
  guests.erase(guest);
  --house.crowd;
  if (guests.empty() && house.is_closing) round_.cancel();
}

// Each leaves when its last operation has ended.
void Floor::farewell() {
  for (Guest* guest : guests) guest->farewell();
  if (guests.empty()) round_.cancel();
}

// While the house is open there is always a next round, which keeps `io` running.
void Floor::go_round() {
  round_.expires_after(kRound);
  round_.async_wait([this](boost::system::error_code) {
    const auto now = Clock::now();
    if (house.is_closing && (guests.empty() || now >= house.last_call)) return io.stop();
    for (Guest* guest : guests) guest->look(now);
    go_round();
  });
}

}  // namespace lockgate::service
