// DesignPage: a design's answer in words: the part, what holds it back, what would end it, what numbers do not settle.
#pragma once

#include "cli/page.h"
#include "desk/design_report.h"

namespace lockgate::cli {

Page page_of(const desk::Design& design, const desk::DesignReport& report);

}  // namespace lockgate::cli
