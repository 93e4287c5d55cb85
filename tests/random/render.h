// Render: a model as the Markdown and tables the engine reads.
#pragma once

#include <string>

#include "random/dice.h"
#include "random/model.h"

namespace lockgate::random {

struct Text {
  std::string book;    // book.md
  std::string groups;  // groups.tsv
};

// With `dice`, the entries, and the terms of every && and ||, come in an order of its choice.
Text render(const Model& model, Dice* dice = nullptr);

}  // namespace lockgate::random
