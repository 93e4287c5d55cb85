#include "catalogue/figure.h"

#include "base/text.h"

namespace lockgate::catalogue {

std::string Figure::to_string() const {
  if (value.is_point()) return value.min.to_string();
  return value.min.to_string() + ".." + (is_floor() ? "" : value.max.to_string());
}

Result<Range> parse_figure(std::string_view text) {
  const std::size_t dots = text.find("..");
  const std::string_view low = text.substr(0, dots);
  const std::string_view high = dots == std::string_view::npos ? low : text.substr(dots + 2);
  const Result<Decimal> min = Decimal::parse(low);
  if (!min) return tl::unexpected(min.error());
  const Result<Decimal> max = high.empty() ? no_ceiling() : Decimal::parse(high);
  if (!max) return tl::unexpected(max.error());
  if (min->is_negative() || *min > *max)
    return fail("LG0314", "expected a number, `low..high` or `low..`, found `" + excerpt(text) + "`");
  return Range{*min, *max};
}

}  // namespace lockgate::catalogue
