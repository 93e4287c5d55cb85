// DiagramCache: diagrams that were explored under one program, by what was left of the question. Orders of a book that differ only in
// what is settled share them. Safe to share between threads.
#pragma once

#include <map>
#include <memory>
#include <mutex>

#include "decide/diagram.h"
#include "decide/residual_form.h"

namespace lockgate::decide {

class DiagramCache {
 public:
  std::shared_ptr<const Diagram> explore(const World& world, const Asked& asked);

 private:
  ResidualForm::Key key_of(const World& world, const Asked& asked);

  std::mutex mutex_;
  ResidualForm forms_;
  std::map<ResidualForm::Key, std::shared_ptr<const Diagram>> known_;
  std::uint64_t epoch_ = 0;  // a key means something only until the forms are numbered anew
};

// By the cache of the world's program, where it has one.
std::shared_ptr<const Diagram> explore(const World& world, const Asked& asked);

}  // namespace lockgate::decide
