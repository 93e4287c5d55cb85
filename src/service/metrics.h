// Metrics: what the service has done since it started, in the text format of Prometheus. Safe to share between threads.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <mutex>
#include <numeric>
#include <string>
#include <tuple>

#include "trade/determination.h"

namespace lockgate::service {

struct OrderCounts {
  std::array<std::uint64_t, 5> of{};  // by verdict
  std::uint64_t bad = 0;              // lines that were no orders

  void add(trade::Verdict verdict) { ++of[static_cast<std::size_t>(verdict)]; }
  void add_bad() { ++bad; }
  std::uint64_t lines() const { return std::accumulate(of.begin(), of.end(), bad); }
};

class Metrics {
 public:
  void count_request(const std::string& method, const std::string& route, unsigned status, double seconds);
  void count_orders(const OrderCounts& counts);
  std::string text() const;

 private:
  // Upper ends of the buckets, in seconds.
  static constexpr std::array<double, 9> kEnds = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5, 2.5, 10};
  struct Latency {
    std::array<std::uint64_t, kEnds.size()> below{};
    std::uint64_t all = 0;
    double seconds = 0;
  };
  mutable std::mutex mutex_;
  std::map<std::tuple<std::string, std::string, unsigned>, std::uint64_t, std::less<>> requests_;  // by method, route and status
  std::map<std::string, Latency> latency_;  // by route
  OrderCounts orders_;
};

}  // namespace lockgate::service
