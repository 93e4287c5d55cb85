#include <fmt/format.h>
#include <fmt/ranges.h>

#include <nlohmann/json.hpp>

#include "base/text.h"
#include "cli/command.h"
#include "cli/list_access.h"
#include "cli/names.h"
#include "cli/options.h"
#include "cli/page.h"
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
  std::string rulings;
  std::string format = "table";
};

std::optional<wire::ListFile> read(Session& session, const std::string& path) {
  auto file = wire::read_list(path);
  if (file) return std::move(*file);
  session.refuse(file.error());
  return std::nullopt;
}

std::string name_of(const ListedParty& party) { return fmt::format("{} ({} {})", party.names.empty() ? "" : party.names.front().text, party.source, party.id); }

Json json_of(const ListedParty& party) { return {{"source", party.source}, {"entry", party.id}, {"name", party.names.empty() ? "" : party.names.front().text}}; }

void check(Session& session, const Arguments& given) {
  const auto before = read(session, given.before), after = read(session, given.after);
  if (!before || !after) return;
  const desk::ListDifference difference = desk::difference_of(before->parties, after->parties);
  for (const auto& [source, count] : difference.sources)
    session.out().write(fmt::format("{}: {} entries, {} before, {} of these removed\n", source, count.after, count.before, count.removed));
  const std::vector<std::string> shrunk = difference.shrunk();
  if (shrunk.empty()) return;
  const Error error{"LG0536", fmt::format("the list drops more than 2 % of the entries of `{}`", fmt::join(shrunk, "`, `")), given.after, "fetch it again; if the publisher took them off, say so with --force REASON"};
  if (!trim(given.force).empty()) return session.complain({error.code, fmt::format("{}; accepted because: {}", error.message, given.force), given.after, ""}, Severity::Warning);
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

std::string outcome_of(const trade::Screened& one) { return one.lists.empty() ? one.result : fmt::format("{} ({})", one.result, fmt::join(one.lists, ", ")); }

std::unique_ptr<const desk::PartyScreen> screen_with(Session& session, const desk::Desk& desk, const std::string& list, const std::string& rulings) {
  std::unique_ptr<const desk::PartyScreen> out;
  ListAccess access;
  access.lists = {list};
  access.rulings = rulings;
  return access.open(session, desk, out) ? std::move(out) : nullptr;
}

std::vector<Delta> deltas(Session& session, const Arguments& given) {
  std::vector<Delta> out;
  if (given.parties.empty()) return out;
  const auto desk = session.open_desk();
  if (desk == nullptr) return out;
  const auto before = screen_with(session, *desk, given.before, given.rulings), after = screen_with(session, *desk, given.after, given.rulings);
  if (before == nullptr || after == nullptr) return out;
  for (AskedName& asked : names_in(session, {given.parties}, "name")) {
    Delta delta{std::move(asked), {}, {}};
    delta.before = before->ask(delta.asked.text);
    delta.after = after->ask(delta.asked.text);
    if (!delta.is_empty()) out.push_back(std::move(delta));
  }
  return out;
}

void write_table(Session& session, const desk::ListDifference& difference, const std::vector<Delta>& deltas) {
  Page page;
  for (const ListedParty* party : difference.added) page.item("+", name_of(*party));
  for (const ListedParty* party : difference.removed) page.item("-", name_of(*party));
  for (const desk::ChangedParty& party : difference.changed) page.item("~", name_of(*party.after));
  for (const Delta& delta : deltas) page.item("!", fmt::format("{}{}: {} → {}", delta.asked.text, delta.asked.origin.empty() ? "" : " (" + delta.asked.origin + ")", outcome_of(delta.before), outcome_of(delta.after)), 0, Style::Yellow);
  page.write_text(session.out());
  session.talk().write(fmt::format("{} added | {} removed | {} changed | {} parties with another outcome\n", difference.added.size(), difference.removed.size(), difference.changed.size(), deltas.size()));
}

void write_json(Session& session, const desk::ListDifference& difference, const std::vector<Delta>& deltas) {
  Json out = {{"added", Json::array()}, {"removed", Json::array()}, {"changed", Json::array()}, {"parties", Json::array()}};
  for (const ListedParty* party : difference.added) out["added"].push_back(json_of(*party));
  for (const ListedParty* party : difference.removed) out["removed"].push_back(json_of(*party));
  for (const desk::ChangedParty& party : difference.changed) out["changed"].push_back(json_of(*party.after));
  for (const Delta& delta : deltas)
    out["parties"].push_back({{"name", delta.asked.text}, {"from", delta.asked.origin}, {"before", {{"result", delta.before.result}, {"lists", delta.before.lists}}}, {"after", {{"result", delta.after.result}, {"lists", delta.after.lists}}}});
  session.out().write(out.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
}

void compare(Session& session, const Arguments& given) {
  const auto before = read(session, given.before), after = read(session, given.after);
  if (!before || !after) return;
  const desk::ListDifference difference = desk::difference_of(before->parties, after->parties);
  const std::vector<Delta> changed = deltas(session, given);
  if (!changed.empty()) session.worsen(Status::SomeDoNot);
  given.format == "json" ? write_json(session, difference, changed) : write_table(session, difference, changed);
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
  add_text(app, "OLD", given->before, " ", "a list")->required();
  add_text(app, "NEW", given->after, " ", "the same list later")->required();
  add_text(app, "--parties", given->parties, "FILE", "names or orders: whose outcome changes?");
  add_text(app, "--rulings", given->rulings, "FILE", "what persons have said about hits");
  add_choice(app, "--format", given->format, {"table", "json"}, "how to write it");
  return [given](Session& session) { compare(session, *given); };
}

}  // namespace lockgate::cli
