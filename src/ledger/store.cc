#include "ledger/store.h"

#include <span>

#include "ledger/machine.h"

namespace lockgate::ledger {
namespace {

// A conflict is the rare case, since writers queue; after so many something else is wrong.
constexpr int kAttempts = 20;
// What is kept in memory between transactions.
constexpr std::size_t kWarmBytes = 20'000'000;
constexpr std::size_t kBytesOfRow = 1'000;  // that was read; those of licenses and draws are smaller
constexpr int kEntriesAtOnce = 1'000;
// Entries that others wrote meanwhile; after more it is cheaper to read what is needed anew.
constexpr int kMostMissed = 250;
// Of a larger ledger the rows are compared in portions, so that an audit takes some hundreds of megabytes at most.
constexpr std::int64_t kEntriesAPortion = 4'000'000;

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
  if (database_->run(R"(SELECT 1 FROM "journal" WHERE "sequence" = 0)", {})) return add_publications();
  if (if_missing == IfMissing::Refuse) return fail("LG0701", "there is no ledger here", "`lockgate license add` begins one");
  if (auto begun = database_->begin_creating(); !begun) return begun;
  auto created = create_tables(*database_);
  if (created) created = database_->execute("COMMIT");
  if (!created) (void)database_->execute("ROLLBACK");
  return created;
}

// A ledger that was begun before rules were published has no table of it. Of several that open it at once one makes it.
Result<void> Store::add_publications() {
  const Shape& shape = shape_of<Publication>();
  if (has_table(*database_, shape)) return {};
  if (auto begun = database_->begin_creating(); !begun) return begun;
  auto created = create_table(*database_, shape);
  if (created) created = database_->execute("COMMIT");
  if (!created) (void)database_->execute("ROLLBACK");
  return has_table(*database_, shape) ? Result<void>() : created;
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
  auto outcomes = write_all(requests);
  if (outcomes) return outcomes;
  warm_.reset();
  (void)database_->execute("ROLLBACK");
  return outcomes;
}

// Others may have written since; what they did is in the journal.
Result<void> Store::begin() {
  const bool is_warm = warm_ && kBytesOfRow * warm_->cached.size() + warm_->written < kWarmBytes;
  const auto rows = database_->begin_writing(is_warm ? select_from(warm_->last.sequence, kMostMissed + 1) : select_last());
  if (!rows) return tl::unexpected(rows.error());
  std::vector<Entry> entries = entries_of(*rows);
  if (is_warm && catch_up(entries)) return {};
  if (is_warm) {
    const auto last = database_->run(select_last().text, {});
    if (!last) return tl::unexpected(last.error());
    entries = entries_of(*last);
  }
  warm_ = std::make_unique<Warm>(*database_);
  warm_->last = Entry{0, "", "", "", "", "", kNoHash};
  if (!entries.empty()) warm_->last = std::move(entries.back());
  return {};
}

// False: it cannot be said what happened since.
bool Store::catch_up(const std::vector<Entry>& entries) {
  const bool is_first = warm_->last.sequence == 0;
  const bool is_ours = is_first || (!entries.empty() && entries.front().sequence == warm_->last.sequence && entries.front().hash == warm_->last.hash);
  if (!is_ours || entries.size() > static_cast<std::size_t>(kMostMissed)) return false;
  for (const Entry& entry : std::span(entries).subspan(is_first ? 0 : 1)) {
    auto changes = changes_of(entry);
    if (!changes) return false;
    warm_->written += entry.changes.size();
    warm_->draft.put(std::move(*changes));
    warm_->last = {entry.sequence, "", "", "", "", "", entry.hash};
  }
  return true;
}

Result<std::vector<Outcome>> Store::write_all(const std::vector<Request>& requests) {
  if (auto begun = begin(); !begun) return tl::unexpected(begun.error());
  const State& so_far = warm_->draft;
  Draft batch(so_far);
  std::vector<Outcome> outcomes;
  std::vector<Entry> entries;
  Entry next = warm_->last;
  std::size_t written = 0;
  for (const Request& request : requests) {
    Step step = ledger::apply(batch, request.command);
    Entry entry{next.sequence + 1, request.at, request.actor, to_json(request.command), to_json(step.outcome), to_json(step.changes), ""};
    entry.hash = hash_of(next.hash, entry);
    written += entry.changes.size();
    next = {entry.sequence, "", "", "", "", "", entry.hash};
    entries.push_back(std::move(entry));
    batch.put(std::move(step.changes));
    outcomes.push_back(std::move(step.outcome));
  }
  if (warm_->stored.failure()) return tl::unexpected(*warm_->stored.failure());
  std::vector<Statement> statements;
  append(entries, statements);
  write(batch.changes(), statements);
  if (auto committed = database_->commit(statements); !committed) return tl::unexpected(committed.error());
  warm_->draft.put(batch.take());
  warm_->written += written;
  warm_->last = std::move(next);
  return outcomes;
}

Result<void> Store::look(const std::function<void(const State&)>& see) {
  if (auto begun = database_->begin_reading(); !begun) return begun;
  const StoredState state(*database_);
  see(state);
  const auto ended = database_->end_reading();
  return state.failure() ? tl::unexpected(*state.failure()) : ended;
}

Result<std::vector<Entry>> Store::entries_after(std::int64_t sequence, int count) { return ledger::entries_after(*database_, sequence, count); }

Result<std::map<std::string, std::int64_t>> Store::numbers_of_seals() { return ledger::numbers_of_seals(*database_); }

Result<std::vector<Entry>> Store::sealing_entry(const std::string& id) {
  auto found = entries_that_sealed(*database_, id);
  if (!found || found->empty()) return found;
  constexpr int kWithTheOneBefore = 2;
  const std::int64_t sequence = found->front().sequence;
  return ledger::entries_after(*database_, sequence - kWithTheOneBefore, sequence == 1 ? 1 : kWithTheOneBefore);
}

Result<Audit> Store::audit() {
  if (auto begun = database_->begin_reading(); !begun) return tl::unexpected(begun.error());
  Result<Audit> audit;
  const auto last = database_->run(select_last().text, {});
  if (!last) audit = tl::unexpected(last.error());
  const std::int64_t entries = !last || last->empty() ? 0 : entries_of(*last).front().sequence;
  const auto portions = static_cast<std::size_t>(1 + entries / kEntriesAPortion);
  for (std::size_t portion = 0; portion < portions && audit && !audit->fault; ++portion) audit = audit_inside(portion, portions);
  (void)database_->execute("COMMIT");
  return audit;
}

Result<Audit> Store::audit_inside(std::size_t portion, std::size_t portions) {
  ChainCheck check(portion, portions);
  const auto so_far = [&](std::optional<Fault> fault) { return Audit{check.sequence(), check.hash(), std::move(fault)}; };
  for (;;) {
    const auto entries = entries_after(check.sequence(), kEntriesAtOnce);
    if (!entries) return tl::unexpected(entries.error());
    for (const Entry& entry : *entries)
      if (auto fault = check.add(entry)) return so_far(std::move(fault));
    if (entries->empty()) break;
  }
  auto fault = compare_tables(check);
  if (fault && !*fault && !check.is_complete()) fault = name_missing(check);
  return fault ? Result<Audit>(so_far(std::move(*fault))) : tl::unexpected(fault.error());
}

Result<std::optional<Fault>> Store::compare_tables(ChainCheck& check) {
  for (const Shape* shape : shapes())
    for (Row after;;) {
      const auto rows = rows_after(*database_, *shape, after, kEntriesAtOnce);
      if (!rows) return tl::unexpected(rows.error());
      for (const Row& row : *rows)
        if (auto fault = check.see(*shape, row)) return fault;
      if (rows->empty()) break;
      after = key_of(*shape, rows->back());
    }
  return std::nullopt;
}

Result<std::optional<Fault>> Store::name_missing(const ChainCheck& check) {
  for (std::int64_t sequence = 0;;) {
    const auto entries = entries_after(sequence, kEntriesAtOnce);
    if (!entries) return tl::unexpected(entries.error());
    for (const Entry& entry : *entries)
      if (auto fault = check.name_missing(entry)) return fault;
    LG_CHECK(!entries->empty());
    sequence = entries->back().sequence;
  }
}

}  // namespace lockgate::ledger
