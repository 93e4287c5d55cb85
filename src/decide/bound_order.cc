#include "decide/bound_order.h"

#include <algorithm>

namespace lockgate::decide {
namespace {

// Is any number in it known? Of one that is all open nothing can run over.
bool has_number(const law::Law& law, int index, const Slots& slots) {
  if (index == law::kNone) return false;
  const law::Form& form = law.forms[static_cast<std::size_t>(index)];
  if (form.fact != law::kNone && slots.slots[static_cast<std::size_t>(form.fact)].number >= 0) return true;
  return has_number(law, form.left, slots) || has_number(law, form.right, slots);
}

bool overflows(const law::Law& law, const Slots& slots) {
  for (std::size_t f = 0; f < law.forms.size(); ++f) {
    const int form = static_cast<int>(f);
    if (law.forms[f].kind != law::Form::Kind::Fact && has_number(law, form, slots) && FormValue::of(law, form, slots).overflowed()) return true;
  }
  return false;
}

}  // namespace

BoundOrder bind_facts(const FactBinder& binder, const trade::Order& order) {
  BoundOrder out;
  out.order = &order;
  out.parties.resize(order.parties.size());
  for (std::size_t p = 0; p < order.parties.size(); ++p) binder.bind_party(order.parties[p], out.parties[p].edit());
  const std::vector<Leg> legs = legs_of(order);
  const std::vector<Chip> chips = chips_of(order.item);
  for (std::size_t l = 0; l < legs.size(); ++l)
    for (std::size_t c = 0; c < chips.size(); ++c) {
      BoundOrder::Line& line = out.lines.emplace_back();
      line.leg = static_cast<int>(l);
      line.chip = static_cast<int>(c);
      binder.bind_line(order, legs[l], chips[c], line.slots.edit());
    }
  return out;
}

BoundOrder bind(const FactBinder& binder, const trade::Order& order) {
  BoundOrder out = bind_facts(binder, order);
  const auto does = [&](const SharedSlots& slots) { return overflows(binder.law(), slots); };
  out.overflows = std::any_of(out.parties.begin(), out.parties.end(), does) ||
                  std::any_of(out.lines.begin(), out.lines.end(), [&](const BoundOrder::Line& line) { return does(line.slots); });
  return out;
}

}  // namespace lockgate::decide
