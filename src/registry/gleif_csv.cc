#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "base/text.h"
#include "registry/formats.h"
#include "registry/gleif.h"
#include "wire/csv_reader.h"

namespace lockgate::registry {
namespace {

// Five further names of a kind, and five periods, are what the publisher's heading has room for.
constexpr int kColumnsOfAKind = 5;

class Rows {
 public:
  explicit Rows(wire::TextStream stream) : reader_(std::move(stream)) {
    const auto heading = reader_.next();
    if (!heading) return;
    width_ = heading->cells.size();
    for (std::size_t c = 0; c < width_; ++c)
      if (!columns_.emplace(heading->cells[c], c).second) twice_ = heading->cells[c];
  }
  // A column that stands in the heading again.
  const std::optional<std::string>& twice() const { return twice_; }
  bool has(const char* column) const { return columns_.contains(column); }
  // The next whole row; the others become findings.
  bool next(RegisterFile& file) {
    while (auto row = reader_.next()) {
      where_ = fmt::format("line {}", row->line);
      if (row->problem)
        file.findings.push_back({where_, *row->problem});
      else if (row->cells.size() != width_)
        file.say(Severity::Error, "LG0509", where_,
                 fmt::format("this row has {} cells, the heading {}; it was left out", row->cells.size(), width_),
                 "fetch the file again");
      else if (std::any_of(row->cells.begin(), row->cells.end(), [](const std::string& cell) { return invalid_utf8(cell); }))
        file.say(Severity::Error, "LG0102", where_, "this is not UTF-8 and was left out", "save the file as UTF-8");
      else
        return row_ = std::move(*row), true;
    }
    return false;
  }
  const std::string& where() const { return where_; }
  std::string cell(const std::string& column) const {
    const auto found = columns_.find(column);
    return found == columns_.end() ? std::string() : std::string(trim(row_.cells[found->second]));
  }

 private:
  wire::CsvReader reader_;
  std::unordered_map<std::string, std::size_t> columns_;
  std::optional<std::string> twice_;
  std::size_t width_ = 0;
  wire::CsvRow row_;
  std::string where_;
};

LeiRecord record_of(const Rows& rows) {
  LeiRecord out;
  out.lei = rows.cell("LEI");
  out.headquarters = rows.cell("Entity.HeadquartersAddress.Country");
  out.authority = rows.cell("Entity.RegistrationAuthority.RegistrationAuthorityID");
  out.number = rows.cell("Entity.RegistrationAuthority.RegistrationAuthorityEntityID");
  out.status = rows.cell("Registration.RegistrationStatus");
  const auto add = [&](const std::string& column) {
    if (std::string name = rows.cell(column); !name.empty()) out.names.push_back(std::move(name));
  };
  add("Entity.LegalName");
  for (int n = 1; n <= kColumnsOfAKind; ++n) {
    add(fmt::format("Entity.OtherEntityNames.OtherEntityName.{}", n));
    add(fmt::format("Entity.TransliteratedOtherEntityNames.TransliteratedOtherEntityName.{}", n));
  }
  return out;
}

LeiRelation relation_of(const Rows& rows) {
  LeiRelation out;
  out.child = rows.cell("Relationship.StartNode.NodeID"),
  out.child_kind = rows.cell("Relationship.StartNode.NodeIDType");
  out.parent = rows.cell("Relationship.EndNode.NodeID"), out.parent_kind = rows.cell("Relationship.EndNode.NodeIDType");
  out.kind = rows.cell("Relationship.RelationshipType");
  out.status = rows.cell("Relationship.RelationshipStatus");
  out.registration = rows.cell("Registration.RegistrationStatus");
  out.updated = rows.cell("Registration.LastUpdateDate");
  for (int n = 1; n <= kColumnsOfAKind; ++n) {
    const std::string period = fmt::format("Relationship.Period.{}.", n);
    LeiPeriod read{rows.cell(period + "startDate"), rows.cell(period + "endDate"), rows.cell(period + "periodType")};
    if (!read.from.empty() || !read.until.empty()) out.periods.push_back(std::move(read));
  }
  return out;
}

}  // namespace

bool is_gleif_csv(std::string_view beginning) {
  const std::string_view heading = beginning.substr(0, beginning.find('\n'));
  return !trim(heading).starts_with('{') && !trim(heading).starts_with('[') &&
         (heading.find("Relationship.StartNode.NodeID") != heading.npos ||
          (heading.find("LEI") != heading.npos && heading.find("Entity.LegalName") != heading.npos));
}

void read_gleif_csv(wire::TextStream stream, RegisterFile& file) {
  Rows rows(std::move(stream));
  if (rows.twice())
    return file.say(Severity::Error, "LG0502", "line 1", fmt::format("the column `{}` stands twice", excerpt(*rows.twice())),
                    "fetch the file again");
  const bool is_level_2 = rows.has("Relationship.StartNode.NodeID");
  for (const char* column : {"Relationship.EndNode.NodeID", "Relationship.RelationshipType"})
    if (is_level_2 && !rows.has(column))
      return file.say(Severity::Error, "LG0502", "line 1", fmt::format("the column `{}` is missing", column),
                      "fetch the file again");
  while (rows.next(file))
    is_level_2 ? add(relation_of(rows), rows.where(), file) : add(record_of(rows), rows.where(), file);
}

}  // namespace lockgate::registry
