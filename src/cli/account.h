// Account: the evidence of a hit in words and as JSON.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "desk/watch.h"

namespace lockgate::cli {

// `hisilicon = HiSilicon (brand) +735; technologies: only in the list`
std::string account_of(const screen::Hit& hit, const screen::Name& query, const screen::Name& listed);
nlohmann::ordered_json json_of(const desk::Watch& watch, const screen::Hit& hit, const screen::Name& query);

}  // namespace lockgate::cli
