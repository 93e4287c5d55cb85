#include "decide/rereading.h"

#include <algorithm>

#include "decide/determine.h"
#include "decide/finding.h"
#include "decide/tied_numbers.h"
#include "law/update.h"

namespace lockgate::decide {
namespace {

using law::Scope;
using law::Variable;

bool reads(const law::Law& law, const Variable& variable, int fact) { return variable.fact == fact || form_reads(law, variable.form, fact); }

bool is_moved_by(const law::Law& law, const Variable& variable, const law::Reading& reading) {
  return reads(law, variable, law.reading_fact) || std::any_of(reading.assumes.begin(), reading.assumes.end(), [&](const auto& assumed) { return reads(law, variable, assumed.fact); });
}

}  // namespace

Rereading::Rereading(const law::Program& program) : program_(program), is_said_(program.line.nodes.size(), false) {
  const law::Law& law = *program.law;
  for (std::size_t r = 0; r < law.readings.size(); ++r) {
    const law::Reading& reading = law.readings[r];
    if (!is_live(program, static_cast<int>(r))) continue;
    Moved& moved = moved_.emplace_back(Moved{static_cast<int>(r), !reading.assumes.empty(), {}, {}});
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
  Try(const law::Program& program, const World& world, const FactBinder& binder) : program_(program), world_(world), binder_(binder), values_(world.parties().size()) {}

  bool reaches(const Moved& moved, const std::vector<bool>& is_said) {
    move_parties(moved);
    const auto reaches_it = [&](const Instance& instance) { return move_line(moved, instance, is_said); };
    return std::any_of(world_.instances().begin(), world_.instances().end(), reaches_it);
  }

 private:
  // Leaves in `asking_` which nodes of the line ask about what changed of a party.
  void move_parties(const Moved& moved) {
    asking_.clear(), parties_.clear();
    for (std::size_t p = 0; p < world_.parties().size(); ++p) {
      const PartyState& party = world_.parties()[p];
      parties_.push_back(party.values.data());
      nodes_.clear();
      move(moved, true, party.slots, party.atoms);
      if (nodes_.empty()) continue;
      values_[p] = party.values;
      law::update(program_.party, program_.upwards->party, law::Change::OfForm, atoms_.data(), nullptr, nodes_, values_[p].data());
      parties_.back() = values_[p].data();
      const law::Readers& quantifiers = program_.upwards->quantifiers;
      for (const std::uint32_t node : nodes_) asking_.insert(asking_.end(), quantifiers.begin(node), quantifiers.end(node));
    }
  }

  bool move_line(const Moved& moved, const Instance& instance, const std::vector<bool>& is_said) {
    nodes_ = asking_;
    move(moved, false, instance.slots, instance.atoms);
    if (nodes_.empty()) return false;
    line_ = instance.values;
    law::update(program_.line, program_.upwards->line, law::Change::OfForm, atoms_.data(), &parties_, nodes_, line_.data());
    return std::any_of(nodes_.begin(), nodes_.end(), [&](std::uint32_t node) { return is_said[node]; });
  }

  // Leaves in `atoms_` what the reading makes of them, and adds to `nodes_` those it may have changed.
  void move(const Moved& moved, bool is_party, const SharedSlots& given, const std::vector<Truth>& atoms) {
    const std::vector<int>& variables = is_party ? moved.party : moved.line;
    if (variables.empty()) return;
    atoms_ = atoms;
    SharedSlots slots = given;
    if (moved.assumes) binder_.read_as(moved.reading, is_party, slots.edit());
    for (const int index : variables) {
      const Variable& variable = program_.variables[static_cast<std::size_t>(index)];
      Truth* own = atoms_.data() + variable.first_atom;
      if (moved.assumes) fill_variable(program_, variable, slots, own);
      else std::copy_n(variable.row(variable.cell_of_code[static_cast<std::size_t>(moved.reading) + 1]), variable.atom_count, own);
      add_changed(variable, is_party ? program_.upwards->party_node : program_.upwards->line_node, atoms);
    }
  }

  void add_changed(const Variable& variable, const Nodes& node_of_atom, const std::vector<Truth>& before) {
    for (std::uint32_t a = variable.first_atom; a < variable.first_atom + variable.atom_count; ++a)
      if (atoms_[a] != before[a] || atoms_[a] == law::kUnknown) nodes_.push_back(node_of_atom[a]);
  }

  const law::Program& program_;
  const World& world_;
  const FactBinder& binder_;
  std::vector<std::vector<Truth>> values_;  // of a party that was moved
  std::vector<const Truth*> parties_;
  std::vector<Truth> atoms_, line_;
  Nodes asking_, nodes_;
};

std::vector<int> Rereading::reaching(const World& world, const FactBinder& binder) const {
  std::vector<int> out;
  Try attempt(program_, world, binder);
  for (const Moved& moved : moved_)
    if (attempt.reaches(moved, is_said_)) out.push_back(moved.reading);
  return out;
}

}  // namespace lockgate::decide
