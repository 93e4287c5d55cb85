#include "law/check.h"

#include <algorithm>
#include <functional>
#include <optional>

namespace lockgate::law {
namespace {

void add_defines(const Condition& condition, std::vector<int>& out) {
  if (condition.kind == Condition::Kind::Define) out.push_back(condition.define);
  for (const Condition& argument : condition.args) add_defines(argument, out);
}

// Longer chains than any law needs; a guard for hostile input.
constexpr std::size_t kMaxDepth = 500;

// Depth-first search; `report` gets each circle, as the nodes on it.
class CycleSearch {
 public:
  using Report = std::function<void(const std::vector<int>&)>;

  CycleSearch(std::vector<std::vector<int>> edges, Report report)
      : edges_(std::move(edges)), report_(std::move(report)) {
    for (std::vector<int>& next : edges_) {  // one edge, one report
      std::sort(next.begin(), next.end());
      next.erase(std::unique(next.begin(), next.end()), next.end());
    }
    state_.assign(edges_.size(), State::New);
    depth_.assign(edges_.size(), 0);
    for (std::size_t i = 0; i < edges_.size(); ++i) visit(static_cast<int>(i));
  }

  // A node at the end of a chain too long to follow.
  std::optional<int> too_deep() const { return too_deep_; }

 private:
  enum class State : std::uint8_t { New, Open, Done };

  void visit(int node) {
    State& state = state_[static_cast<std::size_t>(node)];
    if (state == State::Open) report_({std::find(path_.begin(), path_.end(), node), path_.end()});
    if (state != State::New) return;
    if (path_.size() > kMaxDepth) return void(too_deep_ = node);
    state = State::Open;
    path_.push_back(node);
    std::size_t& depth = depth_[static_cast<std::size_t>(node)];
    for (const int next : edges_[static_cast<std::size_t>(node)]) {
      visit(next);
      depth = std::max(depth, depth_[static_cast<std::size_t>(next)] + 1);
    }
    if (depth > kMaxDepth) too_deep_ = node;
    path_.pop_back();
    state_[static_cast<std::size_t>(node)] = State::Done;
  }

  std::vector<std::vector<int>> edges_;
  Report report_;
  std::vector<State> state_;
  std::vector<std::size_t> depth_;  // of the longest chain below
  std::vector<int> path_;
  std::optional<int> too_deep_;
};

template <class List>
void report_length(std::optional<int> node, const List& list, const char* what, Diagnostics& diagnostics) {
  if (!node) return;
  const Origin& origin = list[static_cast<std::size_t>(*node)].origin;
  diagnostics.error("LG1309", "more than 500 " + std::string(what) + " in a row", origin.source, origin.place);
}

// `a`, `b`, `a`
template <class Name>
std::string circle(const std::vector<int>& nodes, Name name) {
  std::string out;
  for (const int node : nodes) out += "`" + name(node) + "`, ";
  return out + "`" + name(nodes.front()) + "`";
}

void check_defines(const Law& law, Diagnostics& diagnostics) {
  const auto name = [&](int define) { return law.defines[static_cast<std::size_t>(define)].name; };
  std::vector<std::vector<int>> reads(law.defines.size());
  for (const Rule& rule : law.rules)
    if (rule.define != kNone) add_defines(rule.when, reads[static_cast<std::size_t>(rule.define)]);
  const CycleSearch search(reads, [&](const std::vector<int>& nodes) {
    const Origin& origin = law.defines[static_cast<std::size_t>(nodes.front())].origin;
    Diagnostic& error = diagnostics.error("LG1306", "`" + name(nodes.front()) + "` is concluded from itself",
                                          origin.source, origin.place);
    error.notes.push_back("each is read by a rule for the one before it: " + circle(nodes, name));
  });
  report_length(search.too_deep(), law.defines, "defines that read each other", diagnostics);
}

void check_exceptions(const Law& law, Diagnostics& diagnostics) {
  const auto name = [&](int rule) { return law.rules[static_cast<std::size_t>(rule)].label; };
  std::vector<std::vector<int>> silences(law.rules.size());
  for (std::size_t i = 0; i < law.rules.size(); ++i) silences[i] = law.rules[i].exception_to;
  for (const Order& order : law.orders) silences[static_cast<std::size_t>(order.first)].push_back(order.second);
  const CycleSearch search(silences, [&](const std::vector<int>& nodes) {
    const Origin& origin = law.rules[static_cast<std::size_t>(nodes.front())].origin;
    Diagnostic& error =
        diagnostics.error("LG1307", "`" + name(nodes.front()) + "` goes before itself", origin.source, origin.place);
    error.notes.push_back("each goes before the next: " + circle(nodes, name));
  });
  report_length(search.too_deep(), law.rules, "rules that go before each other", diagnostics);
}

void check_sets(const Law& law, Diagnostics& diagnostics) {
  const auto name = [&](int set) { return law.sets[static_cast<std::size_t>(set)].name; };
  std::vector<std::vector<int>> parts(law.sets.size());
  for (std::size_t i = 0; i < law.sets.size(); ++i)
    for (const NamedSet::Term& term : law.sets[i].terms)
      if (term.set != kNone) parts[i].push_back(term.set);
  const CycleSearch search(parts, [&](const std::vector<int>& nodes) {
    const Origin& origin = law.sets[static_cast<std::size_t>(nodes.front())].origin;
    Diagnostic& error =
        diagnostics.error("LG1308", "`" + name(nodes.front()) + "` is made from itself", origin.source, origin.place);
    error.notes.push_back("each is made from the next: " + circle(nodes, name));
  });
  report_length(search.too_deep(), law.sets, "sets that are made from each other", diagnostics);
}

}  // namespace

void check_cycles(const Law& law, Diagnostics& diagnostics) {
  check_defines(law, diagnostics);
  check_exceptions(law, diagnostics);
  check_sets(law, diagnostics);
}

}  // namespace lockgate::law
