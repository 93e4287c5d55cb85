#include "cli/sealed_entry.h"

#include <fmt/format.h>

#include "base/json.h"
#include "cli/ledger_access.h"

namespace lockgate::cli {
namespace {

using ledger::Entry;
using ledger::Row;
using ledger::Sealed;

constexpr int kAtOnce = 500;

std::optional<Sealed> sealed_in(const Entry& entry) {
  const std::string mark = fmt::format("{{\"{}\":", Sealed::kTable);
  if (!entry.changes.starts_with(mark)) return std::nullopt;
  const auto changes = nlohmann::json::parse(entry.changes, nullptr, false);
  if (!changes.is_object()) return std::nullopt;
  const auto& rows = changes[Sealed::kTable];
  if (!rows.is_array() || rows.size() != 1 || rows[0].size() != ledger::shape_of<Sealed>().columns.size()) return std::nullopt;
  return ledger::from_row<Sealed>(rows[0].get<Row>());
}

}  // namespace

Result<void> each_sealed(ledger::Store& store, const std::function<bool(const SealedEntry&)>& visit) {
  std::string previous = ledger::kNoHash;
  for (std::int64_t after = 0;;) {
    const auto entries = store.entries_after(after, kAtOnce);
    if (!entries) return tl::unexpected(entries.error());
    if (entries->empty()) return {};
    for (const Entry& entry : *entries) {
      if (auto sealed = sealed_in(entry); sealed && !visit({std::move(*sealed), entry, previous})) return {};
      previous = entry.hash;
    }
    after = entries->back().sequence;
  }
}

std::optional<Sealed> find_sealed(Session& session, ledger::Store& store, const std::string& name) {
  std::vector<Sealed> found;
  const auto looked = store.look([&](const ledger::State& state) {
    if (auto sealed = ledger::find<Sealed>(state, name)) found.push_back(std::move(*sealed));
    else found = ledger::list<Sealed>(state, "order", name);
  });
  if (!looked) {
    refuse_ledger(session, looked.error());
    return std::nullopt;
  }
  if (found.size() == 1) return std::move(found.front());
  std::vector<std::string> ids;
  for (const Sealed& each : found) ids.push_back(each.id);
  const std::string message = ids.empty() ? fmt::format("no determination `{}` is sealed in this ledger", name)
                                          : fmt::format("`{}` is sealed {} times: {}", name, ids.size(), fmt::join(ids, ", "));
  session.refuse({"LG0721", message, "", ids.empty() ? "`lockgate replay --list` lists them" : "name one of these ids"});
  return std::nullopt;
}

}  // namespace lockgate::cli
