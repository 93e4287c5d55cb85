#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/json.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/list_access.h"
#include "cli/list_delta.h"
#include "cli/names.h"
#include "cli/options.h"
#include "cli/page.h"
#include "cli/snapshot_access.h"
#include "desk/list_difference.h"

namespace lockgate::cli {
namespace {

using Json = nlohmann::ordered_json;
using trade::ListedParty;

struct Arguments {
  std::string before;
  std::string after;
  std::string force;
  std::string parties;
  std::string orders;
  std::vector<std::string> holdings;
  std::string rulings;
  std::string key;
  std::string format = "table";
};

// The entries of a list, or of all lists of a snapshot.
std::optional<std::vector<ListedParty>> read(Session& session, const std::string& given, const std::string& key) {
  std::vector<std::string> paths = {given};
  if (!expand_snapshots(session, paths, key)) return std::nullopt;
  std::vector<ListedParty> out;
  for (const std::string& path : paths) {
    auto file = wire::read_list(path);
    if (!file) return session.refuse(file.error()), std::nullopt;
    std::move(file->parties.begin(), file->parties.end(), std::back_inserter(out));
  }
  return out;
}

std::string name_of(const ListedParty& party) {
  return fmt::format("{} ({} {})", party.names.empty() ? "" : party.names.front().text, party.source, party.id);
}

Json json_of(const ListedParty& party) {
  return {{"source", party.source}, {"entry", party.id}, {"name", party.names.empty() ? "" : party.names.front().text}};
}

void check(Session& session, const Arguments& given) {
  const auto before = read(session, given.before, given.key), after = read(session, given.after, given.key);
  if (!before || !after) return;
  const desk::ListDifference difference = desk::difference_of(*before, *after);
  for (const auto& [source, count] : difference.sources)
    session.out().write(fmt::format("{}: {} entries, {} before, {} of these removed\n", source, count.after,
                                    count.before, count.removed));
  const std::vector<std::string> shrunk = difference.shrunk();
  if (shrunk.empty()) return;
  const Error error{"LG0536",
                    fmt::format("the list drops more than 2 % of the entries of `{}`", fmt::join(shrunk, "`, `")),
                    given.after, "fetch it again; if the publisher took them off, say so with --force REASON"};
  if (!trim(given.force).empty())
    return session.complain(
        {error.code, fmt::format("{}; accepted because: {}", error.message, given.force), given.after, ""},
        Severity::Warning);
  session.complain(error);
  session.worsen(Status::BadWorld);
}

// What is said of a stored party under one list and the other.
struct Delta {
  AskedName asked;
  trade::Screened before;
  trade::Screened after;
  bool is_empty() const { return before.result == after.result && before.lists == after.lists; }
};

std::string outcome_of(const trade::Screened& one) {
  return one.lists.empty() ? one.result : fmt::format("{} ({})", one.result, fmt::join(one.lists, ", "));
}

std::unique_ptr<const desk::PartyScreen> screen_with(Session& session, const desk::Desk& desk, const std::string& list,
                                                     const Arguments& given) {
  std::unique_ptr<const desk::PartyScreen> out;
  ListAccess access;
  access.lists = {list};
  access.holdings = given.holdings;
  access.rulings = given.rulings;
  access.key = given.key;
  return access.open(session, desk, out) ? std::move(out) : nullptr;
}

// Parties and orders that the new list concerns.
struct Concerned {
  std::vector<Delta> parties;
  OrderDeltas orders;
};

std::optional<Concerned> concerned(Session& session, const Arguments& given) {
  Concerned out;
  if (given.parties.empty() && given.orders.empty()) return out;
  const auto desk = session.open_desk();
  if (desk == nullptr) return std::nullopt;
  const auto before = screen_with(session, *desk, given.before, given),
             after = screen_with(session, *desk, given.after, given);
  if (before == nullptr || after == nullptr) return std::nullopt;
  if (!given.parties.empty())
    for (AskedName& asked : names_in(session, {given.parties}, "name")) {
      Delta delta{std::move(asked), {}, {}};
      delta.before = before->ask(delta.asked.text);
      delta.after = after->ask(delta.asked.text);
      if (!delta.is_empty()) out.parties.push_back(std::move(delta));
    }
  if (given.orders.empty()) return out;
  auto orders = order_deltas(session, *desk, *before, *after, given.orders);
  if (!orders) return std::nullopt;
  out.orders = std::move(*orders);
  return out;
}

void write_table(Session& session, const desk::ListDifference& difference, const Concerned& concerned) {
  Page page;
  for (const ListedParty* party : difference.added) page.item("+", name_of(*party));
  for (const ListedParty* party : difference.removed) page.item("-", name_of(*party));
  for (const desk::ChangedParty& party : difference.changed) page.item("~", name_of(*party.after));
  for (const Delta& delta : concerned.parties)
    page.item("!",
              fmt::format("{}{}: {} → {}", delta.asked.text,
                          delta.asked.origin.empty() ? "" : " (" + delta.asked.origin + ")", outcome_of(delta.before),
                          outcome_of(delta.after)),
              0, Style::Yellow);
  for (const OrderDelta& delta : concerned.orders.changed) add_to(page, delta);
  page.write_text(session.out());
  const auto otherwise = std::count_if(concerned.orders.changed.begin(), concerned.orders.changed.end(),
                                       [](const OrderDelta& delta) { return !delta.decided.is_empty(); });
  session.talk().write(fmt::format("{} added | {} removed | {} changed | {} parties with another outcome",
                                   difference.added.size(), difference.removed.size(), difference.changed.size(),
                                   concerned.parties.size()));
  if (concerned.orders.orders > 0)
    session.talk().write(fmt::format(" | of {} orders {} decided otherwise", concerned.orders.orders, otherwise));
  session.talk().write("\n");
}

void write_json(Session& session, const desk::ListDifference& difference, const Concerned& concerned) {
  Json out = {{"added", Json::array()},
              {"removed", Json::array()},
              {"changed", Json::array()},
              {"parties", Json::array()},
              {"orders", Json::array()}};
  for (const ListedParty* party : difference.added) out["added"].push_back(json_of(*party));
  for (const ListedParty* party : difference.removed) out["removed"].push_back(json_of(*party));
  for (const desk::ChangedParty& party : difference.changed) out["changed"].push_back(json_of(*party.after));
  for (const OrderDelta& delta : concerned.orders.changed) out["orders"].push_back(json_of(delta));
  for (const Delta& delta : concerned.parties)
    out["parties"].push_back({{"name", delta.asked.text},
                              {"from", delta.asked.origin},
                              {"before", {{"result", delta.before.result}, {"lists", delta.before.lists}}},
                              {"after", {{"result", delta.after.result}, {"lists", delta.after.lists}}}});
  session.out().write(out.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
}

void compare(Session& session, const Arguments& given) {
  const auto before = read(session, given.before, given.key), after = read(session, given.after, given.key);
  if (!before || !after) return;
  const desk::ListDifference difference = desk::difference_of(*before, *after);
  const auto found = concerned(session, given);
  if (!found) return;
  if (!found->parties.empty() || !found->orders.changed.empty()) session.worsen(Status::SomeDoNot);
  given.format == "json" ? write_json(session, difference, *found) : write_table(session, difference, *found);
}

}  // namespace

Action declare_lists_check(CLI::App& app) {
  const auto given = std::make_shared<Arguments>();
  add_text(app, "NEW", given->after, " ", "the list that was fetched")->required();
  add_text(app, "--against", given->before, "OLD", "the list in use")->required();
  add_text(app, "--force", given->force, "REASON", "accept that entries are gone, for this reason");
  return [given](Session& session) { check(session, *given); };
}

Action declare_lists_diff(CLI::App& app) {
  const auto given = std::make_shared<Arguments>();
  add_text(app, "OLD", given->before, " ", "a list, or the folder of a snapshot")->required();
  add_text(app, "NEW", given->after, " ", "the same list later")->required();
  add_text(app, "--parties", given->parties, "FILE", "names or orders: whose outcome changes?");
  add_text(app, "--orders", given->orders, "FILE", "orders: which hits and which outcomes change?");
  add_list(app, "--holdings", given->holdings, "FILE", "who owns whom, for `--orders`; repeat for more");
  add_text(app, "--rulings", given->rulings, "FILE", "what persons have said about hits");
  add_text(app, "--lists-key", given->key, "FILE",
           "refuse a snapshot that this key did not sign; otherwise LOCKGATE_LISTS_KEY");
  add_choice(app, "--format", given->format, {"table", "json"}, "how to write it");
  return [given](Session& session) { compare(session, *given); };
}

}  // namespace lockgate::cli
