#include "law/reader.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>

#include "base/text.h"
#include "law/binder.h"

namespace lockgate::law {
namespace {

std::string unquoted(std::string_view text) {
  text = trim(text);
  if (text.size() >= 2 && text.front() == '"' && text.back() == '"') text = text.substr(1, text.size() - 2);
  std::string out;
  bool in_blank = false;
  for (const char c : text) {  // a continued value is one sentence
    const bool is_blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (is_blank && !in_blank) out += ' ';
    if (!is_blank) out += c;
    in_blank = is_blank;
  }
  return out;
}

std::string text_of(const Entry& entry, std::string_view keyword) {
  const EntryField* field = entry.find(keyword);
  return field == nullptr ? std::string() : unquoted(field->value);
}

// `left WORD right`, the first WORD that stands by itself.
bool cut(std::string_view text, std::string_view word, std::string_view& left, std::string_view& right) {
  const std::string spaced = " " + std::string(word) + " ";
  const std::size_t at = text.find(spaced);
  if (at == std::string_view::npos) return false;
  left = trim(text.substr(0, at));
  right = trim(text.substr(at + spaced.size()));
  return true;
}

// The words of `{ a, b }` at the start of `text`; `rest` is what follows. Separator found is put in `separator`.
bool read_braces(std::string_view text, std::vector<std::string>& words, char& separator, std::string_view& rest) {
  const std::size_t open = text.find('{');
  const std::size_t close = text.find('}');
  if (open == std::string_view::npos || close == std::string_view::npos || close < open) return false;
  const std::string_view inside = text.substr(open + 1, close - open - 1);
  separator = inside.find('<') != std::string_view::npos ? '<' : ',';
  for (std::string_view part : split(inside, separator))
    if (!part.empty()) words.push_back(unquoted(part));
  rest = trim(text.substr(close + 1));
  return true;
}

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

bool is_rule_head(std::string_view head) { return head == "rule" || head == "exception" || head == "step" || head == "part"; }
bool is_rider_head(std::string_view head) { return head == "duty" || head == "flag" || head == "note"; }

// The label of a rule-like title: `LABEL to …`, `LABEL of …`.
std::string_view label_of(std::string_view title) { return title.substr(0, title.find_first_of(" \t\n")); }

}  // namespace

Diagnostic& Reader::error(const Pending& pending, std::string code, std::string message) {
  return error_at(pending, pending.entry.place, std::move(code), std::move(message));
}

Diagnostic& Reader::error_at(const Pending& pending, Place place, std::string code, std::string message) {
  return diagnostics_.error(std::move(code), std::move(message), pending.entry.source, place);
}

bool Reader::claim(std::map<std::string, int, std::less<>>& names, const std::string& name, int index, const Pending& pending) {
  if (names.emplace(name, index).second) return true;
  error(pending, "LG1005", "`" + name + "` is declared twice");
  return false;
}

void Reader::add(std::vector<Entry> entries, int book) {
  for (Entry& entry : entries) {
    pending_.push_back({std::move(entry), book});
    declare(pending_.back());
  }
}

void Reader::declare(const Pending& pending) {
  const std::string_view head = pending.entry.head;
  if (head == "rulebook") declare_book(pending);
  else if (head == "fact") declare_fact(pending);
  else if (head == "table") declare_table(pending);
  else if (head == "set") declare_set(pending);
  else if (head == "define") declare_define(pending);
  else if (head == "gate") declare_gate(pending);
  else if (head == "reading") declare_reading(pending);
  else if (head == "untranslatable") declare_untranslatable(pending);
  else if (is_rule_head(head)) declare_rule_name(pending);
}

void Reader::declare_book(const Pending& pending) {
  Book& book = law_.books[static_cast<std::size_t>(pending.book)];
  book.name = std::string(pending.entry.title);
  book.title = text_of(pending.entry, "title");
  book.title_zh = text_of(pending.entry, "zh");
  book.authority = text_of(pending.entry, "authority");
  book.zone = text_of(pending.entry, "zone");
  book.recorded = read_date(pending, "recorded");
  book.verified_through = read_date(pending, "verified through");
  book.origin = origin(pending);
}

void Reader::declare_fact(const Pending& pending) {
  std::string_view title = pending.entry.title;
  title = title.substr(0, title.find('='));
  const std::size_t colon = title.find(':');
  std::string_view type_text, dimension_text;
  if (colon == std::string_view::npos || !cut(title.substr(colon + 1), "per", type_text, dimension_text)) {
    error(pending, "LG1006", "expected `NAME : TYPE per DIMENSION`");
    return;
  }
  Fact fact;
  fact.name = std::string(trim(title.substr(0, colon)));
  fact.origin = origin(pending);
  const std::string_view type_word = label_of(type_text.substr(0, type_text.find('{')));
  const auto type = type_of(type_word);
  const auto dimension = dimension_of(trim(dimension_text));
  if (!type || !dimension) {
    error(pending, "LG1006", type ? "`" + std::string(dimension_text) + "` is not a dimension: order, item or party"
                                  : "`" + std::string(type_word) + "` is not a type");
    return;
  }
  fact.type = *type;
  fact.dimension = *dimension;
  char separator = ',';
  std::string_view rest = trim(type_text.substr(type_word.size()));
  if (fact.type == Type::Enum || fact.type == Type::Set) {
    if (!read_braces(type_text, fact.words, separator, rest)) error(pending, "LG1006", "expected `{ word, word }`");
  } else {
    fact.unit = std::string(rest);
  }
  if (fact.words.size() > 64) error(pending, "LG1006", "at most 64 words fit one fact");
  fact.label = text_of(pending.entry, "label");
  if (fact.label.empty()) fact.label = fact.name;
  fact.label_zh = text_of(pending.entry, "zh");
  fact.means = text_of(pending.entry, "means");
  fact.question = text_of(pending.entry, "question");
  fact.question_zh = text_of(pending.entry, "question zh");
  fact.asked_as = text_of(pending.entry, "asked as");
  for (const EntryField& field : pending.entry.fields)
    if (field.keyword == "closed") fact.closed.push_back(read_closed(pending, fact, field));
  if (claim(law_.fact_names, fact.name, static_cast<int>(law_.facts.size()), pending)) law_.facts.push_back(std::move(fact));
}

std::optional<trade::Value> parse_value(const Fact& fact, std::string_view text) {
  const std::string value = unquoted(text);
  switch (fact.type) {
    case Type::Bool:
      if (value != "true" && value != "false") return std::nullopt;
      return trade::Value(value == "true");
    case Type::Decimal:
    case Type::Integer: {
      const std::size_t dots = value.find("..");
      auto low = Decimal::parse(value.substr(0, dots));
      auto high = dots == std::string::npos ? low : Decimal::parse(value.substr(dots + 2));
      if (!low || !high) return std::nullopt;
      return trade::Value(Range{*low, *high});
    }
    case Type::Set: {
      trade::Words words;
      std::string_view inside = value;
      if (inside.starts_with("{") && inside.ends_with("}")) inside = inside.substr(1, inside.size() - 2);
      for (std::string_view word : split(inside, ','))
        if (!word.empty()) words.push_back(unquoted(word));
      return trade::Value(std::move(words));
    }
    default: return trade::Value(value);
  }
}

Closed Reader::read_closed(const Pending& pending, const Fact& fact, const EntryField& field) {
  Closed closed;
  std::string_view head = field.value;
  if (std::string_view because; cut(field.value, "because", head, because)) closed.because = unquoted(because);
  else error_at(pending, field.place, "LG1007", "a closed fact says why: `because \"…\"`");
  if (std::string_view left, roles; cut(head, "for", left, roles)) {
    head = left;
    for (std::string_view role : split(roles, ',')) closed.roles.emplace_back(role);
  }
  if (std::string_view left, prefix; cut(head, "without", left, prefix)) {
    head = left;
    closed.without = std::string(prefix);
  }
  if (auto value = parse_value(fact, head)) closed.value = std::move(*value);
  else error_at(pending, field.place, "LG1008", "`" + std::string(trim(head)) + "` is not a value of `" + fact.name + "`");
  return closed;
}

void Reader::declare_define(const Pending& pending) {
  Define define;
  define.origin = origin(pending);
  const std::string_view title = pending.entry.title;
  define.name = std::string(label_of(title));
  std::string_view rest = trim(title.substr(define.name.size()));
  std::string_view tail = rest;
  char separator = ',';
  if (rest.starts_with(":")) {
    define.mode = Define::Mode::Flag;
    define.values = {"false", "true"};
  } else {
    if (!read_braces(rest, define.values, separator, tail)) error(pending, "LG1009", "expected `NAME in { a, b } per DIMENSION`");
    define.mode = rest.starts_with("set") ? Define::Mode::Set : separator == '<' ? Define::Mode::Strictest : Define::Mode::One;
  }
  const std::string spaced = " " + std::string(tail) + " ";
  std::string_view left, after;
  std::optional<Dimension> dimension;
  if (cut(spaced, "per", left, after)) dimension = dimension_of(label_of(after));
  if (!dimension) error(pending, "LG1009", "a define says what it is concluded for: `per order`, `per item` or `per party`");
  define.dimension = dimension.value_or(Dimension::Order);
  if (cut(spaced, "otherwise", left, after)) {
    const auto it = std::find(define.values.begin(), define.values.end(), unquoted(after));
    if (it == define.values.end()) error(pending, "LG1009", "`" + std::string(after) + "` is not one of the values");
    else define.otherwise = static_cast<int>(it - define.values.begin());
  }
  if (define.values.empty() || define.values.size() > 64) error(pending, "LG1009", "a define has 1 to 64 values");
  define.label = text_of(pending.entry, "label");
  define.label_zh = text_of(pending.entry, "zh");
  if (claim(law_.define_names, define.name, static_cast<int>(law_.defines.size()), pending)) law_.defines.push_back(std::move(define));
}

void Reader::declare_table(const Pending& pending) {
  static constexpr std::array kKinds = std::to_array<std::pair<std::string_view, NamedSet::Kind>>(
      {{"places", NamedSet::Kind::Places}, {"names", NamedSet::Kind::Names}, {"items", NamedSet::Kind::Items}});
  for (const auto& [keyword, kind] : kKinds) {
    const EntryField* field = pending.entry.find(keyword);
    if (field == nullptr) continue;
    const auto path = std::filesystem::path(pending.entry.source->path()).parent_path() / std::string(field->value);
    std::ifstream file(path, std::ios::binary);
    if (!file) {
      error_at(pending, field->place, "LG1010", "the table `" + path.string() + "` cannot be read");
      return;
    }
    const auto source = std::make_shared<const Source>(path.string(), std::string(std::istreambuf_iterator<char>(file), {}));
    bool is_header = true;
    for (std::string_view line : split(source->text(), '\n')) {
      if (!is_header && !line.empty() && line[0] != '#') read_table_row(pending, std::string(pending.entry.title), kind, source, line);
      is_header = false;
    }
    return;
  }
  error(pending, "LG1010", "a table needs `places`, `names` or `items` and a file");
}

void Reader::read_table_row(const Pending& pending, const std::string& prefix, NamedSet::Kind kind, const SourcePtr& file,
                            std::string_view line) {
  std::vector<std::string_view> cells = split(line, '\t');
  cells.resize(std::max<std::size_t>(cells.size(), 4));
  const auto begin = static_cast<std::uint32_t>(line.data() - file->text().data());
  const Place place{begin, begin + static_cast<std::uint32_t>(line.size())};
  const std::string name = prefix + "." + std::string(cells[0]);
  auto [it, is_new] = law_.set_names.emplace(name, static_cast<int>(law_.sets.size()));
  if (is_new) {
    NamedSet set;
    set.name = name;
    set.kind = kind;
    set.label = text_of(pending.entry, "label");
    set.label_zh = text_of(pending.entry, "zh");
    for (std::string* label : {&set.label, &set.label_zh})
      if (const std::size_t at = label->find("{}"); at != std::string::npos) label->replace(at, 2, cells[0]);
    set.origin = origin(pending);
    law_.sets.push_back(std::move(set));
  }
  NamedSet::Row row;
  row.member = kind == NamedSet::Kind::Places ? std::string(cells[1]) : fold(cells[1]);
  if (kind == NamedSet::Kind::Places && !place_code(row.member))
    diagnostics_.error("LG1211", "`" + row.member + "` is not a country code", file, place);
  for (const auto& [cell, date] : {std::pair{cells[2], &row.span.from}, std::pair{cells[3], &row.span.until}}) {
    if (cell.empty()) continue;
    auto parsed = Date::parse(cell);
    if (parsed) *date = *parsed;
    else diagnostics_.error(parsed.error().code, parsed.error().message, file, place);
  }
  law_.sets[static_cast<std::size_t>(it->second)].rows.push_back(std::move(row));
}

void Reader::declare_set(const Pending& pending) {
  const std::string name(trim(pending.entry.title.substr(0, pending.entry.title.find('='))));
  NamedSet set;
  set.name = name;
  set.label = text_of(pending.entry, "label");
  set.label_zh = text_of(pending.entry, "zh");
  set.origin = origin(pending);
  if (claim(law_.set_names, name, static_cast<int>(law_.sets.size()), pending)) law_.sets.push_back(std::move(set));
}

void Reader::declare_gate(const Pending& pending) {
  Gate gate;
  gate.name = std::string(pending.entry.title);
  gate.title = text_of(pending.entry, "title");
  gate.title_zh = text_of(pending.entry, "zh");
  gate.origin = origin(pending);
  if (law_.find_gate(gate.name) != kNone) {
    error(pending, "LG1005", "`" + gate.name + "` is declared twice");
    return;
  }
  Define parts;  // filled by the `part` entries
  parts.name = gate.name + ".parts";
  parts.mode = Define::Mode::Set;
  parts.origin = gate.origin;
  gate.parts_define = static_cast<int>(law_.defines.size());
  claim(law_.define_names, parts.name, gate.parts_define, pending);
  law_.defines.push_back(std::move(parts));
  law_.gates.push_back(std::move(gate));
}

void Reader::declare_reading(const Pending& pending) {
  Reading reading;
  reading.name = std::string(pending.entry.title);
  reading.says = text_of(pending.entry, "says");
  reading.says_zh = text_of(pending.entry, "zh");
  reading.held_by = text_of(pending.entry, "held by");
  reading.origin = origin(pending);
  if (law_.find_reading(reading.name) != kNone) error(pending, "LG1005", "`" + reading.name + "` is declared twice");
  law_.readings.push_back(std::move(reading));
}

// An overlay's rule of the same label takes the place of the base's.
void Reader::declare_rule_name(const Pending& pending) {
  const std::string label(label_of(pending.entry.title));
  const auto it = law_.rule_names.find(label);
  if (it != law_.rule_names.end()) {
    Rule& known = law_.rules[static_cast<std::size_t>(it->second)];
    const bool is_overlay = law_.books[static_cast<std::size_t>(pending.book)].is_overlay;
    if (!is_overlay || known.origin.book == pending.book) error(pending, "LG1005", "`" + label + "` is declared twice");
    known.origin = origin(pending);
    return;
  }
  Rule rule;
  rule.label = label;
  rule.origin = origin(pending);
  law_.rule_names.emplace(label, static_cast<int>(law_.rules.size()));
  law_.rules.push_back(std::move(rule));
}

void Reader::declare_untranslatable(const Pending& pending) {
  const Entry& entry = pending.entry;
  law_.untranslatables.push_back({std::string(entry.title), text_of(entry, "what"), text_of(entry, "cites"), text_of(entry, "effect"),
                                  text_of(entry, "status"), origin(pending)});
  if (entry.find("effect") == nullptr) error(pending, "LG1011", "an `untranslatable` says what it means for an order: `effect`");
}

void Reader::bind() {
  // Facts and sets first: conditions read them. Parts before conditions: they are the values of a define.
  const auto each = [&](auto is_wanted, auto handle) {
    for (const Pending& pending : pending_)
      if (is_wanted(pending.entry.head)) (this->*handle)(pending);
  };
  each([](auto head) { return head == "extend"; }, &Reader::bind_extend);
  each([](auto head) { return head == "fact"; }, &Reader::bind_derived);
  each([](auto head) { return head == "set"; }, &Reader::bind_set);
  for (const Pending& pending : pending_)
    if (pending.entry.head == "part") bind_part(pending, law_.find_rule(label_of(pending.entry.title)));
  each(is_rule_head, &Reader::bind_rule);
  each([](auto head) { return head == "order"; }, &Reader::bind_order);
  each([](auto head) { return head == "gate"; }, &Reader::bind_gate);
  each(is_rider_head, &Reader::bind_rider);
  each([](auto head) { return head == "reading"; }, &Reader::bind_reading);
  each([](auto head) { return head == "case"; }, &Reader::bind_case);
}

void Reader::bind_extend(const Pending& pending) {
  std::vector<std::string> words;
  char separator = ',';
  std::string_view rest;
  const int fact = law_.find_fact(label_of(pending.entry.title));
  if (fact == kNone || !read_braces(pending.entry.title, words, separator, rest)) {
    error(pending, "LG1012", "expected `extend FACT { word, word }` with a known fact");
    return;
  }
  std::vector<std::string>& known = law_.facts[static_cast<std::size_t>(fact)].words;
  for (std::string& word : words)
    if (std::find(known.begin(), known.end(), word) == known.end()) known.push_back(std::move(word));
}

void Reader::bind_derived(const Pending& pending) {
  const std::size_t equals = pending.entry.title.find('=');
  const int index = law_.find_fact(trim(pending.entry.title.substr(0, std::min(pending.entry.title.find(':'), pending.entry.title.size()))));
  if (equals == std::string_view::npos || index == kNone) return;
  const std::string_view text = trim(pending.entry.title.substr(equals + 1));
  Fact& fact = law_.facts[static_cast<std::size_t>(index)];
  if (text.starts_with("sum(")) {
    const std::size_t open = text.find('[');
    const std::size_t close = text.find(']');
    if (open == std::string_view::npos || close == std::string_view::npos) error(pending, "LG1013", "expected `sum(owners, listed in [ … ])`");
    else
      for (std::string_view list : split(text.substr(open + 1, close - open - 1), ',')) fact.owner_lists.push_back(unquoted(list));
    return;
  }
  auto expression = parse_expression(pending.entry.source, text, diagnostics_);
  if (!expression) return;
  auto number = Binder(law_, pending.entry.source, fact.dimension, diagnostics_).bind_number(*expression);
  if (!number) return;
  Form form = law_.forms[static_cast<std::size_t>(number->form)];
  form.fact = index;  // a directly given value goes first
  law_.forms.push_back(form);
  law_.facts[static_cast<std::size_t>(index)].form = static_cast<int>(law_.forms.size()) - 1;
}

void Reader::bind_set(const Pending& pending) {
  std::string_view rest = trim(pending.entry.title.substr(pending.entry.title.find('=') + 1));
  const auto it = law_.set_names.find(trim(pending.entry.title.substr(0, pending.entry.title.find('='))));
  if (it == law_.set_names.end()) return;
  NamedSet& set = law_.sets[static_cast<std::size_t>(it->second)];
  bool is_minus = false;
  while (!rest.empty()) {
    NamedSet::Term term;
    term.is_minus = is_minus;
    std::size_t length = rest.find_first_of(" \t\n");
    if (rest[0] == '[') {
      length = rest.find(']');
      if (length == std::string_view::npos) return void(error(pending, "LG1014", "a list does not end"));
      for (std::string_view place : split(rest.substr(1, length - 1), ',')) term.literals.push_back(unquoted(place));
      ++length;
    } else {
      const auto known = law_.set_names.find(rest.substr(0, length));
      if (known == law_.set_names.end())
        return void(error(pending, "LG1210", "no set is called `" + std::string(rest.substr(0, length)) + "`"));
      term.set = known->second;
      set.kind = law_.sets[static_cast<std::size_t>(term.set)].kind;
    }
    set.terms.push_back(std::move(term));
    rest = length == std::string_view::npos ? std::string_view() : trim(rest.substr(length));
    if (rest.empty()) return;
    if (rest[0] != '+' && rest[0] != '-') return void(error(pending, "LG1014", "expected `+` or `-` between sets"));
    is_minus = rest[0] == '-';
    rest = trim(rest.substr(1));
  }
}

std::vector<Span> Reader::read_spans(const Pending& pending, std::string_view keyword, bool is_required) {
  const EntryField* field = pending.entry.find(keyword);
  if (field == nullptr) {
    if (is_required) error(pending, "LG1302", "`" + std::string(label_of(pending.entry.title)) + "` does not say when it is in force");
    return {};
  }
  if (field->value == "never") return {};
  auto spans = Span::parse_list(field->value);
  if (spans) return *spans;
  error_at(pending, field->place, spans.error().code, spans.error().message);
  return {};
}

std::optional<Date> Reader::read_date(const Pending& pending, std::string_view keyword) {
  const EntryField* field = pending.entry.find(keyword);
  if (field == nullptr) return std::nullopt;
  auto date = Date::parse(field->value);
  if (date) return *date;
  error_at(pending, field->place, date.error().code, date.error().message);
  return std::nullopt;
}

Condition Reader::read_condition(const Pending& pending, std::string_view keyword, Dimension scope) {
  const EntryField* field = pending.entry.find(keyword);
  if (field == nullptr) return {};
  auto expression = parse_expression(pending.entry.source, field->value, diagnostics_);
  if (!expression) return {};
  return Binder(law_, pending.entry.source, scope, diagnostics_).bind(*expression).value_or(Condition{});
}

// What rules and riders share.
template <class T>
void Reader::read_common(const Pending& pending, T& rule) {
  static constexpr std::array kBases = std::to_array<std::string_view>({"text", "letter", "guidance", "announcement", "window"});
  const Entry& entry = pending.entry;
  rule.cites = text_of(entry, "cites");
  rule.link = text_of(entry, "link");
  if (rule.cites.empty()) error(pending, "LG1301", "`" + rule.label + "` cites nothing").help = "add `cites` with the provision it states";
  if (std::string basis = text_of(entry, "basis"); !basis.empty()) rule.basis = std::move(basis);
  if (std::find(kBases.begin(), kBases.end(), rule.basis) == kBases.end()) error(pending, "LG1303", "`" + rule.basis + "` is not a basis");
  rule.in_force = read_spans(pending, "in force", is_rule_head(entry.head));
  if (entry.find("in force") == nullptr) rule.in_force = {Span{}};  // a rider without dates rides along always
  rule.enforced = entry.find("enforced") == nullptr ? rule.in_force : read_spans(pending, "enforced", false);
  const auto recorded = read_date(pending, "recorded");
  rule.recorded = recorded ? *recorded : law_.books[static_cast<std::size_t>(pending.book)].recorded.value_or(Date::earliest());
}

void Reader::bind_rule(const Pending& pending) {
  const Entry& entry = pending.entry;
  const int index = law_.find_rule(label_of(entry.title));
  Rule rule = law_.rules[static_cast<std::size_t>(index)];
  if (rule.origin.source != entry.source || rule.origin.place.begin != entry.place.begin) return;  // an overlay's took its place
  read_common(pending, rule);
  rule.kind = entry.head == "exception" ? Rule::Kind::Exception
              : entry.head == "step"    ? Rule::Kind::Step
              : entry.head == "part"    ? Rule::Kind::Part
                                        : Rule::Kind::Rule;
  if (std::string word = text_of(entry, "confidence"); !word.empty()) rule.confidence = std::move(word);
  rule.contested = text_of(entry, "contested");
  rule.because = text_of(entry, "because");
  rule.ends_because = text_of(entry, "ends because");
  if (rule.basis == "announcement")
    error(pending, "LG1304", "an announcement has no legal force and cannot conclude anything").help = "write it as a `note`";
  if (rule.kind != Rule::Kind::Part) bind_then(pending, rule);
  if (rule.kind == Rule::Kind::Exception) {
    std::string_view left, labels;
    if (cut(entry.title, "to", left, labels)) rule.exception_to = read_labels(pending, labels, entry.place);
    else error(pending, "LG1015", "expected `exception LABEL to LABEL, LABEL`");
  }
  if (const EntryField* field = entry.find("reading")) {
    rule.reading = law_.find_reading(field->value);
    if (rule.reading == kNone) error_at(pending, field->place, "LG1212", "no reading is called `" + std::string(field->value) + "`");
  }
  if (const EntryField* field = entry.find("instead of")) rule.instead_of = read_labels(pending, field->value, field->place);
  const Dimension scope = rule.define == kNone ? Dimension::Order : law_.defines[static_cast<std::size_t>(rule.define)].dimension;
  rule.when = read_condition(pending, "when", scope);
  law_.rules[static_cast<std::size_t>(index)] = std::move(rule);
}

void Reader::bind_then(const Pending& pending, Rule& rule) {
  const EntryField* field = pending.entry.find("then");
  if (field == nullptr) return void(error(pending, "LG1305", "`" + rule.label + "` concludes nothing").help = "add `then NAME = value`");
  std::string_view name = field->value;
  std::string value = "true";
  if (const std::size_t equals = field->value.find('='); equals != std::string_view::npos) {
    name = field->value.substr(0, equals);
    if (name.ends_with("+")) name.remove_suffix(1);
    value = unquoted(field->value.substr(equals + 1));
  }
  rule.define = law_.find_define(trim(name));
  if (rule.define == kNone) {
    std::vector<std::string> known;
    for (const Define& define : law_.defines) known.push_back(define.name);
    const auto near = nearest(trim(name), known);
    error_at(pending, field->place, "LG1213", "no define is called `" + std::string(trim(name)) + "`").help =
        near ? "did you mean `" + *near + "`?" : "";
    return;
  }
  const std::vector<std::string>& values = law_.defines[static_cast<std::size_t>(rule.define)].values;
  const auto it = std::find(values.begin(), values.end(), value);
  if (it == values.end()) error_at(pending, field->place, "LG1209", "`" + value + "` is not a value of `" + std::string(trim(name)) + "`");
  else rule.value = static_cast<int>(it - values.begin());
}

void Reader::bind_part(const Pending& pending, int index) {
  std::string_view left, gate_name;
  const int gate = cut(pending.entry.title, "of", left, gate_name) ? law_.find_gate(gate_name) : kNone;
  if (gate == kNone || index == kNone) return void(error(pending, "LG1016", "expected `part LABEL of GATE` with a known gate"));
  Gate& owner = law_.gates[static_cast<std::size_t>(gate)];
  PartOf part;
  part.rule = index;
  part.measure = text_of(pending.entry, "measure");
  part.heading = text_of(pending.entry, "heading");
  auto rate = Decimal::parse(text_of(pending.entry, "rate"));
  if (rate) part.rate_percent = *rate;
  else error(pending, "LG1017", "a part needs a `rate` in percent");
  Rule& rule = law_.rules[static_cast<std::size_t>(index)];
  rule.define = owner.parts_define;
  std::vector<std::string>& values = law_.defines[static_cast<std::size_t>(owner.parts_define)].values;
  rule.value = static_cast<int>(values.size());
  values.push_back(rule.label);
  owner.parts.push_back(std::move(part));
}

std::vector<int> Reader::read_labels(const Pending& pending, std::string_view list, Place place) {
  std::vector<int> out;
  for (std::string_view label : split(list, ',')) {
    const int rule = law_.find_rule(label);
    if (rule != kNone) {
      out.push_back(rule);
      continue;
    }
    std::vector<std::string> known;
    for (const auto& [name, index] : law_.rule_names) known.push_back(name);
    const auto near = nearest(label, known);
    error_at(pending, place, "LG1214", "no rule is called `" + std::string(label) + "`").help = near ? "did you mean `" + *near + "`?" : "";
  }
  return out;
}

void Reader::bind_order(const Pending& pending) {
  std::string_view first, second;
  if (!cut(pending.entry.title, "over", first, second)) return void(error(pending, "LG1018", "expected `order LABEL over LABEL`"));
  if (pending.entry.find("because") == nullptr || pending.entry.find("cites") == nullptr)
    error(pending, "LG1301", "an `order` says why: `because` and `cites`");
  const std::vector<int> from = read_labels(pending, first, pending.entry.place);
  for (const int over : read_labels(pending, second, pending.entry.place))
    for (const int under : from) law_.orders.push_back({under, over, origin(pending)});
}

void Reader::bind_rider(const Pending& pending) {
  const Entry& entry = pending.entry;
  Rider rider;
  rider.label = std::string(label_of(entry.title));
  rider.kind = entry.head == "duty" ? Rider::Kind::Duty : entry.head == "flag" ? Rider::Kind::Flag : Rider::Kind::Note;
  rider.origin = origin(pending);
  if (std::string_view left, gate; cut(entry.title, "of", left, gate)) rider.gate = law_.find_gate(gate);
  if (rider.gate == kNone && rider.kind != Rider::Kind::Flag)
    error(pending, "LG1016", "expected `" + std::string(entry.head) + " LABEL of GATE` with a known gate");
  read_common(pending, rider);
  rider.says = text_of(entry, "says");
  rider.says_zh = text_of(entry, "zh");
  rider.when = read_condition(pending, "when", Dimension::Order);
  if (entry.find("met") != nullptr) rider.met = read_condition(pending, "met", Dimension::Order);
  if (entry.find("failed") != nullptr) rider.failed = read_condition(pending, "failed", Dimension::Order);
  law_.riders.push_back(std::move(rider));
}

void Reader::bind_gate(const Pending& pending) {
  const Entry& entry = pending.entry;
  const int index = law_.find_gate(entry.title);
  if (index == kNone) return;
  Gate& gate = law_.gates[static_cast<std::size_t>(index)];
  if (gate.origin.place.begin != entry.place.begin) return;
  const EntryField* outcomes = entry.find("outcomes");
  for (std::string_view pair : split(outcomes == nullptr ? std::string_view() : outcomes->value, ',')) {
    const std::size_t equals = pair.find('=');
    const auto verdict = equals == std::string_view::npos ? std::nullopt : trade::parse_verdict(trim(pair.substr(equals + 1)));
    if (!verdict) error(pending, "LG1019", "expected `outcome = verdict`, found `" + std::string(pair) + "`");
    else gate.outcomes.push_back({std::string(trim(pair.substr(0, equals))), *verdict});
  }
  gate.outcome = law_.find_define(text_of(entry, "outcome"));
  if (gate.outcome == kNone) return void(error(pending, "LG1019", "a gate names the define of its `outcome`"));
  for (const std::string& value : law_.defines[static_cast<std::size_t>(gate.outcome)].values) {
    const auto it = std::find_if(gate.outcomes.begin(), gate.outcomes.end(), [&](const auto& outcome) { return outcome.word == value; });
    gate.outcome_of_value.push_back(static_cast<int>(it - gate.outcomes.begin()));
    if (it == gate.outcomes.end()) error(pending, "LG1019", "the outcome `" + value + "` has no verdict");
  }
  const EntryField* fields = entry.find("fields");
  for (std::string_view pair : split(fields == nullptr ? std::string_view() : fields->value, ',')) {
    if (pair.empty()) continue;
    const std::size_t equals = pair.find('=');
    const int define = equals == std::string_view::npos ? kNone : law_.find_define(trim(pair.substr(equals + 1)));
    if (define == kNone) error(pending, "LG1019", "expected `field = define`, found `" + std::string(pair) + "`");
    else gate.fields.push_back({std::string(trim(pair.substr(0, equals))), define});
  }
  const std::string asked = text_of(entry, "asks");
  for (std::string_view name : split(asked, ',')) {
    if (name.empty()) continue;
    const auto it = std::find_if(gate.fields.begin(), gate.fields.end(), [&](const auto& field) { return field.name == name; });
    if (it == gate.fields.end()) error(pending, "LG1019", "`" + std::string(name) + "` is not a field of the gate");
    else gate.asks.push_back(static_cast<int>(it - gate.fields.begin()));
  }
  if (const EntryField* covered = entry.find("covered")) {
    std::string_view outcome, fact;
    if (cut(covered->value, "by", outcome, fact)) {
      gate.covered_outcome = std::string(outcome);
      gate.covered_by = law_.find_fact(fact);
    }
    if (gate.covered_by == kNone) error_at(pending, covered->place, "LG1019", "expected `covered OUTCOME by FACT`");
  }
}

void Reader::bind_reading(const Pending& pending) {
  const int index = law_.find_reading(pending.entry.title);
  for (const EntryField& field : pending.entry.fields) {
    if (field.keyword != "assumes") continue;
    const std::size_t equals = field.value.find('=');
    const int fact = law_.find_fact(trim(field.value.substr(0, equals)));
    auto value = fact == kNone || equals == std::string_view::npos
                     ? std::nullopt
                     : parse_value(law_.facts[static_cast<std::size_t>(fact)], field.value.substr(equals + 1));
    if (!value) error_at(pending, field.place, "LG1020", "expected `assumes FACT = value`");
    else law_.readings[static_cast<std::size_t>(index)].assumes.push_back({fact, std::move(*value)});
  }
}

void Reader::bind_case(const Pending& pending) {
  const Entry& entry = pending.entry;
  Case test;
  test.name = std::string(entry.title);
  test.origin = origin(pending);
  const auto on = read_date(pending, "on");
  if (!on) error(pending, "LG1021", "a case says on which date: `on`");
  test.on = on.value_or(Date{});
  if (std::string posture = text_of(entry, "posture"); !posture.empty()) test.posture = std::move(posture);
  test.reading = text_of(entry, "reading");
  const auto place_of = [&](std::string_view slice) {
    const auto begin = static_cast<std::uint32_t>(slice.data() - entry.source->text().data());
    return Place{begin, begin + static_cast<std::uint32_t>(slice.size())};
  };
  if (const EntryField* given = entry.find("given"))
    for (std::string_view part : split(given->value, ';')) {
      if (part.empty()) continue;
      const std::size_t equals = part.find('=');
      if (equals == std::string_view::npos) error_at(pending, place_of(part), "LG1021", "expected `FACT = value`");
      else test.given.push_back({std::string(trim(part.substr(0, equals))), unquoted(part.substr(equals + 1)), place_of(part)});
    }
  if (const EntryField* expect = entry.find("expect"))
    for (std::string_view part : split(expect->value, ';')) {
      if (part.empty()) continue;
      Case::Expectation expected;
      expected.place = place_of(part);
      std::string_view left = part, right;
      if (cut(part, "has", left, right)) expected.kind = Case::Expectation::Kind::Has;
      else if (cut(part, "lacks", left, right)) expected.kind = Case::Expectation::Kind::Lacks;
      else if (part.ends_with(" unknown")) expected.kind = Case::Expectation::Kind::Unknown, left = trim(part.substr(0, part.size() - 8));
      else if (const std::size_t equals = part.find('='); equals != std::string_view::npos)
        left = trim(part.substr(0, equals)), right = part.substr(equals + 1);
      else if (part.starts_with("!")) left = trim(part.substr(1)), right = "false";
      else right = "true";
      expected.name = std::string(left);
      expected.value = unquoted(right);
      test.expect.push_back(std::move(expected));
    }
  for (const auto& [keyword, list] : {std::pair{"by", &test.by}, std::pair{"need", &test.need}})
    if (const EntryField* field = entry.find(keyword))
      for (std::string_view word : split(field->value, ',')) list->emplace_back(word);
  law_.cases.push_back(std::move(test));
}

}  // namespace lockgate::law
