#include "law/binder.h"

#include <algorithm>
#include <utility>

#include "base/text.h"

namespace lockgate::law {
namespace {

using Kind = Expression::Kind;

bool is_relation(Kind kind) {
  return kind == Kind::Less || kind == Kind::LessEqual || kind == Kind::Greater || kind == Kind::GreaterEqual;
}

Relation relation_of(Kind kind) {
  switch (kind) {
    case Kind::Less: return Relation::Less;
    case Kind::LessEqual: return Relation::LessEqual;
    case Kind::Greater: return Relation::Greater;
    case Kind::GreaterEqual: return Relation::GreaterEqual;
    default: return Relation::Equal;
  }
}

Relation mirrored(Relation relation) {
  switch (relation) {
    case Relation::Less: return Relation::Greater;
    case Relation::LessEqual: return Relation::GreaterEqual;
    case Relation::Greater: return Relation::Less;
    case Relation::GreaterEqual: return Relation::LessEqual;
    case Relation::Equal: return Relation::Equal;
  }
  return relation;
}

Condition constant(bool value, Place place) {
  Condition out;
  out.kind = value ? Condition::Kind::True : Condition::Kind::False;
  out.place = place;
  return out;
}

Condition negated(Condition inner, Place place) {
  Condition out;
  out.kind = Condition::Kind::Not;
  out.place = place;
  out.args.push_back(std::move(inner));
  return out;
}

bool is_numeric(Type type) { return type == Type::Decimal || type == Type::Integer; }
bool is_literal_number(const Expression& e) {
  return e.kind == Kind::Integer || e.kind == Kind::Decimal || (e.kind == Kind::Negate && is_literal_number(e.args[0]));
}
bool is_date_call(const Expression& e) {
  return e.kind == Kind::Call && !e.flag && e.text == "date" && e.args.size() == 1 && e.args[0].kind == Kind::Text;
}

std::string meant(std::string_view word, const std::vector<std::string>& known) {
  const auto near = nearest(word, known);
  return near ? "did you mean `" + *near + "`?" : "";
}

// `a place`, `an enum`
std::string kind_of(Type type) { return (type == Type::Enum || type == Type::Integer ? "an " : "a ") + std::string(to_string(type)); }

void add_facts(const Law& law, int form, std::vector<int>& out) {
  if (form == kNone) return;
  const Form& node = law.forms[static_cast<std::size_t>(form)];
  if (node.kind == Form::Kind::Fact) out.push_back(node.fact);
  add_facts(law, node.left, out);
  add_facts(law, node.right, out);
}

}  // namespace

std::string Binder::resolve(const std::string& name) const {
  if (!variable_.empty() && name.starts_with(variable_ + ".")) return "party" + name.substr(variable_.size());
  return name;
}

int Binder::fact_of(const Expression& e) const { return e.kind == Kind::Name ? law_.find_fact(resolve(e.text)) : kNone; }
int Binder::define_of(const Expression& e) const { return e.kind == Kind::Name ? law_.find_define(resolve(e.text)) : kNone; }

std::nullopt_t Binder::error(const Expression& e, std::string code, std::string message, std::string help) {
  diagnostics_.error(std::move(code), std::move(message), source_, e.place).help = std::move(help);
  return std::nullopt;
}

std::nullopt_t Binder::unknown_name(const Expression& e) {
  if (e.kind != Kind::Name) return error(e, "LG1205", "expected the name of a fact or define here");
  std::vector<std::string> known;
  for (const auto& [name, index] : law_.fact_names) known.push_back(name);
  for (const auto& [name, index] : law_.define_names) known.push_back(name);
  return error(e, "LG1201", "no fact or define is called `" + e.text + "`", meant(resolve(e.text), known));
}

// Inside a quantifier only the party is in sight, outside only the order: this is what lets a batch judge a party once.
bool Binder::check_scope(Dimension dimension, const Expression& e) {
  const bool in_party = scope_ == Dimension::Party || !variable_.empty();
  if (in_party == (dimension == Dimension::Party)) return true;
  error(e, "LG1206",
        in_party ? "`" + e.text + "` belongs to the order, but only the party can be named here"
                 : "`" + e.text + "` belongs to a party; name it inside `parties.exists(p, …)`");
  return false;
}

std::nullopt_t Binder::unknown_function(const Expression& e) {
  return error(e, "LG1204", "`" + e.text + "` is not a function of the law language",
               "there are `ratio(a, b)`, `date(\"…\")`, `code.startsWith(\"…\")`, `parties.exists(p, …)` and `parties.all(p, …)`");
}

std::optional<Condition> Binder::bind(const Expression& e) {
  switch (e.kind) {
    case Kind::Bool: return constant(e.flag, e.place);
    case Kind::And: return bind_many(Condition::Kind::And, e);
    case Kind::Or: return bind_many(Condition::Kind::Or, e);
    case Kind::Not: return bind_not(e);
    case Kind::Name: return bind_name(e);
    case Kind::In: return bind_in(e);
    case Kind::Equal: return bind_equal(e, false);
    case Kind::NotEqual: return bind_equal(e, true);
    case Kind::Call: return bind_call(e);
    default: break;
  }
  if (is_relation(e.kind)) return bind_relation(e);
  return error(e, "LG1202", "expected a condition, found a value", "compare it with something");
}

std::optional<Condition> Binder::bind_many(Condition::Kind kind, const Expression& e) {
  Condition out;
  out.kind = kind;
  out.place = e.place;
  bool ok = true;
  for (const Expression& argument : e.args) {
    Maybe bound = bind(argument);
    if (bound) out.args.push_back(std::move(*bound));
    else ok = false;
  }
  return ok ? Maybe(std::move(out)) : std::nullopt;
}

std::optional<Condition> Binder::bind_not(const Expression& e) {
  Maybe inner = bind(e.args[0]);
  if (!inner) return std::nullopt;
  return negated(std::move(*inner), e.place);
}

std::optional<Condition> Binder::bind_name(const Expression& e) {
  Condition out;
  out.place = e.place;
  if (const int fact = fact_of(e); fact != kNone) {
    const Fact& declared = law_.facts[static_cast<std::size_t>(fact)];
    if (!check_scope(declared.dimension, e)) return std::nullopt;
    if (declared.type != Type::Bool)
      return error(e, "LG1203", "`" + e.text + "` is " + kind_of(declared.type) + ", not a condition");
    out.kind = Condition::Kind::Fact;
    out.fact = fact;
    return out;
  }
  const int define = define_of(e);
  if (define == kNone) return unknown_name(e);
  const Define& declared = law_.defines[static_cast<std::size_t>(define)];
  if (!check_scope(declared.dimension, e)) return std::nullopt;
  if (declared.mode != Define::Mode::Flag) return error(e, "LG1203", "`" + e.text + "` is not a bool", "compare it with one of its values");
  out.kind = Condition::Kind::Define;
  out.define = define;
  out.values = 2;
  return out;
}

std::optional<Condition> Binder::bind_quantifier(const Expression& e) {
  if (!variable_.empty()) return error(e, "LG1207", "quantifiers may not be nested");
  if (scope_ == Dimension::Party) return error(e, "LG1207", "a define of one party cannot look at the others");
  if (e.args.size() != 3 || e.args[1].kind != Kind::Name || e.args[1].text.find('.') != std::string::npos)
    return error(e, "LG1207", "expected `parties." + e.text + "(p, condition)`");
  variable_ = e.args[1].text;
  Maybe body = bind(e.args[2]);
  variable_.clear();
  if (!body) return std::nullopt;
  Condition out;
  out.kind = e.text == "exists" ? Condition::Kind::Exists : Condition::Kind::All;
  out.place = e.place;
  out.args.push_back(std::move(*body));
  return out;
}

std::optional<Condition> Binder::bind_call(const Expression& e) {
  const bool on_parties = e.flag && !e.args.empty() && e.args[0].kind == Kind::Name && e.args[0].text == "parties";
  if (on_parties && (e.text == "exists" || e.text == "all")) return bind_quantifier(e);
  if (!e.flag && (e.text == "ratio" || e.text == "date")) return error(e, "LG1202", "expected a condition, found a value", "compare it with something");
  if (!e.flag || e.text != "startsWith") return unknown_function(e);
  const int fact = fact_of(e.args[0]);
  if (fact == kNone) return unknown_name(e.args[0]);
  const Fact& declared = law_.facts[static_cast<std::size_t>(fact)];
  if (!check_scope(declared.dimension, e.args[0])) return std::nullopt;
  if (declared.type != Type::Code) return error(e, "LG1203", "`" + declared.name + "` is " + kind_of(declared.type) + ", and only a code has `startsWith`");
  if (e.args.size() != 2 || e.args[1].kind != Kind::Text) return error(e, "LG1203", "expected `startsWith(\"…\")`");
  Condition out;
  out.kind = Condition::Kind::Member;
  out.place = e.place;
  out.fact = fact;
  out.is_prefix = true;
  out.words.push_back(fold_code(e.args[1].text));
  return out;
}

std::optional<Condition> Binder::bind_relation(const Expression& e) {
  if (is_date_call(e.args[0]) || is_date_call(e.args[1])) return bind_date(e);
  return bind_number_relation(e);
}

std::optional<Condition> Binder::bind_date(const Expression& e) {
  const bool is_left = is_date_call(e.args[0]);
  const Expression& name = e.args[is_left ? 1 : 0];
  if (name.kind != Kind::Name || (name.text != "order.date" && name.text != "date"))
    return error(name, "LG1203", "only `order.date` can be compared with a date");
  const Expression& written = e.args[is_left ? 0 : 1].args[0];
  auto date = Date::parse(written.text);
  if (!date) return error(written, date.error().code, date.error().message, date.error().fix);
  Condition out;
  out.kind = Condition::Kind::Date;
  out.place = e.place;
  out.date = *date;
  out.relation = is_left ? mirrored(relation_of(e.kind)) : relation_of(e.kind);
  return out;
}

std::optional<Condition> Binder::bind_number_relation(const Expression& e) {
  const bool is_left_literal = is_literal_number(e.args[0]);
  auto left = bind_number(e.args[is_left_literal ? 1 : 0]);
  auto right = bind_number(e.args[is_left_literal ? 0 : 1]);
  if (!left || !right) return std::nullopt;
  if (!left->unit.empty() && !right->unit.empty() && left->unit != right->unit)
    return error(e, "LG1208", "`" + left->unit + "` cannot be compared with `" + right->unit + "`", "both sides must have one unit");
  std::vector<int> facts;
  add_facts(law_, left->form, facts);
  add_facts(law_, right->form, facts);
  if (facts.empty()) return error(e, "LG1203", "neither side is a fact");
  if (!check_once(facts, e)) return std::nullopt;
  Condition out;
  out.kind = Condition::Kind::Number;
  out.place = e.place;
  out.relation = is_left_literal ? mirrored(relation_of(e.kind)) : relation_of(e.kind);
  const Form& constant_side = law_.forms[static_cast<std::size_t>(right->form)];
  if (constant_side.kind == Form::Kind::Constant) {
    out.form = left->form;
    out.threshold = constant_side.constant;
  } else {
    out.form = intern({Form::Kind::Subtract, kNone, {}, left->form, right->form});
  }
  return out;
}

// An interval is exact only while no fact stands in a form twice.
bool Binder::check_once(std::vector<int> facts, const Expression& e) {
  std::sort(facts.begin(), facts.end());
  const auto twice = std::adjacent_find(facts.begin(), facts.end());
  if (twice == facts.end()) return true;
  error(e, "LG1216", "`" + law_.facts[static_cast<std::size_t>(*twice)].name + "` stands on both sides, or twice in one sum",
        "collect it on one side, or compare twice");
  return false;
}

bool Binder::is_number(const Expression& e) const {
  const int fact = fact_of(e);
  if (fact != kNone) return is_numeric(law_.facts[static_cast<std::size_t>(fact)].type);
  return is_literal_number(e) || e.kind == Kind::Add || e.kind == Kind::Subtract || e.kind == Kind::Multiply ||
         (e.kind == Kind::Call && e.text == "ratio");
}

std::optional<Condition> Binder::bind_equal(const Expression& e, bool is_not) {
  Maybe out;
  const bool swap = e.args[0].kind == Kind::Text || e.args[0].kind == Kind::Bool || e.args[0].kind == Kind::List;
  const Expression& name = e.args[swap ? 1 : 0];
  const Expression& value = e.args[swap ? 0 : 1];
  if (is_date_call(name) || is_date_call(value)) out = bind_date(e);
  else if (is_number(name) || is_number(value)) out = bind_number_relation(e);
  else if (value.kind == Kind::List && value.args.empty()) {
    const int define = define_of(name);
    if (define == kNone || law_.defines[static_cast<std::size_t>(define)].mode != Define::Mode::Set)
      return error(name, "LG1203", "only a set define can be compared with `[]`");
    out = bind_define_values(define, value, e.place);
    if (out) return is_not ? std::move(out) : negated(std::move(*out), e.place);  // `!= []`: it has some member
  } else if (value.kind == Kind::Bool) {
    out = bind(name);
    if (out && !value.flag) out = negated(std::move(*out), e.place);
  } else if (const int define = define_of(name); define != kNone) {
    if (!check_scope(law_.defines[static_cast<std::size_t>(define)].dimension, name) || !check_text(value)) return std::nullopt;
    out = bind_define_values(define, value, e.place);
  } else if (const int fact = fact_of(name); fact != kNone) {
    if (!check_scope(law_.facts[static_cast<std::size_t>(fact)].dimension, name) || !check_text(value)) return std::nullopt;
    out = bind_members(fact, value, e.place);
  } else {
    return unknown_name(name);
  }
  if (!out) return std::nullopt;
  return is_not ? negated(std::move(*out), e.place) : std::move(out);
}

bool Binder::check_text(const Expression& e) {
  if (e.kind == Kind::Text) return true;
  const bool is_many = e.kind == Kind::List || (e.kind == Kind::Name && law_.set_names.count(e.text) != 0);
  error(e, "LG1203", "expected a text in quotes", is_many ? "with several, write `in`" : "facts are compared with texts and numbers, not with each other");
  return false;
}

std::optional<Condition> Binder::bind_in(const Expression& e) {
  const Expression& left = e.args[0];
  const Expression& right = e.args[1];
  if (left.kind == Kind::Text) return bind_has(left, right);
  if (right.kind == Kind::List && right.args.empty()) return error(right, "LG1203", "nothing is in an empty list");
  if (right.kind != Kind::List && right.kind != Kind::Name)
    return error(right, "LG1203", "expected a list or the name of a set", "`in` asks whether it is one of several; with one, write `==`");
  if (const int define = define_of(left); define != kNone) {
    if (!check_scope(law_.defines[static_cast<std::size_t>(define)].dimension, left)) return std::nullopt;
    return bind_define_values(define, right, e.place);
  }
  const int fact = fact_of(left);
  if (fact == kNone) return unknown_name(left);
  if (!check_scope(law_.facts[static_cast<std::size_t>(fact)].dimension, left)) return std::nullopt;
  return bind_members(fact, right, e.place);
}

// `list` is one text or a list of them; an empty list means every member.
std::optional<Condition> Binder::bind_define_values(int define, const Expression& list, Place place) {
  const Define& declared = law_.defines[static_cast<std::size_t>(define)];
  Condition out;
  out.kind = Condition::Kind::Define;
  out.place = place;
  out.define = define;
  const bool is_list = list.kind == Kind::List;
  if (is_list && list.args.empty() && !declared.values.empty()) out.values = ~std::uint64_t{0} >> (64 - declared.values.size());
  for (std::size_t i = 0; i < (is_list ? list.args.size() : 1); ++i) {
    const Expression& word = is_list ? list.args[i] : list;
    if (word.kind != Kind::Text) return error(word, "LG1209", "expected one of the values of `" + declared.name + "`, in quotes");
    const auto it = std::find(declared.values.begin(), declared.values.end(), word.text);
    if (it == declared.values.end()) {
      return error(word, "LG1209", "`" + word.text + "` is not a value of `" + declared.name + "`", meant(word.text, declared.values));
    }
    out.values |= std::uint64_t{1} << (it - declared.values.begin());
  }
  return out;
}

std::optional<Condition> Binder::bind_has(const Expression& word, const Expression& container) {
  if (const int define = define_of(container); define != kNone) {
    const Define& declared = law_.defines[static_cast<std::size_t>(define)];
    if (!check_scope(declared.dimension, container)) return std::nullopt;
    if (declared.mode != Define::Mode::Set) return error(container, "LG1203", "`" + container.text + "` is not a set");
    return bind_define_values(define, word, word.place);
  }
  const int fact = fact_of(container);
  if (fact == kNone) return unknown_name(container);
  const Fact& declared = law_.facts[static_cast<std::size_t>(fact)];
  if (!check_scope(declared.dimension, container)) return std::nullopt;
  if (declared.type != Type::Set) return error(container, "LG1203", "`" + container.text + "` is not a set");
  if (std::find(declared.words.begin(), declared.words.end(), word.text) == declared.words.end()) {
    return error(word, "LG1209", "`" + word.text + "` is not a word of `" + declared.name + "`", meant(word.text, declared.words));
  }
  Condition out;
  out.kind = Condition::Kind::Has;
  out.place = {word.place.begin, container.place.end};
  out.fact = fact;
  out.words.push_back(word.text);
  return out;
}

std::optional<Condition> Binder::bind_members(int fact, const Expression& list, Place place) {
  const Fact& declared = law_.facts[static_cast<std::size_t>(fact)];
  Condition out;
  out.kind = Condition::Kind::Member;
  out.place = place;
  out.fact = fact;
  if (list.kind == Kind::Name) return bind_set(std::move(out), list);
  if (declared.type == Type::Bool || declared.type == Type::Set || is_numeric(declared.type))
    return error(list, "LG1203", "`" + declared.name + "` is " + kind_of(declared.type) + " and cannot equal a text",
                 declared.type == Type::Set ? "write `\"word\" in " + declared.name + "`" : "");
  const bool is_list = list.kind == Kind::List;
  for (std::size_t i = 0; i < (is_list ? list.args.size() : 1); ++i) {
    auto word = bind_word(declared, is_list ? list.args[i] : list);
    if (!word) return std::nullopt;
    out.words.push_back(std::move(*word));
  }
  return out;
}

std::optional<Condition> Binder::bind_set(Condition member, const Expression& name) {
  const Fact& declared = law_.facts[static_cast<std::size_t>(member.fact)];
  const auto it = law_.set_names.find(name.text);
  if (it == law_.set_names.end()) {
    std::vector<std::string> known;
    for (const auto& [set, index] : law_.set_names) known.push_back(set);
    return error(name, "LG1210", "no set is called `" + name.text + "`", meant(name.text, known));
  }
  const bool is_places = law_.sets[static_cast<std::size_t>(it->second)].kind == NamedSet::Kind::Places;
  if (declared.type != (is_places ? Type::Place : Type::Text))
    return error(name, "LG1203", "`" + name.text + "` holds " + (is_places ? "places" : "texts") + ", and `" + declared.name + "` is " + kind_of(declared.type));
  member.sets.push_back(it->second);
  return member;
}

// One member as it is kept: folded, and known to be possible.
std::optional<std::string> Binder::bind_word(const Fact& declared, const Expression& word) {
  if (word.kind != Kind::Text) return error(word, "LG1203", "expected a text in quotes");
  const std::string& value = word.text;
  const auto code = declared.type == Type::Place ? place_code(value) : std::nullopt;
  if (declared.type == Type::Place && (!code || !is_known_place(*code)))
    return error(word, "LG1211", "`" + value + "` is not a country code", "write the two letters of ISO 3166-1, like `NL`");
  if (declared.type == Type::Enum && std::find(declared.words.begin(), declared.words.end(), value) == declared.words.end())
    return error(word, "LG1209", "`" + value + "` is not a word of `" + declared.name + "`", meant(value, declared.words));
  if (declared.type == Type::Text) return fold(value);
  return declared.type == Type::Code ? fold_code(value) : value;
}

std::optional<Binder::Number> Binder::bind_number(const Expression& e) {
  if (e.kind == Kind::Name) return bind_number_name(e);
  if (e.kind == Kind::Call && !e.flag && e.text == "ratio") return bind_ratio(e);
  if (e.kind == Kind::Add || e.kind == Kind::Subtract || e.kind == Kind::Multiply) return bind_arithmetic(e);
  if (e.kind == Kind::Call) return unknown_function(e);
  if (!is_literal_number(e)) return error(e, "LG1203", "expected a number", e.kind == Kind::Text ? "a number stands without quotes" : "");
  const bool is_negative = e.kind == Kind::Negate;
  const Decimal value = is_negative ? e.args[0].number : e.number;
  Form form;
  form.kind = Form::Kind::Constant;
  form.constant = is_negative ? subtract(Decimal(), value).value_or(value) : value;
  return Number{intern(form), ""};
}

std::optional<Binder::Number> Binder::bind_derived(const Expression& e) {
  auto number = bind_number(e);
  if (!number) return std::nullopt;
  std::vector<int> facts;
  add_facts(law_, number->form, facts);
  if (e.kind == Kind::Name || facts.empty()) return error(e, "LG1013", "a derived fact is made of several", "write a sum, a product or a `ratio(a, b)`");
  if (!check_once(facts, e)) return std::nullopt;
  return number;
}

std::optional<Binder::Number> Binder::bind_number_name(const Expression& e) {
  const int fact = fact_of(e);
  if (fact == kNone) return unknown_name(e);
  const Fact& declared = law_.facts[static_cast<std::size_t>(fact)];
  if (!check_scope(declared.dimension, e)) return std::nullopt;
  if (!is_numeric(declared.type)) return error(e, "LG1203", "`" + e.text + "` is " + kind_of(declared.type) + ", not a number");
  if (declared.form != kNone) return Number{declared.form, declared.unit};
  Form form;
  form.fact = fact;
  return Number{intern(form), declared.unit};
}

std::optional<Binder::Number> Binder::bind_ratio(const Expression& e) {
  if (e.args.size() != 2) return error(e, "LG1203", "`ratio` takes two numbers");
  auto left = bind_number(e.args[0]);
  auto right = bind_number(e.args[1]);
  if (!left || !right) return std::nullopt;
  return Number{intern({Form::Kind::Ratio, kNone, {}, left->form, right->form}), ""};
}

std::optional<Binder::Number> Binder::bind_arithmetic(const Expression& e) {
  auto left = bind_number(e.args[0]);
  auto right = bind_number(e.args[1]);
  if (!left || !right) return std::nullopt;
  const bool is_product = e.kind == Kind::Multiply;
  if (!is_product && !left->unit.empty() && !right->unit.empty() && left->unit != right->unit)
    return error(e, "LG1208", "`" + left->unit + "` cannot be added to `" + right->unit + "`", "both must have one unit");
  const Form::Kind kind = is_product ? Form::Kind::Multiply : e.kind == Kind::Add ? Form::Kind::Add : Form::Kind::Subtract;
  const std::string unit = is_product ? "" : left->unit.empty() ? right->unit : left->unit;
  return Number{intern({kind, kNone, {}, left->form, right->form}), unit};
}

// Equal forms are one form: hash-consing by comparison is enough, a body of law has a few dozen.
int Binder::intern(Form form) {
  for (std::size_t i = 0; i < law_.forms.size(); ++i) {
    const Form& known = law_.forms[i];
    if (known.kind == form.kind && known.fact == form.fact && known.constant == form.constant && known.left == form.left &&
        known.right == form.right)
      return static_cast<int>(i);
  }
  law_.forms.push_back(std::move(form));
  return static_cast<int>(law_.forms.size()) - 1;
}

}  // namespace lockgate::law
