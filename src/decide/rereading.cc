#include "decide/rereading.h"

#include <algorithm>

#include "decide/finding.h"
#include "law/update.h"

namespace lockgate::decide {
namespace {

using law::kNone;
using law::Scope;
using law::Variable;

bool form_reads(const law::Law& law, int index, int fact) {
  if (index == kNone) return false;
  const law::Form& form = law.forms[static_cast<std::size_t>(index)];
  return form.fact == fact || form_reads(law, form.left, fact) || form_reads(law, form.right, fact);
}

bool reads(const law::Law& law, const Variable& variable, int fact) { return variable.fact == fact || form_reads(law, variable.form, fact); }

bool is_moved_by(const law::Law& law, const Variable& variable, const law::Reading& reading) {
  return reads(law, variable, law.reading_fact) || std::any_of(reading.assumes.begin(), reading.assumes.end(), [&](const auto& assumed) { return reads(law, variable, assumed.fact); });
}

}  // namespace

Rereading::Rereading(const law::Program& program) : program_(program), is_said_(program.line.nodes.size(), false) {
  const law::Law& law = *program.law;
  for (const law::Reading& reading : law.readings) {
    Moved& moved = moved_.emplace_back();
    for (std::size_t v = 0; v < program.variables.size(); ++v)
      if (is_moved_by(law, program.variables[v], reading)) (program.variables[v].scope == Scope::Line ? moved.line : moved.party).push_back(static_cast<int>(v));
  }
  Nodes said;
  for (std::size_t g = 0; g < law.gates.size(); ++g) add_nodes_said(program, static_cast<int>(g), said);
  for (const std::uint32_t node : said) is_said_[node] = true;
}

// The order's truths, moved as the reading moves them.
class Rereading::Try {
 public:
  Try(const Rereading& own, const World& world, const FactBinder& binder, int reading) : program_(own.program_), world_(world), binder_(binder), reading_(reading), moved_(own.moved_[static_cast<std::size_t>(reading)]) {}

  bool reaches(const std::vector<bool>& is_said) {
    const Nodes asking = move_parties();
    for (const Instance& instance : world_.instances())
      if (move_line(instance, asking, is_said)) return true;
    return false;
  }

 private:
  // Which nodes of the line ask about what changed of a party.
  Nodes move_parties() {
    Nodes out;
    values_.resize(world_.parties().size());
    for (std::size_t p = 0; p < world_.parties().size(); ++p) {
      const PartyState& party = world_.parties()[p];
      parties_.push_back(party.values.data());
      Nodes nodes = move(moved_.party, party.slots, party.atoms, true);
      if (nodes.empty()) continue;
      values_[p] = party.values;
      law::update(program_.party, program_.upwards->party, law::Change::OfForm, atoms_.data(), nullptr, nodes, values_[p].data());
      parties_.back() = values_[p].data();
      const law::Readers& quantifiers = program_.upwards->quantifiers;
      for (const std::uint32_t node : nodes) out.insert(out.end(), quantifiers.begin(node), quantifiers.end(node));
    }
    return out;
  }

  bool move_line(const Instance& instance, const Nodes& asking, const std::vector<bool>& is_said) {
    Nodes nodes = move(moved_.line, instance.slots, instance.atoms, false);
    nodes.insert(nodes.end(), asking.begin(), asking.end());
    if (nodes.empty()) return false;
    line_ = instance.values;
    law::update(program_.line, program_.upwards->line, law::Change::OfForm, atoms_.data(), &parties_, nodes, line_.data());
    return std::any_of(nodes.begin(), nodes.end(), [&](std::uint32_t node) { return is_said[node]; });
  }

  // Leaves in `atoms_` what the reading makes of them; the nodes of those it may have changed.
  Nodes move(const std::vector<int>& variables, const SharedSlots& given, const std::vector<Truth>& atoms, bool is_party) {
    Nodes out;
    atoms_ = atoms;
    if (variables.empty()) return out;
    SharedSlots slots = given;
    binder_.read_as(reading_, is_party, slots.edit());
    for (const int index : variables) {
      const Variable& variable = program_.variables[static_cast<std::size_t>(index)];
      fill_variable(program_, variable, slots, atoms_.data() + variable.first_atom);
      for (std::uint32_t a = variable.first_atom; a < variable.first_atom + variable.atom_count; ++a)
        if (atoms_[a] != atoms[a] || atoms_[a] == law::kUnknown) out.push_back((is_party ? program_.upwards->party_node : program_.upwards->line_node)[a]);
    }
    return out;
  }

  const law::Program& program_;
  const World& world_;
  const FactBinder& binder_;
  int reading_;
  const Moved& moved_;
  std::vector<std::vector<Truth>> values_;  // of a party that was moved
  std::vector<const Truth*> parties_;
  std::vector<Truth> atoms_, line_;
};

bool Rereading::can_differ(const World& world, const FactBinder& binder, int reading) const { return Try(*this, world, binder, reading).reaches(is_said_); }

}  // namespace lockgate::decide
