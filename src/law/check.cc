#include "law/check.h"

#include <functional>

namespace lockgate::law {
namespace {

void add_defines(const Condition& condition, std::vector<int>& out) {
  if (condition.kind == Condition::Kind::Define) out.push_back(condition.define);
  for (const Condition& argument : condition.args) add_defines(argument, out);
}

// Depth-first search; `report` gets the first node found again while still open.
class CycleSearch {
 public:
  CycleSearch(std::vector<std::vector<int>> edges, std::function<void(int)> report) : edges_(std::move(edges)), report_(std::move(report)) {
    state_.assign(edges_.size(), State::New);
    for (std::size_t i = 0; i < edges_.size(); ++i) visit(static_cast<int>(i));
  }

 private:
  enum class State : std::uint8_t { New, Open, Done };

  void visit(int node) {
    State& state = state_[static_cast<std::size_t>(node)];
    if (state == State::Open) report_(node);
    if (state != State::New) return;
    state = State::Open;
    for (const int next : edges_[static_cast<std::size_t>(node)]) visit(next);
    state_[static_cast<std::size_t>(node)] = State::Done;
  }

  std::vector<std::vector<int>> edges_;
  std::function<void(int)> report_;
  std::vector<State> state_;
};

}  // namespace

void check_cycles(const Law& law, Diagnostics& diagnostics) {
  std::vector<std::vector<int>> reads(law.defines.size());
  std::vector<std::vector<int>> silences(law.rules.size());
  for (std::size_t i = 0; i < law.rules.size(); ++i) {
    const Rule& rule = law.rules[i];
    if (rule.define != kNone) add_defines(rule.when, reads[static_cast<std::size_t>(rule.define)]);
    silences[i] = rule.exception_to;
  }
  for (const Order& order : law.orders) silences[static_cast<std::size_t>(order.first)].push_back(order.second);
  CycleSearch(reads, [&](int define) {
    const Define& d = law.defines[static_cast<std::size_t>(define)];
    diagnostics.error("LG1306", "`" + d.name + "` is concluded from itself", d.origin.source, d.origin.place);
  });
  CycleSearch(silences, [&](int rule) {
    const Rule& r = law.rules[static_cast<std::size_t>(rule)];
    diagnostics.error("LG1307", "`" + r.label + "` is an exception to itself, by way of others", r.origin.source, r.origin.place);
  });
}

}  // namespace lockgate::law
