#include "random/engine.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <stdexcept>

namespace lockgate::random {
namespace {

namespace fs = std::filesystem;

Decimal decimal(const Rational& number) { return *Decimal::parse(number.to_string()); }

void write(const fs::path& path, const std::string& text) { std::ofstream(path, std::ios::binary) << text; }

std::shared_ptr<const law::Law> load(const Text& text) {
  const fs::path folder = fs::path(run_folder()) / std::to_string(getpid());
  fs::create_directories(folder);
  write(folder / "book.md", text.book);
  write(folder / "groups.tsv", text.groups);
  Diagnostics diagnostics;
  auto out = std::make_shared<const law::Law>(law::load_law({folder.string()}, {}, diagnostics));
  fs::remove_all(folder);
  if (!diagnostics.has_errors()) return out;
  std::string message;
  for (const Diagnostic& diagnostic : diagnostics.list()) message += render(diagnostic) + "\n";
  throw std::runtime_error("a rulebook made at random does not load:\n" + message);
}

}  // namespace

std::string run_folder() { return LOCKGATE_BINARY_DIR "/properties"; }

trade::Value order_value(const Fact& fact, const Known& known) {
  if (known.range) return Range{decimal(known.range->first), decimal(known.range->second)};
  const Value& value = *known.value;
  if (fact.type == law::Type::Bool) return value.flag;
  if (fact.is_number()) return Range{decimal(value.number), decimal(value.number)};
  if (fact.type != law::Type::Set) return value.text;
  trade::Words words;
  for (std::size_t i = 0; i < fact.words.size(); ++i)
    if ((value.words >> i & 1) != 0) words.push_back(fact.words[i]);
  return words;
}

Engine::Engine(const Model& model, Dice* shuffle) : model_(model), text_(render(model, shuffle)), decider_(std::make_unique<decide::Decider>(load(text_))) {}

decide::Slots Engine::slots(const Facts& facts, bool is_party) const {
  decide::Slots out = is_party ? decider_->binder().blank_party() : decider_->binder().blank_line();
  for (std::size_t f = 0; f < model_.facts.size(); ++f)
    if (model_.facts[f].is_party() == is_party && !facts[f].is_missing())
      decider_->binder().assume(law().find_fact(model_.facts[f].name), kept(order_value(model_.facts[f], facts[f])), out);
  decider_->binder().close(is_party ? law::Dimension::Party : law::Dimension::Order, "", out);
  return out;
}

const trade::Value& Engine::kept(trade::Value value) const { return values_.emplace_back(std::move(value)); }

decide::World Engine::world(const Situation& situation) const {
  decide::Options options;
  options.as_of = situation.date;
  options.is_codified = situation.is_codified;
  return world(situation, decider_->program(options));
}

decide::World Engine::world(const Situation& situation, std::shared_ptr<const law::Program> program) const {
  std::vector<decide::Slots> parties;
  for (const Facts& facts : situation.parties) parties.push_back(slots(facts, true));
  return decide::World(std::move(program), slots(situation.line, false), std::move(parties));
}

decide::Diagram Engine::diagram(const decide::World& world) const { return decide::Diagram::explore(world, decide::Asked::everything(law())); }

std::vector<Said> Engine::said(const decide::Leaf& leaf) const {
  std::vector<Said> out;
  for (const decide::GateFinding& finding : leaf.gates) {
    Said said{static_cast<std::size_t>(finding.outcome), {}};
    for (const decide::Conclusion& asked : finding.asked) said.asked.push_back(asked.sure);
    out.push_back(std::move(said));
  }
  return out;
}

std::set<std::vector<Said>> Engine::possible(const decide::Diagram& diagram) const {
  std::set<std::vector<Said>> out;
  for (const int leaf : diagram.reachable_leaves()) out.insert(said(diagram.leaves()[static_cast<std::size_t>(leaf)]));
  return out;
}

}  // namespace lockgate::random
