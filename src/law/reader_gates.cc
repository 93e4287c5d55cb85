// Reading what a book of law is asked and tested by: gate, reading, case.
#include <algorithm>

#include "base/text.h"
#include "law/field.h"
#include "law/reader.h"

namespace lockgate::law {
namespace {

constexpr std::size_t kMaxOutcomes = 64;

// The comma-separated parts of a field, none if it is not there.
std::vector<std::string_view> parts_of(const Entry& entry, std::string_view keyword, char separator) {
  const EntryField* field = entry.find(keyword);
  if (field == nullptr) return {};
  std::vector<std::string_view> out = split(field->value, separator);
  std::erase_if(out, [](std::string_view part) { return part.empty(); });
  return out;
}

// `left = right`; nothing on the right without the sign.
std::pair<std::string_view, std::string_view> halves(std::string_view text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string_view::npos) return {trim(text), {}};
  return {trim(text.substr(0, equals)), trim(text.substr(equals + 1))};
}

Case::Expectation read_expectation(std::string_view text) {
  using Kind = Case::Expectation::Kind;
  Case::Expectation out;
  std::string_view left = text, right = "true";
  const std::size_t equals = text.find('=');
  if (cut(text, "has", left, right))
    out.kind = Kind::Has;
  else if (cut(text, "lacks", left, right))
    out.kind = Kind::Lacks;
  else if (text.ends_with(" unknown"))
    out.kind = Kind::Unknown, left = text.substr(0, text.size() - 8);
  else if (equals != std::string_view::npos)
    left = text.substr(0, equals), right = text.substr(equals + 1);
  else if (text.starts_with("!"))
    left = text.substr(1), right = "false";
  out.name = std::string(trim(left));
  out.value = unquoted(right);
  return out;
}

}  // namespace

void Reader::bind_gate(const Pending& pending) {
  const int index = law_.find_gate(pending.entry.title);
  if (index == kNone) return;
  Gate& gate = law_.gates[static_cast<std::size_t>(index)];
  if (gate.origin.source != pending.entry.source || gate.origin.place.begin != pending.entry.place.begin) return;
  read_outcomes(pending, gate);
  read_outcome(pending, gate);
  read_fields(pending, gate);
  read_covered(pending, gate);
}

void Reader::read_outcomes(const Pending& pending, Gate& gate) {
  for (std::string_view part : parts_of(pending.entry, "outcomes", ',')) {
    const auto [word, verdict_word] = halves(part);
    const auto verdict = trade::parse_verdict(verdict_word);
    if (!verdict) {
      error_at(pending, place_of(pending, part), "LG1019",
               "expected `outcome = verdict`, found `" + std::string(part) + "`")
          .help = "the verdicts are proceed, conditions, hold, license and stop";
      continue;
    }
    const bool is_twice = std::any_of(gate.outcomes.begin(), gate.outcomes.end(),
                                      [&, word = word](const auto& known) { return known.word == word; });
    if (is_twice)
      error_at(pending, place_of(pending, part), "LG1019", "the outcome `" + std::string(word) + "` is listed twice");
    gate.outcomes.push_back({std::string(word), *verdict});
  }
  if (gate.outcomes.size() > kMaxOutcomes) error(pending, "LG1019", "a gate has at most 64 outcomes");
}

// The define that gives the word: one value, for the order or the item.
void Reader::read_outcome(const Pending& pending, Gate& gate) {
  const EntryField* field = pending.entry.find("outcome");
  if (field == nullptr) return;
  gate.outcome = law_.find_define(field->value);
  if (gate.outcome == kNone) {
    error_at(pending, field->place, "LG1213", "no define is called `" + std::string(field->value) + "`").help =
        did_you_mean(field->value, define_names());
    return;
  }
  const Define& define = law_.defines[static_cast<std::size_t>(gate.outcome)];
  if (define.mode == Define::Mode::Set || define.dimension == Dimension::Party)
    error_at(pending, field->place, "LG1019",
             "`" + define.name + "` has not one value for an order, as an outcome must");
  for (const std::string& value : define.values) {
    const auto it = std::find_if(gate.outcomes.begin(), gate.outcomes.end(),
                                 [&](const auto& outcome) { return outcome.word == value; });
    gate.outcome_of_value.push_back(static_cast<int>(it - gate.outcomes.begin()));
    if (it == gate.outcomes.end() && pending.entry.find("outcomes") != nullptr)
      error_at(pending, field->place, "LG1019", "the outcome `" + value + "` has no verdict").help =
          "add `" + value + " = …` to `outcomes`";
  }
}

void Reader::read_fields(const Pending& pending, Gate& gate) {
  for (std::string_view part : parts_of(pending.entry, "fields", ',')) {
    const auto [name, define_name] = halves(part);
    const int define = law_.find_define(define_name);
    if (define != kNone && law_.defines[static_cast<std::size_t>(define)].dimension != Dimension::Party) {
      gate.fields.push_back({std::string(name), define});
      continue;
    }
    error_at(pending, place_of(pending, part), "LG1019", "expected `field = define`, found `" + std::string(part) + "`")
        .help =
        define == kNone ? did_you_mean(define_name, define_names()) : "a define of a party has a value for each party";
  }
  for (std::string_view name : parts_of(pending.entry, "asks", ',')) {
    const auto it =
        std::find_if(gate.fields.begin(), gate.fields.end(), [&](const auto& field) { return field.name == name; });
    if (it == gate.fields.end())
      error_at(pending, place_of(pending, name), "LG1019", "`" + std::string(name) + "` is not a field of the gate");
    else
      gate.asks.push_back(static_cast<int>(it - gate.fields.begin()));
  }
}

void Reader::read_covered(const Pending& pending, Gate& gate) {
  const EntryField* field = pending.entry.find("covered");
  if (field == nullptr) return;
  std::string_view outcome, name;
  const int fact = cut(field->value, "by", outcome, name) ? law_.find_fact(name) : kNone;
  const bool is_outcome =
      std::any_of(gate.outcomes.begin(), gate.outcomes.end(), [&](const auto& known) { return known.word == outcome; });
  const Type type = fact == kNone ? Type::Set : law_.facts[static_cast<std::size_t>(fact)].type;
  if (!is_outcome || (type != Type::Bool && type != Type::Text))
    return void(error_at(pending, field->place, "LG1019", "expected `covered OUTCOME by FACT`").help =
                    "an outcome of this gate, and a `bool` or `text` fact");
  gate.covered_outcome = std::string(outcome);
  gate.covered_by = fact;
}

void Reader::bind_reading(const Pending& pending) {
  const int index = law_.find_reading(pending.entry.title);
  if (index == kNone) return;
  for (const EntryField& field : pending.entry.fields) {
    if (field.keyword != "assumes") continue;
    const auto [name, text] = halves(field.value);
    const int fact = law_.find_fact(name);
    auto value = fact == kNone ? std::nullopt : parse_value(law_.facts[static_cast<std::size_t>(fact)], text);
    if (value)
      law_.readings[static_cast<std::size_t>(index)].assumes.push_back({fact, std::move(*value)});
    else
      error_at(pending, field.place, "LG1020", "expected `assumes FACT = value`").help =
          fact == kNone ? "no fact is called `" + std::string(name) + "`"
                        : "`" + std::string(text) + "` is not a value of `" + std::string(name) + "`";
  }
}

void Reader::bind_case(const Pending& pending) {
  static const std::vector<std::string> kPostures = {"enforced", "codified"};
  const Entry& entry = pending.entry;
  Case test;
  test.name = std::string(entry.title);
  test.origin = origin(pending);
  test.on = read_date(pending, "on").value_or(Date{});
  if (std::string posture = read_word(pending, "posture", kPostures); !posture.empty())
    test.posture = std::move(posture);
  test.reading = text_of(entry, "reading");
  if (const EntryField* field = entry.find("reading"); field != nullptr && law_.find_reading(test.reading) == kNone)
    error_at(pending, field->place, "LG1212", "no reading is called `" + test.reading + "`");
  read_given(pending, test);
  read_expect(pending, test);
  for (const auto& [keyword, list] : {std::pair{"by", &test.by}, std::pair{"need", &test.need}})
    for (std::string_view word : parts_of(entry, keyword, ','))
      list->push_back({std::string(word), place_of(pending, word)});
  if (test.expect.empty() && test.by.empty() && test.need.empty())
    error(pending, "LG1021", "this case expects nothing").help = "add `expect NAME = value`";
  law_.cases.push_back(std::move(test));
}

void Reader::read_given(const Pending& pending, Case& test) {
  for (std::string_view part : parts_of(pending.entry, "given", ';')) {
    const auto [name, value] = halves(part);
    if (value.empty())
      error_at(pending, place_of(pending, part), "LG1021", "expected `FACT = value`").help =
          "facts are separated by `;`";
    else
      test.given.push_back({std::string(name), unquoted(value), place_of(pending, part)});
  }
}

void Reader::read_expect(const Pending& pending, Case& test) {
  for (std::string_view part : parts_of(pending.entry, "expect", ';')) {
    test.expect.push_back(read_expectation(part));
    test.expect.back().place = place_of(pending, part);
  }
}

}  // namespace lockgate::law
