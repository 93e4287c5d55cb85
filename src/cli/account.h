// Account: the evidence of a hit in words.
#pragma once

#include <string>

#include "trade/screening.h"

namespace lockgate::cli {

// `hisilicon = HiSilicon (core, brand) +735; technologies (trade) only listed`
std::string account_of(const trade::ListHit& hit);
// `HiSilicon Optoelectronics Co., Ltd. (entity_list EL-405)`
std::string name_of(const trade::ListHit& hit);

}  // namespace lockgate::cli
