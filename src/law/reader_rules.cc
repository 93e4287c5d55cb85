// Reading rules, what ranks them, and what hangs on them: rule, exception, step, part, order, duty, flag, note.
#include <algorithm>

#include "base/text.h"
#include "law/binder.h"
#include "law/field.h"
#include "law/reader.h"

namespace lockgate::law {
namespace {

// Values of a define are bits of one machine word.
constexpr std::size_t kMaxParts = 64;

Rule::Kind kind_of(std::string_view head) {
  return head == "exception" ? Rule::Kind::Exception
         : head == "step"    ? Rule::Kind::Step
         : head == "part"    ? Rule::Kind::Part
                             : Rule::Kind::Rule;
}

// `NAME = value`, `NAME += member`, `NAME`.
struct Conclusion {
  std::string_view name;
  std::string value = "true";
  bool is_bare = true;
  bool is_added = false;

  explicit Conclusion(std::string_view text) : name(text) {
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos) return;
    is_bare = false;
    name = text.substr(0, equals);
    is_added = name.ends_with("+");
    if (is_added) name.remove_suffix(1);
    name = trim(name);
    value = unquoted(text.substr(equals + 1));
  }
};

}  // namespace

std::vector<Span> Reader::read_spans(const Pending& pending, std::string_view keyword, bool is_required) {
  const EntryField* field = pending.entry.find(keyword);
  if (field == nullptr) {
    if (is_required)
      error(pending, "LG1302",
            "`" + std::string(first_word(pending.entry.title)) + "` does not say when it is in force")
          .help = "add `in force [from, until)`; an open end stays empty";
    return {};
  }
  if (field->value == "never") return {};
  auto spans = Span::parse_list(field->value);
  if (spans) return *spans;
  report(pending, field->place, spans.error());
  return {};
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
  static const std::vector<std::string> kBases = {"text", "letter", "guidance", "announcement", "window"};
  const Entry& entry = pending.entry;
  rule.cites = text_of(entry, "cites");
  rule.link = text_of(entry, "link");
  if (rule.cites.empty())
    error(pending, "LG1301", "`" + rule.label + "` cites nothing").help = "add `cites` with the provision it states";
  if (std::string basis = read_word(pending, "basis", kBases); !basis.empty()) rule.basis = std::move(basis);
  rule.in_force = read_spans(pending, "in force", is_rule_head(entry.head));
  if (entry.find("in force") == nullptr) rule.in_force = {Span{}};  // a rider without dates rides along always
  rule.enforced = entry.find("enforced") == nullptr ? rule.in_force : read_spans(pending, "enforced", false);
  const auto recorded = read_date(pending, "recorded");
  rule.recorded =
      recorded ? *recorded : law_.books[static_cast<std::size_t>(pending.book)].recorded.value_or(Date::earliest());
}

void Reader::bind_rule(const Pending& pending) {
  static const std::vector<std::string> kConfidences = {"P", "PM", "PO", "S", "R", "I"};
  const Entry& entry = pending.entry;
  const int index = law_.find_rule(first_word(entry.title));
  if (index == kNone) return;  // no name
  Rule rule = law_.rules[static_cast<std::size_t>(index)];
  if (rule.origin.source != entry.source || rule.origin.place.begin != entry.place.begin)
    return;  // an overlay's took its place
  read_common(pending, rule);
  rule.kind = kind_of(entry.head);
  if (std::string word = read_word(pending, "confidence", kConfidences); !word.empty())
    rule.confidence = std::move(word);
  rule.contested = text_of(entry, "contested");
  rule.because = text_of(entry, "because");
  rule.ends_because = text_of(entry, "ends because");
  if (rule.basis == "announcement")
    error(pending, "LG1304", "an announcement has no legal force and cannot conclude anything").help =
        "write it as a `note`";
  if (rule.kind != Rule::Kind::Part) bind_then(pending, rule);
  if (rule.kind == Rule::Kind::Exception) bind_exception(pending, rule);
  if (const EntryField* field = entry.find("reading")) {
    rule.reading = law_.find_reading(field->value);
    if (rule.reading == kNone)
      error_at(pending, field->place, "LG1212", "no reading is called `" + std::string(field->value) + "`");
  }
  if (const EntryField* field = entry.find("instead of")) rule.instead_of = read_labels(pending, field->value);
  const Dimension scope =
      rule.define == kNone ? Dimension::Order : law_.defines[static_cast<std::size_t>(rule.define)].dimension;
  rule.when = read_condition(pending, "when", scope);
  law_.rules[static_cast<std::size_t>(index)] = std::move(rule);
}

void Reader::bind_exception(const Pending& pending, Rule& rule) {
  std::string_view label, labels;
  if (cut(pending.entry.title, "to", label, labels))
    rule.exception_to = read_labels(pending, labels);
  else
    error(pending, "LG1015", "expected `exception LABEL to LABEL, LABEL`");
}

void Reader::bind_then(const Pending& pending, Rule& rule) {
  const EntryField* field = pending.entry.find("then");
  if (field == nullptr)
    return void(error(pending, "LG1305", "`" + rule.label + "` concludes nothing").help = "add `then NAME = value`");
  const Conclusion then(field->value);
  rule.define = law_.find_define(then.name);
  if (rule.define == kNone) {
    error_at(pending, field->place, "LG1213", "no define is called `" + std::string(then.name) + "`").help =
        did_you_mean(then.name, define_names());
    return;
  }
  const Define& define = law_.defines[static_cast<std::size_t>(rule.define)];
  const bool is_set = define.mode == Define::Mode::Set;
  if (then.is_bare ? define.mode != Define::Mode::Flag : then.is_added != is_set) {
    const char* what = is_set ? " is a set" : then.is_bare ? " has other values than true and false" : " is not a set";
    error_at(pending, field->place, "LG1215", "`" + define.name + "`" + what).help =
        is_set ? "write `then " + define.name + " += member`" : "write `then " + define.name + " = value`";
    return;
  }
  const auto it = std::find(define.values.begin(), define.values.end(), then.value);
  if (it == define.values.end())
    error_at(pending, field->place, "LG1209", "`" + then.value + "` is not a value of `" + define.name + "`").help =
        did_you_mean(then.value, define.values);
  else
    rule.value = static_cast<int>(it - define.values.begin());
}

int Reader::read_gate_name(const Pending& pending) {
  std::string_view label, name;
  if (!cut(pending.entry.title, "of", label, name)) return kNone;
  const int gate = law_.find_gate(name);
  std::vector<std::string> known;
  for (const Gate& one : law_.gates) known.push_back(one.name);
  if (gate == kNone)
    error_at(pending, place_of(pending, name), "LG1016", "no gate is called `" + std::string(name) + "`").help =
        did_you_mean(name, known);
  return gate;
}

void Reader::bind_part(const Pending& pending) {
  const int index = law_.find_rule(first_word(pending.entry.title));
  if (index == kNone || law_.rules[static_cast<std::size_t>(index)].origin.place.begin != pending.entry.place.begin)
    return;
  std::string_view label, name;
  if (!cut(pending.entry.title, "of", label, name))
    return void(error(pending, "LG1016", "expected `part LABEL of GATE`"));
  const int gate = read_gate_name(pending);
  if (gate == kNone) return;
  Gate& owner = law_.gates[static_cast<std::size_t>(gate)];
  PartOf part;
  part.rule = index;
  part.measure = text_of(pending.entry, "measure");
  part.heading = text_of(pending.entry, "heading");
  const EntryField* field = pending.entry.find("rate");
  const auto rate = Decimal::parse(field == nullptr ? "0" : field->value);
  if (rate)
    part.rate_percent = *rate;
  else
    error_at(pending, field->place, "LG1017", "`" + std::string(field->value) + "` is not a rate in percent");
  Rule& rule = law_.rules[static_cast<std::size_t>(index)];
  std::vector<std::string>& values = law_.defines[static_cast<std::size_t>(owner.parts_define)].values;
  if (values.size() == kMaxParts) return void(error(pending, "LG1017", "a gate has at most 64 parts"));
  rule.define = owner.parts_define;
  rule.value = static_cast<int>(values.size());
  values.push_back(rule.label);
  owner.parts.push_back(std::move(part));
}

std::vector<int> Reader::read_labels(const Pending& pending, std::string_view list) {
  std::vector<int> out;
  for (std::string_view label : split(list, ',')) {
    const int rule = law_.find_rule(label);
    if (rule != kNone) {
      out.push_back(rule);
      continue;
    }
    std::vector<std::string> known;
    for (const auto& [name, index] : law_.rule_names) known.push_back(name);
    error_at(pending, place_of(pending, label), "LG1214", "no rule is called `" + std::string(label) + "`").help =
        did_you_mean(label, known);
  }
  return out;
}

void Reader::bind_order(const Pending& pending) {
  std::string_view first, second;
  if (!cut(pending.entry.title, "over", first, second))
    return void(error(pending, "LG1018", "expected `order LABEL over LABEL`"));
  if (pending.entry.find("because") == nullptr || pending.entry.find("cites") == nullptr)
    error(pending, "LG1301", "an `order` cites nothing").help =
        "add `because` and `cites`: why the first goes before the second";
  const std::vector<int> from = read_labels(pending, first);
  for (const int under : read_labels(pending, second))
    for (const int over : from) law_.orders.push_back({over, under, origin(pending)});
}

// Who silences whom. Rules of different defines have nothing to say to each other.
void Reader::check_silences() {
  for (std::size_t i = 0; i < law_.rules.size(); ++i)
    for (const int base : law_.rules[i].exception_to) check_silence(static_cast<int>(i), base, law_.rules[i].origin);
  for (const Order& order : law_.orders) check_silence(order.first, order.second, order.origin);
}

void Reader::check_silence(int over, int under, const Origin& where) {
  const Rule& first = law_.rules[static_cast<std::size_t>(over)];
  const Rule& second = law_.rules[static_cast<std::size_t>(under)];
  if (first.define == kNone || second.define == kNone || first.define == second.define) return;
  Diagnostic& found =
      diagnostics_.error("LG1217", "`" + first.label + "` and `" + second.label + "` conclude different things",
                         where.source, where.place);
  found.notes.push_back("one is about `" + law_.defines[static_cast<std::size_t>(first.define)].name +
                        "`, the other about `" + law_.defines[static_cast<std::size_t>(second.define)].name + "`");
  found.help = "a rule is silenced only by rules about the same define";
}

// Only a flag may belong to no gate: it is about the whole order.
void Reader::bind_gate_of_rider(const Pending& pending, Rider& rider) {
  const std::string_view title = pending.entry.title;
  std::string_view label, name;
  const bool names_gate = cut(title, "of", label, name);
  const bool is_flag_alone = rider.kind == Rider::Kind::Flag && first_word(title) == title;
  if (names_gate) rider.gate = read_gate_name(pending);
  else if (!is_flag_alone)
    error(pending, "LG1016", "expected `" + std::string(pending.entry.head) + " LABEL of GATE`");
}

void Reader::bind_rider(const Pending& pending) {
  const Entry& entry = pending.entry;
  Rider rider;
  rider.label = std::string(first_word(entry.title));
  rider.kind = entry.head == "duty" ? Rider::Kind::Duty : entry.head == "flag" ? Rider::Kind::Flag : Rider::Kind::Note;
  rider.origin = origin(pending);
  const bool is_twice = std::any_of(law_.riders.begin(), law_.riders.end(), [&](const Rider& known) {
    return known.label == rider.label && known.kind == rider.kind;
  });
  if (is_twice) return report_twice(pending, rider.label);
  if (!check_name(rider.label, pending)) return;
  bind_gate_of_rider(pending, rider);
  read_common(pending, rider);
  rider.says = text_of(entry, "says");
  rider.says_zh = text_of(entry, "zh");
  rider.when = read_condition(pending, "when", Dimension::Order);
  if (entry.find("met") != nullptr) rider.met = read_condition(pending, "met", Dimension::Order);
  if (entry.find("failed") != nullptr) rider.failed = read_condition(pending, "failed", Dimension::Order);
  law_.riders.push_back(std::move(rider));
}

}  // namespace lockgate::law
