// The list of what two days of the law treat differently is complete and holds nothing else: an order is in one of the boxes of a
// gate exactly if the reference, asked on both days, answers differently.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "decide/law_difference.h"
#include "random/completions.h"
#include "random/engine.h"
#include "trials.h"

namespace lockgate::properties {
namespace {

using random::Engine;
using random::Situation;

constexpr int kOrders = 40;

law::Segment on(Date date, bool is_codified) { return {{date, date.next()}, is_codified}; }

// All facts known, the closed ones as the law closes them. A derived number follows from its parts: the list is of orders that do not
// contradict themselves.
Situation any_order(const random::Model& model, random::Dice& dice, Date date) {
  Situation out = random::situate(model, dice, 100);
  out.date = date;
  const auto forget = [&](random::Facts& facts) {
    for (std::size_t f = 0; f < facts.size(); ++f)
      if (model.facts[f].closed || model.facts[f].derived) facts[f] = {};
  };
  forget(out.line);
  std::for_each(out.parties.begin(), out.parties.end(), forget);
  random::close(model, out);
  return out;
}

bool is_in(const decide::World& world, const decide::Cover::Box& box) {
  return std::all_of(box.begin(), box.end(), [&](const auto& limit) {
    for (const decide::World::Group& group : world.groups(limit.first.variable, limit.first.subject))
      for (const std::uint32_t cell : group.cells)
        if (limit.second.count(cell) != 0) return true;
    return false;
  });
}

std::string words(const decide::LawDifference& difference) {
  std::string out;
  for (const decide::KindOfOrder& kind : difference.kinds) {
    out += fmt::format("{}: {} -> {}:", kind.gate, fmt::join(kind.before, ", "), fmt::join(kind.after, ", "));
    for (const decide::KindOfOrder::Limit& limit : kind.limits) out += " " + limit.fact + " " + limit.is + ";";
    out += "\n";
  }
  return out;
}

std::string lists_what_differs(const Case& tried) {
  const Engine engine(tried.model);
  random::Dice dice(tried.model.seed + 6);
  const std::vector<Date> days = engine.law().boundaries();
  if (days.empty()) return "";
  const Date after = dice.pick(days), before = after.previous();
  trade::Order like;
  like.parties.resize(tried.situation.parties.size());
  const bool is_codified = tried.situation.is_codified;
  const decide::LawDifference found = decide::compare_law(engine.decider(), on(before, is_codified), engine.decider(), on(after, is_codified), like, trade::Language::English);
  if (!found.is_complete) return "";
  for (int i = 0; i < kOrders; ++i) {
    Situation order = any_order(tried.model, dice, before);
    order.is_codified = is_codified;
    if (order.parties.size() != like.parties.size() || !random::gaps(tried.model, order).empty()) continue;
    random::Reference first(tried.model, order);
    const std::vector<random::Said> was = first.gates();
    const decide::World world = engine.world(order, found.versions.before);
    order.date = after;
    random::Reference second(tried.model, order);
    const std::vector<random::Said> is = second.gates();
    if (first.has_conflict() || second.has_conflict()) continue;
    for (std::size_t g = 0; g < was.size(); ++g) {
      const bool is_listed = std::any_of(found.kinds.begin(), found.kinds.end(), [&](const decide::KindOfOrder& kind) {
        return kind.gate == engine.law().gates[g].name && is_in(world, kind.box);
      });
      if (is_listed == (was[g] != is[g])) continue;
      return fmt::format("on {} gate {} {} and is {}listed; the list:\n{}", after.to_string(), g, was[g] == is[g] ? "stays" : "changes", is_listed ? "" : "not ", words(found));
    }
  }
  return "";
}

TEST(Difference, ListsWhatDiffers) { try_many("difference", with_given(100, {false, 1}), lists_what_differs); }
TEST(Difference, ListsWhatDiffersWithTiedNumbers) { try_many("difference-tied", with_given(100, {false, 3}), lists_what_differs); }

}  // namespace
}  // namespace lockgate::properties
