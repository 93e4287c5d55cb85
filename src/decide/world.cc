#include "decide/world.h"

#include <algorithm>
#include <cstring>
#include <iterator>
#include <set>

#include "base/text.h"
#include "decide/tied_numbers.h"
#include "law/update.h"

namespace lockgate::decide {
namespace {

using law::kNone;
using law::kUnknown;
using law::Scope;
using law::Variable;

// The cell of a text or code the law may not name: a longer code than any it names is in the cell of the longest beginning it names.
std::uint16_t text_cell(const Variable& variable, const std::string& text, const std::vector<law::Atom>& atoms) {
  const auto it = variable.cell_of_text.find(text);
  if (it != variable.cell_of_text.end()) return it->second;
  std::uint16_t best = variable.other_cell;
  std::size_t length = 0;
  for (std::size_t a = variable.first_atom; variable.has_prefix && a < variable.first_atom + variable.atom_count; ++a)
    if (atoms[a].is_prefix)
      for (const std::string& word : atoms[a].words)
        if (text.starts_with(word) && word.size() >= length) {
          length = word.size();
          best = variable.cell_of_longer.at(word);
        }
  return best;
}

// The cells of a fact that was given, if it may still be in several: a code with fewer digits than the law asks for.
const std::vector<std::uint32_t>* cells_of_short(const Variable& variable, const Slots& slots) {
  if (variable.cells_of_short.empty() || !slots.is_given(variable.fact)) return nullptr;
  const auto it = variable.cells_of_short.find(slots.text_of(variable.fact).folded);
  return it == variable.cells_of_short.end() ? nullptr : &it->second;
}

std::uint32_t given_cell(const law::Program& program, const Variable& variable, const Slots& slots) {
  const Slot& slot = slots.slots[static_cast<std::size_t>(variable.fact)];
  if (variable.kind == Variable::Kind::Bool) return slot.flag ? 1 : 0;
  if (variable.kind == Variable::Kind::Word) return static_cast<std::uint32_t>(slot.words >> variable.word & 1);
  if (!variable.cell_of_code.empty()) return variable.cell_of_code[slot.code];
  return text_cell(variable, slots.text_of(variable.fact).folded, variable.scope == Scope::Line ? program.line_atoms : program.party_atoms);
}

bool is_item_fact(const law::Law& law, int fact) {
  return fact != kNone && law.facts[static_cast<std::size_t>(fact)].dimension == law::Dimension::Item;
}

bool form_reads_item(const law::Law& law, int index) {
  if (index == kNone) return false;
  const law::Form& form = law.forms[static_cast<std::size_t>(index)];
  return is_item_fact(law, form.fact) || form_reads_item(law, form.left) || form_reads_item(law, form.right);
}

bool holds(law::Relation relation, const Stand& s, bool wanted) {
  using law::Relation;
  const bool less = relation == Relation::Less || relation == Relation::LessEqual;
  const bool equal = relation == Relation::LessEqual || relation == Relation::GreaterEqual || relation == Relation::Equal;
  const bool greater = relation == Relation::Greater || relation == Relation::GreaterEqual;
  return (s.less && less == wanted) || (s.equal && equal == wanted) || (s.greater && greater == wanted);
}

bool is_settled_by(const Variable& variable, const Slots& slots) {
  if (variable.kind == Variable::Kind::Form) return false;
  if (variable.kind == Variable::Kind::Number) return slots.interval_of(variable.fact).is_point();
  return slots.is_given(variable.fact) && cells_of_short(variable, slots) == nullptr;
}

// Facts may contradict each other, or a whole number be given between two: then nothing is left out.
template <class Keep>
void keep_if_any(std::vector<std::uint32_t>& cells, Keep keep) {
  std::vector<std::uint32_t> kept;
  std::copy_if(cells.begin(), cells.end(), std::back_inserter(kept), keep);
  if (!kept.empty()) cells = std::move(kept);
}

bool fill_form(const law::Program& program, const Variable& variable, const Slots& slots, Truth* atoms) {
  const FormValue value = FormValue::of(*program.law, variable.form, slots);
  const auto& declared = variable.scope == Scope::Line ? program.line_atoms : program.party_atoms;
  for (std::uint32_t a = 0; a < variable.atom_count; ++a) {
    const law::Atom& atom = declared[variable.first_atom + a];
    const Stand s = value.stand_to(atom.threshold);
    atoms[a] = static_cast<Truth>((holds(atom.relation, s, true) ? 1 : 0) | (holds(atom.relation, s, false) ? 2 : 0));
  }
  return value.overflowed();
}

// What holds in one of several cells may hold.
void add_cell(const Variable& variable, std::uint32_t cell, Truth* atoms) {
  for (std::uint32_t a = 0; a < variable.atom_count; ++a) atoms[a] |= variable.row(cell)[a];
}

void fill_number(const Variable& variable, const Slots& slots, Truth* atoms) {
  const auto [first, last] = cells_of(variable, slots.interval_of(variable.fact));
  std::memset(atoms, 0, variable.atom_count);
  for (std::uint32_t cell = first; cell <= last; ++cell) add_cell(variable, cell, atoms);
}

void fill_short(const Variable& variable, const std::vector<std::uint32_t>& cells, Truth* atoms) {
  std::memset(atoms, 0, variable.atom_count);
  for (const std::uint32_t cell : cells) add_cell(variable, cell, atoms);
}

}  // namespace

bool fill_variable(const law::Program& program, const Variable& variable, const Slots& slots, Truth* atoms) {
  if (variable.kind == Variable::Kind::Form) return fill_form(program, variable, slots, atoms);
  if (variable.kind == Variable::Kind::Number) return fill_number(variable, slots, atoms), false;
  if (!slots.is_given(variable.fact)) return std::memset(atoms, kUnknown, variable.atom_count), false;
  if (const auto* cells = cells_of_short(variable, slots)) return fill_short(variable, *cells, atoms), false;
  const Truth* row = variable.row(given_cell(program, variable, slots));
  for (std::uint32_t a = 0; a < variable.atom_count; ++a) atoms[a] = row[a];  // mostly one or two
  return false;
}

std::pair<std::uint32_t, std::uint32_t> cells_of(const Variable& variable, const Interval& interval) {
  const auto& thresholds = variable.thresholds;
  const auto position = [&](const Decimal& value) {
    return static_cast<std::uint32_t>(std::lower_bound(thresholds.begin(), thresholds.end(), value) - thresholds.begin());
  };
  const auto is_at = [&](std::uint32_t k, const Decimal& value) { return k < thresholds.size() && thresholds[k] == value; };
  const std::uint32_t low = position(interval.low);
  std::uint32_t first = 2 * low;
  if (is_at(low, interval.low)) first += interval.is_low_open ? 2 : 1;
  if (interval.is_unbounded) return {first, variable.cell_count - 1};
  const std::uint32_t high = position(interval.high);
  std::uint32_t last = 2 * high;
  if (is_at(high, interval.high) && !interval.is_high_open) last += 1;
  return {first, std::max(first, last)};
}

Interval interval_of_cells(const Variable& variable, std::uint32_t first, std::uint32_t last) {
  Interval out;
  if (first > 0) {
    out.low = variable.thresholds[(first - 1) / 2];
    out.is_low_open = first % 2 == 0;
  }
  if (last + 1 < variable.cell_count) {
    out.is_unbounded = false;
    out.high = variable.thresholds[last / 2];
    out.is_high_open = last % 2 == 0;
  }
  return out;
}

World::World(const Routes& routes, const FactBinder& binder, const BoundOrder& bound, int reading, Allowance* allowance)
    : program_(routes.shared_program()), routes_(&routes), allowance_(allowance) {
  const auto read = [&](bool is_party, SharedSlots& slots) {
    if (reading != kNone) binder.read_as(reading, is_party, slots.edit());
  };
  parties_.resize(bound.parties.size());
  for (std::size_t i = 0; i < parties_.size(); ++i) {
    parties_[i].slots = bound.parties[i];
    read(true, parties_[i].slots);
    fill_atoms(Scope::Party, parties_[i].slots, parties_[i].atoms);
  }
  instances_.resize(bound.lines.size());
  for (std::size_t i = 0; i < instances_.size(); ++i) {
    Instance& instance = instances_[i];
    instance.leg = bound.lines[i].leg;
    instance.chip = bound.lines[i].chip;
    instance.slots = bound.lines[i].slots;
    read(false, instance.slots);
    fill_atoms(Scope::Line, instance.slots, instance.atoms);
    instance.route = routes.of(instance.slots);
  }
  fill_all();
}

World::World(std::shared_ptr<const law::Program> program, Slots line, std::vector<Slots> parties) : program_(std::move(program)) {
  for (Slots& slots : parties) {
    PartyState& party = parties_.emplace_back();
    party.slots = std::move(slots);
    fill_atoms(Scope::Party, party.slots, party.atoms);
  }
  Instance& instance = instances_.emplace_back();
  instance.slots = std::move(line);
  fill_atoms(Scope::Line, instance.slots, instance.atoms);
  fill_all();
}

void World::fill_all() {
  std::vector<const Truth*> party_values;
  party_values.reserve(parties_.size());
  for (PartyState& party : parties_) {
    law::evaluate_party(*program_, party.atoms.data(), party.values);
    party_values.push_back(party.values.data());
  }
  for (Instance& instance : instances_) {
    if (instance.route) law::evaluate_line(*instance.route, instance.atoms.data(), party_values, instance.values);
    else law::evaluate_line(*program_, instance.atoms.data(), party_values, instance.values);
  }
}

void World::add_stale(Scope scope, std::size_t owner, std::vector<std::uint32_t>& nodes) const {
  const std::vector<std::uint32_t>& node_of_atom = scope == Scope::Line ? program_->upwards->line_node : program_->upwards->party_node;
  for (const Stale& stale : stale_) {
    if (stale.scope != scope || stale.owner != static_cast<int>(owner)) continue;
    const Variable& variable = program_->variables[static_cast<std::size_t>(stale.variable)];
    nodes.insert(nodes.end(), node_of_atom.begin() + variable.first_atom, node_of_atom.begin() + variable.first_atom + variable.atom_count);
  }
}

void World::evaluate() {
  if (allowance_ != nullptr) allowance_->take_one();
  const law::Upwards& upwards = *program_->upwards;
  std::vector<const Truth*> party_values;
  std::vector<std::uint32_t> nodes, asking;
  for (std::size_t p = 0; p < parties_.size(); ++p) {
    PartyState& party = parties_[p];
    nodes.clear();
    add_stale(Scope::Party, p, nodes);
    law::update(program_->party, upwards.party, law::Change::OfTruth, party.atoms.data(), nullptr, nodes, party.values.data());
    for (const std::uint32_t node : nodes) asking.insert(asking.end(), upwards.quantifiers.begin(node), upwards.quantifiers.end(node));
    party_values.push_back(party.values.data());
  }
  for (std::size_t i = 0; i < instances_.size(); ++i) {
    Instance& instance = instances_[i];
    nodes = asking;
    add_stale(Scope::Line, i, nodes);
    law::update(program_->line, upwards.line, law::Change::OfTruth, instance.atoms.data(), &party_values, nodes, instance.values.data());
  }
  stale_.clear();
}

void World::fill_atoms(Scope scope, const Slots& slots, std::vector<Truth>& atoms) {
  atoms.assign(program_->graph(scope).atom_count, kUnknown);
  for (const Variable& variable : program_->variables)
    if (variable.scope == scope) overflowed_ |= fill_variable(*program_, variable, slots, atoms.data() + variable.first_atom);
}

Subject World::subject_of(int index, int chip) const {
  const Variable& variable = program_->variables[static_cast<std::size_t>(index)];
  if (variable.scope == Scope::Party) return {Scope::Party, kNone};
  const bool is_item = variable.fact != kNone ? is_item_fact(*program_->law, variable.fact) : form_reads_item(*program_->law, variable.form);
  return {Scope::Line, is_item ? chip : kNone};
}

const Slots& World::slots_of(Subject subject) const {
  if (subject.scope == Scope::Party) return parties_[static_cast<std::size_t>(subject.index)].slots;
  for (const Instance& instance : instances_)
    if (subject.index == kNone || instance.chip == subject.index) return instance.slots;
  return instances_.front().slots;
}

std::vector<World::Group> World::groups(int index, Subject subject) const {
  const Variable& variable = program_->variables[static_cast<std::size_t>(index)];
  const Slots& slots = slots_of(subject);
  std::vector<std::uint32_t> cells;
  if (variable.kind == Variable::Kind::Number) {
    const auto [first, last] = cells_of(variable, slots.interval_of(variable.fact));
    for (std::uint32_t c = first; c <= last; ++c) cells.push_back(c);
    const bool is_whole = program_->law->facts[static_cast<std::size_t>(variable.fact)].type == law::Type::Integer;
    if (is_whole) keep_if_any(cells, [&](std::uint32_t c) { return holds_whole_number(intersection(slots.interval_of(variable.fact), interval_of_cells(variable, c, c))); });
  } else if (variable.kind == Variable::Kind::Form) {
    const FormValue value = FormValue::of(*program_->law, variable.form, slots);
    for (std::uint32_t c = 0; c < variable.cell_count; ++c) {
      const bool is_point = c % 2 == 1;
      const Stand below = c > 0 ? value.stand_to(variable.thresholds[(c - 1) / 2]) : Stand{true, true, true};
      const Stand above = c / 2 < variable.thresholds.size() ? value.stand_to(variable.thresholds[c / 2]) : Stand{true, true, true};
      if (is_point ? above.equal : below.greater && above.less) cells.push_back(c);
    }
    keep_if_any(cells, [&](std::uint32_t c) { return fits_pinned(index, subject, c); });
  } else if (const auto* possible = cells_of_short(variable, slots)) {
    cells = *possible;
  } else {
    cells = given_cells(variable, subject);
    if (cells.empty())
      for (std::uint32_t c = 0; c < variable.cell_count; ++c) cells.push_back(c);
  }
  std::vector<Group> out;
  for (const std::uint32_t cell : cells) {
    const bool joins = !out.empty() && std::memcmp(variable.row(out.back().cells.back()), variable.row(cell), variable.atom_count) == 0;
    if (!joins) out.emplace_back();
    out.back().cells.push_back(cell);
  }
  return out;
}

// The cells of a fact that every leg and chip of the subject was given; none while one of them was not.
std::vector<std::uint32_t> World::given_cells(const Variable& variable, Subject subject) const {
  std::set<std::uint32_t> out;
  bool is_given = true;
  const auto look = [&](const Slots& slots) {
    if (slots.is_given(variable.fact)) out.insert(given_cell(*program_, variable, slots));
    else is_given = false;
  };
  if (subject.scope == Scope::Party) look(parties_[static_cast<std::size_t>(subject.index)].slots);
  else
    for (const Instance& instance : instances_)
      if (subject.index == kNone || instance.chip == subject.index) look(instance.slots);
  return is_given ? std::vector<std::uint32_t>(out.begin(), out.end()) : std::vector<std::uint32_t>();
}

// Forms that share facts are tied: one that was chosen may leave no room for a cell of another.
bool World::fits_pinned(int index, Subject subject, std::uint32_t cell) const {
  TiedNumbers tied(*program_->law);
  bool is_tied = false;
  for (const Pin& pin : pinned_) {
    const bool is_other = pin.subject.scope != subject.scope || (subject.scope == Scope::Party && pin.subject.index != subject.index);
    if (is_other) continue;
    is_tied = true;
    const Variable& pinned = program_->variables[static_cast<std::size_t>(pin.variable)];
    tied.require(pinned, pin.first, pin.last, slots_of(pin.subject), pin.subject.index);
  }
  if (!is_tied) return true;
  const Variable& variable = program_->variables[static_cast<std::size_t>(index)];
  tied.require(variable, cell, cell, slots_of(subject), subject.index);
  return tied.can_hold();
}

bool World::reads(int form, int fact) const { return form_reads(*program_->law, form, fact); }

// A form that was chosen stays as chosen: its own facts were narrowed before it.
void World::refill_forms(int fact, Subject subject, int owner, const Slots& slots, std::vector<Truth>& atoms) {
  for (std::size_t v = 0; v < program_->variables.size(); ++v) {
    const Variable& variable = program_->variables[v];
    if (variable.kind != Variable::Kind::Form || variable.scope != subject.scope || !reads(variable.form, fact)) continue;
    const bool is_done = std::any_of(pinned_.begin(), pinned_.end(), [&](const Pin& pin) {
      return pin.variable == static_cast<int>(v) && (pin.subject.index == kNone || pin.subject.index == subject.index);
    });
    if (is_done) continue;
    overflowed_ |= fill_variable(*program_, variable, slots, atoms.data() + variable.first_atom);
    mark(subject.scope, owner, static_cast<int>(v));
  }
}

void World::choose(int index, Subject subject, const Group& group) {
  const Variable& variable = program_->variables[static_cast<std::size_t>(index)];
  // `owner`: the party, or the instance of `chip`.
  const auto set = [&](int owner, int chip, SharedSlots& shared, std::vector<Truth>& atoms) {
    const Slots& known = shared;
    if (is_settled_by(variable, known)) return;  // a leg that is known stays as it is when another's end is chosen
    mark(variable.scope, owner, index);
    std::memcpy(atoms.data() + variable.first_atom, variable.row(group.cells.front()), variable.atom_count);
    if (variable.kind != Variable::Kind::Number) return;
    const Interval wanted = interval_of_cells(variable, group.cells.front(), group.cells.back());
    Slots& slots = shared.edit();
    slots.set_interval(variable.fact, intersection(slots.interval_of(variable.fact), wanted));
    refill_forms(variable.fact, {variable.scope, chip}, owner, slots, atoms);
  };
  if (variable.kind == Variable::Kind::Form) pinned_.push_back({index, subject, group.cells.front(), group.cells.back()});
  if (subject.scope == Scope::Party) {
    PartyState& party = parties_[static_cast<std::size_t>(subject.index)];
    set(subject.index, subject.index, party.slots, party.atoms);
    return;
  }
  for (std::size_t i = 0; i < instances_.size(); ++i) {
    Instance& instance = instances_[i];
    if (subject.index == kNone || instance.chip == subject.index) set(static_cast<int>(i), instance.chip, instance.slots, instance.atoms);
  }
}

}  // namespace lockgate::decide
