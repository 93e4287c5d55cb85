#include "ledger/chain_check.h"

#include <gtest/gtest.h>

#include "ledger/sample.h"

namespace lockgate::ledger {
namespace {

using namespace sample;

// Three commands and the state they leave.
struct Journaled {
  EmptyState nothing;
  Draft state{nothing};
  std::vector<Entry> entries;

  void perform(const Command& command) {
    const Step step = ledger::apply(state, command);
    state.put(Draft::Changes(step.changes));
    Entry entry{static_cast<std::int64_t>(entries.size()) + 1, "noon", "me", to_json(command), to_json(step.outcome), to_json(step.changes), ""};
    entry.hash = hash_of(entries.empty() ? kNoHash : entries.back().hash, entry);
    entries.push_back(entry);
  }

  Journaled() {
    perform(license());
    perform(ship("a", "1"));
    perform(ship("b", "99"));
  }
};

// What a check of all entries says of all rows.
std::optional<Fault> compared(const std::vector<Entry>& entries, const State& state, ChainCheck check = ChainCheck()) {
  for (const Entry& entry : entries) check.add(entry);
  for (const Shape* shape : shapes())
    for (const Row& row : state.list(*shape, "", ""))
      if (auto fault = check.see(*shape, row)) return fault;
  for (const Entry& entry : entries)
    if (auto fault = check.name_missing(entry)) return fault;
  EXPECT_TRUE(check.is_complete());
  return std::nullopt;
}

// The first entry that breaks; 0: none does.
std::int64_t broken(const std::vector<Entry>& entries) {
  ChainCheck check;
  for (const Entry& entry : entries)
    if (const auto fault = check.add(entry)) return fault->sequence;
  return 0;
}

TEST(Journal, HoldsAsItWasWritten) {
  const Journaled ledger;
  EXPECT_EQ(broken(ledger.entries), 0);
  EXPECT_EQ(compared(ledger.entries, ledger.state), std::nullopt);
}

TEST(Journal, BreaksWhereAnythingWasAltered) {
  const Journaled ledger;
  for (std::string Entry::*part : {&Entry::at, &Entry::actor, &Entry::command, &Entry::outcome, &Entry::changes, &Entry::hash})
    for (std::size_t i = 0; i < ledger.entries.size(); ++i) {
      std::vector<Entry> entries = ledger.entries;
      entries[i].*part += " ";
      EXPECT_EQ(broken(entries), entries[i].sequence);
    }
}

TEST(Journal, BreaksWhereAnEntryIsMissingOrMoved) {
  const Journaled ledger;
  EXPECT_EQ(broken({ledger.entries[0], ledger.entries[2]}), 2);
  EXPECT_EQ(broken({ledger.entries[1], ledger.entries[2]}), 1);
  EXPECT_EQ(broken({ledger.entries[0], ledger.entries[2], ledger.entries[1]}), 2);
}

TEST(Journal, NamesARowThatTheJournalDoesNotKnow) {
  Journaled ledger;
  Line line = *find<Line>(ledger.state, "L-1", std::int64_t{1});
  line.shipped = number("0");
  ledger.state.put(line);
  EXPECT_EQ(compared(ledger.entries, ledger.state)->what, "line L-1 1 is not as the journal left it");
  EXPECT_EQ(compared({}, ledger.state)->what, "license L-1 stands in no entry");
}

TEST(Journal, NamesARowThatIsGone) {
  const Journaled ledger;
  const EmptyState nothing;
  EXPECT_EQ(compared(ledger.entries, nothing)->what, "license L-1 is gone");
}

TEST(Journal, IsCheckedInPortionsAsInOne) {
  const Journaled ledger;
  const EmptyState nothing;
  int faults = 0;
  for (std::size_t portion = 0; portion < 3; ++portion) {
    EXPECT_EQ(compared(ledger.entries, ledger.state, ChainCheck(portion, 3)), std::nullopt);
    faults += compared(ledger.entries, nothing, ChainCheck(portion, 3)).has_value() ? 1 : 0;
  }
  EXPECT_GT(faults, 0);
}

}  // namespace
}  // namespace lockgate::ledger
