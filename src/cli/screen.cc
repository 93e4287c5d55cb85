#include <fmt/format.h>

#include "base/json.h"
#include "base/text.h"
#include "cli/account.h"
#include "cli/command.h"
#include "cli/list_access.h"
#include "cli/names.h"
#include "cli/options.h"
#include "cli/page.h"
#include "cli/rows.h"
#include "wire/screening_json.h"

namespace lockgate::cli {
namespace {

using Json = nlohmann::ordered_json;

// Below this, common words alone would alert.
constexpr int kLeastThreshold = screen::kWithoutBrand + 1;
// Without --threshold, hits a little below it are shown as well when --top asks for more.
constexpr int kFloorOfTop = 550;

struct Arguments {
  std::vector<std::string> who;
  std::vector<std::string> lists;
  std::string pairs;
  std::string column = "name";
  std::string format = "table";
  int threshold = screen::Levels{}.alert;
  int top = 0;
};

std::unique_ptr<const desk::Watch> open_watch(Session& session, const Arguments& given) {
  const std::string data = session.data();
  if (data.empty()) return nullptr;
  std::vector<std::string> paths = given.lists;
  if (paths.empty()) paths.push_back(desk::excerpt_in(data));
  return cli::open_watch(session, paths, {given.threshold, given.top > 0 ? std::min(given.threshold, kFloorOfTop) : given.threshold});
}

// Where answers go, one name after the other.
class Answer {
 public:
  Answer(Session& session, const desk::Watch& watch, const Arguments& given)
      : session_(session), watch_(watch), given_(given) {
    if (given.format == "csv") write_csv_row(session.out(), {"query", "from", "alert", "list", "entry", "name", "score", "evidence"});
  }

  void add(const AskedName& asked) {
    const screen::Name name = watch_.screener().read(asked.text);
    if (name.tokens.empty()) return session_.refuse({"LG0521", fmt::format("`{}` has no letter or digit that a name could be compared by", excerpt(asked.text)), asked.origin, "give the name as it is written in the papers"});
    if (name.is_cut) session_.complain({"LG0522", fmt::format("`{}` has more than {} words; only the first were compared", excerpt(asked.text), screen::kMostWords), asked.origin, "give the name alone"}, Severity::Warning);
    std::vector<screen::Hit> hits = given_.top > 0 ? watch_.screener().screen(name, static_cast<std::size_t>(given_.top)) : watch_.screener().screen(name);
    const bool is_alert = !hits.empty() && hits.front().is_alert;
    if (is_alert) session_.worsen(Status::SomeDoNot);
    ++asked_;
    alerts_ += is_alert ? 1 : 0;
    if (given_.top > 0 && hits.size() > static_cast<std::size_t>(given_.top)) hits.resize(static_cast<std::size_t>(given_.top));
    write(asked, name, hits, is_alert);
  }

  void finish() {
    if (given_.format == "json") session_.out().write(all_.dump(2) + "\n");
    std::fflush(stdout);
    session_.talk().write(fmt::format("{} {} | {} may be on a list\n", asked_, asked_ == 1 ? "name" : "names", alerts_));
  }

 private:
  void write(const AskedName& asked, const screen::Name& name, const std::vector<screen::Hit>& hits, bool is_alert) {
    if (given_.format == "json" || given_.format == "jsonl") return write_json(asked, name, hits, is_alert);
    given_.format == "csv" ? write_rows(asked, name, hits) : write_page(asked, name, hits);
  }

  void write_rows(const AskedName& asked, const screen::Name& name, const std::vector<screen::Hit>& hits) {
    for (const screen::Hit& hit : hits)
      write_csv_row(session_.out(), {asked.text, asked.origin, hit.is_alert ? "yes" : "no", watch_.list_of(hit), entry_of(hit), listed_of(hit), std::to_string(hit.score), account_of(watch_.describe(hit, name))});
    if (hits.empty()) write_csv_row(session_.out(), {asked.text, asked.origin, "no", "", "", "", "", ""});
  }

  void write_page(const AskedName& asked, const screen::Name& name, const std::vector<screen::Hit>& hits) {
    Page page;
    page.title(shown(asked), !hits.empty() && hits.front().is_alert ? Style::Red : Style::Bold);
    for (const screen::Hit& hit : hits) {
      const trade::ListHit described = watch_.describe(hit, name);
      page.item(std::to_string(hit.score), name_of(described), 1, hit.is_alert ? Style::Red : Style::Plain);
      page.line(account_of(described), Style::Dim, 3);
    }
    if (hits.empty()) page.line("nobody on these lists", Style::Plain, 1);
    page.gap();
    page.write_text(session_.out());
  }

  std::string entry_of(const screen::Hit& hit) const { return watch_.screener().parties()[hit.party].id; }
  std::string listed_of(const screen::Hit& hit) const { return watch_.screener().listed_name(hit).text; }

  static std::string shown(const AskedName& asked) { return asked.origin.empty() ? asked.text : fmt::format("{} ({})", asked.text, asked.origin); }

  void write_json(const AskedName& asked, const screen::Name& name, const std::vector<screen::Hit>& hits, bool is_alert) {
    Json out = {{"query", asked.text}};
    if (!asked.origin.empty()) out["from"] = asked.origin;
    out["alert"] = is_alert;
    out["hits"] = Json::array();
    for (const screen::Hit& hit : hits) out["hits"].push_back(wire::to_json(watch_.describe(hit, name)));
    out["lists"] = Json::array();
    for (const desk::WatchedList& list : watch_.lists()) out["lists"].push_back({{"name", list.path}, {"digest", list.digest}, {"published", list.published}});
    if (given_.format == "json") all_.push_back(std::move(out));
    else session_.out().write(out.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n");
  }

  Session& session_;
  const desk::Watch& watch_;
  const Arguments& given_;
  Json all_ = Json::array();
  std::size_t asked_ = 0;
  std::size_t alerts_ = 0;
};

void compare_pairs(Session& session, const Arguments& given) {
  const std::string data = session.data();
  if (data.empty()) return;
  Diagnostics diagnostics;
  const auto lexicon = desk::Watch::open_lexicon(data, diagnostics);
  session.report(diagnostics);
  if (lexicon == nullptr) return session.worsen(Status::BadWorld);
  const screen::NameReader reader(*lexicon);
  for (const auto& [first, second] : pairs_in(session, given.pairs)) {
    const int score = screen::compare(reader.read(first), reader.read(second)).score;
    session.out().write(Json({{"score", score}, {"match", score >= given.threshold}}).dump() + "\n");
  }
}

void screen_names(Session& session, const Arguments& given) {
  if (given.threshold < kLeastThreshold || given.threshold > 1000)
    return session.refuse({"LG0523", fmt::format("a threshold lies between {} and 1000; {} was given", kLeastThreshold, given.threshold), "", "below that, places and trade words alone would alert"});
  if (!given.pairs.empty()) return compare_pairs(session, given);
  if (given.who.empty()) return session.refuse({"LG0001", "names, a file of names or a file of orders is expected", "", "`lockgate screen --help`"});
  const auto watch = open_watch(session, given);
  if (watch == nullptr) return;
  Answer answer(session, *watch, given);
  for (const AskedName& name : names_in(session, given.who, given.column)) answer.add(name);
  answer.finish();
}

}  // namespace

Action declare_screen(CLI::App& app) {
  const auto given = std::make_shared<Arguments>();
  add_list(app, "NAMES", given->who, " ", "names; files of names (text, or CSV with a column `name`); files of orders, whose parties are asked about");
  add_number(app, "--threshold", given->threshold, "N", "the score, of 1000, from which a hit is an alert; default 770");
  add_number(app, "--top", given->top, "N", "show this many hits a name, those below the threshold included");
  add_list(app, "--list,--lists", given->lists, "FILE", "a list to compare with: US Consolidated Screening List, OFAC, UN, or a CSV of your own; repeat for more");
  add_text(app, "--column", given->column, "NAME", "the column of a CSV file that holds the names; default `name`");
  add_text(app, "--pairs", given->pairs, "FILE", "compare the columns `name1` and `name2` of a CSV file, row by row");
  add_choice(app, "--format", given->format, {"table", "json", "jsonl", "csv"}, "how to write it");
  return [given](Session& session) { screen_names(session, *given); };
}

}  // namespace lockgate::cli
