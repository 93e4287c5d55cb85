// GraphBuilder: makes of a register the graph of one day.
#pragma once

#include <map>
#include <optional>
#include <tuple>
#include <vector>

#include "ownership/graph.h"
#include "ownership/register.h"

namespace lockgate::ownership {

class GraphBuilder {
 public:
  // Without a day everything holds.
  GraphBuilder(Register all, std::optional<Date> date);
  // Once. LG0604.
  Result<Graph> build();

 private:
  bool is_known(const Terms& terms) const { return !date_ || terms.span.contains(*date_); }
  void find_used();
  Result<Units> find_unit() const;
  void count_shares();
  void link();
  std::uint32_t share_of(Node owner, const Link& link);
  std::uint32_t number_of(const Share& share);
  std::uint32_t merged(std::uint32_t before, std::uint32_t more);
  void add_indirect();
  void add_listed();

  Register all_;
  std::optional<Date> date_;
  Graph graph_;
  std::vector<char> is_used_;  // by the number of terms: on this day, and not only by somebody of himself
  std::vector<std::uint32_t> share_of_terms_;
  std::vector<Rows::Entry> indirect_;
  std::vector<Share> shares_;
  std::map<std::tuple<Units, Units, bool>, std::uint32_t> numbers_;
};

}  // namespace lockgate::ownership
