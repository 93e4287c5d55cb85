// Routes: what a program comes to on each route, that is, once the movement and the places are known. Most of a body of law has
// nothing to say about a given route; what has is worked out once and kept. Safe to share between threads.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "decide/facts.h"
#include "law/residual.h"

namespace lockgate::decide {

class DiagramCache;
class Rereading;

class Routes {
 public:
  explicit Routes(std::shared_ptr<const law::Program> program);

  const law::Program& program() const { return *program_; }
  const std::shared_ptr<const law::Program>& shared_program() const { return program_; }
  // The graph of a line, restricted to the route its facts name.
  std::shared_ptr<const law::Residual> of(const Slots& line) const;

  // What was explored for other orders under the same program.
  DiagramCache& diagrams() const { return *diagrams_; }
  // What other readings of the program can change.
  const Rereading& rereading() const { return *rereading_; }

 private:
  using Cells = std::vector<std::uint16_t>;
  law::Residual restrict(const Cells& cells) const;

  std::shared_ptr<const law::Program> program_;
  std::vector<int> variables_;  // of the program: facts of an order that are a place or a word
  mutable std::mutex mutex_;
  mutable std::map<Cells, std::shared_ptr<const law::Residual>> known_;
  std::shared_ptr<DiagramCache> diagrams_;
  std::shared_ptr<const Rereading> rereading_;
};

}  // namespace lockgate::decide
