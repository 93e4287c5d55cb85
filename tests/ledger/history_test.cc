// The engine against the auditor: every short history, and long ones at random.
#include "history.h"

#include <gtest/gtest.h>

#include "auditor.h"
#include "ledger/machine.h"

namespace lockgate::test {
namespace {

using namespace ledger;

constexpr std::size_t kLongest = 6;

// How far engine and auditor are apart on a state; empty: not at all.
std::string compare(const State& state, const Auditor& auditor) {
  for (const AddLicense& added : auditor.licenses()) {
    const Line line = find<Line>(state, added.license.number, std::int64_t{1}).value();
    const Auditor::Balance expected = auditor.balance(line.license, 1);
    const bool is_same = line.reserved == Decimal::of(expected.reserved) && line.shipped == Decimal::of(expected.shipped);
    if (!is_same) return line.license + " has another balance";
    if (*add(line.reserved, line.shipped) > line.granted) return line.license + " is over-drawn";
  }
  Decimal there;
  for (const Tally& tally : list<Tally>(state, "subject", "destination:XA")) there = *add(there, *add(tally.reserved_tpp, tally.shipped_tpp));
  return there == Decimal::of(auditor.tpp_to("XA", "engine", true)) ? "" : "the tally of XA differs";
}

// Both carry out a command; empty: they agree.
std::string perform(Draft& draft, Auditor& auditor, const Command& command) {
  Step step = ledger::apply(draft, command);
  draft.put(std::move(step.changes));
  const std::string expected = auditor.expect(command);
  if (expected == to_string(step.outcome.code)) return compare(draft, auditor);
  return to_json(command) + "\nanswered " + std::string(to_string(step.outcome.code)) + ", expected " + expected;
}

// The number of histories that begin with `path`, which has led to `state`.
std::size_t explore(const State& state, const Auditor& auditor, const std::vector<Command>& commands, std::vector<std::size_t>& path) {
  std::size_t histories = 1;
  for (std::size_t i = 0; path.size() < kLongest && i < commands.size(); ++i) {
    Draft next(state);
    Auditor judge = auditor;
    path.push_back(i);
    const std::string difference = perform(next, judge, commands[i]);
    EXPECT_EQ(difference, "") << "after the commands " << testing::PrintToString(path);
    if (difference.empty()) histories += explore(next, judge, commands, path);
    path.pop_back();
  }
  return histories;
}

TEST(Histories, AllShortOnesOverTwoLicenses) {
  const EmptyState nothing;
  Draft draft(nothing);
  Auditor auditor;
  for (const Command& command : opening()) ASSERT_EQ(perform(draft, auditor, command), "");
  std::vector<std::size_t> path;
  EXPECT_EQ(explore(draft, auditor, alphabet(), path), 137'257u);  // 7^0 + 7^1 + … + 7^6
}

TEST(Histories, LongOnesAtRandom) {
  const EmptyState nothing;
  for (std::uint32_t seed = 1; seed <= 100; ++seed) {
    std::mt19937 dice(seed);
    Draft draft(nothing);
    Auditor auditor;
    for (const Command& command : opening()) perform(draft, auditor, command);
    for (int i = 0; i < 300; ++i) ASSERT_EQ(perform(draft, auditor, any_command(dice)), "") << "seed " << seed << ", command " << i;
  }
}

}  // namespace
}  // namespace lockgate::test
