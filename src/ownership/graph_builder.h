// GraphBuilder: takes holdings some at a time, so that they need not all be in memory beside the graph that they make.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <tuple>
#include <vector>

#include "ownership/graph.h"

namespace lockgate::ownership {

class GraphBuilder {
 public:
  // Without a day everything holds.
  explicit GraphBuilder(std::optional<Date> date) : date_(date) {}

  void reserve(std::size_t holdings) { holdings_.reserve(holdings); }
  void add(std::span<const trade::Holding> holdings);
  // After the last holding. Once. LG0604.
  Result<Graph> finish(std::span<const trade::ListedOwner> listed, std::span<const trade::Exemption> exempt);

 private:
  struct Stated {
    trade::Fraction least;
    trade::Fraction most;
    bool is_unknown = false;
    friend bool operator==(const Stated&, const Stated&) = default;
  };
  struct Hash {
    std::size_t operator()(const Stated& stated) const;
  };

  bool is_known(const trade::Holding& holding) const { return !date_ || holding.span.contains(*date_); }
  void add_some(std::span<const trade::Holding> holdings);
  void note(const trade::Holding& holding, Node owner, Node owned);
  std::uint32_t number_of(const Stated& stated);
  Result<Units> find_unit() const;
  void link(std::vector<Graph::Holding> holdings);
  std::uint32_t merged(std::uint32_t before, std::uint32_t more);
  void add_indirect();

  std::optional<Date> date_;
  Graph graph_;
  std::vector<Graph::Holding> holdings_;
  std::vector<Graph::Holding> indirect_;
  std::unordered_map<Stated, std::uint32_t, Hash> numbers_;
  std::vector<Stated> stated_;
  std::vector<Share> shares_;  // by number: of those that were stated, then of those merged
  std::map<std::tuple<Units, Units, bool>, std::uint32_t> merged_;
};

}  // namespace lockgate::ownership
