// Reading facts and defines: the words of a book of law and their types.
#include <algorithm>
#include <array>
#include <set>

#include "base/text.h"
#include "law/binder.h"
#include "law/field.h"
#include "law/reader.h"

namespace lockgate::law {
namespace {

// A value's truth is a bit of one machine word.
constexpr std::size_t kMaxWords = 64;

bool is_numeric(Type type) { return type == Type::Decimal || type == Type::Integer; }

std::optional<Dimension> dimension_of(std::string_view word) {
  if (word == "order") return Dimension::Order;
  if (word == "item") return Dimension::Item;
  if (word == "party") return Dimension::Party;
  return std::nullopt;
}

std::optional<Type> type_of(std::string_view word) {
  static constexpr std::array kTypes = std::to_array<std::pair<std::string_view, Type>>({{"bool", Type::Bool},
                                                                                         {"decimal", Type::Decimal},
                                                                                         {"integer", Type::Integer},
                                                                                         {"text", Type::Text},
                                                                                         {"code", Type::Code},
                                                                                         {"place", Type::Place},
                                                                                         {"enum", Type::Enum},
                                                                                         {"set", Type::Set}});
  for (const auto& [name, type] : kTypes)
    if (name == word) return type;
  return std::nullopt;
}

bool knows(const Fact& fact, const std::string& word) {
  return std::find(fact.words.begin(), fact.words.end(), word) != fact.words.end();
}

std::optional<trade::Value> parse_number(const Fact& fact, std::string_view text) {
  const std::size_t dots = text.find("..");
  const auto low = Decimal::parse(trim(text.substr(0, dots)));
  const auto high = dots == std::string_view::npos ? low : Decimal::parse(trim(text.substr(dots + 2)));
  if (!low || !high || *high < *low) return std::nullopt;
  if (fact.type == Type::Integer && !(low->is_integer() && high->is_integer())) return std::nullopt;
  return trade::Value(Range{*low, *high});
}

std::optional<trade::Value> parse_words(const Fact& fact, std::string_view text) {
  if (text.starts_with("{") && text.ends_with("}")) text = text.substr(1, text.size() - 2);
  trade::Words words;
  for (std::string_view part : split(text, ',')) {
    if (part.empty()) continue;
    words.push_back(unquoted(part));
    if (!knows(fact, words.back())) return std::nullopt;
  }
  return trade::Value(std::move(words));
}

// `6..10 digits`
std::optional<Digits> parse_digits(std::string_view text) {
  const std::size_t dots = text.find("..");
  if (dots == std::string_view::npos || !text.ends_with(" digits")) return std::nullopt;
  const auto fewest = Decimal::parse(text.substr(0, dots));
  const auto most = Decimal::parse(trim(text.substr(dots + 2, text.size() - dots - 2 - std::string_view("digits").size())));
  const auto is_length = [](const auto& number) { return number && number->is_integer() && !number->is_negative() && *number <= Decimal::of(100); };
  if (!is_length(fewest) || !is_length(most) || *most < *fewest) return std::nullopt;
  return Digits{static_cast<int>(fewest->mantissa()), static_cast<int>(most->mantissa())};
}

bool reads_any(const Expression& expression, const std::set<std::string, std::less<>>& names) {
  if (expression.kind == Expression::Kind::Name && names.count(expression.text) != 0) return true;
  return std::any_of(expression.args.begin(), expression.args.end(),
                     [&](const Expression& argument) { return reads_any(argument, names); });
}

// The fact that a title declares.
std::string_view name_of(std::string_view title) { return trim(title.substr(0, title.find_first_of(":="))); }

}  // namespace

std::optional<trade::Value> parse_value(const Fact& fact, std::string_view text) {
  std::string value = unquoted(text);
  const auto code = fact.type == Type::Place ? place_code(value) : std::nullopt;
  switch (fact.type) {
    case Type::Bool:
      return value == "true" || value == "false" ? std::optional(trade::Value(value == "true")) : std::nullopt;
    case Type::Decimal:
    case Type::Integer:
      return parse_number(fact, value);
    case Type::Set:
      return parse_words(fact, value);
    case Type::Enum:
      return knows(fact, value) ? std::optional(trade::Value(std::move(value))) : std::nullopt;
    case Type::Place:
      return code && is_known_place(*code) ? std::optional(trade::Value(std::move(value))) : std::nullopt;
    default:
      return trade::Value(std::move(value));
  }
}

void Reader::declare_fact(const Pending& pending) {
  const Entry& entry = pending.entry;
  Fact fact;
  fact.origin = origin(pending);
  if (!read_type(pending, entry.title.substr(0, entry.title.find('=')), fact)) return;
  fact.label = text_of(entry, "label");
  if (fact.label.empty()) fact.label = fact.name;
  fact.label_zh = text_of(entry, "zh");
  fact.means = text_of(entry, "means");
  fact.question = text_of(entry, "question");
  fact.question_zh = text_of(entry, "question zh");
  fact.asked_as = text_of(entry, "asked as");
  for (const EntryField& field : entry.fields)
    if (field.keyword == "closed") fact.closed.push_back(read_closed(pending, fact, field));
  if (const int kept = law_.find_fact(fact.name); kept != kNone && law_.facts[static_cast<std::size_t>(kept)].origin.source == nullptr)
    law_.facts[static_cast<std::size_t>(kept)] = std::move(fact);
  else if (claim(law_.fact_names, fact.name, static_cast<int>(law_.facts.size()), pending))
    law_.facts.push_back(std::move(fact));
}

// `NAME : TYPE per DIMENSION`
bool Reader::read_type(const Pending& pending, std::string_view title, Fact& fact) {
  const std::size_t colon = title.find(':');
  std::string_view type_text, dimension_text;
  if (colon == std::string_view::npos || !cut(title.substr(colon + 1), "per", type_text, dimension_text)) {
    error(pending, "LG1006", "expected `NAME : TYPE per DIMENSION`");
    return false;
  }
  fact.name = std::string(trim(title.substr(0, colon)));
  const std::string_view word = first_word(type_text.substr(0, type_text.find('{')));
  const auto type = type_of(word);
  const auto dimension = dimension_of(trim(dimension_text));
  if (!type)
    error_at(pending, place_of(pending, word), "LG1006", "`" + std::string(word) + "` is not a type").help =
        "the types are bool, decimal, integer, text, code, place, enum and set";
  if (!dimension)
    error_at(pending, place_of(pending, dimension_text), "LG1006",
             "`" + std::string(dimension_text) + "` is not a dimension")
        .help = "a fact is one of the order, the item or the party";
  fact.type = type.value_or(Type::Bool);
  fact.dimension = dimension.value_or(Dimension::Order);
  if (type && dimension) read_unit(pending, type_text.substr(word.size()), fact);
  return type && dimension;
}

// What follows the type: the unit of a number, the words of an enum or set, the length of a code, or nothing.
void Reader::read_unit(const Pending& pending, std::string_view text, Fact& fact) {
  const std::string_view rest = trim(text);
  if (fact.type == Type::Enum || fact.type == Type::Set) {
    Braces braces = read_braces(rest);
    if (!braces.is_found || !braces.rest.empty() || !rest.starts_with("{"))
      error(pending, "LG1006", "expected `{ word, word }` after `" + std::string(to_string(fact.type)) + "`");
    fact.words = std::move(braces.words);
    check_words(pending, "LG1006", fact.words);
  } else if (is_numeric(fact.type)) {
    fact.unit = std::string(rest);
    if (fact.unit.empty())
      error(pending, "LG1006", "a number has a unit").help =
          "write `1` for a number without one: `" + std::string(to_string(fact.type)) + " 1`";
  } else if (fact.type == Type::Code && !rest.empty()) {
    fact.digits = parse_digits(rest);
    if (!fact.digits) error_at(pending, place_of(pending, rest), "LG1006", "expected `6..10 digits` or nothing after `code`");
  } else if (!rest.empty()) {
    error_at(pending, place_of(pending, rest), "LG1006",
             "nothing may stand between `" + std::string(to_string(fact.type)) + "` and `per`");
  }
}

void Reader::check_words(const Pending& pending, const char* code, std::vector<std::string>& words) {
  std::set<std::string> seen;
  for (const std::string& word : words) {
    if (!is_name(word))
      error(pending, code, "`" + word + "` is not a word").help =
          "a word is made of letters, digits, `_`, `-`, `@` and dots";
    if (!seen.insert(word).second) error(pending, code, "`" + word + "` is listed twice");
  }
  if (words.empty() || words.size() > kMaxWords)
    error(pending, code, "expected 1 to 64 words, found " + std::to_string(words.size()));
  if (words.size() > kMaxWords) words.resize(kMaxWords);
}

Closed Reader::read_closed(const Pending& pending, const Fact& fact, const EntryField& field) {
  Closed closed;
  std::string_view head = field.value;
  if (std::string_view because; cut(field.value, "because", head, because)) closed.because = unquoted(because);
  if (closed.because.empty())
    error_at(pending, field.place, "LG1007", "a closed fact says why").help =
        "add `because \"…\"`: what its absence means, and where that is written";
  if (std::string_view left, roles; cut(head, "for", left, roles)) {
    head = left;
    for (std::string_view role : split(roles, ',')) closed.roles.emplace_back(role);
  }
  if (std::string_view left, prefix; cut(head, "without", left, prefix)) {
    head = left;
    closed.without = std::string(prefix);
  }
  if (auto value = parse_value(fact, head))
    closed.value = std::move(*value);
  else
    error_at(pending, place_of(pending, head), "LG1008",
             "`" + std::string(head) + "` is not a value of `" + fact.name + "`")
        .help = did_you_mean(head, fact.words);
  return closed;
}

void Reader::declare_define(const Pending& pending) {
  const std::string_view title = pending.entry.title;
  Define define;
  define.origin = origin(pending);
  define.name = std::string(first_word(title));
  const std::string_view tail = read_values(pending, trim(title.substr(define.name.size())), define);
  std::string_view dimension = tail, otherwise;
  const bool has_otherwise = cut(tail, "otherwise", dimension, otherwise);
  const bool has_dimension = dimension.starts_with("per ") && dimension_of(trim(dimension.substr(4))).has_value();
  if (!has_dimension)
    error(pending, "LG1009", "a define says what it is concluded for").help =
        "add `per order`, `per item` or `per party`";
  else
    define.dimension = *dimension_of(trim(dimension.substr(4)));
  if (has_otherwise) {
    const auto it = std::find(define.values.begin(), define.values.end(), unquoted(otherwise));
    const bool is_one = define.mode == Define::Mode::One || define.mode == Define::Mode::Strictest;
    if (!is_one)
      error_at(pending, place_of(pending, otherwise), "LG1009",
               "a bool or set define has no `otherwise`: it is false or empty when no rule holds");
    else if (it == define.values.end())
      error_at(pending, place_of(pending, otherwise), "LG1009",
               "`" + std::string(otherwise) + "` is not one of the values")
          .help = did_you_mean(otherwise, define.values);
    else
      define.otherwise = static_cast<int>(it - define.values.begin());
  }
  define.label = text_of(pending.entry, "label");
  define.label_zh = text_of(pending.entry, "zh");
  if (claim(law_.define_names, define.name, static_cast<int>(law_.defines.size()), pending))
    law_.defines.push_back(std::move(define));
}

// `: bool`, `in { a, b }`, `in { a < b }` or `set { a, b }`. Returns what follows.
std::string_view Reader::read_values(const Pending& pending, std::string_view text, Define& define) {
  if (text.starts_with(":")) {
    define.mode = Define::Mode::Flag;
    define.values = {"false", "true"};
    const std::string_view type = trim(text.substr(1));
    if (first_word(type) != "bool")
      error(pending, "LG1009", "after `:` a define says `bool`").help =
          "for other values write `in { a, b }` or `set { a, b }`";
    return trim(type.substr(first_word(type).size()));
  }
  Braces braces = read_braces(text);
  const std::string_view word = trim(text.substr(0, text.find('{')));
  if (!braces.is_found || (word != "in" && word != "set")) {
    error(pending, "LG1009", "expected `NAME in { a, b } per DIMENSION`").help =
        "or `NAME : bool per …`, or `NAME set { a, b } per …`";
    define.values = {"none"};
    return "per order";
  }
  define.mode = word == "set"             ? Define::Mode::Set
                : braces.separator == '<' ? Define::Mode::Strictest
                                          : Define::Mode::One;
  define.values = std::move(braces.words);
  check_words(pending, "LG1009", define.values);
  return braces.rest;
}

void Reader::bind_extend(const Pending& pending) {
  const Braces braces = read_braces(pending.entry.title);
  const int fact = law_.find_fact(first_word(pending.entry.title));
  const bool takes_words = fact != kNone && !law_.facts[static_cast<std::size_t>(fact)].words.empty();
  if (!takes_words || !braces.is_found || !braces.rest.empty()) {
    error(pending, "LG1012", "expected `extend FACT { word, word }` with a known `enum` or `set` fact");
    return;
  }
  std::vector<std::string>& known = law_.facts[static_cast<std::size_t>(fact)].words;
  for (const std::string& word : braces.words)
    if (std::find(known.begin(), known.end(), word) == known.end()) known.push_back(word);
  check_words(pending, "LG1012", known);
}

// In whatever order they are declared: one that reads another comes after it.
void Reader::bind_derived_facts() {
  std::vector<Derived> open;
  std::set<std::string, std::less<>> names;
  const auto name = [&](const Derived& one) -> const std::string& {
    return law_.facts[static_cast<std::size_t>(one.fact)].name;
  };
  for (const Pending& pending : pending_)
    if (pending.entry.head == "fact")
      if (auto derived = read_derived(pending)) names.insert(name(*derived)), open.push_back(std::move(*derived));
  for (bool is_stuck = false; !is_stuck;) {
    is_stuck = true;
    std::vector<Derived> waiting;
    for (Derived& one : open) {
      if (reads_any(one.expression, names)) {
        waiting.push_back(std::move(one));
        continue;
      }
      bind_derived(one);
      names.erase(name(one));
      is_stuck = false;
    }
    open = std::move(waiting);
  }
  for (const Derived& one : open)
    error(*one.pending, "LG1308", "`" + name(one) + "` is made from itself").help =
        "numbers may not be made from each other in a circle";
}

std::optional<Reader::Derived> Reader::read_derived(const Pending& pending) {
  const std::string_view title = pending.entry.title;
  const std::size_t equals = title.find('=');
  const int index = law_.find_fact(name_of(title));
  if (equals == std::string_view::npos || index == kNone) return std::nullopt;
  Fact& fact = law_.facts[static_cast<std::size_t>(index)];
  if (fact.origin.source != pending.entry.source || fact.origin.place.begin != pending.entry.place.begin)
    return std::nullopt;  // declared twice
  const std::string_view text = trim(title.substr(equals + 1));
  if (!is_numeric(fact.type)) {
    error(pending, "LG1013", "`" + fact.name + "` is a " + to_string(fact.type) + "; only numbers are made from others")
        .help = "conclude it with a `define` and rules";
    return std::nullopt;
  }
  if (text.starts_with("sum(")) return read_owner_sum(pending, fact, text), std::nullopt;
  auto expression = parse_expression(pending.entry.source, text, diagnostics_);
  if (!expression) return std::nullopt;
  return Derived{&pending, index, std::move(*expression)};
}

void Reader::read_owner_sum(const Pending& pending, Fact& fact, std::string_view text) {
  const std::size_t open = text.find('[');
  const std::size_t close = text.find(']');
  std::string_view owners, list;
  const bool is_sum = cut(text.substr(4, open - std::min<std::size_t>(open, 4)), "listed", owners, list) &&
                      owners == "owners," && list == "in";
  if (!is_sum || close == std::string_view::npos || close < open || trim(text.substr(close + 1)) != ")" ||
      fact.dimension != Dimension::Party) {
    error(pending, "LG1013", "expected `sum(owners, listed in [ … ])` in a fact of a party");
    return;
  }
  const int lists = law_.find_fact("party.lists");
  for (std::string_view word : split(text.substr(open + 1, close - open - 1), ',')) {
    fact.owner_lists.push_back(unquoted(word));
    if (lists == kNone || knows(law_.facts[static_cast<std::size_t>(lists)], fact.owner_lists.back())) continue;
    error_at(pending, place_of(pending, word), "LG1209",
             "`" + fact.owner_lists.back() + "` is not a word of `party.lists`")
        .help = did_you_mean(fact.owner_lists.back(), law_.facts[static_cast<std::size_t>(lists)].words);
  }
}

void Reader::bind_derived(const Derived& derived) {
  const Pending& pending = *derived.pending;
  const Fact fact = law_.facts[static_cast<std::size_t>(derived.fact)];
  Binder binder(law_, pending.entry.source, fact.dimension, diagnostics_);
  auto number = binder.bind_derived(derived.expression);
  if (!number) return;
  if (!number->unit.empty() && number->unit != fact.unit)
    error_at(pending, derived.expression.place, "LG1208",
             "this is in `" + number->unit + "`, and `" + fact.name + "` in `" + fact.unit + "`");
  Form form = law_.forms[static_cast<std::size_t>(number->form)];
  form.fact = derived.fact;  // a directly given value goes first
  law_.facts[static_cast<std::size_t>(derived.fact)].form = binder.intern(form);
}

}  // namespace lockgate::law
