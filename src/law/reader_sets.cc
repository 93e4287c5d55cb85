// Reading tables and sets: dated lists of places and names.
#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/text.h"
#include "law/field.h"
#include "law/reader.h"

namespace lockgate::law {
namespace {

constexpr std::array kHeader = std::to_array<std::string_view>({"set", "member", "from", "until"});

constexpr std::array kKinds = std::to_array<std::pair<std::string_view, NamedSet::Kind>>(
    {{"places", NamedSet::Kind::Places}, {"names", NamedSet::Kind::Names}, {"items", NamedSet::Kind::Items}});

// Cells as they stand: a blank first cell is a blank cell.
std::vector<std::string_view> cells_of(std::string_view line) {
  std::vector<std::string_view> out;
  for (std::size_t at = 0; at <= line.size();) {
    const std::size_t end = std::min(line.find('\t', at), line.size());
    out.push_back(trim(line.substr(at, end - at)));
    at = end + 1;
  }
  return out;
}

std::optional<std::string> read_file(const std::filesystem::path& path) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) return std::nullopt;
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(file), {});
}

bool is_place(const std::string& text) {
  const auto code = place_code(text);
  return code && is_known_place(*code);
}

constexpr const char* kPlaceFix = "write the two letters of ISO 3166-1, like `NL`";

}  // namespace

void Reader::declare_table(const Pending& pending) {
  for (const auto& [keyword, kind] : kKinds) {
    const EntryField* field = pending.entry.find(keyword);
    if (field == nullptr) continue;
    const auto path = std::filesystem::path(pending.entry.source->path()).parent_path() / std::string(field->value);
    const bool is_refused = tables_ == Tables::Refused || std::find(in_memory_.begin(), in_memory_.end(), pending.book) != in_memory_.end();
    auto text = is_refused ? std::nullopt : read_file(path);
    if (text) return read_table(pending, kind, std::make_shared<const Source>(path.string(), std::move(*text)));
    error_at(pending, field->place, "LG1010", "the table `" + path.string() + "` cannot be read").help =
        "a table lies beside the file that names it";
    return;
  }
  error(pending, "LG1010", "a table names its file with `places`, `names` or `items`");
}

void Reader::read_table(const Pending& pending, NamedSet::Kind kind, const SourcePtr& file) {
  bool is_header = true;
  for (std::string_view rest = file->text(); !rest.empty();) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    if (is_header) {
      const std::vector<std::string_view> cells = cells_of(line);
      if (cells.size() < kHeader.size() || !std::equal(kHeader.begin(), kHeader.end(), cells.begin()))
        diagnostics_.error("LG1027", "a table begins with its heading", file, place_in(*file, line)).help =
            "set, member, from, until, cites, note, separated by tabs";
    } else if (!trim(line).empty() && line[0] != '#') {
      read_table_row(pending, kind, file, line);
    }
    is_header = false;
  }
}

void Reader::read_table_row(const Pending& pending, NamedSet::Kind kind, const SourcePtr& file, std::string_view line) {
  const std::vector<std::string_view> cells = cells_of(line);
  const auto complain = [&](std::string_view cell, std::string code, std::string message, std::string help) {
    diagnostics_.error(std::move(code), std::move(message), file, place_in(*file, cell)).help = std::move(help);
  };
  if (cells.size() < kHeader.size() || !is_name(cells[0]) || cells[1].empty())
    return complain(line, "LG1027", "a row has the cells set, member, from, until",
                    "separate them with tabs; `from` and `until` may be empty");
  NamedSet::Row row;
  row.member = kind == NamedSet::Kind::Places ? std::string(cells[1]) : fold(cells[1]);
  if (kind == NamedSet::Kind::Places && !is_place(row.member))
    complain(cells[1], "LG1211", "`" + row.member + "` is not a country code", kPlaceFix);
  for (const auto& [cell, date] : {std::pair{cells[2], &row.span.from}, std::pair{cells[3], &row.span.until}}) {
    if (cell.empty()) continue;
    const auto parsed = Date::parse(cell);
    if (parsed)
      *date = *parsed;
    else
      complain(cell, parsed.error().code, parsed.error().message, parsed.error().fix);
  }
  if (row.span.until <= row.span.from)
    complain(cells[3], "LG1027", "this row ends before it begins", "`until` is the day after the last");
  if (NamedSet* set = set_of_row(pending, kind, cells[0])) set->rows.push_back(std::move(row));
}

// Each distinct word of the first column is a set of its own, `us.group.D5`.
NamedSet* Reader::set_of_row(const Pending& pending, NamedSet::Kind kind, std::string_view word) {
  const std::string name = std::string(pending.entry.title) + "." + std::string(word);
  if (const auto it = law_.set_names.find(name); it != law_.set_names.end()) {
    NamedSet& known = law_.sets[static_cast<std::size_t>(it->second)];
    if (known.origin.place.begin == pending.entry.place.begin && known.origin.source == pending.entry.source)
      return &known;
    error(pending, "LG1005", "`" + name + "` is declared twice")
        .related.push_back({"the first", known.origin.source, known.origin.place});
    return nullptr;
  }
  NamedSet set;
  set.name = name;
  set.kind = kind;
  set.label = text_of(pending.entry, "label");
  set.label_zh = text_of(pending.entry, "zh");
  for (std::string* label : {&set.label, &set.label_zh})
    if (const std::size_t at = label->find("{}"); at != std::string::npos) label->replace(at, 2, word);
  set.origin = origin(pending);
  if (!claim(law_.set_names, name, static_cast<int>(law_.sets.size()), pending)) return nullptr;
  law_.sets.push_back(std::move(set));
  return &law_.sets.back();
}

void Reader::declare_set(const Pending& pending) {
  const std::string name(trim(pending.entry.title.substr(0, pending.entry.title.find('='))));
  NamedSet set;
  set.name = name;
  set.label = text_of(pending.entry, "label");
  set.label_zh = text_of(pending.entry, "zh");
  set.origin = origin(pending);
  if (claim(law_.set_names, name, static_cast<int>(law_.sets.size()), pending)) law_.sets.push_back(std::move(set));
}

void Reader::bind_set(const Pending& pending) {
  const std::string_view title = pending.entry.title;
  const std::size_t equals = title.find('=');
  const auto it = law_.set_names.find(trim(title.substr(0, equals)));
  if (it == law_.set_names.end()) return;
  std::string_view rest = equals == std::string_view::npos ? std::string_view() : trim(title.substr(equals + 1));
  std::vector<NamedSet::Term>& terms = law_.sets[static_cast<std::size_t>(it->second)].terms;
  for (bool is_minus = false;;) {
    if (rest.empty())
      return void(error(pending, "LG1014", terms.empty() ? "expected `set NAME = …`" : "a set ends after `+` or `-`"));
    NamedSet::Term& term = terms.emplace_back();
    term.is_minus = is_minus;
    rest = read_set_term(pending, rest, term);
    if (rest.empty()) return;
    if (rest[0] != '+' && rest[0] != '-')
      return void(error_at(pending, place_of(pending, rest), "LG1014", "expected `+` or `-` between sets"));
    is_minus = rest[0] == '-';
    rest = trim(rest.substr(1));
  }
}

// One list or name. Returns what follows; nothing after a mistake.
std::string_view Reader::read_set_term(const Pending& pending, std::string_view rest, NamedSet::Term& term) {
  if (rest[0] == '[') {
    const std::size_t close = rest.find(']');
    if (close == std::string_view::npos)
      return error_at(pending, place_of(pending, rest), "LG1014", "a list does not end"), std::string_view();
    for (std::string_view place : split(rest.substr(1, close - 1), ',')) term.literals.push_back(unquoted(place));
    return trim(rest.substr(close + 1));
  }
  const std::string_view name = first_word(rest);
  const auto known = law_.set_names.find(name);
  if (known != law_.set_names.end()) {
    term.set = known->second;
    return trim(rest.substr(name.size()));
  }
  std::vector<std::string> names;
  for (const auto& [other, index] : law_.set_names) names.push_back(other);
  error_at(pending, place_of(pending, name), "LG1210", "no set is called `" + std::string(name) + "`").help =
      did_you_mean(name, names);
  return {};
}

// A set holds what its parts hold, in whatever order they are declared.
void Reader::settle_sets() {
  const auto kind_of = [&](const NamedSet::Term& term) { return law_.sets[static_cast<std::size_t>(term.set)].kind; };
  for (bool is_settled = false; !is_settled;) {
    is_settled = true;
    for (NamedSet& set : law_.sets)
      for (const NamedSet::Term& term : set.terms)
        if (term.set != kNone && set.kind == NamedSet::Kind::Places && kind_of(term) != NamedSet::Kind::Places) {
          set.kind = kind_of(term);
          is_settled = false;
        }
  }
  for (const NamedSet& set : law_.sets) {
    for (const NamedSet::Term& term : set.terms)
      if (term.set != kNone && (kind_of(term) == NamedSet::Kind::Places) != (set.kind == NamedSet::Kind::Places))
        diagnostics_.error("LG1014", "`" + set.name + "` mixes places and names", set.origin.source, set.origin.place);
    check_literals(set);
  }
}

void Reader::check_literals(const NamedSet& set) {
  if (set.kind != NamedSet::Kind::Places) return;
  for (const NamedSet::Term& term : set.terms)
    for (const std::string& literal : term.literals)
      if (!is_place(literal)) {
        const std::string_view title =
            set.origin.source->text().substr(set.origin.place.begin, set.origin.place.end - set.origin.place.begin);
        const std::size_t at = title.find(literal);
        const Place place = at == std::string_view::npos
                                ? set.origin.place
                                : place_in(*set.origin.source, title.substr(at, literal.size()));
        diagnostics_.error("LG1211", "`" + literal + "` is not a country code", set.origin.source, place).help =
            kPlaceFix;
      }
}

}  // namespace lockgate::law
