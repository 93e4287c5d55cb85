#include "catalogue/loader.h"

#include <algorithm>
#include <filesystem>

#include "base/digest.h"
#include "base/text.h"

namespace lockgate::catalogue {
namespace {

const std::vector<std::string> kKinds = {"chip", "card", "module", "system", "hbm"};
const std::vector<std::string> kConfidences = {"datasheet", "report", "estimate", "rumour", "recalled"};
const std::vector<std::string> kStatuses = {"name", "family", "wrong"};

// Stands for the sources of the part itself, so that they are not written a dozen times.
constexpr std::string_view kSourcesOfPart = "chip";

std::vector<std::string> words_of(std::string_view cell) {
  std::vector<std::string> words;
  for (const std::string_view word : split(cell, ';'))
    if (!word.empty()) words.emplace_back(word);
  return words;
}

std::optional<bool> yes_or_no(std::string_view cell) {
  return cell.empty() ? std::nullopt : std::optional(cell == "yes");
}

std::vector<std::string> files_in(const std::string& folder) {
  std::vector<std::string> names;
  std::error_code code;  // a folder that is not there has no files
  for (const auto& entry : std::filesystem::directory_iterator(folder, code))
    if (entry.path().extension() == ".csv") names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace

std::optional<Catalogue> Catalogue::load(const std::string& folder, Diagnostics& diagnostics) {
  return Loader(folder, diagnostics).load();
}

std::optional<Catalogue> Loader::load() {
  read_fact_kinds();
  read_sources();
  read_vendors();
  read_parts();
  read_aliases();
  read_numbers();
  if (diagnostics_.has_errors()) return std::nullopt;
  catalogue_.digest_ = sha256(digested_);
  return std::move(catalogue_);
}

std::unique_ptr<Table> Loader::read(const std::string& name, const std::vector<std::string>& columns) {
  auto table = std::make_unique<Table>(folder_ + "/" + name, columns, diagnostics_);
  const std::string_view text = table->source()->text();
  digested_ += name + '\n' + std::to_string(text.size()) + '\n';
  digested_ += text;
  return table;
}

void Loader::read_fact_kinds() {
  const auto table = read("facts.csv", {"fact", "unit", "bits", "decides", "means"});
  for (const Row& row : table->rows()) {
    check_word(*table, row, "decides", {"yes", "no"});
    FactKind kind{row["fact"], row["unit"], std::nullopt, row["decides"] == "yes", row["means"]};
    if (const auto bits = Decimal::parse(row["bits"])) kind.bits = *bits;
    catalogue_.fact_kinds_.push_back(std::move(kind));
  }
}

void Loader::read_sources() {
  const auto table = read("sources.csv", {"key", "what", "url"});
  for (const Row& row : table->rows()) source_keys_.insert(row["key"]);
}

void Loader::read_vendors() {
  const auto table = read("vendors.csv", {"vendor", "company", "names_zh", "headquarters", "source", "confidence"});
  for (const Row& row : table->rows()) {
    const auto place = place_code(row["headquarters"]);
    if (!place || !is_known_place(*place))
      error(*table, row, "LG0315", "`" + row["headquarters"] + "` is not a country code");
    Vendor vendor{row["vendor"], row["company"], words_of(row["names_zh"]), row["headquarters"]};
    catalogue_.names_.add_vendor(vendor.name, vendor.name);
    for (const std::string& name : vendor.names_zh) catalogue_.names_.add_vendor(vendor.name, name);
    catalogue_.vendors_.push_back(std::move(vendor));
  }
}

void Loader::read_parts() {
  const auto table =
      read("chips.csv", {"id", "vendor", "name", "kind", "datacenter", "announced", "released", "process", "dies",
                         "memory", "interconnect", "made_in", "source", "confidence", "note"});
  for (const Row& row : table->rows()) add_part(*table, row);
}

void Loader::add_part(const Table& table, const Row& row) {
  check_word(table, row, "kind", kKinds);
  check_word(table, row, "datacenter", {"yes", "no", ""});
  check_word(table, row, "confidence", kConfidences);
  if (!row["vendor"].empty() && catalogue_.vendor(row["vendor"]) == nullptr)
    error(table, row, "LG0316", "the vendor `" + row["vendor"] + "` is not in vendors.csv");
  if (catalogue_.find(row["id"]) != nullptr) error(table, row, "LG0317", "the id `" + row["id"] + "` is given twice");
  const std::size_t index = catalogue_.parts_.size();
  catalogue_.parts_.push_back({row["id"],
                               row["vendor"],
                               row["name"],
                               row["kind"],
                               yes_or_no(row["datacenter"]),
                               row["announced"],
                               row["released"],
                               row["process"],
                               row["dies"],
                               row["memory"],
                               row["interconnect"],
                               row["made_in"],
                               sources_of(table, row, nullptr),
                               row["confidence"],
                               row["note"],
                               {},
                               {}});
  catalogue_.names_.add_part(index, row["id"], row["vendor"]);
  catalogue_.names_.add(row["name"], NameStatus::Name, index);
}

void Loader::read_aliases() {
  const auto table = read("aliases.csv", {"alias", "language", "status", "id", "note"});
  for (const Row& row : table->rows()) add_alias(*table, row);
}

void Loader::add_alias(const Table& table, const Row& row) {
  check_word(table, row, "status", kStatuses);
  const auto part = part_of(table, row);
  if (!part) return;
  const auto status = std::find(kStatuses.begin(), kStatuses.end(), row["status"]) - kStatuses.begin();
  catalogue_.names_.add(row["alias"], static_cast<NameStatus>(status), *part, row["note"]);
  if (row["status"] == "name") catalogue_.parts_[*part].aliases.push_back(row["alias"]);
}

void Loader::read_numbers() {
  for (const std::string& name : files_in(folder_ + "/numbers")) {
    const auto table = read("numbers/" + name, {"id", "fact", "value", "preferred", "source", "confidence", "note"});
    for (const Row& row : table->rows()) add_figure(*table, row);
  }
}

void Loader::add_figure(const Table& table, const Row& row) {
  check_word(table, row, "confidence", kConfidences);
  const auto part = part_of(table, row);
  const Result<Range> value = parse_figure(row["value"]);
  if (!has_fact(row["fact"])) error(table, row, "LG0318", "the fact `" + row["fact"] + "` is not in facts.csv");
  if (!value) error(table, row, value.error().code, value.error().message);
  if (!part || !value) return;
  std::vector<Figure>& figures = catalogue_.parts_[*part].figures;
  if (find(figures, row["fact"]) != nullptr)
    error(table, row, "LG0319", "this fact of `" + row["id"] + "` is given twice");
  Figure figure{row["fact"],       *value,     std::nullopt, sources_of(table, row, &catalogue_.parts_[*part]),
                row["confidence"], row["note"]};
  if (!row["preferred"].empty()) figure.preferred = preferred_of(table, row, *value);
  figures.push_back(std::move(figure));
}

std::optional<Decimal> Loader::preferred_of(const Table& table, const Row& row, const Range& value) {
  const Result<Decimal> preferred = Decimal::parse(row["preferred"]);
  if (preferred && value.min <= *preferred && *preferred <= value.max) return *preferred;
  error(table, row, "LG0320", "the preferred value `" + row["preferred"] + "` does not lie in `" + row["value"] + "`");
  return std::nullopt;
}

std::vector<std::string> Loader::sources_of(const Table& table, const Row& row, const Part* part) {
  if (part != nullptr && row["source"] == kSourcesOfPart) return part->sources;
  std::vector<std::string> sources = words_of(row["source"]);
  if (sources.empty()) error(table, row, "LG0321", "this row names no source");
  for (const std::string& source : sources)
    if (!source.starts_with("https://") && !source_keys_.contains(source.substr(0, source.find(" ("))))
      error(table, row, "LG0322", "the source `" + source + "` is neither an address nor a key of sources.csv");
  return sources;
}

std::optional<std::size_t> Loader::part_of(const Table& table, const Row& row) {
  const auto& parts = catalogue_.parts_;
  const auto found = std::find_if(parts.begin(), parts.end(), [&](const Part& part) { return part.id == row["id"]; });
  if (found != parts.end()) return static_cast<std::size_t>(found - parts.begin());
  error(table, row, "LG0323", "the id `" + row["id"] + "` is not in chips.csv");
  return std::nullopt;
}

void Loader::check_word(const Table& table, const Row& row, const char* column, const std::vector<std::string>& words) {
  if (std::find(words.begin(), words.end(), row[column]) == words.end())
    error(table, row, "LG0324", "`" + row[column] + "` is not a word for the column `" + column + "`");
}

void Loader::error(const Table& table, const Row& row, std::string code, std::string message) {
  diagnostics_.error(std::move(code), std::move(message), table.source(), row.place());
}

bool Loader::has_fact(std::string_view name) const {
  const auto& kinds = catalogue_.fact_kinds_;
  return std::any_of(kinds.begin(), kinds.end(), [&](const FactKind& kind) { return kind.name == name; });
}

}  // namespace lockgate::catalogue
