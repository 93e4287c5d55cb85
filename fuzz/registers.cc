// Files of registers of any bytes: reading ends, every share is a range the right way up within the whole, every
// stretch of time has a day in it, and what is joined can be added up.
#include <cstddef>
#include <cstdint>

#include "base/check.h"
#include "base/text.h"
#include "ownership/graph.h"
#include "registry/join.h"

namespace {

using namespace lockgate;

void check(const registry::RegisterFile& file) {
  for (const registry::RegisteredHolding& holding : file.holdings) {
    LG_CHECK(0 <= holding.stake.least && holding.stake.least <= holding.stake.most &&
             holding.stake.most <= registry::kWhole);
    LG_CHECK(holding.stake.span.from < holding.stake.span.until);
    LG_CHECK(!holding.owner.empty() && !holding.owned.empty());
  }
  for (const registry::RegisteredParty& party : file.parties) {
    LG_CHECK(!party.keys.empty() && !party.mark.empty());
    for (const std::string& name : party.names) LG_CHECK(!name.empty() && !invalid_utf8(name));
  }
  for (const wire::ListFinding& finding : file.findings)
    LG_CHECK(finding.problem.code.starts_with("LG") && !finding.where.empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const registry::RegisterFile file =
      registry::read_register_text(std::string(reinterpret_cast<const char*>(data), size), "register");
  check(file);
  const trade::Ownership ownership = registry::join({file});
  for (const std::optional<Date> day : {std::optional<Date>(), std::optional(Date{20'000})}) {
    const auto graph = ownership::Graph::build(ownership, day);
    if (!graph) continue;
    for (ownership::Node node = 0; node < graph->size(); ++node)
      for (const ownership::Link& link : graph->owned_by(node)) {
        const ownership::Share& share = graph->share(link);
        LG_CHECK(0 <= share.least && share.least <= share.most && share.most <= graph->whole());
      }
  }
  return 0;
}
