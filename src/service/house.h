// House: what all connections share, and its floors, each of which keeps its connections on a thread of its own.
#pragma once

#include <atomic>
#include <utility>  // which Asio of Boost 1.74 forgets
#include <boost/asio.hpp>
#include <chrono>
#include <deque>
#include <set>

#include "service/server.h"

namespace lockgate::service {

using Clock = std::chrono::steady_clock;

// A connection, as the floor sees it.
class Guest {
 public:
  virtual ~Guest() = default;
  // The service stops: who waits for a request is let go at once, who is being answered after the answer.
  virtual void farewell() = 0;
  // Lets go who has taken longer than he may.
  virtual void look(Clock::time_point now) = 0;
};

struct House;

// Connections and the thread that reads, writes and answers what it can at once. All but `io` belongs to that thread.
struct Floor {
  explicit Floor(House& h) : house(h) {}
  void open();
  void leave(Guest* guest);
  void farewell();

  House& house;
  std::set<Guest*> guests;  // before `io`, whose end is also that of the last connections
  boost::asio::io_context io{1};

 private:
  // A timer for each step of each request would be set and taken back some thousands of times a second; nobody is that punctual.
  static constexpr std::chrono::milliseconds kRound{250};
  void go_round();

  boost::asio::steady_timer round_{io};
};

struct House {
  House(const ServerSettings& s, const Guard& g, const Handler& h, const Observer& o);
  // Until it has been closed and the last guest has left. The first floor is on the thread that calls.
  void open();
  // On any thread.
  void close();

  const ServerSettings& settings;
  const Guard& guard;
  const Handler& handler;
  const Observer& observer;
  std::atomic<std::size_t> crowd = 0;  // guests on all floors, and those on their way
  std::atomic<bool> is_closing = false;
  Clock::time_point last_call;  // who is not done by then is not waited for; set before `is_closing`
  std::deque<Floor> floors;
  boost::asio::thread_pool pool;  // answers what may take long or wait for a disk, a database or another process
};

}  // namespace lockgate::service
