#include "cli/analysis_access.h"

namespace lockgate::cli {

void refuse_market(Session& session, const std::string& data, const Diagnostics& diagnostics) {
  session.report(diagnostics);
  session.complain({"LG0924", "the market data cannot be used", data + "/market", "mend the rows above, or take the folder `market` from the release"});
  session.worsen(Status::BadWorld);
}

std::optional<AnalysisWorld> open_analysis(Session& session) {
  AnalysisWorld out;
  out.desk = session.open_desk();
  out.data = out.desk == nullptr ? "" : session.data();
  if (out.data.empty()) return std::nullopt;
  Diagnostics diagnostics;
  out.market = desk::open_market(out.data, diagnostics);
  if (out.market == nullptr) {
    refuse_market(session, out.data, diagnostics);
    return std::nullopt;
  }
  out.parts = desk::all_parts(out.desk->catalogue(), *out.market);
  return out;
}

}  // namespace lockgate::cli
