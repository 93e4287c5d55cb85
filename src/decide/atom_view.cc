#include "decide/atom_view.h"

#include "decide/world.h"
#include "law/residual.h"

namespace lockgate::decide {
namespace {

using law::kNone;
using law::Variable;

void add_bytes(const auto& value, std::string& key) { key.append(reinterpret_cast<const char*>(&value), sizeof value); }

void add_interval(const Slots& slots, int fact, std::string& key) {
  const Interval& interval = slots.interval_of(fact);
  for (const Decimal& end : {interval.low, interval.high}) add_bytes(end.mantissa(), key), add_bytes(end.scale(), key);
  key += static_cast<char>((interval.is_low_open ? 1 : 0) | (interval.is_high_open ? 2 : 0) | (interval.is_unbounded ? 4 : 0) | (interval.is_bottomless ? 8 : 0) | (slots.is_given(fact) ? 16 : 0));
}

// Every fact a form may read, those that are given in the place of a form among them.
void add_form(const law::Law& law, int index, const Slots& slots, std::string& key) {
  if (index == kNone) return;
  const law::Form& form = law.forms[static_cast<std::size_t>(index)];
  if (form.fact != kNone) add_interval(slots, form.fact, key);
  add_form(law, form.left, slots, key);
  add_form(law, form.right, slots, key);
}

}  // namespace

std::uint32_t Limits::of(const law::Program& program, const Variable& variable, const Slots& slots) {
  key_.clear();
  if (variable.kind == Variable::Kind::Form) {
    add_form(*program.law, variable.form, slots, key_);
  } else if (variable.kind == Variable::Kind::Number) {
    if (slots.slots[static_cast<std::size_t>(variable.fact)].number < 0) return 0;
    add_interval(slots, variable.fact, key_);
  } else {
    if (!slots.is_given(variable.fact)) return 0;
    key_ = slots.text_of(variable.fact).folded;
  }
  return known_.try_emplace(key_, static_cast<std::uint32_t>(known_.size()) + 1).first->second;
}

void AtomView::start(const law::Program& program, std::vector<const Slots*> subjects) {
  program_ = &program;
  subjects_ = std::move(subjects);
  if (atoms_.size() < subjects_.size()) atoms_.resize(subjects_.size());
  for (std::size_t s = 0; s < subjects_.size(); ++s) atoms_[s].assign((s == 0 ? program.line : program.party).atom_count, law::kOpen);
}

const Variable& AtomView::variable_of(std::size_t subject, std::uint32_t atom) const {
  const std::int32_t owner = (subject == 0 ? program_->line_variable : program_->party_variable)[atom];
  return program_->variables[static_cast<std::size_t>(owner)];
}

law::Truth AtomView::truth(std::size_t subject, std::uint32_t atom) {
  std::vector<law::Truth>& atoms = atoms_[subject];
  if (atoms[atom] != law::kOpen) return atoms[atom];
  const Variable& variable = variable_of(subject, atom);
  fill_variable(*program_, variable, *subjects_[subject], atoms.data() + variable.first_atom);
  return atoms[atom];
}

std::uint32_t AtomView::seen(std::size_t subject, std::uint32_t atom) {
  const law::Truth found = truth(subject, atom);
  return found != law::kUnknown ? found : found + limits_.of(*program_, variable_of(subject, atom), *subjects_[subject]);
}

}  // namespace lockgate::decide
