#include "desk/design_data.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/sheet.h"
#include "base/text.h"

namespace lockgate::desk {
namespace {

std::optional<double> number_in(std::string_view text) {
  double out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc() && end == text.data() + text.size() && out >= 0 ? std::optional(out) : std::nullopt;
}

class Reader {
 public:
  Reader(const std::string& data, Diagnostics& diagnostics) : folder_(data + "/market/design/"), diagnostics_(diagnostics) {}

  void read_jobs(DesignData& out) {
    const Sheet sheet(folder_ + "jobs.tsv", {"job", "resource", "work", "beside", "note", "source"}, diagnostics_);
    for (const SheetRow& row : sheet.rows()) {
      const auto work = number_in(row.cells[2]);
      if (!work) diagnostics_.error("LG0950", fmt::format("`{}` is no amount of work", row.cells[2]), sheet.source(), row.place);
      else out.needs.push_back({text(row, 0), text(row, 1), text(row, 3), text(row, 4), text(row, 5), *work});
    }
  }

  void read_fuses(DesignData& out) {
    const Sheet sheet(folder_ + "fuses.tsv", {"parts", "knob", "figure", "value", "units", "says", "source"}, diagnostics_);
    for (const SheetRow& row : sheet.rows()) {
      std::vector<std::string> parts;
      for (const std::string_view part : split(row.cells[0], ';')) parts.emplace_back(part);
      const auto options = options_in(row.cells[3], text(row, 5));
      if (options.empty()) diagnostics_.error("LG0950", fmt::format("`{}` is no option of a fuse", row.cells[3]), sheet.source(), row.place).help = "write `2368/78` or `2..132 step 2`";
      for (const analysis::Option& option : options) out.fuses.push_back({parts, text(row, 1), text(row, 2), text(row, 6), row.cells[4] == "yes", option});
    }
  }

  void read_new_part(DesignData& out) {
    const Sheet sheet(folder_ + "new-part.tsv", {"fact", "value", "otherwise", "why"}, diagnostics_);
    for (const SheetRow& row : sheet.rows()) out.new_part.push_back({text(row, 0), text(row, 1), text(row, 2), text(row, 3)});
  }

  void read_unsold(DesignData& out) {
    const Sheet sheet(folder_ + "unsold.tsv", {"vendor", "why", "source"}, diagnostics_);
    for (const SheetRow& row : sheet.rows()) out.unsold.push_back({text(row, 0), text(row, 1), text(row, 2)});
  }

 private:
  static std::string text(const SheetRow& row, std::size_t cell) { return std::string(row.cells[cell]); }

  // `2368/78`, `3350`, or `2..132 step 2`, whose options say how many.
  static std::vector<analysis::Option> options_in(std::string_view text, const std::string& says) {
    const auto dots = text.find("..");
    if (dots == std::string_view::npos) {
      const auto slash = text.find('/');
      const auto top = Decimal::parse(text.substr(0, slash));
      const auto bottom = slash == std::string_view::npos ? Result<Decimal>(Decimal::of(1)) : Decimal::parse(text.substr(slash + 1));
      return top && bottom && bottom->sign() > 0 ? std::vector<analysis::Option>{{says, *top, *bottom}} : std::vector<analysis::Option>{};
    }
    const auto step = text.find(" step ");
    if (step == std::string_view::npos) return {};
    const auto first = number_in(text.substr(0, dots)), last = number_in(text.substr(dots + 2, step - dots - 2)), by = number_in(text.substr(step + 6));
    if (!first || !last || !by || *by < 1) return {};
    std::vector<analysis::Option> out;
    for (auto n = static_cast<std::int64_t>(*first); n <= static_cast<std::int64_t>(*last); n += static_cast<std::int64_t>(*by)) out.push_back({fmt::format("{} {}", n, says), Decimal::of(n), Decimal::of(1)});
    return out;
  }

  std::string folder_;
  Diagnostics& diagnostics_;
};

}  // namespace

std::vector<std::string> DesignData::jobs() const {
  std::vector<std::string> out;
  for (const Need& need : needs)
    if (std::find(out.begin(), out.end(), need.job) == out.end()) out.push_back(need.job);
  return out;
}

DesignData DesignData::load(const std::string& data, Diagnostics& diagnostics) {
  DesignData out;
  Reader reader(data, diagnostics);
  reader.read_jobs(out);
  reader.read_fuses(out);
  reader.read_new_part(out);
  reader.read_unsold(out);
  return out;
}

}  // namespace lockgate::desk
