// DiagramCache: diagrams that were explored under one program, by what was left of the question, and the verdicts that all gates
// together came to. Orders of a book that differ only in what is settled share them. Safe to share between threads.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>

#include "decide/diagram.h"
#include "decide/residual_form.h"

namespace lockgate::decide {

class DiagramCache {
 public:
  using Explored = std::vector<std::shared_ptr<const Diagram>>;

  std::shared_ptr<const Diagram> explore(const World& world, const Asked& asked);
  // What the diagrams of all gates and of the faults come to together. One diagram stands for one question, so the same diagrams
  // are the same questions.
  VerdictRange verdicts_once(const Explored& all, const std::function<VerdictRange()>& find_out);

 private:
  ResidualForm::Key key_of(const World& world, const Asked& asked);

  std::mutex mutex_;
  ResidualForm forms_;
  std::map<ResidualForm::Key, std::shared_ptr<const Diagram>> known_;
  std::map<Explored, VerdictRange> verdicts_;
  std::uint64_t epoch_ = 0;  // a key means something only until the forms are numbered anew
};

// By the cache of the world's program, where it has one.
std::shared_ptr<const Diagram> explore(const World& world, const Asked& asked);
VerdictRange verdicts_once(const World& world, const DiagramCache::Explored& all, const std::function<VerdictRange()>& find_out);

}  // namespace lockgate::decide
