#include "decide/routes.h"

#include <algorithm>

#include "decide/diagram_cache.h"
#include "decide/rereading.h"

namespace lockgate::decide {
namespace {

using law::Dimension;
using law::Type;
using law::Variable;

constexpr std::uint16_t kNotGiven = UINT16_MAX;

// Some thirty kilobytes each; a book of orders has some dozens of routes.
constexpr std::size_t kMost = 1000;

bool is_of_route(const law::Law& law, const Variable& variable) {
  if (variable.scope != law::Scope::Line || variable.kind != Variable::Kind::Class) return false;
  const law::Fact& fact = law.facts[static_cast<std::size_t>(variable.fact)];
  return fact.dimension == Dimension::Order && (fact.type == Type::Place || fact.type == Type::Enum);
}

}  // namespace

Routes::Routes(std::shared_ptr<const law::Program> program) : program_(std::move(program)), diagrams_(std::make_shared<DiagramCache>()), rereading_(std::make_shared<const Rereading>(*program_)) {
  for (std::size_t v = 0; v < program_->variables.size(); ++v)
    if (is_of_route(*program_->law, program_->variables[v])) variables_.push_back(static_cast<int>(v));
}

std::shared_ptr<const law::Residual> Routes::of(const Slots& line) const {
  thread_local Cells cells;
  cells.clear();
  for (const int v : variables_) {
    const Variable& variable = program_->variables[static_cast<std::size_t>(v)];
    const Slot& slot = line.slots[static_cast<std::size_t>(variable.fact)];
    cells.push_back(slot.is_known ? variable.cell_of_code[slot.code] : kNotGiven);
  }
  const std::lock_guard lock(mutex_);
  const auto known = known_.find(cells);
  if (known != known_.end()) return known->second;
  if (known_.size() == kMost) known_.clear();
  return known_[cells] = std::make_shared<const law::Residual>(restrict(cells));
}

law::Residual Routes::restrict(const Cells& cells) const {
  std::vector<law::Truth> atoms(program_->line.atom_count, law::kOpen);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (cells[i] == kNotGiven) continue;
    const Variable& variable = program_->variables[static_cast<std::size_t>(variables_[i])];
    std::copy_n(variable.row(cells[i]), variable.atom_count, atoms.begin() + variable.first_atom);
  }
  return law::restrict_to(program_->line, atoms);
}

}  // namespace lockgate::decide
