// Both stores, against the auditor and against each other; processes that are killed, and processes that race.
#include "ledger/store.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <thread>

#include "auditor.h"
#include "history.h"
#include "server.h"

namespace lockgate::test {
namespace {

using namespace ledger;
namespace fs = std::filesystem;

Request by(const char* actor, Command command) { return {std::move(command), actor, "noon"}; }

// A ledger of its own for each test: a file, or a database of the test's server.
class Stores : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    if (std::string(GetParam()) == "postgres") {
      if (!Server::get().is_running()) {
        if (std::getenv("CI") != nullptr) FAIL() << Server::get().why_not();
        GTEST_SKIP() << Server::get().why_not();
      }
      url_ = Server::get().new_database();
    } else {
      url_ = "sqlite:" + fresh_file();
    }
  }
  void TearDown() override {
    for (const std::string& file : files_)
      for (const char* end : {"", "-wal", "-shm"}) fs::remove(file + end);
  }

  std::string fresh_file() {
    files_.push_back((fs::temp_directory_path() / fmt::format("lockgate-{}-{}.db", ::getpid(), files_.size())).string());
    return files_.back();
  }

  static Store open(const std::string& url) { return std::move(Store::open(url, IfMissing::Create).value()); }
  Store open() const { return open(url_); }

  static Decimal shipped(Store& store, const std::string& license) {
    Decimal sum;
    EXPECT_TRUE(store.look([&](const State& state) { sum = find<Line>(state, license, std::int64_t{1})->shipped; }));
    return sum;
  }

  static void expect_sound(Store& store, const std::string& where = "") {
    const auto audit = store.audit();
    ASSERT_TRUE(audit) << audit.error().message;
    EXPECT_EQ(audit->fault ? audit->fault->what : "", "") << where;
  }

  std::string url_;
  std::vector<std::string> files_;
};

// The process of a client; it leaves without running the parent's destructors.
template <class Work>
pid_t client(Work work) {
  const pid_t child = ::fork();
  if (child != 0) return child;
  work();
  ::_exit(0);
}

TEST_P(Stores, AnswerLikeTheAuditorAndKeepWhatTheyAnswered) {
  std::mt19937 dice(7);
  Auditor auditor;
  for (int round = 0; round < 3; ++round) {
    Store store = open();  // every round finds what the one before it left
    if (round == 0)
      for (const Command& command : opening()) EXPECT_EQ(to_string(store.perform(by("me", command))->code), auditor.expect(command));
    for (int i = 0; i < 60; ++i) {
      std::vector<Request> group;
      for (std::uint32_t n = dice() % 4; n-- > 0;) group.push_back(by("me", any_command(dice)));
      const auto outcomes = store.perform(group);
      ASSERT_TRUE(outcomes) << outcomes.error().message;
      for (std::size_t n = 0; n < group.size(); ++n)
        ASSERT_EQ(to_string((*outcomes)[n].code), auditor.expect(group[n].command)) << to_json(group[n].command);
    }
  }
  Store store = open();
  for (const char* license : {"L-1", "L-2"}) EXPECT_EQ(shipped(store, license), Decimal::of(auditor.balance(license, 1).shipped));
  expect_sound(store);
}

TEST_P(Stores, LeaveTheSameBytes) {
  std::mt19937 dice(11);
  Store store = open();
  Store file = open("sqlite:" + fresh_file());
  std::vector<Command> commands = opening();
  for (int i = 0; i < 100; ++i) commands.push_back(any_command(dice));
  for (const Command& command : commands) {
    store.perform(by("me", command));
    file.perform(by("me", command));
  }
  EXPECT_EQ(store.audit()->hash, file.audit()->hash);
  EXPECT_EQ(store.audit()->entries, static_cast<std::int64_t>(commands.size()));
}

TEST_P(Stores, GiveTheLastPieceToOneOfTwoProcesses) {
  for (int round = 0; round < 3; ++round) {
    const std::string name = "L-" + std::to_string(round);
    AddLicense license = test::license(name, 1);
    license.caps.clear();
    {
      Store store = open();
      store.perform(by("me", Accredit{"Lab", Date::parse("2030-01-01").value()}));
      store.perform(by("me", license));
    }
    std::vector<pid_t> children;
    for (int c = 0; c < 2; ++c)
      children.push_back(client([&] {
        Store store = open();
        ::_exit(store.perform(by("child", draw_of_client(c, round, 1, name)))->code == Code::Done ? 1 : 0);
      }));
    int winners = 0;
    for (const pid_t child : children) {
      int status = 0;
      ::waitpid(child, &status, 0);
      ASSERT_TRUE(WIFEXITED(status));
      winners += WEXITSTATUS(status);
    }
    EXPECT_EQ(winners, 1);
    Store store = open();
    EXPECT_EQ(shipped(store, name), Decimal::of(1));
    expect_sound(store);
  }
}

// A client draws one piece after the other and says through a pipe which were answered, until it is killed. What was answered
// is there; what is there beyond it is at most the group that was under way.
TEST_P(Stores, LoseNothingAndDoubleNothingWhenKilled) {
  constexpr int kGroup = 3;
  const char* wished = std::getenv("LOCKGATE_CRASHES");
  const int runs = wished == nullptr ? 12 : std::atoi(wished);
  AddLicense license = test::license("L-1", 1'000'000);
  license.caps.clear();
  {
    Store store = open();
    store.perform(by("me", Accredit{"Lab", Date::parse("2030-01-01").value()}));
    store.perform(by("me", license));
  }
  std::mt19937 dice(3);
  std::int64_t before = 0;
  for (int run = 0; run < runs; ++run) {
    int pipe[2];
    ASSERT_EQ(::pipe(pipe), 0);
    const pid_t child = client([&] {
      Store store = open();
      for (int number = 0;; ++number) {
        std::vector<Request> group;
        for (int i = 0; i < kGroup; ++i) group.push_back(by("child", draw_of_client(run, number * kGroup + i, 1, "L-1")));
        const auto outcomes = store.perform(group);
        if (!outcomes || outcomes->back().code != Code::Done) ::_exit(1);
        if (::write(pipe[1], "+", 1) != 1) ::_exit(1);
      }
    });
    ::close(pipe[1]);
    std::this_thread::sleep_for(std::chrono::microseconds(5'000 + dice() % 60'000));
    ::kill(child, SIGKILL);
    std::int64_t answered = 0;
    for (char mark; ::read(pipe[0], &mark, 1) == 1;) answered += kGroup;
    ::close(pipe[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    ASSERT_TRUE(WIFSIGNALED(status)) << "the client failed by itself";

    Store store = open();
    const Decimal now = shipped(store, "L-1");
    const auto after = static_cast<std::int64_t>(now.mantissa());
    ASSERT_TRUE(after == before + answered || after == before + answered + kGroup) << before << " + " << answered << " became " << after;
    before = after;
    // The whole chain is followed every so often, since that takes longer with every run.
    if (run % 50 == 0 || run + 1 == runs) expect_sound(store, fmt::format("run {}", run));
  }
}

TEST_P(Stores, SurviveTheServer) {
  if (std::string(GetParam()) != "postgres") GTEST_SKIP() << "a file has no server";
  Store store = open();
  for (const Command& command : opening()) store.perform(by("me", command));
  EXPECT_EQ(store.perform(by("me", draw_of_client(1, 1, 2, "L-2")))->code, Code::Done);
  Server::get().restart();
  EXPECT_EQ(store.perform(by("me", draw_of_client(1, 2, 2, "L-2"))).error().code, "LG0702");  // the connection is gone
  Store again = open();
  EXPECT_EQ(again.perform(by("me", draw_of_client(1, 1, 2, "L-2")))->code, Code::Exists);
  EXPECT_EQ(again.perform(by("me", draw_of_client(1, 2, 2, "L-2")))->code, Code::Done);
  expect_sound(again);
}

INSTANTIATE_TEST_SUITE_P(Each, Stores, testing::Values("sqlite", "postgres"), [](const auto& each) { return std::string(each.param); });

}  // namespace
}  // namespace lockgate::test
