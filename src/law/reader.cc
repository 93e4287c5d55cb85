#include "law/reader.h"

#include <algorithm>
#include <future>

#include "base/text.h"
#include "law/field.h"

namespace lockgate::law {

Diagnostic& Reader::error(const Pending& pending, std::string code, std::string message) {
  return error_at(pending, pending.entry.place, std::move(code), std::move(message));
}

Diagnostic& Reader::error_at(const Pending& pending, Place place, std::string code, std::string message) {
  return diagnostics_.error(std::move(code), std::move(message), pending.entry.source, place);
}

void Reader::report(const Pending& pending, Place place, const Error& found) {
  error_at(pending, place, found.code, found.message).help = found.fix;
}

Place Reader::place_of(const Pending& pending, std::string_view slice) {
  return place_in(*pending.entry.source, slice);
}

bool Reader::check_name(std::string_view name, const Pending& pending) {
  if (name.empty() || is_name(name)) return !name.empty();  // a name that is missing was missed before
  error(pending, "LG1006", "`" + std::string(name) + "` is not a name").help =
      "a name is made of letters, digits, `_`, `-`, `@` and dots";
  return false;
}

bool Reader::claim(Names& names, const std::string& name, int index, const Pending& pending) {
  if (!check_name(name, pending)) return false;
  if (names.emplace(name, index).second) return true;
  report_twice(pending, name);
  return false;
}

void Reader::report_twice(const Pending& pending, std::string_view name) {
  Diagnostic& found = error(pending, "LG1005", "`" + std::string(name) + "` is declared twice");
  for (const Pending& other : pending_) {
    const std::string_view title = other.entry.title;
    const bool is_alike =
        other.entry.head == pending.entry.head || (is_rule_head(other.entry.head) && is_rule_head(pending.entry.head));
    if (&other == &pending || !is_alike || title.substr(0, title.find_first_of(" \t\n:=")) != name) continue;
    found.related.push_back({"the first", other.entry.source, other.entry.place});
    return;
  }
}

std::vector<std::string> Reader::define_names() const {
  std::vector<std::string> out;
  for (const Define& define : law_.defines) out.push_back(define.name);
  return out;
}

void Reader::add(std::vector<Entry> entries, int book) {
  for (Entry& entry : entries) {
    pending_.push_back({std::move(entry), book});
    declare(pending_.back());
  }
}

void Reader::declare(const Pending& pending) {
  const std::string_view head = pending.entry.head;
  if (head == "rulebook")
    declare_book(pending);
  else if (head == "fact")
    declare_fact(pending);
  else if (head == "table")
    declare_table(pending);
  else if (head == "set")
    declare_set(pending);
  else if (head == "define")
    declare_define(pending);
  else if (head == "gate")
    declare_gate(pending);
  else if (head == "reading")
    declare_reading(pending);
  else if (head == "untranslatable")
    declare_untranslatable(pending);
  else if (is_rule_head(head))
    declare_rule_name(pending);
}

void Reader::declare_book(const Pending& pending) {
  Book& book = law_.books[static_cast<std::size_t>(pending.book)];
  if (!book.name.empty()) return report_twice(pending, book.name);
  book.name = std::string(pending.entry.title);
  book.title = text_of(pending.entry, "title");
  book.title_zh = text_of(pending.entry, "zh");
  book.authority = text_of(pending.entry, "authority");
  book.zone = text_of(pending.entry, "zone");
  book.recorded = read_date(pending, "recorded");
  book.verified_through = read_date(pending, "verified through");
  book.origin = origin(pending);
}

void Reader::declare_gate(const Pending& pending) {
  Gate gate;
  gate.name = std::string(pending.entry.title);
  gate.title = text_of(pending.entry, "title");
  gate.title_zh = text_of(pending.entry, "zh");
  gate.origin = origin(pending);
  if (law_.find_gate(gate.name) != kNone) return report_twice(pending, gate.name);
  if (!check_name(gate.name, pending)) return;
  Define parts;  // filled by the `part` entries
  parts.name = gate.name + ".parts";
  parts.mode = Define::Mode::Set;
  parts.origin = gate.origin;
  gate.parts_define = static_cast<int>(law_.defines.size());
  if (!claim(law_.define_names, parts.name, gate.parts_define, pending)) return;
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
  if (law_.find_reading(reading.name) != kNone) return report_twice(pending, reading.name);
  if (check_name(reading.name, pending)) law_.readings.push_back(std::move(reading));
}

// An overlay's rule of the same label takes the place of the base's.
void Reader::declare_rule_name(const Pending& pending) {
  const std::string label(first_word(pending.entry.title));
  const bool has_label_only = pending.entry.head == "rule" || pending.entry.head == "step";
  if (has_label_only && label != pending.entry.title)
    error(pending, "LG1015", "expected `" + std::string(pending.entry.head) + " LABEL` and nothing more").help =
        "a rule that goes before others is an `exception LABEL to LABEL`";
  const auto it = law_.rule_names.find(label);
  if (it != law_.rule_names.end()) {
    Rule& known = law_.rules[static_cast<std::size_t>(it->second)];
    const bool is_overlay = law_.books[static_cast<std::size_t>(pending.book)].is_overlay;
    if (!is_overlay || known.origin.book == pending.book) return report_twice(pending, label);
    known.origin = origin(pending);
    return;
  }
  Rule rule;
  rule.label = label;
  rule.origin = origin(pending);
  if (claim(law_.rule_names, label, static_cast<int>(law_.rules.size()), pending))
    law_.rules.push_back(std::move(rule));
}

void Reader::declare_reading_fact() {
  if (law_.readings.empty()) return;
  Fact fact;
  fact.name = "law.reading";
  fact.type = Type::Enum;
  fact.label = "reading of contested law";
  fact.label_zh = "对有争议法律的解读";
  fact.words = {"first"};
  for (const Reading& reading : law_.readings) fact.words.push_back(reading.name);
  fact.origin = law_.readings.front().origin;
  law_.reading_fact = law_.fact_names.emplace(fact.name, static_cast<int>(law_.facts.size())).first->second;
  law_.facts.resize(std::max(law_.facts.size(), static_cast<std::size_t>(law_.reading_fact) + 1));
  law_.facts[static_cast<std::size_t>(law_.reading_fact)] = std::move(fact);
}

void Reader::declare_untranslatable(const Pending& pending) {
  const Entry& entry = pending.entry;
  law_.untranslatables.push_back({std::string(entry.title), text_of(entry, "what"), text_of(entry, "cites"),
                                  text_of(entry, "effect"), text_of(entry, "status"), origin(pending)});
}

void Reader::bind() {
  // A case is bound when it is run; what is read of it now are its own words and which readings there are, and nobody else writes cases.
  // They are many, so they are read beside everything else.
  std::future<Diagnostics> of_cases = std::async(std::launch::async, [this] { return bind_cases(); });
  // Facts and sets first: conditions read them. Parts before conditions: they are the values of a define.
  const auto each = [&](auto is_wanted, auto handle) {
    for (const Pending& pending : pending_)
      if (is_wanted(pending.entry.head)) (this->*handle)(pending);
  };
  declare_reading_fact();
  each([](auto head) { return head == "extend"; }, &Reader::bind_extend);
  bind_derived_facts();
  each([](auto head) { return head == "set"; }, &Reader::bind_set);
  settle_sets();
  each([](auto head) { return head == "part"; }, &Reader::bind_part);
  each(is_rule_head, &Reader::bind_rule);
  each([](auto head) { return head == "order"; }, &Reader::bind_order);
  check_silences();
  each([](auto head) { return head == "gate"; }, &Reader::bind_gate);
  each(is_rider_head, &Reader::bind_rider);
  each([](auto head) { return head == "reading"; }, &Reader::bind_reading);
  diagnostics_.append(of_cases.get());
}

Diagnostics Reader::bind_cases() const {
  Diagnostics out;
  Reader beside(law_, out, tables_);
  for (const Pending& pending : pending_)
    if (pending.entry.head == "case") beside.bind_case(pending);
  return out;
}

std::optional<Date> Reader::read_date(const Pending& pending, std::string_view keyword) {
  const EntryField* field = pending.entry.find(keyword);
  if (field == nullptr) return std::nullopt;
  auto date = Date::parse(field->value);
  if (date) return *date;
  report(pending, field->place, date.error());
  return std::nullopt;
}

// One of a closed list of words.
std::string Reader::read_word(const Pending& pending, std::string_view keyword, const std::vector<std::string>& known) {
  const EntryField* field = pending.entry.find(keyword);
  if (field == nullptr) return "";
  std::string word = unquoted(field->value);
  if (std::find(known.begin(), known.end(), word) != known.end()) return word;
  Diagnostic& found = error_at(pending, field->place, "LG1303", "`" + word + "` is not a " + std::string(keyword));
  found.help = did_you_mean(word, known);
  if (!found.help.empty()) return "";
  for (const std::string& one : known) found.help += (found.help.empty() ? "one of " : ", ") + one;
  return "";
}

}  // namespace lockgate::law
