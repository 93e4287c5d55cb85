#include <fmt/format.h>

#include <filesystem>

#include "cli/change_sums.h"
#include "cli/command.h"
#include "cli/list_access.h"
#include "cli/options.h"
#include "cli/orders.h"
#include "cli/rows.h"
#include "cli/table.h"
#include "cli/table_diff.h"
#include "desk/columnar_file.h"

namespace lockgate::cli {
namespace {

using Json = nlohmann::ordered_json;

struct Arguments {
  std::string path;
  std::string out;
  std::string before;
  std::string after;
  std::string to_posture;
  std::string format = "table";
  bool as_columns = false;
  Question question;
  ListAccess access;
};

bool is_folder(const std::string& text) {
  std::error_code error;
  return std::filesystem::is_directory(text, error);
}

class Changes {
 public:
  Changes(const Session& session, const law::Law& law, const std::string& format) : session_(session), words_(law, session.language()), format_(format) {}

  void add(Difference difference) {
    ++lines_;
    if (difference.is_empty()) return;
    ++changed_;
    sums_.add(words_.transition(difference), difference, difference.order);
    if (format_ == "jsonl") session_.out().write(to_json(difference).dump(-1, ' ', false, Json::error_handler_t::replace) + "\n");
    else all_.push_back(std::move(difference));
  }

  void finish() const {
    if (format_ == "json") write_json();
    else if (format_ == "csv" || format_ == "md") write_rows(format_ == "csv");
    else if (format_ == "table") write_table();
    const std::string line = fmt::format("{} of {} lines change\n", changed_, lines_);
    (format_ == "table" ? session_.out() : session_.talk()).write(line);
    if (format_ == "table" || format_ == "md") session_.out().write(sums_.text(format_ == "md" ? "- " : "  "));
  }

 private:
  void write_table() const {
    Table table(session_.out(), {{"ORDER", 6, 18}, {"VERDICT", 7, 16}, {"GOODS", 8, 26}, {"WHAT CHANGES", 13, 0}}, true);
    for (const Difference& one : all_) {
      const Narrator& narrator = words_.narrator();
      table.add({{one.order.id}, {words_.verdicts(one), style_of(one.after.verdict)}, {narrator.item(one.order) + "\n" + narrator.route(one.order)}, {words_.gates(one) + ChangeWords::reasons(one)}});
    }
    table.finish();
    if (!all_.empty()) session_.out().write("\n");
  }

  void write_rows(bool is_csv) const {
    const Cells headings = {"order", "verdict_before", "verdict_after", "gates", "disappearing", "appearing"};
    is_csv ? write_csv_row(session_.out(), headings) : write_markdown_heading(session_.out(), headings);
    for (const Difference& one : all_) {
      const Cells row = {one.order.id, trade::to_string(one.before.verdict), trade::to_string(one.after.verdict), words_.gates(one), rules_of(one.disappearing()), rules_of(one.appearing())};
      is_csv ? write_csv_row(session_.out(), row) : write_markdown_row(session_.out(), row);
    }
    if (!is_csv) session_.out().write("\n");
  }

  void write_json() const {
    Json out = {{"lines", lines_}, {"changed", changed_}, {"changes", Json::array()}};
    for (const Difference& one : all_) out["changes"].push_back(to_json(one));
    out["sums"] = sums_.sums_json(), out["asking"] = sums_.asking_json();
    session_.out().write(out.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
  }

  const Session& session_;
  ChangeWords words_;
  std::string format_;
  std::uint64_t lines_ = 0;
  std::uint64_t changed_ = 0;
  std::vector<Difference> all_;
  ChangeSums sums_;
};

// The two that are compared. One law, where both are the same.
struct Sides {
  Question before, after;
  std::shared_ptr<const desk::Desk> old, now;
};

// Two dates, two rulebooks, or one law without and with its overlays, or in two postures; each order on its own date where none is said.
bool is_comparable(Session& session, const Arguments& given) {
  const bool is_one_law = !session.settings().sources.overlays.empty() || !given.to_posture.empty();
  if (is_folder(given.before) && is_folder(given.after)) return true;
  if (given.before.empty() && is_one_law) return true;
  const bool is_short = given.after.empty() && is_one_law;
  for (const std::string& text : is_short ? std::vector{given.before} : std::vector{given.before, given.after}) {
    if (parse_day(text)) continue;
    session.refuse({"LG0016", fmt::format("expected two dates or two rulebook folders, found `{}` and `{}`", given.before, given.after), "",
                    "write dates as 2026-01-15; with `--overlay` or `--to-posture` one date will do, or none: each order's own"});
    return false;
  }
  return true;
}

// False: a law could not be opened, and that has been said.
bool open_desks(Session& session, const Arguments& given, Sides& out) {
  desk::Sources first = session.settings().sources, second = first;
  const bool is_of_folders = is_folder(given.before);
  if (is_of_folders) first.rulebooks = {given.before}, second.rulebooks = {given.after};
  else if (given.after.empty()) first.overlays.clear();
  out.old = session.open_desk(first);
  if (out.old == nullptr) return false;
  out.now = is_of_folders || first.overlays != second.overlays ? std::shared_ptr<const desk::Desk>(session.open_desk(second)) : out.old;
  return out.now != nullptr;
}

// Nothing: they cannot be had, and that has been said.
std::optional<Sides> sides_of(Session& session, const Arguments& given) {
  if (!is_comparable(session, given)) return std::nullopt;
  Sides out{given.question, given.question, nullptr, nullptr};
  if (!given.to_posture.empty()) out.after.posture = given.to_posture;
  if (!given.before.empty() && !is_folder(given.before)) out.before.as_of = given.before, out.after.as_of = given.after.empty() ? given.before : given.after;
  for (const Question& question : {out.before, out.after})
    if (const auto fine = question.options_for(Date{}, session.language()); !fine) return session.refuse(fine.error()), std::nullopt;
  return open_desks(session, given, out) ? std::optional(std::move(out)) : std::nullopt;
}

desk::BookSide side_of(const Session& session, const Question& question, std::shared_ptr<const desk::Desk> desk) {
  const decide::Options options = question.options_for(Date{}, session.language()).value();
  desk::BookQuestion asked{std::nullopt, options.is_codified, options.known_at};
  if (!question.as_of.empty()) asked.as_of = options.as_of;
  return {std::move(desk), asked};
}

void compare(Session& session, const Arguments& given) {
  const bool in_columns = given.as_columns || desk::is_columnar(given.path);
  const auto sides = sides_of(session, given);
  if (!sides) return;
  if (in_columns) return diff_table(session, {given.path, given.out, given.format, side_of(session, sides->before, sides->old), side_of(session, sides->after, sides->now), given.access});
  std::unique_ptr<const desk::PartyScreen> screen;
  if (!given.access.open(session, *sides->now, screen)) return;
  const auto orders = Orders::open(session, *sides->now, given.path);
  if (orders == nullptr) return;
  Changes changes(session, sides->now->law(), given.format);
  while (auto order = orders->next()) {
    const auto first = sides->before.options_for(order->date, session.language()), second = sides->after.options_for(order->date, session.language());
    if (first && second) {
      // Each day has its own holdings, so each fills a copy.
      trade::Order earlier = *order;
      trade::Determination was = decide(*sides->old, screen.get(), earlier, *first), is = decide(*sides->now, screen.get(), *order, *second);
      changes.add({std::move(*order), std::move(was), std::move(is)});
    } else {
      orders->reject(first ? second.error() : first.error());
    }
  }
  orders->make_room();
  changes.finish();
}

}  // namespace

Action declare_diff(CLI::App& app) {
  const auto given = std::make_shared<Arguments>();
  add_text(app, "ORDERS", given->path, " ", "the orders")->required();
  add_text(app, "BEFORE", given->before, " ", "a date, or a rulebook folder");
  add_text(app, "AFTER", given->after, " ", "another of the same kind; without it, the law without `--overlay` is compared with the law with it, or two postures");
  given->question.declare(app);
  add_choice(app, "--to-posture", given->to_posture, {"enforced", "codified"}, "the posture of the second, if it is another");
  given->access.declare(app);
  add_text(app, "--out", given->out, "FILE", "write both answers to orders in columns to a file: `.parquet`, otherwise Arrow IPC");
  add_flag(app, "--columns", given->as_columns, "read CSV, a workbook or JSON as columns: a book of any length, answered by kind of line");
  add_choice(app, "--format", given->format, {"table", "json", "jsonl", "csv", "md"}, "how to write the changes");
  return [given](Session& session) { compare(session, *given); };
}

}  // namespace lockgate::cli
