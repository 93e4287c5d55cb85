// OneOrder: a request about one order: `{"order": {…}}` with settings beside it, read, checked and decided.
#pragma once

#include "service/intake.h"
#include "service/schema.h"
#include "service/service.h"

namespace lockgate::service {

struct OneOrder {
  trade::Order order;
  decide::Options options;
  trade::Determination determination;
  Texts settings;
};

// Otherwise a problem: 400 for the request, 422 for the order in it. `more_languages`: words that `lang` may be beside those of every
// request; the order is then decided in English.
tl::expected<OneOrder, Response> decide_one(const Service& service, const Request& request, const std::vector<std::string>& settings, const std::vector<std::string>& more_languages = {});
// The forms it comes in.
std::vector<Body> one_order_bodies(const std::vector<std::string>& settings);

// The first thing that is wrong with a line, and all of them under `problems`.
Response refuse_line(const Taken& taken);

}  // namespace lockgate::service
