#include "ledger/store.h"

#include "ledger/machine.h"

namespace lockgate::ledger {
namespace {

// A conflict is the rare case, since writers queue; after so many something else is wrong.
constexpr int kAttempts = 20;
// Rows kept in memory between transactions, some 20 MB.
constexpr std::size_t kWarmRows = 20'000;
constexpr int kEntriesAtOnce = 1'000;

}  // namespace

Result<Store> Store::open(const std::string& url, IfMissing if_missing) {
  auto database = open_database(url, if_missing);
  if (!database) return tl::unexpected(database.error());
  Store store(std::move(*database));
  for (int attempt = 1;; ++attempt) {
    const Result<void> done = store.prepare(if_missing);
    if (done) return store;
    if (if_missing == IfMissing::Refuse || attempt == kAttempts) return tl::unexpected(done.error());
  }
}

Result<void> Store::prepare(IfMissing if_missing) {
  if (database_->run(R"(SELECT 1 FROM "journal" WHERE "sequence" = 0)", {})) return {};
  if (if_missing == IfMissing::Refuse) return fail("LG0701", "there is no ledger here", "`lockgate license add` begins one");
  if (auto begun = database_->begin_creating(); !begun) return begun;
  auto created = create_tables(*database_);
  if (created) created = database_->execute("COMMIT");
  if (!created) (void)database_->execute("ROLLBACK");
  return created;
}

Result<std::vector<Outcome>> Store::perform(const std::vector<Request>& requests) {
  for (int attempt_number = 1;; ++attempt_number) {
    auto outcomes = attempt(requests);
    const bool is_final = outcomes || outcomes.error().code != kConflict || attempt_number == kAttempts;
    if (is_final) return outcomes;
  }
}

Result<Outcome> Store::perform(const Request& request) {
  const auto outcomes = perform(std::vector{request});
  if (!outcomes) return tl::unexpected(outcomes.error());
  return outcomes->front();
}

Result<std::vector<Outcome>> Store::attempt(const std::vector<Request>& requests) {
  if (auto begun = database_->begin_writing(); !begun) return tl::unexpected(begun.error());
  auto outcomes = write_all(requests);
  if (outcomes) {
    const auto committed = database_->execute("COMMIT");
    if (committed) return outcomes;
    outcomes = tl::unexpected(committed.error());
  }
  warm_.reset();
  (void)database_->execute("ROLLBACK");
  return outcomes;
}

Result<std::vector<Outcome>> Store::write_all(const std::vector<Request>& requests) {
  const Result<Entry> last = last_entry(*database_);
  if (!last) return tl::unexpected(last.error());
  Warm& warm = warm_after(*last);
  const State& so_far = warm.draft;
  Draft batch(so_far);
  std::vector<Outcome> outcomes;
  std::vector<Entry> entries;
  Entry next = *last;
  for (const Request& request : requests) {
    Step step = ledger::apply(batch, request.command);
    Entry entry{next.sequence + 1, request.at, request.actor, to_json(request.command), to_json(step.outcome), to_json(step.changes), ""};
    entry.hash = hash_of(next.hash, entry);
    next = {entry.sequence, "", "", "", "", "", entry.hash};
    entries.push_back(std::move(entry));
    batch.put(std::move(step.changes));
    outcomes.push_back(std::move(step.outcome));
  }
  if (auto appended = append(*database_, entries); !appended) return tl::unexpected(appended.error());
  if (auto written = write(*database_, batch.changes()); !written) return tl::unexpected(written.error());
  if (warm.stored.failure()) return tl::unexpected(*warm.stored.failure());
  warm.draft.put(batch.take());
  warm.written += requests.size();
  warm.hash = next.hash;
  return outcomes;
}

Store::Warm& Store::warm_after(const Entry& last) {
  const bool is_right = warm_ && warm_->hash == last.hash && warm_->cached.size() + warm_->written < kWarmRows;
  if (!is_right) warm_ = std::make_unique<Warm>(*database_);
  return *warm_;
}

Result<void> Store::look(const std::function<void(const State&)>& see) {
  if (auto begun = database_->begin_reading(); !begun) return begun;
  const StoredState state(*database_);
  see(state);
  const auto ended = database_->execute("COMMIT");
  return state.failure() ? tl::unexpected(*state.failure()) : ended;
}

Result<Audit> Store::audit() {
  if (auto begun = database_->begin_reading(); !begun) return tl::unexpected(begun.error());
  auto audit = audit_inside();
  (void)database_->execute("COMMIT");
  return audit;
}

Result<std::vector<Entry>> Store::entries_after(std::int64_t sequence, int count) { return ledger::entries_after(*database_, sequence, count); }

Result<Audit> Store::audit_inside() {
  ChainCheck check;
  const auto so_far = [&](std::optional<Fault> fault) { return Audit{check.sequence(), check.hash(), std::move(fault)}; };
  for (;;) {
    const auto entries = ledger::entries_after(*database_, check.sequence(), kEntriesAtOnce);
    if (!entries) return tl::unexpected(entries.error());
    for (const Entry& entry : *entries)
      if (auto fault = check.add(entry)) return so_far(std::move(fault));
    if (entries->empty()) break;
  }
  const StoredState state(*database_);
  auto fault = check.compare(state);
  if (state.failure()) return tl::unexpected(*state.failure());
  return so_far(std::move(fault));
}

}  // namespace lockgate::ledger
