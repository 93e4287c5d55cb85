#include "cli/list_access.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cstdlib>

#include "base/text.h"
#include "cli/findings.h"
#include "cli/holdings.h"
#include "cli/options.h"
#include "cli/snapshot_access.h"

namespace lockgate::cli {
namespace {

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

bool read_lists(Session& session, const std::vector<std::string>& paths, std::vector<wire::ListFile>& out) {
  for (const std::string& path : paths) {
    auto file = wire::read_list(path);
    if (!file) {
      session.refuse(file.error());
      return false;
    }
    tell(session, file->path, file->findings, "names were mended or taken apart");
    out.push_back(std::move(*file));
  }
  return true;
}

void say_excerpt(Session& session, const desk::Watch& watch) {
  for (const desk::WatchedList& list : watch.lists())
    if (list.is_excerpt)
      session.complain({"LG0520", "names are compared with a small excerpt of US lists; nobody is cleared by that", "",
                        "name a complete list with --list FILE"},
                       Severity::Warning);
}

// A line that was left out may be the one that restricts somebody.
bool read(Session& session, const std::vector<std::string>& paths, trade::Ownership& out) {
  if (paths.empty()) return true;
  auto holdings = read_holdings(session, paths);
  if (!holdings || !holdings->is_whole) return false;
  out = std::move(holdings->ownership);
  return true;
}

// Paths with `:` between.
void add_paths(const char* name, std::vector<std::string>& paths) {
  const std::string all = variable(name);
  if (!paths.empty()) return;
  for (const std::string_view path : split(all, ':'))
    if (!path.empty()) paths.emplace_back(path);
}

// Nobody should think that an order was cleared of a list it was never compared with.
void say_not_compared(Session& session, const desk::PartyScreen& screen) {
  if (screen.not_compared().empty()) return;
  session.complain(
      {"LG0533", fmt::format("the lists given say nothing of `{}`", fmt::join(screen.not_compared(), "`, `")), "",
       "add the lists that are missing, or give `lists` in the order"},
      Severity::Warning);
}

}  // namespace

std::unique_ptr<const desk::Watch> open_watch(Session& session, const std::vector<std::string>& given,
                                              screen::Levels levels, const std::string& key) {
  const std::string data = session.data();
  std::vector<wire::ListFile> files;
  std::vector<std::string> paths = given;
  if (data.empty() || !expand_snapshots(session, paths, key) || !read_lists(session, paths, files)) return nullptr;
  Diagnostics diagnostics;
  auto watch = desk::Watch::open(data, std::move(files), levels, diagnostics);
  session.report(diagnostics);
  if (watch) {
    say_excerpt(session, **watch);
    return std::move(*watch);
  }
  session.complain(watch.error());
  session.worsen(Status::BadWorld);
  return nullptr;
}

void ListAccess::declare(CLI::App& app) {
  add_list(app, "--lists,--list", lists, "FILE",
           "screen the parties against this list; repeat for more; otherwise LOCKGATE_LISTS");
  add_list(
      app, "--holdings", holdings, "FILE",
      "who owns whom: JSON Lines, GLEIF, BODS or the UK's PSC snapshot; repeat for more; otherwise LOCKGATE_HOLDINGS");
  add_text(app, "--lists-key", key, "FILE",
           "refuse a snapshot of lists that this key did not sign; otherwise LOCKGATE_LISTS_KEY");
  add_text(app, "--rulings", rulings, "FILE", "what persons have said about hits; otherwise LOCKGATE_RULINGS");
}

ListAccess ListAccess::with_environment() const {
  ListAccess out = *this;
  add_paths("LOCKGATE_LISTS", out.lists);
  add_paths("LOCKGATE_HOLDINGS", out.holdings);
  if (out.rulings.empty()) out.rulings = variable("LOCKGATE_RULINGS");
  return out;
}

bool ListAccess::open(Session& session, const desk::Desk& desk, std::unique_ptr<const desk::PartyScreen>& out) const {
  const ListAccess all = with_environment();
  if (all.is_empty()) return true;
  if (all.lists.empty())
    return session.refuse({"LG0534", "holdings and rulings are of use only together with lists", "",
                           "name the lists with --lists FILE"}),
           false;
  auto ruled = all.rulings.empty() ? Result<desk::Rulings>(desk::Rulings()) : desk::Rulings::open(all.rulings);
  if (!ruled) return session.refuse(ruled.error()), false;
  desk::PartyScreen::Parts parts{nullptr, std::move(*ruled), {}, {}};
  Diagnostics diagnostics;
  parts.lanes = ownership::load_lanes(session.data() + "/watch/lanes.tsv", diagnostics);
  session.report(diagnostics);
  if (diagnostics.has_errors()) return session.worsen(Status::BadWorld), false;
  if (!read(session, all.holdings, parts.holdings)) return false;
  parts.watch = open_watch(session, all.lists, {}, all.key);
  if (parts.watch == nullptr) return false;
  auto screen = std::make_unique<desk::PartyScreen>(std::move(parts), desk.law());
  if (const trade::Words words = screen->unknown_words(); !words.empty())
    return session.refuse({"LG0532",
                           fmt::format("the holdings name lists that no rule and no publisher has: `{}`",
                                       fmt::join(words, "`, `")),
                           fmt::format("{}", fmt::join(all.holdings, ", ")),
                           "use the words of docs/contract.md, such as `entity_list`"}),
           false;
  say_not_compared(session, *screen);
  out = std::move(screen);
  return true;
}

trade::Determination decide(const desk::Desk& desk, const desk::PartyScreen* screen, trade::Order& order,
                            const decide::Options& options) {
  if (screen == nullptr) return desk.decide(order, options);
  const std::vector<trade::Screened> found = screen->fill(order, options.as_of);
  trade::Determination out = desk.decide(order, options);
  desk::note_screening(screen->lists(), found, desk.law(), options.language, out);
  return out;
}

}  // namespace lockgate::cli
