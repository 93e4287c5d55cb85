// DiagramCache: diagrams that were explored under one program, by what was left of the question, and the verdicts that all gates
// together came to. Orders of a book that differ only in what is settled share them. Safe to share between threads.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>

#include "decide/diagram.h"
#include "decide/residual_form.h"
#include "trade/determination.h"

namespace lockgate::decide {

// What comes out if a missing fact is of one of these kinds, in no words but the law's.
struct Outlook {
  World::Group group;
  trade::Answer answer;
};

class DiagramCache {
 public:
  using Explored = std::vector<std::shared_ptr<const Diagram>>;
  using Outlooks = std::vector<Outlook>;

  std::shared_ptr<const Diagram> explore(const World& world, const Asked& asked);
  // What the diagrams of all gates and of the faults come to together. One diagram stands for one question, so the same diagrams
  // are the same questions.
  VerdictRange verdicts_once(const Explored& all, const std::function<VerdictRange()>& find_out);
  // The same for the answers to one question; `groups` are the kinds that it may have.
  std::shared_ptr<const Outlooks> outlooks_once(const Explored& all, const Choice& choice, const std::vector<World::Group>& groups, const std::function<Outlooks()>& find_out);

 private:
  using Groups = std::vector<std::vector<std::uint32_t>>;
  ResidualForm::Key key_of(const World& world, const Asked& asked);
  std::shared_ptr<const Diagram> settled(const Asked& asked, Leaf leaf);

  std::mutex mutex_;
  ResidualForm forms_;
  std::map<ResidualForm::Key, std::shared_ptr<const Diagram>> known_;
  std::map<std::pair<int, Leaf>, std::shared_ptr<const Diagram>> settled_;  // by gate (kNone: faults)
  std::map<Explored, VerdictRange> verdicts_;
  std::map<std::tuple<Explored, Choice, Groups>, std::shared_ptr<const Outlooks>> outlooks_;
  std::uint64_t epoch_ = 0;  // a key means something only until the forms are numbered anew
};

// By the cache of the world's program, where it has one.
std::shared_ptr<const Diagram> explore(const World& world, const Asked& asked);
VerdictRange verdicts_once(const World& world, const DiagramCache::Explored& all, const std::function<VerdictRange()>& find_out);
std::shared_ptr<const DiagramCache::Outlooks> outlooks_once(const World& world, const DiagramCache::Explored& all, const Choice& choice, const std::vector<World::Group>& groups, const std::function<DiagramCache::Outlooks()>& find_out);

}  // namespace lockgate::decide
