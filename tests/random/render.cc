#include "random/render.h"

#include <fmt/format.h>

namespace lockgate::random {
namespace {

using law::Relation;
using Kind = Condition::Kind;
using Mode = law::Define::Mode;

std::string symbol(Relation relation) {
  static const char* const kSymbols[] = {"<", "<=", "==", ">=", ">"};
  return kSymbols[static_cast<int>(relation)];
}

std::string mirrored(Relation relation) {
  static const char* const kSymbols[] = {">", ">=", "==", "<=", "<"};
  return kSymbols[static_cast<int>(relation)];
}

std::string quoted_list(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "\"" : ", \"") + word + "\"";
  return "[" + out + "]";
}

class Renderer {
 public:
  Renderer(const Model& model, Dice* dice) : model_(model), dice_(dice) {}

  Text run() {
    Text out;
    out.book = fmt::format("# Made at random, seed {}\n\n```rulebook\nrulebook  random\ntitle \"Random Act\"\nauthority \"Chance\"\nzone UTC\nrecorded  2020-01-01\nverified through 2030-01-01\n```\n\n", model_.seed);
    std::vector<std::string> blocks;
    for (const Fact& fact : model_.facts) blocks.push_back(block("fact", fact_text(fact)));
    for (const Define& define : model_.defines) blocks.push_back(block("define", define_text(define)));
    for (const Rule& rule : model_.rules) blocks.push_back(rule_text(rule));
    for (const Order& order : model_.orders) blocks.push_back(order_text(order));
    for (const Gate& gate : model_.gates) blocks.push_back(gate_text(gate));
    blocks.push_back(block("table", "table   t.group\nplaces  groups.tsv\n"));
    // Which gate comes first decides which is reported first, so gates keep their order.
    if (dice_ != nullptr) shuffle_keeping_gates(blocks);
    for (const std::string& text : blocks) out.book += text + "\n";
    out.groups = groups();
    return out;
  }

 private:
  static std::string block(std::string_view head, const std::string& text) { return fmt::format("```{}\n{}```\n", head, text); }
  const Fact& fact(int index) const { return model_.facts[static_cast<std::size_t>(index)]; }
  const Define& define(std::size_t index) const { return model_.defines[index]; }

  void shuffle_keeping_gates(std::vector<std::string>& blocks) {
    std::vector<std::string> gates, others;
    for (std::string& text : blocks) (text.starts_with("```gate") ? gates : others).push_back(std::move(text));
    dice_->shuffle(others);
    blocks = std::move(others);
    blocks.insert(blocks.end(), gates.begin(), gates.end());
  }

  std::string fact_text(const Fact& f) const {
    static const char* const kDimensions[] = {"order", "item", "party"};
    std::string type = law::to_string(f.type);
    if (f.is_number()) type += " u";
    if (!f.words.empty()) type += fmt::format(" {{ {} }}", fmt::join(f.words, ", "));
    std::string out = fmt::format("fact   {} : {} per {}", f.name, type, kDimensions[static_cast<int>(f.dimension)]);
    if (f.derived) out += " = " + form_text(*f.derived, false);
    out += "\n";
    if (f.closed) out += fmt::format("closed {} because \"so says the seed\"\n", value_text(f, *f.closed));
    return out;
  }

  static std::string value_text(const Fact& f, const Value& value) {
    if (f.type == law::Type::Bool) return value.flag ? "true" : "false";
    if (f.is_number()) return value.number.to_string();
    if (f.type != law::Type::Set) return value.text;
    std::string out;
    for (std::size_t i = 0; i < f.words.size(); ++i)
      if ((value.words >> i & 1) != 0) out += (out.empty() ? "" : ", ") + f.words[i];
    return "{" + out + "}";
  }

  std::string define_text(const Define& d) const {
    const std::string per = d.is_party ? "party" : "order";
    if (d.mode == Mode::Flag) return fmt::format("define {} : bool per {}\n", d.name, per);
    if (d.mode == Mode::Set) return fmt::format("define {} set {{ {} }} per {}\n", d.name, fmt::join(d.values, ", "), per);
    return fmt::format("define {} in {{ {} }} per {} otherwise {}\n", d.name, fmt::join(d.values, d.mode == Mode::One ? ", " : " < "), per, d.values[d.otherwise]);
  }

  static std::string span_text(const Span& span) {
    return fmt::format("[{}, {})", span.from == Date::earliest() ? "" : span.from.to_string(), span.is_open() ? "" : span.until.to_string());
  }

  std::string rule_text(const Rule& rule) {
    const bool is_exception = !rule.exception_to.empty();
    std::string title = rule.label;
    for (std::size_t i = 0; i < rule.exception_to.size(); ++i) title += (i == 0 ? " to " : ", ") + model_.rules[rule.exception_to[i]].label;
    std::string out = fmt::format("{} {}\ncites Random Act\nin force {}\n", is_exception ? "exception" : "rule", title, span_text(rule.in_force));
    if (rule.is_never_enforced) out += "enforced never\n";
    else if (rule.enforced) out += fmt::format("enforced {}\n", span_text(*rule.enforced));
    if (rule.when.kind != Kind::True) out += "when " + text(rule.when, false) + "\n";
    const Define& d = define(rule.define);
    if (d.mode == Mode::Flag) out += fmt::format("then {}\n", d.name);
    else out += fmt::format("then {} {} {}\n", d.name, d.mode == Mode::Set ? "+=" : "=", d.values[rule.value]);
    return block(is_exception ? "exception" : "rule", out);
  }

  std::string order_text(const Order& order) const {
    return block("order", fmt::format("order {} over {}\nbecause \"so says the seed\"\ncites Random Act\n", model_.rules[order.first].label, model_.rules[order.second].label));
  }

  std::string gate_text(const Gate& gate) const {
    std::string outcomes, fields, asks;
    for (std::size_t i = 0; i < gate.ranking.size(); ++i)
      outcomes += fmt::format("{}{} = {}", i == 0 ? "" : ", ", define(gate.outcome).values[gate.ranking[i]], trade::to_string(gate.verdicts[i]));
    for (const std::size_t d : gate.asks) {
      fields += fmt::format("{}field{} = {}", fields.empty() ? "" : ", ", d, define(d).name);
      asks += fmt::format("{}field{}", asks.empty() ? "" : ", ", d);
    }
    std::string out = fmt::format("gate {}\ntitle \"{}\"\noutcomes {}\noutcome {}\n", gate.name, gate.name, outcomes, define(gate.outcome).name);
    if (!asks.empty()) out += fmt::format("fields {}\nasks {}\n", fields, asks);
    return block("gate", out);
  }

  std::string groups() const {
    std::string out = "set\tmember\tfrom\tuntil\tcites\tnote\n";
    for (const PlaceSet& set : model_.sets)
      for (const PlaceSet::Row& row : set.rows)
        out += fmt::format("{}\t{}\t{}\t{}\t\t\n", set.name.substr(8), row.member, row.span.from == Date::earliest() ? "" : row.span.from.to_string(),
                           row.span.is_open() ? "" : row.span.until.to_string());
    return out;
  }

  // Inside a quantifier a party's facts are the variable's.
  static std::string name_in(const std::string& name, bool in_quantifier) {
    return in_quantifier && name.starts_with("party.") ? "p" + name.substr(5) : name;
  }

  std::string form_text(const Form& form, bool in_quantifier) const {
    const std::string left = name_in(fact(form.left).name, in_quantifier);
    if (form.op == '=') return left;
    const std::string right = name_in(fact(form.right).name, in_quantifier);
    if (form.op == '/') return fmt::format("ratio({}, {})", left, right);
    return fmt::format("{} {} {}", left, form.op, right);
  }

  std::string text(const Condition& c, bool in_quantifier) {
    switch (c.kind) {
      case Kind::True: return "true";
      case Kind::Flag: return flag_text(c, name_in(fact(c.fact).name, in_quantifier));
      case Kind::Compare: return compare_text(c, form_text(c.form, in_quantifier));
      case Kind::Member: return member_text(c, name_in(fact(c.fact).name, in_quantifier));
      case Kind::Prefix: return fmt::format("{}.startsWith(\"{}\")", name_in(fact(c.fact).name, in_quantifier), c.words[0]);
      case Kind::Has: return fmt::format("\"{}\" in {}", c.words[0], name_in(fact(c.fact).name, in_quantifier));
      case Kind::Define: return define_leaf_text(c, in_quantifier);
      case Kind::Date: return fmt::format("order.date {} date(\"{}\")", symbol(c.relation), c.date.to_string());
      case Kind::Not: return fmt::format("!({})", text(c.args[0], in_quantifier));
      case Kind::And: return joined(c, " && ", in_quantifier);
      case Kind::Or: return joined(c, " || ", in_quantifier);
      case Kind::Exists: return fmt::format("parties.exists(p, {})", text(c.args[0], true));
      case Kind::All: return fmt::format("parties.all(p, {})", text(c.args[0], true));
    }
    return "";
  }

  std::string joined(const Condition& c, std::string_view between, bool in_quantifier) {
    std::vector<std::string> terms;
    for (const Condition& argument : c.args) terms.push_back("(" + text(argument, in_quantifier) + ")");
    if (dice_ != nullptr) dice_->shuffle(terms);
    return fmt::format("{}", fmt::join(terms, between));
  }

  static std::string flag_text(const Condition& c, const std::string& name) {
    if (c.style == 1) return name + " == true";
    if (c.style == 2) return name + " != false";
    if (c.style == 3) return "true == " + name;
    return name;
  }

  static std::string compare_text(const Condition& c, const std::string& name) {
    const std::string number = c.threshold.to_string();
    if (c.style == 1) return fmt::format("{} {} {}", number, mirrored(c.relation), name);
    if (c.style == 2 && c.relation == Relation::Equal) return fmt::format("!({} != {})", name, number);
    return fmt::format("{} {} {}", name, symbol(c.relation), number);
  }

  std::string member_text(const Condition& c, const std::string& name) const {
    if (c.set != kNone) return fmt::format("{} in {}", name, model_.sets[static_cast<std::size_t>(c.set)].name);
    if (c.words.size() == 1 && c.style == 1) return fmt::format("{} == \"{}\"", name, c.words[0]);
    if (c.words.size() == 1 && c.style == 2) return fmt::format("!(\"{}\" != {})", c.words[0], name);
    return fmt::format("{} in {}", name, quoted_list(c.words));
  }

  std::string define_leaf_text(const Condition& c, bool in_quantifier) const {
    const Define& d = define(static_cast<std::size_t>(c.define));
    const std::string name = name_in(d.name, in_quantifier);
    if (d.mode == Mode::Flag) return name;
    std::vector<std::string> values;
    for (std::size_t i = 0; i < d.values.size(); ++i)
      if ((c.values >> i & 1) != 0) values.push_back(d.values[i]);
    if (d.mode == Mode::Set) return values.size() == 1 ? fmt::format("\"{}\" in {}", values[0], name) : name + " != []";
    if (values.size() == 1 && c.style < 2) return fmt::format("{} == \"{}\"", name, values[0]);
    return fmt::format("{} in {}", name, quoted_list(values));
  }

  const Model& model_;
  Dice* dice_;
};

}  // namespace

Text render(const Model& model, Dice* dice) { return Renderer(model, dice).run(); }

}  // namespace lockgate::random
