#include "decide/journey.h"

#include <algorithm>
#include <array>
#include <variant>

namespace lockgate::decide {
namespace {

// Facts of an assembly that hold for each part: not its numbers, and not what it is or is called.
bool is_inherited(std::string_view name, const trade::Value& value) {
  static constexpr std::array kOwn = std::to_array<std::string_view>({"name", "kind", "id"});
  return !std::holds_alternative<Range>(value) && std::find(kOwn.begin(), kOwn.end(), name) == kOwn.end();
}

// Where a thing was made is a fact of the thing that crosses the border.
bool is_of_the_whole(std::string_view name) { return name == "made_in"; }

void add_chips(const trade::Item& item, const trade::Item* container, std::vector<Chip>& out) {
  if (item.contains.empty()) {
    out.push_back({&item, container});
    return;
  }
  for (const trade::Component& component : item.contains) add_chips(*component.item, container != nullptr ? container : &item, out);
}

}  // namespace

std::vector<Leg> legs_of(const trade::Order& order) {
  std::vector<Leg> out;
  std::string from = order.origin;
  for (const std::string& stop : order.via) {
    out.push_back({from, stop, from == stop});
    from = stop;
  }
  out.push_back({from, order.destination, false});
  return out;
}

std::vector<Chip> chips_of(const trade::Item& item) {
  std::vector<Chip> out;
  add_chips(item, nullptr, out);
  return out;
}

Interval total_tpp(const trade::Item& item) {
  if (item.contains.empty()) {
    const trade::Value* own = trade::find(item.facts, "tpp");
    return own != nullptr && std::holds_alternative<Range>(*own) ? Interval::of(std::get<Range>(*own)) : Interval::any();
  }
  Interval sum = Interval::of({});
  for (const trade::Component& component : item.contains) {
    const Interval part = total_tpp(*component.item);
    const Decimal count = Decimal::of(component.count);
    const auto low = multiply(part.low, count);
    const auto high = part.is_unbounded ? std::optional<Decimal>(Decimal()) : multiply(part.high, count);
    const auto new_low = low ? add(sum.low, *low) : std::nullopt;
    const auto new_high = high ? add(sum.high, *high) : std::nullopt;
    if (!new_low || !new_high) return Interval::any();
    sum = {*new_low, *new_high, false, false, sum.is_unbounded || part.is_unbounded};
  }
  return sum;
}

const trade::Value* product_fact(const trade::Item& item, std::string_view name) {
  if (const trade::Value* own = trade::find(item.facts, name)) return own;
  const trade::Value* common = nullptr;
  for (const Chip& chip : chips_of(item)) {
    const trade::Value* value = trade::find(chip.item->facts, name);
    const bool is_true = value != nullptr && std::holds_alternative<bool>(*value) && std::get<bool>(*value);
    if (is_true) return value;  // one part for the purpose makes the whole so
    if (value == nullptr || (common != nullptr && *common != *value)) return nullptr;
    common = value;
  }
  return common;
}

const trade::Value* chip_fact(const Chip& chip, std::string_view name) {
  const trade::Value* own = trade::find(chip.item->facts, name);
  if (chip.container == nullptr) return own;
  const trade::Value* whole = trade::find(chip.container->facts, name);
  if (whole != nullptr && is_of_the_whole(name)) return whole;
  if (own != nullptr) return own;
  return whole != nullptr && is_inherited(name, *whole) ? whole : nullptr;
}

}  // namespace lockgate::decide
