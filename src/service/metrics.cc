#include "service/metrics.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

namespace lockgate::service {

void Metrics::count_request(const std::string& method, const std::string& route, unsigned status, double seconds) {
  const std::lock_guard lock(mutex_);
  const auto known = requests_.find(std::tie(method, route, status));
  ++(known == requests_.end() ? requests_[{method, route, status}] : known->second);
  Latency& latency = latency_[route];
  for (std::size_t i = 0; i < kEnds.size(); ++i) latency.below[i] += seconds <= kEnds[i] ? 1 : 0;
  ++latency.all;
  latency.seconds += seconds;
}

void Metrics::count_orders(const OrderCounts& counts) {
  const std::lock_guard lock(mutex_);
  std::transform(counts.of.begin(), counts.of.end(), orders_.of.begin(), orders_.of.begin(), std::plus<>());
  orders_.bad += counts.bad;
}

std::string Metrics::text() const {
  const std::lock_guard lock(mutex_);
  std::string out = "# HELP lockgate_requests_total Requests answered.\n# TYPE lockgate_requests_total counter\n";
  for (const auto& [key, count] : requests_) {
    const auto& [method, route, status] = key;
    out += fmt::format("lockgate_requests_total{{method=\"{}\",route=\"{}\",status=\"{}\"}} {}\n", method, route, status, count);
  }
  out += "# HELP lockgate_request_seconds Time from the last byte of a request to its answer.\n# TYPE lockgate_request_seconds histogram\n";
  for (const auto& [route, latency] : latency_) {
    for (std::size_t i = 0; i < kEnds.size(); ++i) out += fmt::format("lockgate_request_seconds_bucket{{route=\"{}\",le=\"{}\"}} {}\n", route, kEnds[i], latency.below[i]);
    out += fmt::format("lockgate_request_seconds_bucket{{route=\"{0}\",le=\"+Inf\"}} {1}\nlockgate_request_seconds_sum{{route=\"{0}\"}} {2}\nlockgate_request_seconds_count{{route=\"{0}\"}} {1}\n", route, latency.all, latency.seconds);
  }
  out += "# HELP lockgate_orders_total Orders decided, by verdict.\n# TYPE lockgate_orders_total counter\n";
  for (std::size_t v = 0; v < orders_.of.size(); ++v) out += fmt::format("lockgate_orders_total{{verdict=\"{}\"}} {}\n", trade::to_string(static_cast<trade::Verdict>(v)), orders_.of[v]);
  out += fmt::format("# HELP lockgate_bad_lines_total Lines that were no orders.\n# TYPE lockgate_bad_lines_total counter\nlockgate_bad_lines_total {}\n", orders_.bad);
  return out;
}

}  // namespace lockgate::service
