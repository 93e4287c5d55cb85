#include "decide/diagram_cache.h"

#include "decide/routes.h"

namespace lockgate::decide {
namespace {

// Some kilobytes each; a book of orders has some thousands. Forms are some dozens of bytes.
constexpr std::size_t kMostDiagrams = 20000;
constexpr std::size_t kMostForms = 2000000;
constexpr std::size_t kMostVerdicts = 100000;
constexpr std::size_t kMostOutlooks = 5000;

// Legs may be given different ends, and what is open of a fact then depends on all of them.
bool is_plain(const World& world) { return world.instances().size() == 1; }

}  // namespace

// Beside what is left of the conditions, a gate's verdict depends on whether a license covers its outcome.
ResidualForm::Key DiagramCache::key_of(const World& world, const Asked& asked) {
  const law::Law& law = *world.program().law;
  std::vector<std::uint32_t> nodes;
  ResidualForm::Key covered;
  for (const int index : asked.gates) {
    const law::Gate& gate = law.gates[static_cast<std::size_t>(index)];
    add_nodes_of(world.program(), index, nodes);
    covered.push_back(static_cast<std::uint32_t>(index));
    for (std::size_t o = 0; o < gate.outcomes.size(); ++o) covered.push_back(is_covered(gate, static_cast<int>(o), world.instances()[0].slots) ? 1 : 0);
  }
  ResidualForm::Key out = forms_.of(world, nodes, asked.faults).key();
  out.insert(out.end(), covered.begin(), covered.end());
  return out;
}

// Most gates of most orders are settled, and what settles them need not be looked at.
std::shared_ptr<const Diagram> DiagramCache::settled(const Asked& asked, Leaf leaf) {
  const std::lock_guard lock(mutex_);
  auto& out = settled_[{asked.gates.empty() ? law::kNone : asked.gates.front(), leaf}];
  if (out == nullptr) out = std::make_shared<const Diagram>(Diagram::of(std::move(leaf)));
  return out;
}

std::shared_ptr<const Diagram> DiagramCache::explore(const World& world, const Asked& asked) {
  if (!is_plain(world) || asked.gates.size() > 1) return std::make_shared<const Diagram>(Diagram::explore(world, asked));
  if (auto leaf = settled_leaf(world, asked)) return settled(asked, std::move(*leaf));
  ResidualForm::Key key;
  std::uint64_t epoch = 0;
  {
    const std::lock_guard lock(mutex_);
    if (known_.size() >= kMostDiagrams || forms_.size() >= kMostForms) known_.clear(), verdicts_.clear(), outlooks_.clear(), forms_ = {}, ++epoch_;
    epoch = epoch_;
    key = key_of(world, asked);
    const auto known = known_.find(key);
    if (known != known_.end()) return known->second;
  }
  auto explored = std::make_shared<const Diagram>(Diagram::explore(world, asked));
  const std::lock_guard lock(mutex_);
  if (epoch == epoch_) known_.emplace(std::move(key), explored);
  return explored;
}

VerdictRange DiagramCache::verdicts_once(const Explored& all, const std::function<VerdictRange()>& find_out) {
  {
    const std::lock_guard lock(mutex_);
    const auto known = verdicts_.find(all);
    if (known != verdicts_.end()) return known->second;
  }
  const VerdictRange out = find_out();
  const std::lock_guard lock(mutex_);
  if (verdicts_.size() >= kMostVerdicts) verdicts_.clear();
  verdicts_.emplace(all, out);
  return out;
}

std::shared_ptr<const DiagramCache::Outlooks> DiagramCache::outlooks_once(const Explored& all, const Choice& choice, const std::vector<World::Group>& groups, const std::function<Outlooks()>& find_out) {
  std::tuple key(all, choice, Groups());
  for (const World::Group& group : groups) std::get<Groups>(key).push_back(group.cells);
  {
    const std::lock_guard lock(mutex_);
    const auto known = outlooks_.find(key);
    if (known != outlooks_.end()) return known->second;
  }
  auto out = std::make_shared<const Outlooks>(find_out());
  const std::lock_guard lock(mutex_);
  if (outlooks_.size() >= kMostOutlooks) outlooks_.clear();
  outlooks_.emplace(std::move(key), out);
  return out;
}

std::shared_ptr<const Diagram> explore(const World& world, const Asked& asked) {
  if (world.routes() != nullptr) return world.routes()->diagrams().explore(world, asked);
  return std::make_shared<const Diagram>(Diagram::explore(world, asked));
}

VerdictRange verdicts_once(const World& world, const DiagramCache::Explored& all, const std::function<VerdictRange()>& find_out) {
  return world.routes() != nullptr && is_plain(world) ? world.routes()->diagrams().verdicts_once(all, find_out) : find_out();
}

std::shared_ptr<const DiagramCache::Outlooks> outlooks_once(const World& world, const DiagramCache::Explored& all, const Choice& choice, const std::vector<World::Group>& groups, const std::function<DiagramCache::Outlooks()>& find_out) {
  if (world.routes() != nullptr && is_plain(world)) return world.routes()->diagrams().outlooks_once(all, choice, groups, find_out);
  return std::make_shared<const DiagramCache::Outlooks>(find_out());
}

}  // namespace lockgate::decide
