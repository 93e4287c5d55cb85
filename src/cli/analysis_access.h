// AnalysisAccess: opens what the analyses read: law, catalogue, market data.
#pragma once

#include <memory>
#include <optional>

#include "cli/session.h"
#include "desk/comparison.h"

namespace lockgate::cli {

struct AnalysisWorld {
  std::string data;  // the folder it came from
  std::unique_ptr<const desk::Desk> desk;
  std::unique_ptr<const analysis::Market> market;
  analysis::Parts parts;
};

// Nothing: it is missing or broken, which has been said.
std::optional<AnalysisWorld> open_analysis(Session& session);

// Says that market data cannot be used, after its rows have been complained of.
void refuse_market(Session& session, const std::string& data, const Diagnostics& diagnostics);

}  // namespace lockgate::cli
