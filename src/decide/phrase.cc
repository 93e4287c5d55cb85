#include "decide/phrase.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace lockgate::decide {
namespace {

using law::Condition;
using law::kFalse;
using law::kNone;
using law::kTrue;
using law::kUnknown;
using law::Relation;
using law::Scope;
using law::Variable;

const char* sign(Relation relation) {
  static constexpr const char* kSigns[] = {"<", "<=", "=", ">=", ">"};
  return kSigns[static_cast<int>(relation)];
}

const char* opposite(Relation relation) {
  static constexpr const char* kSigns[] = {">=", ">", "!=", "<", "<="};
  return kSigns[static_cast<int>(relation)];
}

std::string join(const std::vector<std::string>& parts, std::string_view separator) {
  std::string out;
  for (const std::string& part : parts) {
    if (part.empty()) continue;
    if (!out.empty()) out += separator;
    out += part;
  }
  return out;
}

void replace(std::string& text, std::string_view what, std::string_view with) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) text.replace(at, what.size(), with);
}

// A bound of a run of cells: the threshold and whether it belongs to the run.
struct Bound {
  bool exists = false;
  Decimal value;
  bool is_in = false;
};

Bound lower_bound_of(const Variable& variable, const World::Group& group) {
  const std::uint32_t first = group.cells.front();
  if (first == 0) return {};
  return {true, variable.thresholds[(first - 1) / 2], first % 2 == 1};
}

Bound upper_bound_of(const Variable& variable, const World::Group& group) {
  const std::uint32_t last = group.cells.back();
  if (last + 1 >= variable.cell_count) return {};
  return {true, variable.thresholds[last / 2], last % 2 == 1};
}

}  // namespace

struct Phraser::View {
  const Slots& slots;
  const std::vector<Truth>& values;
  Scope scope;
};

std::vector<int> facts_of_form(const law::Law& law, int index) {
  std::vector<int> out;
  if (index == kNone) return out;
  const law::Form& form = law.forms[static_cast<std::size_t>(index)];
  if (form.kind == law::Form::Kind::Fact) out.push_back(form.fact);
  for (const int side : {form.left, form.right})
    for (const int fact : facts_of_form(law, side))
      if (std::find(out.begin(), out.end(), fact) == out.end()) out.push_back(fact);
  return out;
}

std::string Phraser::pick(std::string_view english, std::string_view chinese) const {
  return std::string(is_chinese() && !chinese.empty() ? chinese : english);
}

std::string Phraser::because(const Condition& condition, const Instance& instance) const {
  const View view{instance.slots, instance.values, Scope::Line};
  std::vector<std::string> parts;
  collect(condition, view, instance.values[program_.node_of(condition, Scope::Line)], parts);
  return join(parts, pick("; ", "；"));
}

std::string Phraser::because(const Condition& condition, const PartyState& party) const {
  const View view{party.slots, party.values, Scope::Party};
  std::vector<std::string> parts;
  collect(condition, view, party.values[program_.node_of(condition, Scope::Party)], parts);
  return join(parts, pick("; ", "；"));
}

// Descends to the parts that carry the truth: all of a true `and`, the true ones of an `or`, and the other way round when false.
void Phraser::collect(const Condition& condition, const View& view, Truth wanted, std::vector<std::string>& out) const {
  const Truth truth = view.values[program_.node_of(condition, view.scope)];
  if (truth != wanted) return;
  switch (condition.kind) {
    case Condition::Kind::True:
    case Condition::Kind::False:
    case Condition::Kind::Date: return;
    case Condition::Kind::And:
    case Condition::Kind::Or:
      for (const Condition& argument : condition.args) {
        const std::size_t before = out.size();
        collect(argument, view, wanted, out);
        const bool one_is_enough = (condition.kind == Condition::Kind::Or) == (wanted == kTrue) && wanted != kUnknown;
        if (one_is_enough && out.size() > before) return;
      }
      return;
    case Condition::Kind::Not:
      if (condition.args[0].kind == Condition::Kind::And || condition.args[0].kind == Condition::Kind::Or ||
          condition.args[0].kind == Condition::Kind::Not || condition.args[0].kind == Condition::Kind::Exists ||
          condition.args[0].kind == Condition::Kind::All)
        return collect(condition.args[0], view, law::negate(wanted), out);
      out.push_back(phrase(condition.args[0], view, law::negate(wanted)));
      return;
    case Condition::Kind::Exists:
    case Condition::Kind::All: return collect_parties(condition, view, wanted, out);
    default: out.push_back(phrase(condition, view, wanted));
  }
}

void Phraser::collect_parties(const Condition& condition, const View&, Truth wanted, std::vector<std::string>& out) const {
  const std::uint32_t node = program_.node_of(condition.args[0], Scope::Party);
  const bool is_exists = condition.kind == Condition::Kind::Exists;
  if (wanted == (is_exists ? kFalse : kTrue)) {
    out.push_back(is_exists ? pick("no party meets it", "没有当事方符合") : pick("every party meets it", "所有当事方均符合"));
    return;
  }
  for (std::size_t p = 0; p < world_.parties().size(); ++p) {
    const PartyState& party = world_.parties()[p];
    if (party.values[node] != wanted) continue;
    const View view{party.slots, party.values, Scope::Party};
    std::vector<std::string> parts;
    collect(condition.args[0], view, wanted, parts);
    const std::string& name = order_.parties[p].name;
    const std::string what = join(parts, pick(", ", "，"));
    out.push_back(role(static_cast<int>(p)) + (name.empty() ? "" : " " + name) + (what.empty() ? "" : pick(": ", "：") + what));
    return;
  }
}

std::string Phraser::fact_label(int fact) const {
  const law::Fact& declared = law_.facts[static_cast<std::size_t>(fact)];
  return pick(declared.label, declared.label_zh);
}

std::string Phraser::form_name(int index) const {
  const law::Form& form = law_.forms[static_cast<std::size_t>(index)];
  if (form.fact != kNone) return fact_label(form.fact);
  if (form.kind == law::Form::Kind::Constant) return form.constant.to_string();
  static constexpr const char* kSigns[] = {"", "", " + ", " - ", " x ", " / "};
  return form_name(form.left) + kSigns[static_cast<int>(form.kind)] + form_name(form.right);
}

std::string Phraser::interval_text(const Interval& interval) const {
  if (interval.is_point()) return interval.low.to_string();
  if (interval.is_unbounded && interval.low == Decimal()) return pick("(not known)", "（未知）");
  if (interval.is_unbounded) return interval.low.to_string() + "..";
  return interval.low.to_string() + ".." + interval.high.to_string();
}

std::string Phraser::form_text(int form, const Slots& slots) const {
  const FormValue value = FormValue::of(law_, form, slots);
  if (value.overflowed()) return pick("(not known)", "（未知）");
  const Interval& top = value.numerator();
  if (!value.denominator()) return interval_text(top);
  const Interval& bottom = *value.denominator();
  if (!top.is_point() || !bottom.is_point()) return pick("(not known)", "（未知）");
  return quotient_text(top.low, bottom.low, 3, Decimal::Round::Down);
}

std::string Phraser::number_phrase(const Condition& condition, const View& view, bool is_negated) const {
  const char* relation = is_negated ? opposite(condition.relation) : sign(condition.relation);
  return form_name(condition.form).append(1, ' ').append(form_text(condition.form, view.slots)).append(1, ' ').append(relation).append(1, ' ').append(condition.threshold.to_string());
}

std::string Phraser::value_text(int fact, const View& view) const {
  const Slot& slot = view.slots.slots[static_cast<std::size_t>(fact)];
  const law::Fact& declared = law_.facts[static_cast<std::size_t>(fact)];
  if (!slot.is_known) return pick("(not known)", "（未知）");
  if (declared.type == law::Type::Place) return place_text(slot.code);
  if (declared.type == law::Type::Enum) return declared.words[slot.code];
  return slot.text >= 0 ? std::string(view.slots.text_of(fact).written) : "";
}

// A word the law supplied because nobody gave one says nothing about the order.
bool Phraser::is_supplied(int fact, const View& view) const {
  const law::Fact& declared = law_.facts[static_cast<std::size_t>(fact)];
  const Slot& slot = view.slots.slots[static_cast<std::size_t>(fact)];
  if (declared.type != law::Type::Enum || !slot.is_known || declared.closed.empty()) return false;
  const auto* word = std::get_if<std::string>(&declared.closed.front().value);
  return word != nullptr && *word == declared.words[slot.code];
}

std::string Phraser::member_phrase(const Condition& condition, const View& view, Truth truth) const {
  const law::Fact& fact = law_.facts[static_cast<std::size_t>(condition.fact)];
  if (fact.name == "party.role" || is_supplied(condition.fact, view)) return "";  // the party is introduced by its role
  if (fact.type == law::Type::Text && value_text(condition.fact, view).empty()) return "";  // no name is no news
  const law::Node& node = program_.graph(view.scope).nodes[program_.node_of(condition, view.scope)];
  const auto& atoms = view.scope == Scope::Line ? program_.line_atoms : program_.party_atoms;
  const std::string members = node.op != law::Node::Op::Atom ? "" : pick(atoms[node.first].label, atoms[node.first].label_zh);
  const bool is_name = fact.name == "party.name";  // and by its name
  const std::string subject = is_name ? "" : fact_label(condition.fact) + " " + value_text(condition.fact, view) + " ";
  if (fact.type == law::Type::Enum) return std::string(trim(subject));
  if (condition.sets.empty() && condition.words.size() == 1 && truth == kTrue) return std::string(trim(subject));
  const std::string verb = truth == kUnknown ? pick("in", "是否属于") : truth == kFalse ? pick("is not in", "不属于") : pick("is in", "属于");
  return subject + verb + " " + members;
}

std::string Phraser::phrase(const Condition& condition, const View& view, Truth truth) const {
  const bool is_negated = truth == kFalse;
  switch (condition.kind) {
    case Condition::Kind::Number: return number_phrase(condition, view, is_negated);
    case Condition::Kind::Fact: {
      const std::string label = fact_label(condition.fact);
      if (truth == kUnknown) return label + pick(" (not known)", "（未知）");
      return is_negated ? pick("not: ", "否：") + label : label;
    }
    case Condition::Kind::Has: {
      const std::string label = fact_label(condition.fact);
      if (truth == kUnknown) return label + pick(" (not known)", "（未知）");
      return fmt::format("{} {} {}", label, is_negated ? pick("lacks", "不含") : pick("includes", "包含"), condition.words[0]);
    }
    case Condition::Kind::Member: return member_phrase(condition, view, truth);
    case Condition::Kind::Define: {
      const law::Define& define = law_.defines[static_cast<std::size_t>(condition.define)];
      if (define.label.empty()) return "";
      std::vector<std::string> values;
      if (define.mode != law::Define::Mode::Flag)
        for (std::size_t i = 0; i < define.values.size(); ++i) {
          const bool holds_here = view.values[program_.defines[static_cast<std::size_t>(condition.define)].value[i]] == kTrue;
          if ((condition.values >> i & 1) != 0 && (holds_here || truth != kTrue)) values.push_back(define.values[i]);
        }
      const std::string label = pick(define.label, define.label_zh);
      return (is_negated ? pick("not: ", "否：") : "") + label + (values.empty() ? "" : " " + join(values, "/"));
    }
    default: return "";
  }
}

std::string Phraser::role(int party) const {
  const std::string& role = order_.parties[static_cast<std::size_t>(party)].role;
  int same = 0;
  for (int p = 0; p < party; ++p) same += order_.parties[static_cast<std::size_t>(p)].role == role ? 1 : 0;
  return same == 0 ? role : fmt::format("{}[{}]", role, same + 1);
}

std::string Phraser::fact_name(int fact, Subject subject) const {
  const law::Fact& declared = law_.facts[static_cast<std::size_t>(fact)];
  const std::string_view name = declared.name;
  if (subject.scope == Scope::Line) return declared.asked_as.empty() ? declared.name : declared.asked_as;
  const std::string field = declared.asked_as.empty() ? std::string(name.substr(name.find('.') + 1)) : declared.asked_as;
  return role(subject.index) + "." + field;
}

std::vector<std::string> Phraser::facts(int index, Subject subject) const {
  const Variable& variable = program_.variables[static_cast<std::size_t>(index)];
  if (variable.kind != Variable::Kind::Form) return {fact_name(variable.fact, subject)};
  std::vector<std::string> out;
  const Slots& slots = world_.slots_of(subject);
  for (const int fact : facts_of_form(law_, variable.form))
    if (!slots.interval_of(fact).is_point()) out.push_back(fact_name(fact, subject));
  return out;
}

std::string Phraser::question(int index, Subject subject) const {
  const Variable& variable = program_.variables[static_cast<std::size_t>(index)];
  int fact = variable.fact;
  if (variable.kind == Variable::Kind::Form) {
    const Slots& slots = world_.slots_of(subject);
    for (const int operand : facts_of_form(law_, variable.form))
      if (!slots.interval_of(operand).is_point()) fact = operand;
  }
  if (fact == kNone) return "";
  const law::Fact& declared = law_.facts[static_cast<std::size_t>(fact)];
  std::string text = pick(declared.question, declared.question_zh);
  if (text.empty() || (is_chinese() && declared.question_zh.empty())) {
    const std::string label = fact_label(fact);
    if (declared.type == law::Type::Bool) text = pick(label + ": yes or no?", label + "：是或否？");
    else text = pick("What is the " + label + (declared.unit.empty() ? "" : " (" + declared.unit + ")") + "?", label + "为何？");
    if (subject.scope == Scope::Party) text = "{party}: " + text;
  }
  if (subject.scope == Scope::Party) {
    const std::string& name = order_.parties[static_cast<std::size_t>(subject.index)].name;
    replace(text, "{party}", name.empty() ? pick("the ", "") + role(subject.index) : name);
  }
  const trade::Value* name = trade::find(order_.item.facts, "name");
  replace(text, "{item}", name != nullptr && std::holds_alternative<std::string>(*name) ? std::get<std::string>(*name) : order_.item.id.empty() ? pick("the item", "该物项") : order_.item.id);
  return text;
}

std::string Phraser::cells_text(const Variable& variable, const World::Group& group, const std::string& unit) const {
  const Bound low = lower_bound_of(variable, group);
  const Bound high = upper_bound_of(variable, group);
  const std::string u = unit.empty() || unit == "1" ? "" : " " + unit;
  if (low.exists && high.exists && low.value == high.value) return pick("exactly ", "恰为 ") + low.value.to_string() + u;
  std::string out;
  if (low.exists) out = low.is_in ? pick("from ", "不低于 ") + low.value.to_string() : pick("above ", "高于 ") + low.value.to_string();
  if (high.exists) out += (out.empty() ? "" : pick(" ", "、")) + (high.is_in ? pick("up to ", "不高于 ") : pick("below ", "低于 ")) + high.value.to_string();
  return (out.empty() ? pick("any value", "任意值") : out) + u;
}

// A ratio, sum or product of which one fact is open is solved for that fact.
std::string Phraser::form_label(const Variable& variable, const Slots& slots, const World::Group& group) const {
  const law::Form& form = law_.forms[static_cast<std::size_t>(variable.form)];
  const std::string plain = form_name(variable.form) + " " + cells_text(variable, group, "");
  if (form.kind != law::Form::Kind::Ratio) return plain;
  const law::Form& bottom = law_.forms[static_cast<std::size_t>(form.right)];
  const FormValue top = FormValue::of(law_, form.left, slots);
  if (bottom.kind != law::Form::Kind::Fact || !top.numerator().is_point() || slots.interval_of(bottom.fact).is_point()) return plain;
  // a / b >= t is b <= a / t: the bounds trade places.
  const Bound low = lower_bound_of(variable, group);
  const Bound high = upper_bound_of(variable, group);
  const std::string& unit = law_.facts[static_cast<std::size_t>(bottom.fact)].unit;
  std::string out;
  const Decimal& a = top.numerator().low;
  if (a.sign() <= 0 || (low.exists && low.value.sign() < 0)) return plain;
  if (high.exists) out = (high.is_in ? pick("from ", "不低于 ") : pick("above ", "高于 ")) + quotient_text(a, high.value, 2, Decimal::Round::Down);
  if (low.exists && low.value.sign() > 0)  // above zero is no bound of the other
    out += (out.empty() ? "" : pick(" ", "、")) + (low.is_in ? pick("up to ", "不高于 ") : pick("below ", "低于 ")) +
           quotient_text(a, low.value, 2, Decimal::Round::Down);
  return out.empty() ? plain : out + " " + unit;
}

std::string Phraser::class_label(const Variable& variable, const World::Group& group) const {
  const auto& atoms = variable.scope == Scope::Line ? program_.line_atoms : program_.party_atoms;
  std::vector<std::string> parts;
  for (const std::uint32_t cell : group.cells) {
    const law::Atom* narrowest = nullptr;  // the smallest set that holds says the most
    std::ptrdiff_t size = 0;
    for (std::uint32_t a = 0; a < variable.atom_count; ++a) {
      if (variable.row(cell)[a] != kTrue) continue;
      const law::Atom& atom = atoms[variable.first_atom + a];
      const auto own = std::count(atom.codes.begin(), atom.codes.end(), true) + static_cast<std::ptrdiff_t>(atom.words.size());
      if (narrowest == nullptr || own < size) narrowest = &atom, size = own;
    }
    std::string part = narrowest == nullptr ? any_other() : pick(narrowest->label, narrowest->label_zh);
    if (std::find(parts.begin(), parts.end(), part) == parts.end()) parts.push_back(std::move(part));
  }
  return join(parts, pick(" or ", "或"));
}

std::string Phraser::kinds(int index, Subject subject, const World::Group& group) const {
  const Variable& variable = program_.variables[static_cast<std::size_t>(index)];
  if (variable.kind == Variable::Kind::Class) {
    World::Group rest;
    for (std::uint32_t cell = 0; cell < variable.cell_count; ++cell)
      if (std::find(group.cells.begin(), group.cells.end(), cell) == group.cells.end()) rest.cells.push_back(cell);
    const bool is_mostly = group.cells.size() > rest.cells.size() && !rest.cells.empty();
    return is_mostly ? pick("not ", "非") + class_label(variable, rest) : class_label(variable, group);
  }
  std::vector<std::string> runs;
  World::Group run;
  for (const std::uint32_t cell : group.cells) {
    if (!run.cells.empty() && cell != run.cells.back() + 1) runs.push_back(label(index, subject, run)), run.cells.clear();
    run.cells.push_back(cell);
  }
  runs.push_back(label(index, subject, run));
  return join(runs, pick(" or ", "或"));
}

std::string Phraser::label(int index, Subject subject, const World::Group& group) const {
  const Variable& variable = program_.variables[static_cast<std::size_t>(index)];
  switch (variable.kind) {
    case Variable::Kind::Bool: return group.cells.size() == 2 ? pick("yes or no", "是或否") : group.cells[0] == 1 ? pick("yes", "是") : pick("no", "否");
    case Variable::Kind::Word: {
      const std::string& word = law_.facts[static_cast<std::size_t>(variable.fact)].words[static_cast<std::size_t>(variable.word)];
      return (group.cells[0] == 1 ? pick("with ", "含 ") : pick("without ", "不含 ")) + word;
    }
    case Variable::Kind::Number: return cells_text(variable, group, law_.facts[static_cast<std::size_t>(variable.fact)].unit);
    case Variable::Kind::Form: return form_label(variable, world_.slots_of(subject), group);
    case Variable::Kind::Class: return class_label(variable, group);
  }
  return "";
}

}  // namespace lockgate::decide
