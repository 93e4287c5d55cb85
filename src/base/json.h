// nlohmann's JSON trees, with what every file would compile for itself compiled once (base/json.cc): it was a fifth of the time of those that write JSON.
#pragma once

#include <nlohmann/json.hpp>

extern template class nlohmann::basic_json<>;
extern template class nlohmann::basic_json<nlohmann::ordered_map>;
