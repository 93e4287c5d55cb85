#include "ownership/graph.h"

#include <algorithm>

#include "ownership/graph_builder.h"

namespace lockgate::ownership {

Result<Graph> Graph::build(Register all, std::optional<Date> date) { return GraphBuilder(std::move(all), date).build(); }

Result<Graph> Graph::build(const trade::Ownership& ownership, std::optional<Date> date) {
  Register all;
  all.add(ownership);
  return build(std::move(all), date);
}

bool Graph::reaches(Node from, Node to) const {
  std::unordered_set<Node> seen;
  std::vector<Node> waiting = {from};
  while (!waiting.empty()) {
    const Node node = waiting.back();
    waiting.pop_back();
    for (const Link& link : owned_by(node)) {
      if (link.other == to) return true;
      if (seen.insert(link.other).second) waiting.push_back(link.other);
    }
  }
  return false;
}

// Parties keep their order, so that what is said of one is said in the same words.
Graph Graph::above(Node node) const {
  std::vector<Node> members = {node};
  std::unordered_set<Node> is_in = {node};
  for (std::size_t next = 0; next < members.size(); ++next)
    for (const Link& link : owners_of(members[next]))
      if (is_in.insert(link.other).second) members.push_back(link.other);
  std::sort(members.begin(), members.end());
  const auto number_of = [&](Node member) { return static_cast<Node>(std::lower_bound(members.begin(), members.end(), member) - members.begin()); };
  Graph out;
  out.whole_ = whole_;
  out.shares_ = shares_;
  out.lists_ = lists_;
  std::vector<Rows::Entry> holdings;
  for (const Node member : members) {
    const Node number = out.names_.append(name(member));
    for (const Link& link : owners_of(member)) holdings.push_back({number, number_of(link.other), link.share});
    if (const auto place = place_among_listed(member)) out.listed_.push_back(number), out.listed_on_.push_back(listed_on_[*place]);
    if (const auto found = exempt_.find(member); found != exempt_.end()) out.exempt_.insert({number, found->second});
    if (holds_itself(member)) out.holds_itself_.insert(number);
  }
  out.owners_ = Rows::of(std::move(holdings), out.size());
  out.owned_ = out.owners_.turned();
  return out;
}

std::optional<std::size_t> Graph::place_among_listed(Node node) const {
  const auto found = std::lower_bound(listed_.begin(), listed_.end(), node);
  return found == listed_.end() || *found != node ? std::nullopt : std::optional(static_cast<std::size_t>(found - listed_.begin()));
}

const std::vector<std::string>& Graph::lists_of(Node node) const {
  static const Lists kNone;
  const auto place = place_among_listed(node);
  return place ? (*lists_)[listed_on_[*place]] : kNone;
}

std::vector<Node> Graph::listed(const std::function<bool(const std::vector<std::string>& lists)>& is_wanted) const {
  std::vector<Node> out;
  std::vector<bool> wanted(lists_->size());
  std::transform(lists_->begin(), lists_->end(), wanted.begin(), is_wanted);
  for (std::size_t i = 0; i < listed_.size(); ++i)
    if (wanted[listed_on_[i]]) out.push_back(listed_[i]);
  return out;
}

std::optional<Node> Graph::find(std::string_view name) const {
  const Node found = names_.find(name);
  return found == TextNumbers::kNone ? std::nullopt : std::optional(found);
}

bool Graph::is_exempt(Node node, std::string_view lane) const {
  const auto found = exempt_.find(node);
  return found != exempt_.end() && std::find(found->second.begin(), found->second.end(), lane) != found->second.end();
}

}  // namespace lockgate::ownership
