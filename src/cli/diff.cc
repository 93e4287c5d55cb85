#include <fmt/format.h>

#include <filesystem>

#include "cli/command.h"
#include "cli/difference.h"
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
  std::string format = "table";
  bool as_columns = false;
  Question question;
  ListAccess access;
};

// One side of the comparison: a date, or a rulebook.
struct Side {
  Question question;
  std::unique_ptr<const desk::Desk> desk;  // null: that of the other side
};

bool is_folder(const std::string& text) {
  std::error_code error;
  return std::filesystem::is_directory(text, error);
}

class Changes {
 public:
  Changes(const Session& session, const law::Law& law, const std::string& format) : session_(session), narrator_(law, session.language()), format_(format) {}

  void add(Difference difference) {
    ++lines_;
    if (difference.is_empty()) return;
    ++changed_;
    sums_[transition(difference)].add(difference.order);
    if (format_ == "jsonl") session_.out().write(to_json(difference).dump(-1, ' ', false, Json::error_handler_t::replace) + "\n");
    else all_.push_back(std::move(difference));
  }

  void finish() const {
    if (format_ == "json") write_json();
    else if (format_ == "csv" || format_ == "md") write_rows(format_ == "csv");
    else if (format_ == "table") write_table();
    const std::string line = fmt::format("{} of {} lines change\n", changed_, lines_);
    (format_ == "table" ? session_.out() : session_.talk()).write(line);
    if (format_ != "table" && format_ != "md") return;
    for (const auto& [name, sum] : sums_) session_.out().write(fmt::format("{}{}: {}\n", format_ == "md" ? "- " : "  ", name, sum.text()));
  }

 private:
  // `license (presumption of denial) → license (case-by-case review)`, or what changes at the gates behind the same verdict.
  std::string transition(const Difference& difference) const {
    if (difference.before.verdict != difference.after.verdict) return named(difference.before) + " → " + named(difference.after);
    std::string out = gates(difference);
    for (std::size_t end = out.find('\n'); end != std::string::npos; end = out.find('\n', end)) out.replace(end, 1, "; ");
    return narrator_.say(trade::to_string(difference.after.verdict)) + ", " + out;
  }

  std::string named(const trade::Determination& determination) const {
    std::string out = narrator_.say(trade::to_string(determination.verdict));
    for (const trade::Gate* gate : narrator_.deciding(determination))
      if (const trade::Field* policy = find_field(*gate, "review_policy"); policy != nullptr && !(policy->is_settled && policy->values.empty()))
        out += " (" + narrator_.value(*policy) + ")";
    return out;
  }

  std::string verdicts(const Difference& difference) const {
    const auto one = [&](trade::Verdict verdict) { return fmt::format("{} {}", symbol_of(verdict), narrator_.say(trade::to_string(verdict))); };
    return difference.before.verdict == difference.after.verdict ? one(difference.after.verdict) : one(difference.before.verdict) + "\n→ " + one(difference.after.verdict);
  }

  std::string gates(const Difference& difference) const {
    std::string out;
    for (const GateChange& change : difference.gates()) {
      const trade::Gate& known = change.before != nullptr ? *change.before : *change.after;
      const auto answer = [&](const trade::Gate* gate) { return gate == nullptr ? "-" : narrator_.answer(*gate); };
      out += fmt::format("{}{}: {} → {}", out.empty() ? "" : "\n", known.gate, answer(change.before), answer(change.after));
    }
    return out;
  }

  // Citations that go and come, each once.
  static std::string reasons(const Difference& difference) {
    std::string out;
    const auto add = [&](const char* sign, const std::vector<trade::Reason>& list) {
      for (const trade::Reason& reason : list)
        if (const std::string line = fmt::format("\n{} {}", sign, reason.cite); (out + "\n").find(line + "\n") == std::string::npos) out += line;
    };
    add("-", difference.disappearing());
    add("+", difference.appearing());
    for (const trade::Unknown& unknown : difference.asking()) out += "\n? " + unknown.question;
    return out;
  }

  void write_table() const {
    Table table(session_.out(), {{"ORDER", 6, 18}, {"VERDICT", 7, 16}, {"GOODS", 8, 26}, {"WHAT CHANGES", 13, 0}}, true);
    for (const Difference& one : all_) {
      table.add({{one.order.id}, {verdicts(one), style_of(one.after.verdict)}, {narrator_.item(one.order) + "\n" + narrator_.route(one.order)}, {gates(one) + reasons(one)}});
    }
    table.finish();
    if (!all_.empty()) session_.out().write("\n");
  }

  void write_rows(bool is_csv) const {
    const Cells headings = {"order", "verdict_before", "verdict_after", "gates", "disappearing", "appearing"};
    is_csv ? write_csv_row(session_.out(), headings) : write_markdown_heading(session_.out(), headings);
    const auto labels = [](const std::vector<trade::Reason>& list) {
      std::string out;
      for (const trade::Reason& reason : list) out += (out.empty() ? "" : "; ") + reason.rule;
      return out;
    };
    for (const Difference& one : all_) {
      const Cells row = {one.order.id, trade::to_string(one.before.verdict), trade::to_string(one.after.verdict), gates(one), labels(one.disappearing()), labels(one.appearing())};
      is_csv ? write_csv_row(session_.out(), row) : write_markdown_row(session_.out(), row);
    }
    if (!is_csv) session_.out().write("\n");
  }

  void write_json() const {
    Json out = {{"lines", lines_}, {"changed", changed_}, {"changes", Json::array()}, {"sums", Json::array()}};
    for (const Difference& one : all_) out["changes"].push_back(to_json(one));
    for (const auto& [name, sum] : sums_) {
      Json entry = {{"change", name}};
      entry.update(to_json(sum));
      out["sums"].push_back(std::move(entry));
    }
    session_.out().write(out.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
  }

  const Session& session_;
  Narrator narrator_;
  std::string format_;
  std::uint64_t lines_ = 0;
  std::uint64_t changed_ = 0;
  std::vector<Difference> all_;
  std::map<std::string, Sum> sums_;
};

Side side_of(Session& session, const Arguments& given, const std::string& text) {
  Side out{given.question, nullptr};
  if (!is_folder(text)) {
    out.question.as_of = text;
    return out;
  }
  desk::Sources sources = session.settings().sources;
  sources.rulebooks = {text};
  out.desk = session.open_desk(sources);
  return out;
}

// Both are dates, or both are rulebooks; anything else is a mistake that is said.
bool is_comparable(Session& session, const Arguments& given) {
  if (is_folder(given.before) && is_folder(given.after)) return true;
  for (const std::string& text : {given.before, given.after}) {
    if (const auto day = parse_day(text)) continue;
    session.refuse({"LG0016", fmt::format("expected two dates or two rulebook folders, found `{}` and `{}`", given.before, given.after), "", "write dates as 2026-01-15"});
    return false;
  }
  return true;
}

void compare_table(Session& session, const Arguments& given) {
  if (is_folder(given.before)) return session.refuse({"LG0016", "two rulebooks are not compared in columns", given.path, "export the orders as CSV"});
  TableDiff table{given.path, given.out, given.format, {}, {}, given.access};
  for (const auto& [text, options] : {std::pair{given.before, &table.before}, std::pair{given.after, &table.after}}) {
    Question question = given.question;
    question.as_of = text;
    const auto asked = question.options_for(Date{}, session.language());
    if (!asked) return session.refuse(asked.error());
    *options = *asked;
  }
  diff_table(session, table);
}

void compare(Session& session, const Arguments& given) {
  if (!is_comparable(session, given)) return;
  const bool in_columns = given.as_columns || desk::is_columnar(given.path);
  if (in_columns) return compare_table(session, given);
  const Side before = side_of(session, given, given.before), after = side_of(session, given, given.after);
  const auto own = before.desk != nullptr ? nullptr : session.open_desk();
  const desk::Desk* old = before.desk != nullptr ? before.desk.get() : own.get();
  const desk::Desk* now = after.desk != nullptr ? after.desk.get() : own.get();
  std::unique_ptr<const desk::PartyScreen> screen;
  if (now != nullptr && !given.access.open(session, *now, screen)) return;
  const auto orders = old == nullptr || now == nullptr ? nullptr : Orders::open(session, *now, given.path);
  if (orders == nullptr) return;
  Changes changes(session, now->law(), given.format);
  while (auto order = orders->next()) {
    const auto first = before.question.options_for(order->date, session.language()), second = after.question.options_for(order->date, session.language());
    if (first && second) {
      // Each day has its own holdings, so each fills a copy.
      trade::Order earlier = *order;
      trade::Determination was = decide(*old, screen.get(), earlier, *first), is = decide(*now, screen.get(), *order, *second);
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
  add_text(app, "BEFORE", given->before, " ", "a date, or a rulebook folder")->required();
  add_text(app, "AFTER", given->after, " ", "another of the same kind")->required();
  given->question.declare(app);
  given->access.declare(app);
  add_text(app, "--out", given->out, "FILE", "write both answers to orders in columns to a file: `.parquet`, otherwise Arrow IPC");
  add_flag(app, "--columns", given->as_columns, "read CSV, a workbook or JSON as columns: a book of any length, answered by kind of line");
  add_choice(app, "--format", given->format, {"table", "json", "jsonl", "csv", "md"}, "how to write the changes");
  return [given](Session& session) { compare(session, *given); };
}

}  // namespace lockgate::cli
