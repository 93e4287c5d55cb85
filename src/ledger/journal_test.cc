#include "ledger/journal.h"

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
  ChainCheck check;
  for (const Entry& entry : ledger.entries) check.add(entry);
  EXPECT_EQ(check.compare(ledger.state), std::nullopt);
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
  ChainCheck check;
  for (const Entry& entry : ledger.entries) check.add(entry);
  Line line = *find<Line>(ledger.state, "L-1", std::int64_t{1});
  line.shipped = number("0");
  ledger.state.put(line);
  EXPECT_EQ(check.compare(ledger.state)->what, "line L-1 1 is not as the journal left it");
  ledger.state.put(Laboratory{"Lab", LaboratoryState::Accredited, 1, day("2030-01-01")});
  EXPECT_EQ(ChainCheck().compare(ledger.state)->what, "license L-1 stands in no entry");
}

}  // namespace
}  // namespace lockgate::ledger
