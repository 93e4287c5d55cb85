#include "decide/facts.h"

#include <algorithm>
#include <array>
#include <utility>
#include <variant>

#include "base/text.h"

namespace lockgate::decide {
namespace {

using law::Dimension;
using law::Fact;
using law::kNone;
using law::Type;

// The party at the top of the chain that is given.
const trade::Party* top_parent(const trade::Party& party) {
  const trade::Party* parent = party.is_own_parent ? &party : party.ultimate_parent.get();
  while (parent != nullptr && parent->ultimate_parent != nullptr) parent = parent->ultimate_parent.get();
  return parent;
}

bool overlaps(const trade::Words& lists, const std::vector<std::string>& wanted) {
  return std::any_of(lists.begin(), lists.end(),
                     [&](const std::string& list) { return std::find(wanted.begin(), wanted.end(), list) != wanted.end(); });
}

// The share listed owners hold together: each uncertain owner counts from nothing to all it may hold.
Interval listed_share(const std::vector<trade::Owner>& owners, const std::vector<std::string>& lists) {
  Range sum;
  for (const trade::Owner& owner : owners) {
    const Range share = owner.percent.value_or(Range{Decimal(), Decimal::of(100)});
    const bool may_be_listed = !owner.lists || overlaps(*owner.lists, lists);
    if (!may_be_listed) continue;
    if (owner.lists) sum.min = add(sum.min, share.min).value_or(sum.min);
    sum.max = add(sum.max, share.max).value_or(sum.max);
  }
  return Interval::of(sum);
}

// Closed on no condition, and not itself what another's condition looks for.
bool is_closed_always(const Fact& fact) {
  return !fact.closed.empty() && fact.closed.front().without.empty() && fact.closed.front().roles.empty();
}

std::string type_in_words(Type type) {
  switch (type) {
    case Type::Bool: return "true or false";
    case Type::Decimal:
    case Type::Integer: return "a number";
    case Type::Place: return "a country code";
    case Type::Set: return "a list of words";
    default: return "a text";
  }
}

}  // namespace

void Slots::reset(std::size_t facts) {
  slots.assign(facts, Slot{});
  numbers.clear();
  texts.clear();
}

void Slots::reset(const Slots& blank) {
  slots = blank.slots;
  numbers = blank.numbers;
  texts = blank.texts;
}

const Interval& Slots::interval_of(int fact) const {
  static const Interval kAny = Interval::any();
  const std::int16_t index = slots[static_cast<std::size_t>(fact)].number;
  return index < 0 ? kAny : numbers[static_cast<std::size_t>(index)];
}

void Slots::set_interval(int fact, const Interval& interval) {
  Slot& slot = slots[static_cast<std::size_t>(fact)];
  if (slot.number < 0) {
    slot.number = static_cast<std::int16_t>(numbers.size());
    numbers.push_back(interval);
  } else {
    numbers[static_cast<std::size_t>(slot.number)] = interval;
  }
}

FactBinder::FactBinder(const law::Law& law) : law_(law) {
  words_.resize(law.facts.size());
  for (std::size_t i = 0; i < law.facts.size(); ++i) {
    const Fact& fact = law.facts[i];
    by_name_.emplace(fact.name, static_cast<int>(i));
    for (std::size_t w = 0; w < fact.words.size(); ++w) words_[i].emplace(fact.words[w], static_cast<std::uint16_t>(w));
    if (!fact.owner_lists.empty()) owner_sums_.push_back(static_cast<int>(i));
    const std::string_view name = fact.name;
    if (name.starts_with("item.")) by_item_name_.emplace(name.substr(5), static_cast<int>(i));
    else if (fact.dimension == Dimension::Item && !name.starts_with("product.")) by_item_name_.emplace(name, static_cast<int>(i));
  }
  standard_ = {find("movement"), find("origin"), find("destination"), find("stop"), find("order.origin"), find("order.destination"),
               find("quantity"), find("unit_price"), find("end_use"), find("item.id"), find("product.kind"), find("product.datacenter"), find("product.tpp"),
               find("party.role"), find("party.name"), find("party.country"), find("party.headquarters"), find("party.lists"),
               find("party.kind"), find("party.parent_name"), find("party.parent_headquarters"), find("party.parent_lists"), find("party.owners_declared")};
  plan_closing();
  read_as(kNone, false, blank_line_);
  read_as(kNone, true, blank_party_);
  for (std::size_t i = 0; i < law.facts.size(); ++i)
    if (is_named(static_cast<int>(i))) named_facts_.push_back(law.facts[i].name);
}

// What an order says in its `facts`; the others have fields of their own.
bool FactBinder::is_named(int fact) const {
  const Standard& f = standard_;
  const std::string_view name = law_.facts[static_cast<std::size_t>(fact)].name;
  for (const std::string_view owner : {"item.", "party.", "product.", "order."})
    if (name.starts_with(owner)) return false;
  for (const int field : {f.movement, f.origin, f.destination, f.stop, f.quantity, f.unit_price, f.end_use, law_.reading_fact})
    if (fact == field) return false;
  return true;
}


// Facts closed on no condition are filled in the blanks, unless a `without` looks at them: there they must not look given.
void FactBinder::plan_closing() {
  blank_line_.reset(law_.facts.size());
  blank_party_.reset(law_.facts.size());
  std::vector<bool> is_watched(law_.facts.size(), false);
  for (std::size_t i = 0; i < law_.facts.size(); ++i)
    for (const law::Closed& closed : law_.facts[i].closed) {
      Conditional plan{static_cast<int>(i), &closed, {}};
      for (std::size_t other = 0; other < law_.facts.size() && !closed.without.empty(); ++other)
        if (law_.facts[other].name.starts_with(closed.without)) plan.unless.push_back(static_cast<int>(other)), is_watched[other] = true;
      (law_.facts[i].dimension == Dimension::Party ? party_closed_ : line_closed_).push_back(std::move(plan));
    }
  for (auto* plans : {&line_closed_, &party_closed_})
    std::erase_if(*plans, [&](const Conditional& plan) {
      if (!is_closed_always(law_.facts[static_cast<std::size_t>(plan.fact)]) || is_watched[static_cast<std::size_t>(plan.fact)]) return false;
      set(plan.fact, plan.closed->value, plans == &party_closed_ ? blank_party_ : blank_line_);
      return true;
    });
}

int FactBinder::find(std::string_view name) const {
  const auto it = by_name_.find(name);
  return it == by_name_.end() ? kNone : it->second;
}

void FactBinder::set_place(int fact, std::string_view place, Slots& out) const {
  const auto code = fact == kNone ? std::nullopt : place_code(place);
  if (!code) return;
  Slot& slot = out.slots[static_cast<std::size_t>(fact)];
  slot.is_known = true;
  slot.code = *code;
}

void FactBinder::set_text(int fact, std::string_view text, Slots& out) const {
  if (fact == kNone) return;
  Slot& slot = out.slots[static_cast<std::size_t>(fact)];
  slot.is_known = true;
  slot.text = static_cast<std::int16_t>(out.texts.size());
  const bool is_code = law_.facts[static_cast<std::size_t>(fact)].type == Type::Code;
  out.texts.push_back({text, is_code ? fold_code(text) : fold(text)});
}

void FactBinder::set_word(int fact, std::string_view word, Slots& out) const {
  if (fact == kNone) return;
  const auto& words = words_[static_cast<std::size_t>(fact)];
  const auto it = words.find(word);
  if (it == words.end()) return;
  Slot& slot = out.slots[static_cast<std::size_t>(fact)];
  slot.is_known = true;
  slot.code = it->second;
}

void FactBinder::set_words(int fact, const trade::Words& words, Slots& out) const {
  if (fact == kNone) return;
  Slot& slot = out.slots[static_cast<std::size_t>(fact)];
  const auto& known = words_[static_cast<std::size_t>(fact)];
  slot.is_known = true;
  slot.words = 0;
  for (const std::string& word : words)
    if (const auto it = known.find(word); it != known.end()) slot.words |= std::uint64_t{1} << it->second;
}

void FactBinder::set_flag(int fact, bool flag, Slots& out) const {
  if (fact == kNone) return;
  Slot& slot = out.slots[static_cast<std::size_t>(fact)];
  slot.is_known = true;
  slot.flag = flag;
}

void FactBinder::set_range(int fact, const Range& range, Slots& out) const {
  if (fact == kNone) return;
  out.slots[static_cast<std::size_t>(fact)].is_known = true;
  out.set_interval(fact, Interval::of(range));
}

// A value of the wrong type leaves the fact unknown; `check` has said so to the user before.
void FactBinder::set(int fact, const trade::Value& value, Slots& out) const {
  if (fact == kNone) return;
  const Type type = law_.facts[static_cast<std::size_t>(fact)].type;
  const auto* text = std::get_if<std::string>(&value);
  if (type == Type::Bool) {
    if (const bool* flag = std::get_if<bool>(&value)) set_flag(fact, *flag, out);
  } else if (type == Type::Decimal || type == Type::Integer) {
    if (const auto* range = std::get_if<Range>(&value)) set_range(fact, *range, out);
    if (const auto* money = std::get_if<trade::Money>(&value)) set_range(fact, {money->amount, money->amount}, out);
  } else if (type == Type::Set) {
    if (const auto* words = std::get_if<trade::Words>(&value)) set_words(fact, *words, out);
  } else if (const bool* flag = std::get_if<bool>(&value); flag != nullptr && type == Type::Enum) {
    set_word(fact, *flag ? "true" : "false", out);  // yes, no, or a third word
  } else if (text != nullptr) {
    if (type == Type::Place) set_place(fact, *text, out);
    else if (type == Type::Enum) set_word(fact, *text, out);
    else set_text(fact, *text, out);
  }
}

void FactBinder::read_as(int reading, bool is_party, Slots& out) const {
  if (law_.reading_fact == kNone) return;
  Slot& slot = out.slots[static_cast<std::size_t>(law_.reading_fact)];
  slot.is_known = true;
  slot.code = static_cast<std::uint16_t>(reading + 1);
  if (reading == kNone) return;
  for (const law::Reading::Assumption& assumed : law_.readings[static_cast<std::size_t>(reading)].assumes)
    if (is_party == (law_.facts[static_cast<std::size_t>(assumed.fact)].dimension == Dimension::Party)) set(assumed.fact, assumed.value, out);
}

void FactBinder::assume(int fact, const trade::Value& value, Slots& out) const { set(fact, value, out); }

// What is closed depends on what was given, not on what closing supplied: first look, then fill. The first plan that fits wins.
void FactBinder::close(Dimension dimension, std::string_view role, Slots& out) const {
  const auto is_given = [&](int fact) { return out.is_given(fact); };
  constexpr std::size_t kMost = 64;
  std::array<const Conditional*, kMost> fills;
  std::size_t count = 0;
  for (const Conditional& plan : dimension == Dimension::Party ? party_closed_ : line_closed_) {
    if (out.is_given(plan.fact) || (count > 0 && fills[count - 1]->fact == plan.fact) || count == kMost) continue;
    const std::vector<std::string>& roles = plan.closed->roles;
    if (!roles.empty() && std::find(roles.begin(), roles.end(), role) == roles.end()) continue;
    if (std::none_of(plan.unless.begin(), plan.unless.end(), is_given)) fills[count++] = &plan;
  }
  for (std::size_t i = 0; i < count; ++i) set(fills[i]->fact, fills[i]->closed->value, out);
}

// The chip's own facts, then what it inherits; a fact of the whole goes over the chip's.
void FactBinder::set_item_facts(const Chip& chip, Slots& out) const {
  for (const trade::Item* item : {chip.item, chip.container}) {
    if (item == nullptr) continue;
    for (const trade::Given& fact : item->facts) {
      const auto it = by_item_name_.find(fact.name);
      if (it == by_item_name_.end()) continue;
      if (chip.container == nullptr) set(it->second, fact.value, out);
      else if (const trade::Value* value = chip_fact(chip, fact.name)) set(it->second, *value, out);
    }
  }
}

void FactBinder::bind_line(const trade::Order& order, const Leg& leg, const Chip& chip, Slots& out) const {
  out.reset(blank_line_);
  for (const trade::Given& fact : order.facts) {
    const auto it = by_name_.find(fact.name);
    if (it != by_name_.end()) set(it->second, fact.value, out);
  }
  set_item_facts(chip, out);
  const Standard& f = standard_;
  if (!order.movement.empty()) set_word(f.movement, order.movement, out);
  set_place(f.origin, leg.origin, out);
  set_place(f.destination, leg.destination, out);
  set_place(f.order_origin, order.origin, out);
  set_place(f.order_destination, order.destination, out);
  set_flag(f.stop, leg.is_stop, out);
  if (order.quantity) set_range(f.quantity, *order.quantity, out);
  // A price in another currency is not converted: it stays unknown.
  if (order.unit_price && f.unit_price != kNone && order.unit_price->currency == law_.facts[static_cast<std::size_t>(f.unit_price)].unit)
    set_range(f.unit_price, {order.unit_price->amount, order.unit_price->amount}, out);
  if (order.end_use) set_words(f.end_use, *order.end_use, out);
  set_text(f.item_id, chip.item->id, out);
  const trade::Item& whole = order.item;
  if (const trade::Value* kind = trade::find(whole.facts, "kind")) set(f.product_kind, *kind, out);
  if (const trade::Value* datacenter = product_fact(whole, "datacenter")) set(f.product_datacenter, *datacenter, out);
  if (f.product_tpp != kNone) {
    const Interval total = total_tpp(whole);
    out.set_interval(f.product_tpp, total);
    out.slots[static_cast<std::size_t>(f.product_tpp)].is_known = !total.is_unbounded;
  }
  close(Dimension::Order, "", out);
}

void FactBinder::bind_owners(const trade::Party& party, Slots& out) const {
  set_flag(standard_.owners_declared, party.owners.has_value(), out);
  if (!party.owners) return;
  for (const int fact : owner_sums_) {
    out.set_interval(fact, listed_share(*party.owners, law_.facts[static_cast<std::size_t>(fact)].owner_lists));
    out.slots[static_cast<std::size_t>(fact)].is_known = true;
  }
}

void FactBinder::bind_party(const trade::Party& party, Slots& out) const {
  out.reset(blank_party_);
  const Standard& f = standard_;
  set_word(f.role, party.role, out);
  if (!party.name.empty()) set_text(f.name, party.name, out);
  set_place(f.country, party.country, out);
  set_place(f.headquarters, party.headquarters, out);
  if (party.lists) set_words(f.lists, *party.lists, out);
  if (party.kind) set_words(f.kind, *party.kind, out);
  if (const trade::Party* parent = top_parent(party)) {
    if (!parent->name.empty()) set_text(f.parent_name, parent->name, out);
    set_place(f.parent_headquarters, parent->headquarters, out);
    if (parent->lists) set_words(f.parent_lists, *parent->lists, out);
  }
  bind_owners(party, out);
  close(Dimension::Party, party.role, out);
}

// The name of what is checked, put together only when something is wrong with it.
struct FactBinder::Shown {
  std::string_view owner;  // `item`; empty: there is none
  std::string_view name;
  std::string text() const { return (owner.empty() ? "" : std::string(owner) + ".") + std::string(name); }
};

void FactBinder::check_word(const Fact& fact, const Shown& shown, const std::string& word, std::vector<Error>& out) {
  if (std::find(fact.words.begin(), fact.words.end(), word) != fact.words.end()) return;
  const auto near = nearest(word, fact.words);
  out.push_back({"LG0113", "`" + word + "` is not a word of `" + shown.text() + "`", "", near ? "did you mean `" + *near + "`?" : "the words are listed in the contract"});
}

void FactBinder::check_value(const Fact& fact, const Shown& shown, const trade::Value& value, std::vector<Error>& out) {
  const bool is_text = std::holds_alternative<std::string>(value);
  if (fact.type == Type::Enum && std::holds_alternative<bool>(value) && std::find(fact.words.begin(), fact.words.end(), "true") != fact.words.end()) return;
  const bool fits = fact.type == Type::Bool                                       ? std::holds_alternative<bool>(value)
                    : fact.type == Type::Decimal || fact.type == Type::Integer    ? std::holds_alternative<Range>(value) || std::holds_alternative<trade::Money>(value)
                    : fact.type == Type::Set                                      ? std::holds_alternative<trade::Words>(value)
                                                                                  : is_text;
  if (!fits) {
    out.push_back({"LG0112", "`" + shown.text() + "` must be " + type_in_words(fact.type), "", "change the value, or leave the fact out if it is not known"});
    return;
  }
  if (fact.type == Type::Enum) check_word(fact, shown, std::get<std::string>(value), out);
  if (fact.type == Type::Set)
    for (const std::string& word : std::get<trade::Words>(value)) check_word(fact, shown, word, out);
  if (fact.type == Type::Place) {
    const auto code = place_code(std::get<std::string>(value));
    if (!code || !is_known_place(*code))
      out.push_back({"LG0115", "`" + std::get<std::string>(value) + "` is not a country code", "", "use ISO 3166-1 alpha-2"});
  }
  if (fact.digits && !fact.digits->fits(std::get<std::string>(value)))
    out.push_back({"LG0123", "`" + std::get<std::string>(value) + "` is no " + fact.label + ": expected " + fact.digits->in_words(), "", "correct the code, or leave it out if it is not known"});
  const auto* range = std::get_if<Range>(&value);
  if (range != nullptr && (range->min.is_negative() || range->max < range->min))
    out.push_back({"LG0117", "`" + shown.text() + "` must not be negative or run backwards", "", "give the number, or {\"min\": …, \"max\": …}"});
}

void FactBinder::check_item(const trade::Item& item, std::vector<Error>& out) const {
  for (const trade::Given& fact : item.facts) {
    const auto it = by_item_name_.find(fact.name);
    const int index = it == by_item_name_.end() ? find(fact.name) : it->second;
    if (index != kNone) check_value(law_.facts[static_cast<std::size_t>(index)], {"item", fact.name}, fact.value, out);
  }
  for (const trade::Component& component : item.contains) check_item(*component.item, out);
}

std::vector<Error> FactBinder::check(const trade::Order& order) const {
  std::vector<Error> out;
  for (const trade::Given& fact : order.facts) {
    const int index = find(fact.name);
    if (index != kNone && is_named(index)) {
      check_value(law_.facts[static_cast<std::size_t>(index)], {"", fact.name}, fact.value, out);
      continue;
    }
    const auto near = nearest(fact.name, named_facts_);
    out.push_back({"LG0111", "`" + fact.name + "` is not a fact of this rulebook", "", near ? "did you mean `" + *near + "`?" : "see `lockgate law show facts`"});
  }
  check_item(order.item, out);
  if (!order.movement.empty() && standard_.movement != kNone)
    check_value(law_.facts[static_cast<std::size_t>(standard_.movement)], {"", "movement"}, trade::Value(order.movement), out);
  if (order.end_use && standard_.end_use != kNone)
    check_value(law_.facts[static_cast<std::size_t>(standard_.end_use)], {"", "end_use"}, trade::Value(*order.end_use), out);
  for (const trade::Party& party : order.parties) {
    const auto check_field = [&](int fact, const char* field, const trade::Value& value) {
      if (fact != kNone) check_value(law_.facts[static_cast<std::size_t>(fact)], {party.role, field}, value, out);
    };
    check_field(standard_.role, "role", trade::Value(party.role));
    if (party.lists) check_field(standard_.lists, "lists", trade::Value(*party.lists));
    if (party.kind) check_field(standard_.kind, "kind", trade::Value(*party.kind));
  }
  return out;
}

}  // namespace lockgate::decide
