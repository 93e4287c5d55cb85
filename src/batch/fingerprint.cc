#include "batch/fingerprint.h"

#include "decide/bound_order.h"
#include "decide/world.h"

namespace lockgate::batch {
namespace {

constexpr char kEnd = '\n';

void add_interval(int fact, const decide::Interval& interval, std::string& out) {
  out += std::to_string(fact) + ':' + interval.low.to_string() + (interval.is_low_open ? '<' : ' ');
  out += (interval.is_unbounded ? "inf" : interval.high.to_string()) + (interval.is_high_open ? '<' : ' ');
}

void add_item(const trade::Item& item, std::string& out) {
  for (const trade::Given& fact : item.facts) out += fact.name + ' ';
  out += item.id.empty() ? '-' : '+';
  for (const trade::Component& component : item.contains) out += '(', add_item(*component.item, out), out += ')';
}

// A code with fewer digits than the law asks for may go on in several ways; which, its truths alone do not say.
void add_short_code(const law::Variable& variable, const decide::Slots& slots, std::string& out) {
  if (variable.cells_of_short.empty() || !slots.is_given(variable.fact)) return;
  const std::string& code = slots.text_of(variable.fact).folded;
  if (variable.cells_of_short.count(code) != 0) out += code + ' ';
}

}  // namespace

// Which facts were given decides which others are closed, whatever their values.
void Fingerprint::add_names(const trade::Order& part, std::string& out) const {
  add_item(part.item, out);
  out += kEnd;
  for (const trade::Given& fact : part.facts) out += fact.name + ' ';
  out += kEnd;
  out += part.quantity ? '+' : '-';
  out += part.end_use ? '+' : '-';
  for (const trade::Party& party : part.parties) out += party.role + ' ';
}

void Fingerprint::add_slots(law::Scope scope, const decide::Slots& slots, std::string& out) const {
  std::vector<law::Truth> atoms;
  for (const auto& program : programs_) {
    atoms.assign(program->graph(scope).atom_count, law::kUnknown);
    bool has_overflow = false;
    for (const law::Variable& variable : program->variables) {
      if (variable.scope != scope) continue;
      has_overflow |= decide::fill_variable(*program, variable, slots, atoms.data() + variable.first_atom);
      add_short_code(variable, slots, out);
    }
    out.append(reinterpret_cast<const char*>(atoms.data()), atoms.size());
    out += has_overflow ? '!' : '.';
  }
  // A range leaves open what lies in it; a number that is joined with others counts itself.
  for (std::size_t f = 0; f < slots.slots.size(); ++f) {
    const decide::Slot& slot = slots.slots[f];
    const int fact = static_cast<int>(f);
    if (slot.number >= 0 && (!slots.interval_of(fact).is_point() || tied_.count(fact) != 0)) add_interval(fact, slots.interval_of(fact), out);
    if (slot.text >= 0) out += slots.text_of(fact).written.empty() ? 'e' : 't';
  }
  out += kEnd;
}

std::string Fingerprint::of(const trade::Order& part) const {
  std::string out;
  add_names(part, out);
  const decide::BoundOrder bound = decide::bind(binder_, part);
  for (const decide::BoundOrder::Line& line : bound.lines) add_slots(law::Scope::Line, line.slots, out);
  for (const decide::SharedSlots& party : bound.parties) add_slots(law::Scope::Party, party, out);
  out += bound.overflows ? '!' : '.';
  return out;
}

}  // namespace lockgate::batch
