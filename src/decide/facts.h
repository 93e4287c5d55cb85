// Facts: an order as typed slots, one for each fact of the law. What nobody gave stays unknown, unless the law closes it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/name_hash.h"
#include "decide/interval.h"
#include "decide/journey.h"
#include "law/law.h"
#include "trade/determination.h"
#include "trade/order.h"

namespace lockgate::decide {

struct Slot {
  bool is_known = false;
  bool flag = false;
  std::uint16_t code = 0;    // of a place or an enum word
  std::int16_t number = -1;  // index into Slots::numbers
  std::int16_t text = -1;    // index into Slots::texts
  std::uint64_t words = 0;   // of a set, by index
};

// A text as it was written (a view into the order or the law), and as the law compares it.
struct GivenText {
  std::string_view written;
  std::string folded;
};

// The slots of one line (order and item) or of one party, by fact.
struct Slots {
  std::vector<Slot> slots;
  std::vector<Interval> numbers;
  std::vector<GivenText> texts;

  void reset(std::size_t facts);
  void reset(const Slots& blank);
  bool is_given(int fact) const { return slots[static_cast<std::size_t>(fact)].is_known; }
  const Interval& interval_of(int fact) const;
  void set_interval(int fact, const Interval& interval);
  const GivenText& text_of(int fact) const { return texts[static_cast<std::size_t>(slots[static_cast<std::size_t>(fact)].text)]; }
};

// Slots that worlds share until one of them narrows its own: a copy of these costs a count.
class SharedSlots {
 public:
  SharedSlots() : held_(std::make_shared<Slots>()) {}
  SharedSlots(Slots slots) : held_(std::make_shared<Slots>(std::move(slots))) {}
  operator const Slots&() const { return *held_; }
  Slots& edit() {
    if (held_.use_count() > 1) held_ = std::make_shared<Slots>(*held_);
    return *held_;
  }

 private:
  std::shared_ptr<Slots> held_;
};

// Fills slots from orders. Immutable after construction; safe to share between threads.
class FactBinder {
 public:
  explicit FactBinder(const law::Law& law);

  void bind_line(const trade::Order& order, const Leg& leg, const Chip& chip, Slots& out) const;
  void bind_party(const trade::Party& party, Slots& out) const;
  // Overrides a fact, as a reading assumes it or a user asks "what if". `value` must outlive the slots.
  void assume(int fact, const trade::Value& value, Slots& out) const;

  const law::Law& law() const { return law_; }
  // Reads contested law in another way (kNone: as the law itself does): the reading itself, and what it assumes of this dimension.
  void read_as(int reading, bool is_party, Slots& out) const;

  // What a line or party starts from when nothing is said of it.
  const Slots& blank_line() const { return blank_line_; }
  const Slots& blank_party() const { return blank_party_; }
  // Supplies the values of the closed facts whose conditions look at what is given, that are still unknown. `role` is the party's, for facts of parties.
  void close(law::Dimension dimension, std::string_view role, Slots& out) const;

  // What is wrong with the facts of an order: unknown names, wrong types, unknown words. Empty: nothing.
  std::vector<Error> check(const trade::Order& order) const;
  // The names `facts` of an order may use.
  const std::vector<std::string>& named_facts() const { return named_facts_; }

 private:
  int find(std::string_view name) const;
  bool is_named(int fact) const;
  void plan_closing();
  void set(int fact, const trade::Value& value, Slots& out) const;
  void set_place(int fact, std::string_view place, Slots& out) const;
  void set_text(int fact, std::string_view text, Slots& out) const;
  void set_word(int fact, std::string_view word, Slots& out) const;
  void set_words(int fact, const trade::Words& words, Slots& out) const;
  void set_flag(int fact, bool flag, Slots& out) const;
  void set_range(int fact, const Range& range, Slots& out) const;
  void set_item_facts(const Chip& chip, Slots& out) const;
  void bind_owners(const trade::Party& party, Slots& out) const;
  struct Shown;
  static void check_value(const law::Fact& fact, const Shown& shown, const trade::Value& value, std::vector<Error>& out);
  static void check_word(const law::Fact& fact, const Shown& shown, const std::string& word, std::vector<Error>& out);
  void check_item(const trade::Item& item, std::vector<Error>& out) const;

  const law::Law& law_;
  NameMap<std::string_view, int> by_name_;
  NameMap<std::string_view, int> by_item_name_;  // `tpp` for item.tpp
  std::vector<NameMap<std::string_view, std::uint16_t>> words_;  // by fact
  // What an empty line or party starts from: facts closed on no condition are filled in already.
  Slots blank_line_, blank_party_;
  // A fact whose closing value depends on the role or on what else is given.
  struct Conditional {
    int fact;
    const law::Closed* closed;
    std::vector<int> unless;  // given one of these, it stays open
  };
  std::vector<Conditional> line_closed_, party_closed_;
  std::vector<int> owner_sums_;
  std::vector<std::string> named_facts_;
  struct Standard {
    int movement, origin, destination, stop, order_origin, order_destination, quantity, unit_price, end_use, item_id;
    int product_kind, product_datacenter, product_tpp;
    int role, name, country, headquarters, lists, kind, parent_name, parent_headquarters, parent_lists, owners_declared;
  } standard_;
};

}  // namespace lockgate::decide
