#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/json.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/layout.h"
#include "cli/options.h"
#include "cli/page.h"
#include "cli/rows.h"
#include "cli/table.h"
#include "decide/phrase.h"
#include "desk/chip_json.h"
#include "desk/classify.h"

namespace lockgate::cli {
namespace {

using catalogue::Part;
using desk::Finding;
using Json = nlohmann::ordered_json;

struct Arguments {
  std::vector<std::string> ids;
  std::string on = "today";
  std::string format = "table";
  Question question;
};

// A part with what the law makes of it on the date.
struct Entry {
  const Part* part;
  std::vector<Finding> findings;
};

using Kinds = std::vector<const catalogue::FactKind*>;

// The figures that decide and that at least one of the parts has.
Kinds deciding_kinds(const desk::Desk& desk, const std::vector<Entry>& entries) {
  Kinds out;
  for (const catalogue::FactKind& kind : desk.catalogue().fact_kinds()) {
    const auto has_it = [&](const Entry& entry) { return catalogue::find(entry.part->figures, kind.name) != nullptr; };
    if (kind.decides && std::any_of(entries.begin(), entries.end(), has_it)) out.push_back(&kind);
  }
  return out;
}

// Of those, the ones that the law reads on the date.
Kinds read_kinds(const desk::Desk& desk, const std::vector<Entry>& entries, const decide::Options& options) {
  const law::Law& law = desk.law();
  std::set<std::string> read;
  for (const law::Variable& variable : desk.decider().program(options)->variables) {
    const auto facts = variable.fact != law::kNone ? std::vector<int>{variable.fact} : decide::facts_of_form(law, variable.form);
    for (const int fact : facts) read.insert(law.facts[static_cast<std::size_t>(fact)].name);
  }
  Kinds out = deciding_kinds(desk, entries);
  std::erase_if(out, [&](const catalogue::FactKind* kind) { return read.count("item." + kind->name) == 0; });
  return out;
}

std::string figure_text(const Part& part, const std::string& fact) {
  const catalogue::Figure* figure = catalogue::find(part.figures, fact);
  return figure == nullptr ? "?" : figure->to_string();
}

std::string label_of(const desk::Desk& desk, const catalogue::FactKind& kind, Language language) {
  const int fact = desk.law().find_fact("item." + kind.name);
  if (fact == law::kNone) return kind.name;
  const law::Fact& declared = desk.law().facts[static_cast<std::size_t>(fact)];
  return language == Language::Chinese && !declared.label_zh.empty() ? declared.label_zh : declared.label;
}

// `a`, `a or none`.
std::string text_of(const trade::Field& field, Language language) {
  const auto& words = field.is_settled ? field.values : field.possible;
  if (words.empty()) return field.is_set ? say("none", language) : "-";
  std::string out;
  const std::string between = field.is_settled ? (language == Language::Chinese ? "、" : ", ") : (language == Language::Chinese ? "或" : " or ");
  for (const std::string& word : words) out += (out.empty() ? "" : between) + say(word, language);
  return out;
}

// For programs: every deciding figure under its own name.
void write_rows(const Session& session, const desk::Desk& desk, const std::vector<Entry>& entries, bool is_csv) {
  const Kinds kinds = deciding_kinds(desk, entries);
  Cells headings = {"id", "vendor", "name", "kind"};
  for (const catalogue::FactKind* kind : kinds) headings.push_back(kind->name);
  for (const Finding& finding : entries.front().findings) headings.push_back(finding.gate + "." + finding.field.name);
  is_csv ? write_csv_row(session.out(), headings) : write_markdown_heading(session.out(), headings);
  for (const Entry& entry : entries) {
    Cells row = {entry.part->id, entry.part->vendor, entry.part->name, entry.part->kind};
    for (const catalogue::FactKind* kind : kinds) row.push_back(figure_text(*entry.part, kind->name));
    for (const Finding& finding : entry.findings) row.push_back(is_csv && finding.field.is_settled && finding.field.values.empty() ? "" : text_of(finding.field, Language::English));
    is_csv ? write_csv_row(session.out(), row) : write_markdown_row(session.out(), row);
  }
}

int longest_word(const std::string& text) {
  int longest = 0;
  for (const std::string_view word : split(text, ' ')) longest = std::max(longest, columns_of(word));
  return longest;
}

void write_table(const Session& session, const desk::Desk& desk, const std::vector<Entry>& entries, const decide::Options& options) {
  const Kinds kinds = read_kinds(desk, entries, options);
  std::vector<Table::Column> columns = {{"id", 16, 30}};
  for (const catalogue::FactKind* kind : kinds) {
    const std::string label = label_of(desk, *kind, session.language());
    columns.push_back({label, std::max(8, longest_word(label)), std::max(12, longest_word(label)), true});
  }
  for (const Finding& finding : entries.front().findings) {
    const std::string label = session.say(finding.field.name);
    columns.push_back({label, std::max(5, longest_word(label)), 14});
  }
  Table table(session.out(), std::move(columns));
  for (const Entry& entry : entries) {
    std::vector<Cell> row = {{entry.part->id}};
    for (const catalogue::FactKind* kind : kinds) row.push_back({figure_text(*entry.part, kind->name)});
    for (const Finding& finding : entry.findings) row.push_back({text_of(finding.field, session.language())});
    table.add(std::move(row));
  }
}

void add_optional(Page& page, const std::string& label, const std::string& text) {
  if (!text.empty()) page.pair(label, text);
}

void add_part(Page& page, const desk::Desk& desk, const Entry& entry, Language language, Date day) {
  const Part& part = *entry.part;
  page.title(fmt::format("{}  {} {}", part.id, part.vendor, part.name));
  const std::string datacenter = !part.is_datacenter ? "?" : *part.is_datacenter ? say("yes", language) : say("no", language);
  page.pair("kind", fmt::format("{}; for data centers: {}", part.kind, datacenter));
  add_optional(page, "announced", part.announced);
  add_optional(page, "released", part.released);
  add_optional(page, "made", fmt::format("{}{}{}", part.process, part.made_in.empty() ? "" : " in ", part.made_in));
  add_optional(page, "memory", part.memory);
  add_optional(page, "links", part.interconnect);
  for (const Finding& finding : entry.findings)
    page.pair(say(finding.field.name, language), fmt::format("{} ({}, {})", text_of(finding.field, language), finding.gate, day.to_string()));
  add_optional(page, "also called", fmt::format("{}", fmt::join(part.aliases, ", ")));
  page.pair("sources", fmt::format("{} ({})", fmt::join(part.sources, "; "), part.confidence));
  add_optional(page, "note", part.note);
  page.gap();
  for (const catalogue::FactKind& kind : desk.catalogue().fact_kinds()) {
    const catalogue::Figure* figure = catalogue::find(part.figures, kind.name);
    if (figure == nullptr) continue;
    const std::string preferred = figure->preferred ? fmt::format(", preferred {}", figure->preferred->to_string()) : "";
    page.item(pad(kind.name, 24), fmt::format("{} {}{}  ({}; {}){}{}", figure->to_string(), kind.unit, preferred, figure->confidence,
                                              fmt::join(figure->sources, "; "), figure->note.empty() ? "" : " ", figure->note));
  }
  page.gap();
}

void write(const Session& session, const desk::Desk& desk, const std::vector<Entry>& entries, const Arguments& given, const decide::Options& options) {
  if (entries.empty()) return;
  if (given.format == "json" || given.format == "jsonl") {
    Json all = Json::array();
    for (const Entry& entry : entries) all.push_back(desk::to_json(*entry.part, entry.findings, options.as_of));
    if (given.format == "json") session.out().write(all.dump(2) + "\n");
    else for (const Json& one : all) session.out().write(one.dump() + "\n");
    return;
  }
  if (given.format == "csv" || (given.format == "md" && given.ids.empty())) return write_rows(session, desk, entries, given.format == "csv");
  if (given.ids.empty()) return write_table(session, desk, entries, options);
  Page page;
  for (const Entry& entry : entries) add_part(page, desk, entry, session.language(), options.as_of);
  given.format == "md" ? page.write_markdown(session.out()) : page.write_text(session.out());
}

void show(Session& session, const Arguments& given) {
  const auto law = open_on(session, given.question, given.on);
  if (!law) return;
  const auto& [desk, options] = *law;
  std::vector<Entry> entries;
  for (const std::string& id : given.ids) {
    const auto part = desk->catalogue().look_up(id);
    if (!part) session.refuse(part.error());
    else entries.push_back({*part, desk::classify(*desk, **part, options)});
  }
  if (given.ids.empty())
    for (const Part& part : desk->catalogue().parts()) entries.push_back({&part, desk::classify(*desk, part, options)});
  write(session, *desk, entries, given, options);
}

}  // namespace

Action declare_chips(CLI::App& app) {
  const auto given = std::make_shared<Arguments>();
  add_list(app, "ID", given->ids, " ", "parts to show in full, by id or name; none: a table of all");
  add_text(app, "--on", given->on, "DATE", "the date whose law classifies; default today");
  add_choice(app, "--format", given->format, {"table", "json", "jsonl", "csv", "md"}, "how to write it");
  given->question.declare(app, false);
  return [given](Session& session) { show(session, *given); };
}

}  // namespace lockgate::cli
