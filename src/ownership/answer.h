// OwnershipAnswer: is somebody restricted through owners in a lane, certainly or possibly, and by whose shares?
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ownership/cascade.h"

namespace lockgate::ownership {

enum class Restricted : std::uint8_t { No, Possible, Yes };
const char* to_string(Restricted restricted);

struct Answer {
  std::string node;
  std::string lane;
  Restricted restricted = Restricted::No;
  bool is_listed = false;      // on a list of the lane itself
  Force force = Force::Yes;    // No: the rule does not apply on the day, whatever is owned
  std::optional<Units> direct_bp;  // held by restricted owners, rounded down; nullopt: it depends on shares not known exactly
  std::vector<std::string> because;  // from the listed parties to the node, a sum a line
  std::vector<std::string> flags;    // for a person: minority, circular, treasury, unknown_share
};

// Solves one lane of a graph once and answers for any node.
class Solution {
 public:
  Solution(const Graph& graph, const Lane& lane, std::optional<Date> date);
  Answer answer(Node node) const;
  // The lists of those listed parties that a certain restriction rests on, in the lane; without restriction none.
  std::vector<std::string> lists_behind(Node node) const;
  // Restricted, certainly or possibly, but not listed themselves.
  std::vector<Node> reached() const;

 private:
  void explain(Node node, const Cascade& cascade, Answer& answer) const;
  std::string sum_of(Node node, const Cascade& cascade) const;
  std::vector<Node> support(Node node, const Cascade& cascade) const;
  void add_flags(Node node, Answer& answer) const;

  const Graph& graph_;
  const Lane& lane_;
  Force force_;
  Cascade certain_;
  Cascade possible_;
};

}  // namespace lockgate::ownership
