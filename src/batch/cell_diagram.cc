#include "batch/cell_diagram.h"

#include <numeric>
#include <unordered_map>

namespace lockgate::batch {
namespace {

// What is left to be looked at: columns, the lowest digit first, and at each place the answers by what these say.
struct Rest {
  std::vector<std::size_t> columns;
  std::vector<std::string> places;
};

// The answers of those that have a digit, by the columns that are left then. `stride`: what one of the digit adds.
std::string with_digit(const std::string& answers, std::size_t stride, std::size_t radix, std::size_t digit) {
  std::string out;
  out.reserve(answers.size() / radix);
  for (std::size_t at = digit * stride; at < answers.size(); at += stride * radix) out.append(answers, at, stride);
  return out;
}

// A step by one column: where it leads, by place and digit, and what is left then.
struct Taken {
  std::vector<std::size_t> next;
  Rest rest;
};

Taken take(const Rest& rest, std::size_t at, const std::vector<std::uint32_t>& radices) {
  std::size_t stride = 1;
  for (std::size_t c = 0; c < at; ++c) stride *= radices[rest.columns[c]];
  const std::size_t radix = radices[rest.columns[at]];
  Taken out;
  std::unordered_map<std::string, std::size_t> known;
  for (const std::string& place : rest.places)
    for (std::size_t digit = 0; digit < radix; ++digit) {
      const auto [known_place, is_new] = known.try_emplace(with_digit(place, stride, radix, digit), known.size());
      if (is_new) out.rest.places.push_back(known_place->first);
      out.next.push_back(known_place->second);
    }
  out.rest.columns = rest.columns;
  out.rest.columns.erase(out.rest.columns.begin() + static_cast<std::ptrdiff_t>(at));
  return out;
}

// The column after which the fewest places are left.
std::size_t best_of(const Rest& rest, const std::vector<std::uint32_t>& radices) {
  std::size_t best = 0, fewest = SIZE_MAX;
  for (std::size_t at = 0; at < rest.columns.size(); ++at)
    if (const std::size_t places = take(rest, at, radices).rest.places.size(); places < fewest) best = at, fewest = places;
  return best;
}

// Places are counted in digits of the column that they are looked up by, so that a digit is only to be added.
void scale(CellDiagram::Step& before, std::size_t radix) {
  for (std::size_t i = 0; i < before.places; ++i) before.next[i] = static_cast<std::uint8_t>(before.next[i] * radix);
}

}  // namespace

std::optional<CellDiagram> CellDiagram::of(const std::vector<std::uint32_t>& radices, std::string answers) {
  CellDiagram out(radices);
  Rest rest{std::vector<std::size_t>(radices.size()), {std::move(answers)}};
  std::iota(rest.columns.begin(), rest.columns.end(), std::size_t{0});
  while (!rest.columns.empty()) {
    const std::size_t at = best_of(rest, radices);
    Step step{rest.columns[at], rest.places.size() * radices[rest.columns[at]], {}};
    if (step.places > step.next.size()) return std::nullopt;
    if (!out.steps_.empty()) scale(out.steps_.back(), radices[step.column]);
    Taken taken = take(rest, at, radices);
    rest = std::move(taken.rest);
    for (std::size_t i = 0; i < step.places; ++i) step.next[i] = rest.columns.empty() ? static_cast<std::uint8_t>(rest.places[taken.next[i]][0]) : static_cast<std::uint8_t>(taken.next[i]);
    out.steps_.push_back(step);
  }
  return out;
}

}  // namespace lockgate::batch
