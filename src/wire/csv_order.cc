#include "wire/csv_order.h"

#include <algorithm>
#include <optional>

#include "base/text.h"

namespace lockgate::wire {
namespace {

// A cell with this mark was not filled in because nobody looked yet.
constexpr std::string_view kNotScreened = "?";

JsonValue text_of(std::string_view text, const Column& column) {
  return JsonValue::string(std::string(text), column.heading);
}

JsonValue labelled(JsonValue value, const Column& column) {
  value.label = column.heading;
  return value;
}

// `4000..5200`, or what stands there for a number.
JsonValue number_of(std::string_view cell, const Column& column) {
  const std::size_t dots = cell.find("..");
  if (dots == std::string_view::npos) return text_of(cell, column);
  JsonValue range = labelled(JsonValue::object(), column);
  range.add("min", text_of(trim(cell.substr(0, dots)), column));
  range.add("max", text_of(trim(cell.substr(dots + 2)), column));
  return range;
}

JsonValue list_of(std::string_view cell, char separator, const Column& column) {
  JsonValue list = labelled(JsonValue::array(), column);
  for (const std::string_view word : split(cell, separator))
    if (!word.empty()) list.items.push_back(text_of(word, column));
  return list;
}

// What is neither yes nor no is left as it is, to be refused with the other wrong values.
JsonValue yes_or_no_of(std::string_view cell, const Column& column) {
  const std::string word = fold(cell);
  const auto is_one_of_these = [&](std::initializer_list<const char*> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
  };
  if (is_one_of_these({"yes", "true", "y", "1", "是"})) return labelled(JsonValue::of(true), column);
  if (is_one_of_these({"no", "false", "n", "0", "否"})) return labelled(JsonValue::of(false), column);
  return text_of(cell, column);
}

// `960000 USD`, with the currency at either end.
JsonValue money_of(std::string_view cell, const Column& column) {
  const std::size_t blank = cell.find(' ');
  if (blank == std::string_view::npos) return text_of(cell, column);
  std::string_view amount = cell.substr(0, blank), currency = trim(cell.substr(blank));
  if (!amount.empty() && amount[0] >= 'A') std::swap(amount, currency);
  JsonValue money = labelled(JsonValue::object(), column);
  money.add("amount", text_of(amount, column));
  money.add("currency", text_of(currency, column));
  return money;
}

// `self`, `Name`, `Name@XX` or `@XX`.
JsonValue parent_of(std::string_view cell, const Column& column) {
  if (cell == "self") return text_of(cell, column);
  JsonValue parent = labelled(JsonValue::object(), column);
  const std::size_t at = cell.rfind('@');
  const std::string_view name = trim(cell.substr(0, at));
  if (!name.empty()) parent.add("name", text_of(name, column));
  if (at != std::string_view::npos) parent.add("headquarters", text_of(trim(cell.substr(at + 1)), column));
  return parent;
}

bool is_share(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789.?%") == std::string_view::npos;
}

std::string_view before_last_colon(std::string_view text) { return trim(text.substr(0, text.rfind(':'))); }

std::string_view behind_last_colon(std::string_view text) {
  const std::size_t colon = text.rfind(':');
  return colon == std::string_view::npos ? std::string_view() : trim(text.substr(colon + 1));
}

struct OwnerCell {
  std::string_view name, share;
  std::optional<std::string_view> lists;
};

// `Name:50:entity_list`, `Name:50`, `Name:?:entity_list` or `Name`. A name may contain colons, so the share is looked
// for from the end.
OwnerCell take_apart(std::string_view text) {
  const std::string_view last = behind_last_colon(text), rest = before_last_colon(text);
  if (is_share(last)) return {rest, last, std::nullopt};
  if (is_share(behind_last_colon(rest))) return {before_last_colon(rest), behind_last_colon(rest), last};
  return {text, {}, std::nullopt};
}

// Several lists are joined by `+`, since `;` separates owners. Given and empty means screened and found on none.
JsonValue owner_of(std::string_view text, const Column& column) {
  OwnerCell cell = take_apart(text);
  JsonValue owner = labelled(JsonValue::object(), column);
  owner.add("name", text_of(cell.name, column));
  if (cell.share.ends_with('%')) cell.share.remove_suffix(1);
  if (!cell.share.empty() && cell.share != kNotScreened) owner.add("percent", number_of(cell.share, column));
  if (cell.lists && *cell.lists != kNotScreened) owner.add("lists", list_of(*cell.lists, '+', column));
  return owner;
}

JsonValue owners_of(std::string_view cell, const Column& column) {
  JsonValue owners = labelled(JsonValue::array(), column);
  for (const std::string_view text : split(cell, ';'))
    if (!text.empty()) owners.items.push_back(owner_of(text, column));
  return owners;
}

// `nvidia-h100-sxm:8;…`: what is in a board or a rack, and how often.
JsonValue contents_of(std::string_view cell, const Column& column) {
  JsonValue list = labelled(JsonValue::array(), column);
  for (const std::string_view text : split(cell, ';')) {
    if (text.empty()) continue;
    const std::size_t colon = text.rfind(':');
    JsonValue component = labelled(JsonValue::object(), column);
    component.add("item", text_of(trim(text.substr(0, colon)), column));
    if (colon != std::string_view::npos) component.add("count", text_of(trim(text.substr(colon + 1)), column));
    list.items.push_back(std::move(component));
  }
  return list;
}

JsonValue value_of(std::string_view cell, Shape shape, const Column& column) {
  switch (shape) {
    case Shape::YesNo:
      return yes_or_no_of(cell, column);
    case Shape::Number:
      return number_of(cell, column);
    case Shape::Words:
      return list_of(cell, ';', column);
    case Shape::Money:
      return money_of(cell, column);
    case Shape::Any:
      return cell == "true" || cell == "false" ? yes_or_no_of(cell, column) : text_of(cell, column);
    default:
      return text_of(cell, column);
  }
}

Shape shape_in(const Shapes& shapes, const std::string& name) {
  const auto found = shapes.find(name);
  return found == shapes.end() ? Shape::Any : found->second;
}

class RowBuilder {
 public:
  RowBuilder(const std::vector<Column>& columns, const std::vector<std::string>& cells, const Vocabulary& vocabulary)
      : columns_(columns), cells_(cells), vocabulary_(vocabulary) {}

  JsonValue build() {
    for (std::size_t index = 0; index < columns_.size(); ++index) add(columns_[index], trim(cells_[index]));
    if (has_price_) order_.add("unit_price", price_);
    if (!item_.members.empty()) order_.add("item", item_);
    JsonValue parties = JsonValue::array();
    for (const std::string& role : vocabulary_.roles) add_party(role, parties);
    if (!parties.items.empty()) order_.add("parties", parties);
    if (!facts_.members.empty()) order_.add("facts", facts_);
    return std::move(order_);
  }

 private:
  void add(const Column& column, std::string_view cell) {
    if (column.of == Column::Of::Order && !cell.empty()) add_to_order(column, cell);
    if (column.of == Column::Of::Item && !cell.empty()) add_to_item(column, cell);
    if (column.of == Column::Of::Fact && !cell.empty())
      facts_.add(column.name,
                 value_of(cell, vocabulary_.facts ? shape_in(*vocabulary_.facts, column.name) : Shape::Any, column));
  }

  void add_to_order(const Column& column, std::string_view cell) {
    if (column.name == "item") return item_.add("id", text_of(cell, column));
    if (column.name == "unit_price" || column.name == "currency") return add_to_price(column, cell);
    const bool is_list = column.name == "via" || column.name == "end_use";
    if (is_list) return order_.add(column.name, list_of(cell, ';', column));
    order_.add(column.name, column.name == "quantity" ? number_of(cell, column) : text_of(cell, column));
  }

  // The price is a text with its currency, or an amount that needs the currency of another column.
  void add_to_price(const Column& column, std::string_view cell) {
    JsonValue value = column.name == "currency" ? text_of(cell, column) : money_of(cell, column);
    has_price_ = has_price_ || column.name == "unit_price";
    price_.label = column.heading;
    if (!value.is_object()) return price_.add(column.name == "currency" ? "currency" : "amount", std::move(value));
    for (JsonMember& member : value.members) price_.members.push_back(std::move(member));
  }

  void add_to_item(const Column& column, std::string_view cell) {
    if (column.name == "contains") return item_.add("contains", contents_of(cell, column));
    item_.add(column.name, value_of(cell, shape_in(vocabulary_.item_facts, column.name), column));
  }

  // A party is there when any of its cells is filled in; only then does an empty cell of lists mean that none was
  // found.
  void add_party(const std::string& role, JsonValue& parties) {
    JsonValue party = JsonValue::object();
    bool is_there = false;
    for (std::size_t index = 0; index < columns_.size(); ++index) {
      const Column& column = columns_[index];
      if (column.of != Column::Of::Party || column.role != role) continue;
      const std::string_view cell = trim(cells_[index]);
      is_there = is_there || !cell.empty();
      add_to_party(column, cell, party);
    }
    if (!is_there) return;
    party.add("role", JsonValue::string(role));
    parties.items.push_back(std::move(party));
  }

  void add_to_party(const Column& column, std::string_view cell, JsonValue& party) {
    if (column.name == "lists" && cell != kNotScreened) return party.add("lists", list_of(cell, ';', column));
    if (cell.empty() || column.name == "lists") return;
    if (column.name == "kind") return party.add("kind", list_of(cell, ';', column));
    if (column.name == "owners") return party.add("owners", owners_of(cell, column));
    if (column.name == "ultimate_parent") return party.add("ultimate_parent", parent_of(cell, column));
    party.add(column.name, text_of(cell, column));
  }

  const std::vector<Column>& columns_;
  const std::vector<std::string>& cells_;
  const Vocabulary& vocabulary_;
  JsonValue order_ = JsonValue::object();
  JsonValue item_ = JsonValue::object();
  JsonValue facts_ = JsonValue::object();
  JsonValue price_ = JsonValue::object();
  bool has_price_ = false;
};

}  // namespace

JsonValue order_of_row(const std::vector<Column>& columns, const std::vector<std::string>& cells,
                       const Vocabulary& vocabulary) {
  return RowBuilder(columns, cells, vocabulary).build();
}

}  // namespace lockgate::wire
