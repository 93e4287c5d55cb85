// Service: the law and the catalogue behind a table of routes. Answers requests from any number of threads at once; it knows nothing
// of sockets (service/server.h) and opens no connection.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "desk/desk.h"
#include "service/access.h"
#include "service/answer_cache.h"
#include "service/metrics.h"
#include "service/reading_log.h"
#include "service/repeats.h"
#include "service/route.h"
#include "service/seal_queue.h"
#include "wire/order_builder.h"

namespace lockgate::service {

class Service {
 public:
  // `more`: routes of others, such as those that answer in the words of the command line. They may keep the service they are given.
  using More = std::function<std::vector<Route>(const Service& service)>;
  // What a service has that stays; an assistant has none of it.
  struct Keeping {
    std::size_t cache_bytes = 0;       // for answers that are asked for again
    std::shared_ptr<SealQueue> seals;  // every determination of /v1/check is entered there before it is sent; null: none is
    std::shared_ptr<Records> records;  // null: nobody signs in, and no answer is given again
    bool is_secure = false;            // it speaks TLS
    std::optional<Provider> provider;  // where people sign in who have no password here
    // Those of the service whose place this one takes; null: it is the first.
    std::shared_ptr<Access> access = {};
    std::shared_ptr<Repeats> repeats = {};
    std::shared_ptr<Metrics> metrics = {};
  };
  // `plane`: the order that the planes of /v1/regions are made with; an object.
  Service(std::shared_ptr<const desk::Desk> desk, wire::JsonValue plane, const More& more, Keeping keeping);

  // Never fails: what cannot be answered is a problem. `route` is set to the pattern of the route that was met.
  Response answer(Request& request, std::string& route) const;
  // The same if it is to be had at once (see Handler).
  std::optional<Response> answer_at_once(Request& request, std::string& route) const;

  const desk::Desk& desk() const { return *desk_; }
  const wire::OrderBuilder& builder() const { return builder_; }
  const wire::JsonValue& plane() const { return plane_; }
  Metrics& metrics() const { return *keeping_.metrics; }
  AnswerCache& answers() const { return answers_; }
  SealQueue* seals() const { return keeping_.seals.get(); }
  Records* records() const { return keeping_.records.get(); }
  Access* access() const { return keeping_.access.get(); }
  // For the service that takes the place of this one: who has signed in stays so, and what is counted goes on.
  const Keeping& keeping() const { return keeping_; }
  const Routes& routes() const { return routes_; }

 private:
  std::vector<Route> make_routes(const More& more) const;
  Route health() const;
  Route readiness() const;
  Route metrics_page() const;
  Route description() const;

  std::shared_ptr<const desk::Desk> desk_;
  wire::OrderBuilder builder_;
  wire::JsonValue plane_;
  mutable AnswerCache answers_;
  Keeping keeping_;
  std::unique_ptr<ReadingLog> readings_;
  Routes routes_;
};

// Each in the file of its name. The service outlives what is made.
std::vector<Route> asset_routes();
std::vector<Route> check_routes(const Service& service);
std::vector<Route> chip_routes(const Service& service);
std::vector<Route> region_routes(const Service& service);

// A body of JSON.
Response json_response(const nlohmann::ordered_json& json);

}  // namespace lockgate::service
