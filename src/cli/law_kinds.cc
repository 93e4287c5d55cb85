#include <fmt/format.h>

#include <array>
#include <cmath>
#include <map>
#include <set>

#include "cli/command.h"
#include "cli/layout.h"
#include "cli/options.h"
#include "cli/page.h"
#include "cli/table.h"
#include "decide/phrase.h"

namespace lockgate::cli {
namespace {

using law::Dimension;
using law::kNone;
using law::Program;
using law::Variable;

// A fact, or a number made of facts, and the kinds the law tells apart in it.
struct Split {
  std::string name;
  double kinds = 1;
  std::vector<std::string> words;  // what separates them
};

std::string form_text(const law::Law& law, int index) {
  const law::Form& form = law.forms[static_cast<std::size_t>(index)];
  if (form.kind == law::Form::Kind::Constant) return form.constant.to_string();
  if (form.kind == law::Form::Kind::Fact) return law.facts[static_cast<std::size_t>(form.fact)].name;
  const std::string left = form_text(law, form.left), right = form_text(law, form.right);
  switch (form.kind) {
    case law::Form::Kind::Add: return left + " + " + right;
    case law::Form::Kind::Subtract: return left + " - " + right;
    case law::Form::Kind::Multiply: return left + " * " + right;
    default: return fmt::format("ratio({}, {})", left, right);
  }
}

const law::Fact& first_fact(const law::Law& law, const Variable& variable) {
  return law.facts[static_cast<std::size_t>(variable.fact != kNone ? variable.fact : decide::facts_of_form(law, variable.form).front())];
}

std::vector<std::string> labels_of(const Program& program, const Variable& variable) {
  const auto& atoms = variable.scope == law::Scope::Line ? program.line_atoms : program.party_atoms;
  std::vector<std::string> out;
  for (std::uint32_t a = 0; a < variable.atom_count; ++a) {
    const law::Atom& atom = atoms[variable.first_atom + a];
    out.push_back(!atom.label.empty() ? atom.label : fmt::format("{}", fmt::join(atom.words, "|")));
  }
  return out;
}

std::vector<std::string> words_of(const Program& program, const Variable& variable) {
  const law::Law& law = *program.law;
  switch (variable.kind) {
    case Variable::Kind::Bool: return {"yes", "no"};
    case Variable::Kind::Word: return {law.facts[static_cast<std::size_t>(variable.fact)].words[static_cast<std::size_t>(variable.word)]};
    case Variable::Kind::Class: return labels_of(program, variable);
    case Variable::Kind::Number:
    case Variable::Kind::Form: break;
  }
  std::vector<std::string> out;
  for (const Decimal& threshold : variable.thresholds) out.push_back(threshold.to_string());
  const std::string& unit = first_fact(law, variable).unit;
  if (variable.kind == Variable::Kind::Number && !out.empty() && unit != "1" && !unit.empty()) out.back() += " " + unit;
  return out;
}

// The words of a set fact are variables of their own; together they are one row.
std::vector<Split> splits_of(const Program& program, Dimension dimension) {
  std::vector<Split> out;
  std::map<std::string, std::size_t> index;
  for (const Variable& variable : program.variables) {
    const law::Fact& fact = first_fact(*program.law, variable);
    if (fact.dimension != dimension) continue;
    const std::string name = variable.kind == Variable::Kind::Form ? form_text(*program.law, variable.form) : fact.name;
    const auto [at, is_new] = index.try_emplace(name, out.size());
    if (is_new) out.push_back({name, 1, {}});
    Split& split = out[at->second];
    split.kinds *= variable.cell_count;
    for (std::string& word : words_of(program, variable)) split.words.push_back(std::move(word));
  }
  return out;
}

std::string count_text(double count) {
  if (count < 1e12) return grouped(fmt::format("{:.0f}", count));
  return fmt::format("10^{:.1f}", std::log10(count));
}

void show_dimension(const Session& session, const Program& program, Dimension dimension) {
  const std::vector<Split> splits = splits_of(program, dimension);
  double product = 1;
  for (const Split& split : splits) product *= split.kinds;
  session.out().write(session.out().paint(Style::Bold, fmt::format("{}: {} facts, {} kinds\n", law::to_string(dimension), splits.size(), count_text(product))));
  Table table(session.out(), {{"FACT", 8, 40}, {"KINDS", 5, 10, true}, {"SEPARATED BY", 20, 0}});
  for (const Split& split : splits) table.add({{split.name}, {count_text(split.kinds)}, {fmt::format("{}", fmt::join(split.words, "; "))}});
  table.finish();
  session.out().write("\n");
}

struct Arguments {
  std::string on = "today";
  Question question;
};

void show(Session& session, const Arguments& given) {
  const auto law = open_on(session, given.question, given.on);
  if (!law) return;
  const auto& [desk, options] = *law;
  const auto program = desk->decider().program(options);
  for (const Dimension dimension : {Dimension::Item, Dimension::Party, Dimension::Order}) show_dimension(session, *program, dimension);
  session.out().write(fmt::format("{}: {} rules; {} conditions in {} nodes for a line, {} in {} for a party\n", program->segment.span.to_string(), program->rules.size(),
                                  program->line_atoms.size(), program->line.nodes.size(), program->party_atoms.size(), program->party.nodes.size()));
}

}  // namespace

Action declare_law_kinds(CLI::App& app) {
  const auto given = std::make_shared<Arguments>();
  add_text(app, "--on", given->on, "DATE", "the date whose law is meant; default today");
  given->question.declare(app, false);
  return [given](Session& session) { show(session, *given); };
}

}  // namespace lockgate::cli
