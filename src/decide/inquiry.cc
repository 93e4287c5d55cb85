#include "decide/inquiry.h"

#include <algorithm>
#include <map>

#include "decide/determine.h"
#include "decide/diagram_cache.h"
#include "decide/residual_form.h"

namespace lockgate::decide {
using trade::Verdict;

// Can the verdict be as mild as a limit? Depth-first over the kinds of missing facts, until one way through is found. What led
// nowhere is remembered: the questions about one order go over much the same ground.
class MildSearch {
 public:
  explicit MildSearch(const law::Program& program) : gates_(program.law->gates) {
    for (std::size_t g = 0; g < gates_.size(); ++g) add_nodes_of(program, static_cast<int>(g), nodes_);
  }

  // nullopt: not found out within the budget.
  std::optional<bool> possible(const World& world, Verdict limit) {
    spent_ = 0;
    limit_ = limit;
    return search(world);
  }

 private:
  std::optional<bool> search(const World& world) {
    if (++spent_ > kBudget) return std::nullopt;
    std::optional<Choice> open;
    for (std::size_t g = 0; g < gates_.size(); ++g) {
      if (mildest(world, gates_[g]) > limit_) return false;
      if (open) continue;
      OpenNodes nodes;
      const auto finding = find(world, static_cast<int>(g), nodes);
      if (finding && verdict_of(world, static_cast<int>(g), *finding) > limit_) return false;
      if (!finding) open = first_open(world, nodes.instance, nodes.nodes);
    }
    if (limit_ < Verdict::Hold && is_faulty(world)) return false;
    if (!open && limit_ < Verdict::Hold) open = open_conflict(world);
    return open ? search_once(world, *open) : true;
  }

  std::optional<bool> search_once(const World& world, const Choice& choice) {
    ResidualForm::Key rest = forms_.of(world, nodes_, true).key();
    rest.push_back(static_cast<std::uint32_t>(limit_));
    if (hopeless_.count(rest) != 0) return false;
    const auto found = search_each(world, choice);
    if (found == false) hopeless_.insert(std::move(rest));
    return found;
  }

  std::optional<bool> search_each(const World& world, const Choice& choice) {
    for (const World::Group& group : world.groups(choice.variable, choice.subject)) {
      World narrowed = world;
      narrowed.choose(choice.variable, choice.subject, group);
      narrowed.evaluate();
      const auto found = search(narrowed);
      if (!found || *found) return found;
    }
    return false;
  }

  // Of the worst leg and chip, the mildest it may still be.
  static Verdict mildest(const World& world, const law::Gate& gate) {
    Verdict out = Verdict::Proceed;
    for (const Instance& instance : world.instances()) {
      const std::uint64_t possible = possible_outcomes(world.program(), gate, instance.values);
      Verdict own = Verdict::Stop;
      for (std::size_t o = 0; o < gate.outcomes.size(); ++o)
        if ((possible >> o & 1) != 0) own = std::min(own, verdict_of(gate, static_cast<int>(o), instance.slots));
      out = std::max(out, own);
    }
    return out;
  }

  // Worlds tried for one question about verdicts. Most answer at the first or second.
  static constexpr int kBudget = 5000;

  const std::vector<law::Gate>& gates_;
  std::vector<std::uint32_t> nodes_;
  ResidualForm forms_;
  std::set<ResidualForm::Key> hopeless_;
  Verdict limit_ = Verdict::Proceed;
  int spent_ = 0;
};

Inquiry::~Inquiry() = default;

Inquiry::Inquiry(const World& world) : world_(world), faults_(explore(world, {{}, true})) {
  for (std::size_t g = 0; g < world.program().law->gates.size(); ++g) gates_.push_back(explore(world, Asked::gate(static_cast<int>(g))));
  all_ = gates_;
  all_.push_back(faults_);
  is_exact_ = faults_->is_exact() && std::all_of(gates_.begin(), gates_.end(), [](const auto& gate) { return gate->is_exact(); });
  verdicts_ = is_exact_ ? of_all() : by_kleene();
}

Inquiry::Inquiry(const World& world, int gate) : world_(world), gates_(world.program().law->gates.size()) {
  const std::shared_ptr<const Diagram> explored = explore(world, Asked::gate(gate));
  gates_[static_cast<std::size_t>(gate)] = explored;
  is_exact_ = explored->is_exact();
}

std::vector<int> Inquiry::outcomes(int gate) const {
  std::vector<int> out;
  const auto add = [&](int outcome) { if (std::find(out.begin(), out.end(), outcome) == out.end()) out.push_back(outcome); };
  const Diagram& explored = diagram(gate);
  if (explored.is_exact()) {
    for (const int leaf : explored.reachable_leaves()) add(explored.leaves()[static_cast<std::size_t>(leaf)].gates[0].outcome);
    std::sort(out.begin(), out.end());
    return out;
  }
  for (const Instance& instance : world_.instances()) {
    const std::uint64_t possible = possible_outcomes(world_.program(), world_.program().law->gates[static_cast<std::size_t>(gate)], instance.values);
    for (int i = 0; i < 64; ++i)
      if ((possible >> i & 1) != 0) add(i);
  }
  std::sort(out.begin(), out.end());
  return out;
}

World Inquiry::example(int gate) const {
  World out = world_;
  OpenNodes open;
  while (!find(out, gate, open)) {
    const Choice choice = first_open(out, open.instance, open.nodes).value();
    out.choose(choice.variable, choice.subject, out.groups(choice.variable, choice.subject).front());
    out.evaluate();
    open = {};
  }
  return out;
}

Conclusion Inquiry::asked(int gate, std::size_t index) const {
  Conclusion out;
  bool is_first = true;
  for (const GateFinding& finding : findings(gate, {}, {})) {
    out.sure = is_first ? finding.asked[index].sure : out.sure & finding.asked[index].sure;
    out.possible |= finding.asked[index].possible;
    is_first = false;
  }
  out.is_settled = out.sure == out.possible;
  return out;
}

std::vector<Choice> Inquiry::needed(int gate) const { return diagram(gate).needed(); }

std::vector<Choice> Inquiry::needed() const {
  std::vector<Choice> out;
  const auto add = [&](const std::vector<Choice>& choices) {
    for (const Choice& choice : choices)
      if (std::find(out.begin(), out.end(), choice) == out.end()) out.push_back(choice);
  };
  for (std::size_t g = 0; g < gates_.size(); ++g) add(needed(static_cast<int>(g)));
  add(faults_->needed());
  return out;
}

std::vector<GateFinding> Inquiry::findings(int gate, const Choice& choice, const World::Group& group) const {
  std::vector<GateFinding> out;
  const Diagram& explored = diagram(gate);
  for (const int leaf : explored.reachable_leaves(choice, group.cells)) out.push_back(explored.leaves()[static_cast<std::size_t>(leaf)].gates[0]);
  return out;
}

// Each gate's worst is reached by some facts, so the worst of them is the order's. No order is milder than the mildest of any gate.
VerdictRange Inquiry::bounds(const Choice& choice, const std::vector<std::uint32_t>& cells) const {
  VerdictRange out;
  const auto look = [&](const std::shared_ptr<const Diagram>& explored) {
    Verdict mildest = Verdict::Stop;
    for (const int leaf : explored->reachable_leaves(choice, cells)) {
      const Verdict verdict = explored->leaves()[static_cast<std::size_t>(leaf)].verdict;
      mildest = std::min(mildest, verdict);
      out.worst = std::max(out.worst, verdict);
    }
    out.mildest = std::max(out.mildest, mildest);
  };
  std::for_each(gates_.begin(), gates_.end(), look);
  look(faults_);
  return out;
}

// The mildest of each gate need not be had together: they may want different values of one fact.
VerdictRange Inquiry::between(const World& world, VerdictRange bounds) const {
  if (search_ == nullptr) search_ = std::make_unique<MildSearch>(world_.program());
  for (const Verdict limit : {Verdict::Proceed, Verdict::Conditions, Verdict::Hold, Verdict::License})
    if (limit >= bounds.mildest && limit < bounds.worst && search_->possible(world, limit).value_or(true)) return {limit, bounds.worst};
  return {bounds.worst, bounds.worst};
}

VerdictRange Inquiry::verdicts(const Choice& choice, const World::Group& group) const {
  World narrowed = world_;
  narrowed.choose(choice.variable, choice.subject, group);
  narrowed.evaluate();
  return between(narrowed, bounds(choice, group.cells));
}

VerdictRange Inquiry::of_all() const {
  const VerdictRange widest = bounds({}, {});
  return widest.is_settled() ? widest : verdicts_once(world_, all_, [&] { return between(world_, widest); });
}

VerdictRange Inquiry::by_kleene() const {
  VerdictRange out;
  for (std::size_t g = 0; g < gates_.size(); ++g) {
    const std::vector<int> possible = outcomes(static_cast<int>(g));
    const auto& words = world_.program().law->gates[g].outcomes;
    out.mildest = std::max(out.mildest, words[static_cast<std::size_t>(possible.front())].verdict);
    out.worst = std::max(out.worst, words[static_cast<std::size_t>(possible.back())].verdict);
  }
  return out;
}

}  // namespace lockgate::decide
