// Decides sealed determinations again.
#include <fmt/format.h>

#include "cli/command.h"
#include "cli/layout.h"
#include "cli/ledger_access.h"
#include "cli/sealed_entry.h"
#include "desk/seal.h"

namespace lockgate::cli {
namespace {

using Json = nlohmann::ordered_json;

struct Arguments {
  std::string id;
  bool is_all = false;
  bool is_list = false;
  LedgerAccess access;
};

const char* word_of(const desk::Replay& replay) { return !replay.missing.empty() ? "missing" : replay.is_same ? "same" : "differs"; }

Json json_of(const ledger::Sealed& sealed, const desk::Replay& replay) {
  Json json{{"id", sealed.id}, {"order", sealed.order}, {"result", word_of(replay)}, {"digest", sealed.digest}};
  if (!sealed.screened.empty()) json["screening"] = "as sealed";
  if (!replay.missing.empty()) json["missing"] = replay.missing;
  if (replay.missing.empty() && !replay.is_same) json["now"] = replay.bytes;
  return json;
}

void judge(Session& session, const desk::Replay& replay) {
  if (!replay.missing.empty()) session.worsen(Status::BadWorld);
  else if (!replay.is_same) session.worsen(Status::SomeDoNot);
}

void explain_missing(Session& session, const std::vector<std::string>& missing, const std::string& where) {
  for (const std::string& each : missing)
    session.complain({"LG0725", "this was sealed under another " + each, where, "name the folder with the rulebook and catalogue of that version: --data DIR"});
}

void one(Session& session, const Arguments& given, ledger::Store& store, const desk::Desk& desk) {
  const auto each = find_sealed(session, store, given.id);
  if (!each) return;
  const desk::Replay replay = desk::replay(desk, *each);
  judge(session, replay);
  explain_missing(session, replay.missing, each->id);
  const std::string said = fmt::format("{}  {}  {}: {}\n", each->id, each->order, each->verdict,
                                       !replay.missing.empty() ? "cannot be replayed here" : replay.is_same ? "the same bytes" : "OTHER BYTES");
  const std::string screened = each->screened.empty() ? "" : "what the lists said of the parties is sealed with it and was not asked again\n";
  session.out().write(given.access.is_json() ? json_of(*each, replay).dump(2) + "\n" : printable(said + screened));
  if (!given.access.is_json() && replay.missing.empty() && !replay.is_same) session.out().write(printable("sealed: " + each->bytes + "\nnow:    " + replay.bytes + "\n"));
}

void all(Session& session, const Arguments& given, ledger::Store& store, const desk::Desk& desk) {
  Json bad = Json::array();
  std::uint64_t same = 0, differs = 0, missing = 0;
  std::vector<std::string> first_missing;
  const auto looked = each_sealed(store, [&](const SealedEntry& each) {
    const desk::Replay replay = desk::replay(desk, each.sealed);
    judge(session, replay);
    ++(!replay.missing.empty() ? missing : replay.is_same ? same : differs);
    if (first_missing.empty()) first_missing = replay.missing;
    if (!replay.is_same) bad.push_back(json_of(each.sealed, replay));
    return true;
  });
  if (!looked) return refuse_ledger(session, looked.error());
  explain_missing(session, first_missing, fmt::format("{} of {}", missing, same + differs + missing));
  const Json json{{"sealed", same + differs + missing}, {"same", same}, {"differ", differs}, {"missing", missing}, {"those", bad}};
  std::string said = fmt::format("{} sealed: {} the same bytes, {} other bytes, {} cannot be replayed here\n", same + differs + missing, same, differs, missing);
  for (const Json& each : bad)
    if (each["result"] == "differs") said += fmt::format("  {}  {}\n", each["id"].get<std::string>(), each["order"].get<std::string>());
  session.out().write(given.access.is_json() ? json.dump(2) + "\n" : printable(said));
}

void list(Session& session, const Arguments& given, ledger::Store& store) {
  Json json = Json::array();
  std::string said;
  const auto looked = each_sealed(store, [&](const SealedEntry& each) {
    const ledger::Sealed& sealed = each.sealed;
    json.push_back({{"id", sealed.id}, {"order", sealed.order}, {"as_of", sealed.as_of.to_string()}, {"verdict", sealed.verdict}, {"at", each.entry.at}, {"actor", each.entry.actor}});
    said += fmt::format("{}  {}  {:10}  {}  {}\n", sealed.id, sealed.as_of.to_string(), sealed.verdict, each.entry.at, sealed.order);
    return true;
  });
  if (!looked) return refuse_ledger(session, looked.error());
  session.out().write(given.access.is_json() ? json.dump(2) + "\n" : printable(said));
}

void run(Session& session, const Arguments& given) {
  const bool names_one = !given.id.empty();
  if (static_cast<int>(names_one) + static_cast<int>(given.is_all) + static_cast<int>(given.is_list) != 1)
    return session.refuse({"LG0001", "expected one of ID, `--all`, `--list`", "", "`lockgate replay --list` lists what is sealed"});
  auto store = given.access.open(session);
  if (!store) return;
  if (given.is_list) return list(session, given, *store);
  const auto desk = session.open_desk();
  if (desk == nullptr) return;
  if (given.is_all) all(session, given, *store, *desk);
  else one(session, given, *store, *desk);
}

}  // namespace

Action declare_replay(CLI::App& app) {
  const auto given = std::make_shared<Arguments>();
  add_text(app, "id", given->id, "ID", "a sealed determination, or an order of which one is sealed");
  add_flag(app, "--all", given->is_all, "every determination of the ledger");
  add_flag(app, "--list", given->is_list, "only list what is sealed");
  given->access.declare(app, LedgerAccess::Kind::Reads);
  return [given](Session& session) { run(session, *given); };
}

}  // namespace lockgate::cli
