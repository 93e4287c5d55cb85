// PlanPage: a plan as a page a board can read.
#pragma once

#include "cli/page.h"
#include "desk/demand_file.h"

namespace lockgate::cli {

Page page_of(const desk::DemandFile& demand, const analysis::Plan& plan, const std::vector<analysis::Lack>& lacks);

}  // namespace lockgate::cli
