#include "desk/vocabulary.h"

#include <algorithm>

#include "base/text.h"

namespace lockgate::desk {
namespace {

using wire::Shape;

Shape shape_of(const law::Fact& fact) {
  switch (fact.type) {
    case law::Type::Bool: return Shape::YesNo;
    case law::Type::Decimal:
    case law::Type::Integer: return is_currency(fact.unit) ? Shape::Money : Shape::Number;
    case law::Type::Place: return Shape::Place;
    case law::Type::Set: return Shape::Words;
    case law::Type::Enum: {
      // Yes, no, or a third word.
      const bool has_truth = std::find(fact.words.begin(), fact.words.end(), "true") != fact.words.end();
      return has_truth ? Shape::Any : Shape::Text;
    }
    case law::Type::Text:
    case law::Type::Code: break;
  }
  return Shape::Text;
}

void add_words(const law::Law& law, std::string_view name, std::vector<std::string>& words) {
  const int fact = law.find_fact(name);
  if (fact == law::kNone) return;
  for (const std::string& word : law.facts[static_cast<std::size_t>(fact)].words)
    if (!wire::is_one_of(word, words)) words.push_back(word);
}

bool is_of_item(const law::Fact& fact) {
  return fact.dimension == law::Dimension::Item && !fact.name.starts_with("item.") && !fact.name.starts_with("product.");
}

}  // namespace

wire::Vocabulary vocabulary_of(const law::Law& law, const decide::FactBinder& binder) {
  wire::Vocabulary out = wire::Vocabulary::contract();
  out.facts.emplace();
  for (const std::string& name : binder.named_facts()) out.facts->emplace(name, shape_of(law.facts[static_cast<std::size_t>(law.find_fact(name))]));
  for (const law::Fact& fact : law.facts) {
    if (fact.name.starts_with("item.")) out.item_facts.insert_or_assign(fact.name.substr(5), shape_of(fact));
    if (is_of_item(fact)) out.item_facts.insert_or_assign(fact.name, shape_of(fact));
  }
  for (const law::Gate& gate : law.gates) out.gates.push_back(gate.name);
  add_words(law, "movement", out.movements);
  add_words(law, "party.role", out.roles);
  add_words(law, "party.lists", out.lists);
  add_words(law, "party.kind", out.party_kinds);
  add_words(law, "item.kind", out.item_kinds);
  add_words(law, "end_use", out.end_uses);
  return out;
}

}  // namespace lockgate::desk
