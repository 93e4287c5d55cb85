#include "ownership/answer.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <unordered_set>

namespace lockgate::ownership {
namespace {

constexpr Units kBasisPoints = 10'000;

// `50 %`, `33.33… %` where the share is no whole number of basis points.
std::string percent(Units units, Units whole) {
  const Units unit = whole / kBasisPoints;
  const Units bp = units / unit;
  std::string out = bp % 100 == 0 ? fmt::format("{}", bp / 100) : fmt::format("{}.{:02}", bp / 100, bp % 100);
  return out + (units % unit == 0 ? " %" : "… %");
}

std::string share_text(const Share& share, Units whole) {
  if (share.is_unknown) return "an unknown share";
  return share.least == share.most ? percent(share.least, whole) : fmt::format("{} to {}", percent(share.least, whole), percent(share.most, whole));
}

}  // namespace

const char* to_string(Restricted restricted) {
  constexpr const char* kNames[] = {"no", "possible", "yes"};
  return kNames[static_cast<std::size_t>(restricted)];
}

Solution::Solution(const Graph& graph, const Lane& lane, std::optional<Date> date)
    : graph_(graph), lane_(lane), force_(lane.force(date)), certain_(graph, lane, Bound::Least), possible_(graph, lane, Bound::Most) {}

Answer Solution::answer(Node node) const {
  Answer out;
  out.node = graph_.name(node);
  out.lane = lane_.name;
  out.is_listed = lane_.covers(graph_.lists_of(node));
  out.force = force_;
  if (certain_.held(node) == possible_.held(node)) out.direct_bp = certain_.held(node) / (graph_.whole() / kBasisPoints);
  const bool is_certain = certain_.is_restricted(node);
  const bool is_possible = possible_.is_restricted(node);
  const bool is_settled = force_ == Force::Yes || out.is_listed;
  if (force_ != Force::No || out.is_listed) out.restricted = is_certain && is_settled ? Restricted::Yes : is_possible ? Restricted::Possible : Restricted::No;
  if (is_possible) explain(node, is_certain ? certain_ : possible_, out);
  if (is_possible && force_ == Force::No) out.because.push_back(fmt::format("the {} rule is not in force on this day", lane_.name));
  if (is_possible && force_ == Force::Unsettled) out.because.push_back(fmt::format("whether the {} rule is in force on this day is not known ({})", lane_.name, lane_.asks));
  add_flags(node, out);
  return out;
}

std::vector<std::string> Solution::lists_behind(Node node) const {
  std::vector<std::string> out;
  if (!certain_.is_restricted(node)) return out;
  for (const Node member : support(node, certain_))
    for (const std::string& list : graph_.lists_of(member))
      if (lane_.covers({list}) && std::find(out.begin(), out.end(), list) == out.end()) out.push_back(list);
  return out;
}

std::vector<Node> Solution::reached() const {
  const std::span<const Node> reached = possible_.reached();
  return {reached.begin(), reached.end()};
}

void Solution::explain(Node node, const Cascade& cascade, Answer& answer) const {
  for (const Node member : support(node, cascade)) answer.because.push_back(sum_of(member, cascade));
}

// The nodes that the membership of one rests on, in the order in which they became members.
std::vector<Node> Solution::support(Node node, const Cascade& cascade) const {
  std::vector<Node> out = {node};
  std::unordered_set<Node> is_in = {node};
  for (std::size_t next = 0; next < out.size(); ++next)
    for (const Link& link : graph_.owners_of(out[next])) {
      const Node owner = link.other;
      const bool is_before = cascade.is_restricted(owner) && cascade.place(owner) < cascade.place(out[next]);
      if (!is_before || is_in.contains(owner) || lane_.covers(graph_.lists_of(out[next]))) continue;
      is_in.insert(owner);
      out.push_back(owner);
    }
  std::sort(out.begin(), out.end(), [&](Node a, Node b) { return cascade.place(a) < cascade.place(b); });
  return out;
}

std::string Solution::sum_of(Node node, const Cascade& cascade) const {
  if (lane_.covers(graph_.lists_of(node))) return fmt::format("{} is listed ({})", graph_.name(node), fmt::join(graph_.lists_of(node), ", "));
  std::string parts;
  std::size_t count = 0;
  for (const Link& link : graph_.owners_of(node)) {
    if (!cascade.is_restricted(link.other)) continue;
    parts += fmt::format("{}{} by {}", parts.empty() ? "" : " + ", share_text(graph_.share(link), graph_.whole()), graph_.name(link.other));
    ++count;
  }
  const std::string sum = count > 1 ? fmt::format(" = {}", percent(cascade.held(node), graph_.whole())) : "";
  return fmt::format("{} is held: {}{}", graph_.name(node), parts, sum);
}

void Solution::add_flags(Node node, Answer& answer) const {
  const bool is_restricted = certain_.is_restricted(node);
  if (!is_restricted && possible_.held(node) > 0) answer.flags.emplace_back("minority");
  if (!possible_.is_restricted(node) && holds_itself_up(graph_, lane_, Bound::Most, node)) answer.flags.emplace_back("circular");
  if (graph_.holds_itself(node)) answer.flags.emplace_back("treasury");
  const std::span<const Link> owners = graph_.owners_of(node);
  if (std::any_of(owners.begin(), owners.end(), [&](const Link& link) { return graph_.share(link).is_unknown && possible_.is_restricted(link.other); })) answer.flags.emplace_back("unknown_share");
}

}  // namespace lockgate::ownership
