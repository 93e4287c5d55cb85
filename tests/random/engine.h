// Engine: a model loaded into the engine, and situations as worlds of it.
#pragma once

#include <deque>
#include <memory>
#include <set>
#include <string>

#include "decide/decider.h"
#include "decide/world.h"
#include "random/reference.h"
#include "random/render.h"

namespace lockgate::random {

class Engine {
 public:
  explicit Engine(const Model& model, Dice* shuffle = nullptr);

  const decide::Decider& decider() const { return *decider_; }
  const law::Law& law() const { return decider_->law(); }
  const Text& text() const { return text_; }
  decide::World world(const Situation& situation) const;
  decide::World world(const Situation& situation, std::shared_ptr<const law::Program> program) const;
  decide::Diagram diagram(const decide::World& world) const;
  // What the gates say in a leaf, in the reference's words.
  std::vector<Said> said(const decide::Leaf& leaf) const;
  // What they may say, by the leaves of the diagram.
  std::set<std::vector<Said>> possible(const decide::Diagram& diagram) const;

 private:
  decide::Slots slots(const Facts& facts, bool is_party) const;
  const trade::Value& kept(trade::Value value) const;

  const Model& model_;
  Text text_;
  std::unique_ptr<decide::Decider> decider_;
  mutable std::deque<trade::Value> values_;  // slots point into their texts
};

// A value as an order would give it.
trade::Value order_value(const Fact& fact, const Known& known);

// Where this run may write: a folder of the build directory.
std::string run_folder();

}  // namespace lockgate::random
