// A packed register of any bytes, with the right digest: it is refused, or whatever is asked of it stays within it and ends.
#include <cstddef>
#include <cstdint>
#include <string>

#include "base/check.h"
#include "base/digest.h"
#include "ownership/answer.h"
#include "ownership/packed_register.h"

namespace {

using namespace lockgate;

constexpr std::string_view kHead = "lockgate register, format 1\n";

// All that is said of one party may be asked of a part of the graph, and of the graph.
void ask(const ownership::Graph& graph) {
  const ownership::Lane lane{"fuzz", {"sdn"}, 5000, false, true, {Span{}}, {}, "", "fuzz"};
  const ownership::Solution solution(graph, lane, std::nullopt);
  for (ownership::Node node = 0; node < graph.size() && node < 64; ++node) {
    (void)graph.find(graph.name(node));
    LG_CHECK(solution.answer(node).node == graph.name(node));
    LG_CHECK(graph.above(node).size() <= graph.size());
    for (const ownership::Link& link : graph.owned_by(node)) {
      const ownership::Share& share = graph.share(link);
      LG_CHECK(link.other < graph.size() && 0 <= share.least && share.least <= share.most && share.most <= graph.whole());
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string body(reinterpret_cast<const char*>(data), size);
  const std::string bytes = std::string(kHead) + sha256(body) + "\n" + body;
  for (const std::optional<Date> day : {std::optional<Date>(), std::optional(Date{20'000})}) {
    auto read = ownership::read_packed_bytes(bytes, "packed");
    if (!read) return 0;
    (void)read->all.statements();
    const auto graph = ownership::Graph::build(std::move(read->all), day);
    if (graph) ask(*graph);
  }
  return 0;
}
