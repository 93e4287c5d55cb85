// What a firm has laid over the rulebooks (docs/service.md), as the ledger has it; and its overlays as folders, so that the command line decides
// under the same law, digest for digest.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "cli/command.h"
#include "cli/ledger_access.h"
#include "cli/output_file.h"

namespace lockgate::cli {
namespace {

using Json = nlohmann::ordered_json;
using ledger::Publication;

struct Arguments {
  LedgerAccess access;
  std::string out;
};

Json json_of(const std::vector<Publication>& all) {
  Json out = Json::array();
  for (const Publication& one : all)
    out.push_back({{"number", one.number}, {"overlay", one.overlay}, {"text", one.text}, {"author", one.author}, {"approver", one.approver}, {"proposal", one.proposal}, {"published_on", one.published_on.to_string()}, {"before", one.before}, {"after", one.after},
                   {"begins", ledger::names_in(one.begins)}, {"changes", ledger::names_in(one.changes)}, {"ends", ledger::names_in(one.ends)}});
  return out;
}

std::string text_of(const Publication& one) {
  return fmt::format("{}  {}  {}  {}, approved by {}  {}\n", one.number, one.published_on.to_string(), one.overlay, one.author, one.approver, one.text.empty() ? "taken away" : fmt::format("{} names begin, {} change, {} end", ledger::names_in(one.begins).size(), ledger::names_in(one.changes).size(), ledger::names_in(one.ends).size()));
}

// `--overlay` takes them as they are printed.
void write_folders(Session& session, const std::string& folder, const std::vector<Publication>& standing) {
  for (const Publication& one : standing) {
    const std::filesystem::path place = std::filesystem::path(folder) / one.overlay;
    std::error_code error;
    std::filesystem::create_directories(place, error);
    if (write_file(session, (place / "rulebook.md").string(), one.text)) session.out().write(fmt::format("--overlay {}\n", place.string()));
  }
}

void show(Session& session, const Arguments& given) {
  const auto day = given.access.day(session);
  auto store = day ? given.access.open(session) : std::nullopt;
  if (!store) return;
  std::vector<Publication> all;
  if (const auto looked = store->look([&](const ledger::State& state) { all = ledger::publications(state); }); !looked) return refuse_ledger(session, looked.error());
  std::erase_if(all, [&](const Publication& one) { return one.published_on > *day; });
  if (!given.out.empty()) return write_folders(session, given.out, ledger::standing(all));
  if (given.access.is_json()) return session.out().write(json_of(all).dump(2) + "\n");
  for (const Publication& one : all) session.out().write(text_of(one));
}

}  // namespace

Action declare_law_published(CLI::App& app) {
  const auto given = std::make_shared<Arguments>();
  given->access.declare(app, LedgerAccess::Kind::Reads);
  add_text(app, "--out", given->out, "DIR", "write each overlay that stands into a folder of its name, for `--overlay`");
  return [given](Session& session) { show(session, *given); };
}

}  // namespace lockgate::cli
