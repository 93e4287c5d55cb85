#include <fmt/format.h>

#include "base/json.h"
#include "base/text.h"
#include "cli/account.h"
#include "cli/command.h"
#include "cli/list_access.h"
#include "cli/options.h"
#include "cli/page.h"

namespace lockgate::cli {
namespace {

using Json = nlohmann::ordered_json;

struct Ruled {
  std::string name;
  std::string entry;
  std::string status;
  std::string by;
  std::string why;
  std::string on = "today";
  ListAccess access;
};

// The hit on the entry that is meant; several lists may use one number.
const screen::Hit* hit_on(Session& session, const desk::Watch& watch, const std::vector<screen::Hit>& hits, const Ruled& given) {
  const screen::Hit* out = nullptr;
  std::string seen;
  for (const screen::Hit& hit : hits) {
    const std::string entry = watch.screener().parties()[hit.party].id;
    const std::string named = fmt::format("{} {}", watch.list_of(hit), entry);
    seen += (seen.empty() ? "`" : "`, `") + named;
    if (given.entry != entry && given.entry != named) continue;
    if (out != nullptr) return session.refuse({"LG0538", fmt::format("`{}` is an entry of several lists", given.entry), "", "write it with its list, such as `entity_list EL-405`"}), nullptr;
    out = &hit;
  }
  if (out == nullptr) session.refuse({"LG0537", fmt::format("`{}` has no hit on `{}`", given.name, given.entry), "", seen.empty() ? "nobody on these lists is like it" : "its hits are " + seen + "`"});
  return out;
}

void rule(Session& session, const Ruled& given) {
  const Result<Date> day = parse_day(given.on);
  if (!day) return session.refuse(day.error());
  if (trim(given.by).empty() || trim(given.why).empty()) return session.refuse({"LG0539", "a ruling says who ruled and why", "", "add `--by` and `--why`"});
  const ListAccess access = given.access.with_environment();
  if (access.rulings.empty() || access.lists.empty()) return session.refuse({"LG0534", "a ruling needs the lists it is about and a file to be kept in", "", "name them with --lists FILE and --rulings FILE"});
  if (const auto known = desk::Rulings::open(access.rulings); !known) return session.refuse(known.error());
  const auto watch = open_watch(session, access.lists, {});
  if (watch == nullptr) return;
  const screen::Name query = watch->screener().read(given.name);
  const std::vector<screen::Hit> hits = watch->screener().screen(query);
  const screen::Hit* hit = hit_on(session, *watch, hits, given);
  if (hit == nullptr) return;
  const trade::ListHit described = watch->describe(*hit, query);
  const desk::Ruling ruling{given.name, std::string(query.normal), described.list, described.entry, described.name, desk::digest_of(watch->screener().parties()[hit->party]), given.status, given.by, given.why, day->to_string()};
  if (const auto written = desk::Rulings::append(access.rulings, ruling); !written) return session.refuse(written.error());
  session.out().write(fmt::format("{}: {} is ruled `{}` by {}\n", given.name, name_of(described), given.status, given.by));
}

void list(Session& session, const ListAccess& given) {
  const std::string path = given.with_environment().rulings;
  if (path.empty()) return session.refuse({"LG0534", "no file of rulings is named", "", "name it with --rulings FILE"});
  const auto rulings = desk::Rulings::open(path);
  if (!rulings) return session.refuse(rulings.error());
  Page page;
  for (const desk::Ruling& ruling : rulings->all())
    page.item(ruling.on, fmt::format("{}: {} ({} {}): {}, {}: {}", ruling.name, ruling.listed, ruling.list, ruling.entry, ruling.status, ruling.by, ruling.why));
  page.write_text(session.out());
}

}  // namespace

Action declare_hits_rule(CLI::App& app) {
  const auto given = std::make_shared<Ruled>();
  add_text(app, "NAME", given->name, " ", "the name that was asked, as it stands in the order")->required();
  add_text(app, "ENTRY", given->entry, " ", "the entry it was taken for: `EL-405`, or `entity_list EL-405`")->required();
  add_choice(app, "--status", given->status, {"needs_review", "escalated", "true_match", "not_a_match"}, "what is said of the hit")->required();
  add_text(app, "--by", given->by, "WHO", "who says so");
  add_text(app, "--why", given->why, "TEXT", "for what reason");
  add_text(app, "--on", given->on, "DATE", "the day it was said; default today");
  given->access.declare(app);
  return [given](Session& session) { rule(session, *given); };
}

Action declare_hits_list(CLI::App& app) {
  const auto given = std::make_shared<ListAccess>();
  add_text(app, "--rulings", given->rulings, "FILE", "what persons have said about hits; otherwise LOCKGATE_RULINGS");
  return [given](Session& session) { list(session, *given); };
}

}  // namespace lockgate::cli
