#include "law/cells.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"

namespace lockgate::law {

bool relation_holds(Relation relation, int sign) {
  switch (relation) {
    case Relation::Less: return sign < 0;
    case Relation::LessEqual: return sign <= 0;
    case Relation::Equal: return sign == 0;
    case Relation::GreaterEqual: return sign >= 0;
    case Relation::Greater: return sign > 0;
  }
  return false;
}

namespace {

bool matches(const Atom& atom, const std::string& text) {
  if (!atom.is_prefix) return std::binary_search(atom.words.begin(), atom.words.end(), text);
  return std::any_of(atom.words.begin(), atom.words.end(), [&](const std::string& word) { return text.starts_with(word); });
}

// Turns the atoms gathered for one variable into its cells and truth rows.
class CellBuilder {
 public:
  CellBuilder(Variable& variable, const std::vector<const Atom*>& atoms) : variable_(variable), atoms_(atoms) {}

  void build(const Law& law) {
    variable_.atom_count = static_cast<std::uint32_t>(atoms_.size());
    switch (variable_.kind) {
      case Variable::Kind::Bool:
      case Variable::Kind::Word: return build_bool();
      case Variable::Kind::Number:
      case Variable::Kind::Form: return build_number();
      case Variable::Kind::Class: break;
    }
    const Fact& fact = law.facts[static_cast<std::size_t>(variable_.fact)];
    if (fact.type == Type::Place) build_codes(kPlaceCodes, [](std::size_t code) { return place_text(static_cast<std::uint16_t>(code)); });
    else if (fact.type == Type::Enum) build_codes(fact.words.size(), [&](std::size_t code) { return fact.words[code]; });
    else build_texts();
    if (fact.type == Type::Code) build_short_codes();
  }

 private:
  void build_bool() {
    variable_.truth = {kFalse, kTrue};
    variable_.cell_count = 2;
  }

  void build_number() {
    std::set<Decimal> thresholds;
    for (const Atom* atom : atoms_) thresholds.insert(atom->threshold);
    variable_.thresholds.assign(thresholds.begin(), thresholds.end());
    variable_.cell_count = static_cast<std::uint32_t>(2 * thresholds.size() + 1);
    for (std::size_t cell = 0; cell < variable_.cell_count; ++cell)
      for (const Atom* atom : atoms_) {
        const auto at = static_cast<std::size_t>(std::lower_bound(variable_.thresholds.begin(), variable_.thresholds.end(), atom->threshold) -
                                                 variable_.thresholds.begin());
        const std::size_t point = 2 * at + 1;
        variable_.truth.push_back(truth_of(relation_holds(atom->relation, cell < point ? -1 : cell > point ? 1 : 0)));
      }
  }

  // Values with equal truth are one cell.
  std::uint16_t cell_of(const std::vector<Truth>& row, const std::string& example) {
    const auto [it, is_new] = cells_.try_emplace(row, static_cast<std::uint16_t>(cells_.size()));
    if (is_new) {
      variable_.truth.insert(variable_.truth.end(), row.begin(), row.end());
      variable_.cell_example.push_back(example);
      ++variable_.cell_count;
    }
    return it->second;
  }

  template <class Name>
  void build_codes(std::size_t count, Name name) {
    variable_.cell_of_code.assign(count, 0);
    for (std::size_t code = 0; code < count; ++code) {
      std::vector<Truth> row;
      for (const Atom* atom : atoms_) row.push_back(truth_of(atom->codes[code]));
      variable_.cell_of_code[code] = cell_of(row, name(code));
    }
  }

  void build_texts() {
    variable_.other_cell = cell_of(std::vector<Truth>(atoms_.size(), kFalse), "");
    for (const Atom* mentioned : atoms_) {
      variable_.has_prefix |= mentioned->is_prefix;
      for (const std::string& word : mentioned->words) {
        std::vector<Truth> row;
        for (const Atom* atom : atoms_) row.push_back(truth_of(matches(*atom, word)));
        variable_.cell_of_text[word] = cell_of(row, word);
        if (mentioned->is_prefix) variable_.cell_of_longer[word] = cell_of(row_of_longer(word), word + "…");
      }
    }
  }

  // Every beginning of a code the law names, with the cells of all codes that begin so.
  void build_short_codes() {
    std::map<std::string, std::set<std::uint32_t>> found;
    for (const Atom* atom : atoms_)
      for (const std::string& word : atom->words)
        for (std::size_t length = 1; length < word.size(); ++length) {
          std::set<std::uint32_t>& cells = found[word.substr(0, length)];
          cells.insert(variable_.cell_of_text.at(word));
          if (atom->is_prefix) cells.insert(variable_.cell_of_longer.at(word));
        }
    for (auto& [text, cells] : found) {
      cells.insert(cell_of(row_of_longer(text), text + "…"));
      if (const auto named = variable_.cell_of_text.find(text); named != variable_.cell_of_text.end()) cells.insert(named->second);
      variable_.cells_of_short[text].assign(cells.begin(), cells.end());
    }
  }

  // A code that goes on where `word` ends is not `word`: it starts with what `word` starts with, and equals nothing.
  std::vector<Truth> row_of_longer(const std::string& word) const {
    std::vector<Truth> row;
    for (const Atom* atom : atoms_) row.push_back(truth_of(atom->is_prefix && matches(*atom, word)));
    return row;
  }

  Variable& variable_;
  const std::vector<const Atom*>& atoms_;
  std::map<std::vector<Truth>, std::uint16_t> cells_;
};

}  // namespace

void build_cells(const Law& law, const std::vector<const Atom*>& atoms, Variable& variable) { CellBuilder(variable, atoms).build(law); }

}  // namespace lockgate::law
