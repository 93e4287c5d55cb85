// OpenApi: the table of routes as a description in OpenAPI 3.1.
#pragma once

#include "service/route.h"

namespace lockgate::service {

nlohmann::ordered_json openapi_of(const std::vector<Route>& routes);

}  // namespace lockgate::service
