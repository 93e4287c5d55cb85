// ComparisonPage: chips side by side, a claim judged, a cluster priced, as a page or as JSON.
#pragma once

#include <optional>
#include <string>

#include "analysis/comparison.h"
#include "cli/session.h"

namespace lockgate::cli {

// A training run that is to be priced; all zero: none is asked for.
struct RunAsked {
  double parameters = 0;
  double tokens = 0;
  double days = 0;
  double overhead = 0;
};

void write_comparison(Session& session, const analysis::Comparison& comparison, const std::optional<analysis::Claim>& claim, const RunAsked& run, const analysis::Market& market, const std::string& format);

// `6.69`, `3.21 (2.88–3.58)`.
std::string text_of(const analysis::Interval& interval);

}  // namespace lockgate::cli
