#include "desk/figures.h"

#include <set>

#include "batch/cuts.h"

namespace lockgate::desk {

std::string_view figure_of(const law::Fact& fact) {
  for (const std::string_view owner : {"item.", "product."})
    if (fact.name.starts_with(owner)) return std::string_view(fact.name).substr(owner.size());
  return {};
}

bool is_figure(const law::Law& law, const wire::Column& column) {
  const int fact = law.find_fact("item." + column.name);
  if (column.of != wire::Column::Of::Item || fact == law::kNone) return false;
  const law::Type type = law.facts[static_cast<std::size_t>(fact)].type;
  return type == law::Type::Decimal || type == law::Type::Integer || type == law::Type::Bool;
}

void leave_single(const law::Law& law, Figures& figures) {
  std::set<std::string> joined;
  for (std::size_t form = 0; form < law.forms.size(); ++form) {
    std::set<std::string> parts;
    for (const int fact : batch::parts_of(law, static_cast<int>(form))) {
      const law::Fact& part = law.facts[static_cast<std::size_t>(fact)];
      const std::string_view figure = figure_of(part);
      if (figure.empty() || figures.count(figure) != 0) parts.insert(figure.empty() ? part.name : std::string(figure));
    }
    if (parts.size() > 1) joined.insert(parts.begin(), parts.end());
  }
  for (auto& [name, giver] : figures)
    if (joined.count(name) != 0) giver = law::kNone;
}

std::optional<std::int64_t> plain_number(const std::string& cell) {
  constexpr std::size_t kLongest = 12;
  const bool is_plain = !cell.empty() && cell.size() <= kLongest && cell.find_first_not_of("0123456789.") == std::string::npos && cell.front() != '.' && cell.back() != '.';
  if (!is_plain) return std::nullopt;
  const Result<Decimal> number = Decimal::parse(cell);
  if (!number || number->scale() > kCutScale) return std::nullopt;
  auto out = static_cast<std::int64_t>(number->mantissa());
  for (int scale = number->scale(); scale < kCutScale; ++scale) out *= 10;
  return out;
}

}  // namespace lockgate::desk
