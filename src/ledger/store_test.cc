#include "ledger/store.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <thread>

#include "ledger/sample.h"
#include "ledger/writer.h"

namespace lockgate::ledger {
namespace {

using namespace sample;
namespace fs = std::filesystem;

class StoreTest : public testing::Test {
 protected:
  StoreTest() : path_(fs::temp_directory_path() / ("lockgate-store-" + std::to_string(::getpid()) + ".db")) { remove(); }
  ~StoreTest() override { remove(); }

  void remove() const {
    for (const char* end : {"", "-wal", "-shm"}) fs::remove(path_.string() + end);
  }
  Store open() const { return std::move(Store::open("sqlite:" + path_.string(), IfMissing::Create).value()); }
  static Request by_me(Command command) { return {std::move(command), "me", "noon"}; }
  static Decimal shipped(Store& store) {
    Decimal sum;
    EXPECT_TRUE(store.look([&](const State& state) { sum = find<Line>(state, "L-1", std::int64_t{1})->shipped; }));
    return sum;
  }
  void spoil(const std::string& statement) const {
    EXPECT_TRUE(open_sqlite(path_.string(), IfMissing::Refuse).value()->execute(statement));
  }

  fs::path path_;
};

TEST_F(StoreTest, KeepsWhatItAnswered) {
  {
    Store store = open();
    EXPECT_EQ(store.perform(by_me(license()))->code, Code::Done);
    EXPECT_EQ(store.perform(by_me(ship("a", "4")))->code, Code::Done);
  }
  Store store = open();
  EXPECT_EQ(shipped(store), number("4"));
  EXPECT_EQ(store.perform(by_me(ship("a", "4")))->code, Code::Exists);
  EXPECT_EQ(store.perform(by_me(ship("b", "7"))).value(), (Outcome{Code::OverLicense, "1", "6"}));
  const Audit audit = store.audit().value();
  EXPECT_EQ(audit.entries, 4);
  EXPECT_EQ(audit.fault, std::nullopt);
}

TEST_F(StoreTest, SeesWhatAnotherOneWrote) {
  Store one = open();
  Store other = open();
  one.perform(by_me(license()));
  EXPECT_EQ(other.perform(by_me(ship("a", "6")))->code, Code::Done);
  EXPECT_EQ(one.perform(by_me(ship("b", "6")))->code, Code::OverLicense);
  EXPECT_EQ(one.perform(by_me(ship("b", "4")))->code, Code::Done);
  EXPECT_EQ(other.perform(by_me(ship("c", "1")))->code, Code::OverLicense);
}

TEST_F(StoreTest, JudgesEachCommandOfAGroupOnTheOnesBeforeIt) {
  Store store = open();
  const auto outcomes = store.perform({by_me(license()), by_me(ship("a", "6")), by_me(ship("b", "6")), by_me(ship("c", "4"))});
  std::vector<Code> codes;
  for (const Outcome& outcome : *outcomes) codes.push_back(outcome.code);
  EXPECT_EQ(codes, (std::vector<Code>{Code::Done, Code::Done, Code::OverLicense, Code::Done}));
  EXPECT_EQ(shipped(store), number("10"));
}

TEST_F(StoreTest, NamesTheFirstBrokenLinkAndTheRowThatIsNotTheJournals) {
  Store store = open();
  store.perform({by_me(license()), by_me(ship("a", "6")), by_me(ship("b", "2"))});
  spoil(R"(UPDATE "line" SET "shipped" = '1')");
  EXPECT_EQ(store.audit()->fault->what, "line L-1 1 is not as the journal left it");
  spoil(R"(UPDATE "journal" SET "actor" = 'you' WHERE "sequence" = 2)");
  EXPECT_EQ(store.audit()->fault->sequence, 2);
  spoil(R"(DELETE FROM "journal" WHERE "sequence" = 1)");
  EXPECT_EQ(store.audit()->fault->what, "entry 1 is missing");
}

TEST_F(StoreTest, SaysWhatCannotBeOpened) {
  EXPECT_EQ(Store::open("sqlite:/no/such/folder/ledger.db").error().code, "LG0701");
  EXPECT_EQ(Store::open("sqlite:" + path_.string()).error().code, "LG0701");
  EXPECT_FALSE(fs::exists(path_));
  EXPECT_EQ(Store::open("sqlite:" + fs::temp_directory_path().string()).error().code, "LG0701");
}

TEST_F(StoreTest, GivesTheLastPieceToOneOfManyThreads) {
  Writer writer(open());
  EXPECT_EQ(writer.perform(by_me(license()))->code, Code::Done);
  std::vector<std::thread> threads;
  std::atomic<int> done{0};
  for (int t = 0; t < 8; ++t)
    threads.emplace_back([&, t] {
      for (int i = 0; i < 4; ++i)
        if (writer.perform(by_me(ship(std::to_string(t) + "/" + std::to_string(i), "1")))->code == Code::Done) ++done;
    });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(done, 10);
  Store store = open();
  EXPECT_EQ(shipped(store), number("10"));
  EXPECT_EQ(store.audit()->entries, 33);
}

// The database by itself refuses what one person wrote and approved, whoever writes into it.
TEST_F(StoreTest, TheTableTakesNoPublicationByOnePerson) {
  Store store = open();
  EXPECT_EQ(store.perform(by_me(publish(1, "ann", "bob")))->code, Code::Done);
  const auto database = open_sqlite(path_.string(), IfMissing::Refuse).value();
  for (const char* statement : {"UPDATE publication SET approver = author", "UPDATE publication SET author = ''", "UPDATE publication SET approver = ''"}) EXPECT_FALSE(database->execute(statement)) << statement;
  EXPECT_TRUE(database->execute("UPDATE publication SET approver = 'cat'"));
  EXPECT_TRUE(store.audit()->fault);
}

TEST_F(StoreTest, ALedgerOfAnEarlierReleaseGetsTheTable) {
  { EXPECT_EQ(open().perform(by_me(license()))->code, Code::Done); }
  spoil("DROP TABLE publication");
  Store store = open();
  EXPECT_FALSE(store.audit()->fault);
  EXPECT_EQ(store.perform(by_me(publish(1, "ann", "bob")))->code, Code::Done);
}

}  // namespace
}  // namespace lockgate::ledger
