// A disk that is full, flushes that fail, power that goes, clocks that go back and servers that die: after each of them the ledger
// and the auditor agree to the unit and the journal holds.
#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <thread>

#include "auditor.h"
#include "faulty_disk.h"
#include "history.h"
#include "ledger/store.h"
#include "server.h"

namespace lockgate::test {
namespace {

using namespace ledger;
namespace fs = std::filesystem;

constexpr int kDraws = 12;

Request by(Command command, const char* at = "noon") { return {std::move(command), "me", at}; }

std::string fresh_file(const char* name) {
  const std::string path = (fs::temp_directory_path() / ("lockgate-" + std::string(name) + "-" + std::to_string(::getpid()) + ".db")).string();
  FaultyDisk::remove(path);
  return path;
}

Store open(const std::string& url) { return std::move(Store::open(url, IfMissing::Create).value()); }

AddLicense roomy() {
  AddLicense license = test::license("L-1", 1'000'000);
  license.caps.clear();
  return license;
}

std::vector<Command> opening_of_one() { return {Accredit{"Lab", Date::parse("2030-01-01").value()}, roomy()}; }

std::int64_t shipped(Store& store) {
  std::int64_t out = -1;
  EXPECT_TRUE(store.look([&](const State& state) { out = static_cast<std::int64_t>(find<Line>(state, "L-1", std::int64_t{1})->shipped.mantissa()); }));
  return out;
}

void expect_agreement(Store& store, const Auditor& auditor) {
  EXPECT_EQ(shipped(store), auditor.balance("L-1", 1).shipped);
  const auto audit = store.audit();
  ASSERT_TRUE(audit) << audit.error().message;
  EXPECT_EQ(audit->fault ? audit->fault->what : "", "");
}

// Draws until the disk fails. What was answered, the auditor hears of; the number of the draw that was not.
int draw_until_failure(Store& store, Auditor& auditor) {
  for (int number = 0; number < kDraws; ++number) {
    const Reserve draw = draw_of_client(1, number, number + 1, "L-1");
    const auto outcome = store.perform(by(draw));
    if (!outcome) {
      EXPECT_EQ(outcome.error().code, "LG0702");
      return number;
    }
    EXPECT_EQ(to_string(outcome->code), auditor.expect(draw));
  }
  return kDraws;
}

// The draw that got no answer is asked for again with its key: it happens once, whether it had happened or not.
void ask_again(Store& store, Auditor& auditor, int number) {
  const Reserve draw = draw_of_client(1, number, number + 1, "L-1");
  const auto outcome = store.perform(by(draw));
  ASSERT_TRUE(outcome) << outcome.error().message;
  EXPECT_TRUE(outcome->code == Code::Done || outcome->code == Code::Exists);
  EXPECT_EQ(auditor.expect(draw), "done");
  expect_agreement(store, auditor);
}

// One fault at every point of a history. False: the history was over before it.
template <class Break>
bool survives(const Break& break_disk) {
  FaultyDisk disk;
  const std::string path = fresh_file("faults");
  Auditor auditor;
  {
    Store store = open("sqlite:" + path);
    for (const Command& command : opening_of_one()) EXPECT_EQ(to_string(store.perform(by(command))->code), auditor.expect(command));
    break_disk(disk);
    const int number = draw_until_failure(store, auditor);
    const bool has_failed = disk.has_failed();
    disk.mend();
    EXPECT_EQ(number < kDraws, has_failed);
    if (has_failed) {
      Auditor of_copy = auditor;
      const std::string copy = FaultyDisk::after_power_loss(path);
      Store after = open("sqlite:" + copy);
      ask_again(after, of_copy, number);
      ask_again(store, auditor, number);  // the process that saw the fault goes on
    }
  }
  const bool was_hit = fs::exists(path + ".later");
  FaultyDisk::remove(path + ".later");
  Store store = open("sqlite:" + path);
  expect_agreement(store, auditor);
  FaultyDisk::remove(path);
  return was_hit;
}

TEST(Faults, AFlushThatFailsLosesNothingThatWasAnswered) {
  int point = 0;
  while (survives([&](FaultyDisk& disk) { disk.fail_flush_after(point); })) ++point;
  EXPECT_GE(point, kDraws);  // every draw waits for the disk
}

TEST(Faults, ADiskThatIsFullLosesNothingThatWasAnswered) {
  int point = 0;
  // A draw is some eight writes: seven at a time comes to each of them.
  while (survives([&](FaultyDisk& disk) { disk.be_full_after(point); })) point += 7;
  EXPECT_GE(point, kDraws);
}

// The ledger has no clock: a command counts on the day it brings, and the journal's order is its numbers'.
void survive_a_clock_that_goes_back(const std::string& url) {
  Store store = open(url);
  Auditor auditor;
  const auto perform = [&](const Command& command, const char* at) {
    EXPECT_EQ(to_string(store.perform(by(command, at))->code), auditor.expect(command)) << to_json(command);
  };
  for (const Command& command : opening_of_one()) perform(command, "2030-06-02T10:00:00Z");
  Reserve reservation = draw_of_client(1, 1, 3, "L-1");
  reservation.is_shipment = false;
  reservation.expires = Date::parse("2030-06-30").value();
  perform(reservation, "2030-06-01T09:00:00Z");
  perform(Expire{reservation.key, Date::parse("2030-07-01").value()}, "2030-07-01T09:00:00Z");
  Reserve second = draw_of_client(1, 2, 2, "L-1");
  second.is_shipment = false;
  second.expires = reservation.expires;
  perform(second, "2030-06-29T09:00:00Z");
  perform(Expire{second.key, Date::parse("2030-06-29").value()}, "1970-01-01T00:00:00Z");
  perform(Settle{second.key, Date::parse("2030-05-01").value()}, "2029-12-31T00:00:00Z");
  perform(draw_of_client(1, 2, 2, "L-1"), "");
  expect_agreement(store, auditor);
}

TEST(Faults, AClockThatGoesBack) {
  const std::string path = fresh_file("clock");
  survive_a_clock_that_goes_back("sqlite:" + path);
  FaultyDisk::remove(path);
  if (Server::get().is_running()) survive_a_clock_that_goes_back(Server::get().new_database());
}

// Draws one piece after the other, and asks again under the same key until there is an answer.
void draw_through_everything(const std::string& url, int client, std::atomic<int>& answered) {
  std::optional<Store> store;
  for (int number = 0; number < kDraws;) {
    if (!store)
      if (auto opened = Store::open(url)) store = std::move(*opened);
    const auto outcome = store ? store->perform(by(draw_of_client(client, number, 1, "L-1"))) : Result<Outcome>(fail("LG0701", "there is no server"));
    if (outcome) {
      EXPECT_TRUE(outcome->is_accepted()) << to_string(outcome->code);
      ++answered;
      ++number;
    } else {
      store.reset();
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
  }
}

TEST(Faults, AServerThatDiesUnderLoad) {
  if (!Server::get().is_running()) {
    if (std::getenv("CI") != nullptr) FAIL() << Server::get().why_not();
    GTEST_SKIP() << Server::get().why_not();
  }
  const std::string url = Server::get().new_database();
  Auditor auditor;
  {
    Store store = open(url);
    for (const Command& command : opening_of_one()) EXPECT_EQ(to_string(store.perform(by(command))->code), auditor.expect(command));
  }
  constexpr int kClients = 4;
  std::atomic<int> answered{0};
  std::vector<std::thread> clients;
  for (int client = 0; client < kClients; ++client) clients.emplace_back([&, client] { draw_through_everything(url, client, answered); });
  for (int part = 1; part <= 2; ++part) {
    while (answered < part * kClients * kDraws / 3) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    Server::get().restart();
  }
  for (std::thread& client : clients) client.join();
  for (int client = 0; client < kClients; ++client)
    for (int number = 0; number < kDraws; ++number) EXPECT_EQ(auditor.expect(draw_of_client(client, number, 1, "L-1")), "done");
  Store store = open(url);
  expect_agreement(store, auditor);
}

}  // namespace
}  // namespace lockgate::test
