// Figures: the numbers and flags that say what an item is, as columns of a table have them.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "law/law.h"
#include "wire/csv_columns.h"

namespace lockgate::desk {

// Which part of a line each is, by its name without `item.`; those of one part are told apart together, as law::kNone.
using Figures = std::map<std::string, int, std::less<>>;

// `tpp` of `item.tpp` and `product.tpp`, which stand in one column; empty: of another fact.
std::string_view figure_of(const law::Fact& fact);
bool is_figure(const law::Law& law, const wire::Column& column);
// Puts together the figures that the law joins with another or with anything else that a line may say.
void leave_single(const law::Law& law, Figures& figures);

// A plain number in units of 10^-kCutScale; nothing for whatever else a cell may say, and for what is very large or fine.
inline constexpr int kCutScale = 6;
std::optional<std::int64_t> plain_number(const std::string& cell);

}  // namespace lockgate::desk
