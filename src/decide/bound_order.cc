#include "decide/bound_order.h"

#include <algorithm>

namespace lockgate::decide {
namespace {

bool overflows(const law::Law& law, const Slots& slots) {
  for (std::size_t form = 0; form < law.forms.size(); ++form)
    if (law.forms[form].kind != law::Form::Kind::Fact && FormValue::of(law, static_cast<int>(form), slots).overflowed()) return true;
  return false;
}

}  // namespace

BoundOrder bind(const FactBinder& binder, const trade::Order& order) {
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
  const auto does = [&](const SharedSlots& slots) { return overflows(binder.law(), slots); };
  out.overflows = std::any_of(out.parties.begin(), out.parties.end(), does) ||
                  std::any_of(out.lines.begin(), out.lines.end(), [&](const BoundOrder::Line& line) { return does(line.slots); });
  return out;
}

}  // namespace lockgate::decide
