#include "screen/characters.h"

#include <algorithm>

#include "base/sheet.h"
#include "base/text.h"

namespace lockgate::screen {
namespace {

char32_t point_of(std::string_view cell) {
  std::size_t at = 0;
  return next_code_point(cell, at).value_or(U'\uFFFD');
}

}  // namespace

Characters Characters::load(const std::string& folder, Diagnostics& diagnostics) {
  Characters out;
  const Sheet simplified(folder + "/han/simplified.tsv", {"traditional", "simplified"}, diagnostics);
  for (const SheetRow& row : simplified.rows()) out.simplified_.emplace(point_of(row.cells[0]), point_of(row.cells[1]));
  const Sheet readings(folder + "/han/readings.tsv", {"character", "readings"}, diagnostics);
  for (const SheetRow& row : readings.rows()) {
    std::vector<std::string>& syllables = out.readings_[point_of(row.cells[0])];
    for (const std::string_view syllable : split(row.cells[1], ' ')) syllables.emplace_back(syllable);
  }
  const Sheet alike(folder + "/confusables.tsv", {"letter", "latin"}, diagnostics);
  for (const SheetRow& row : alike.rows())
    if (row.cells[1].size() == 1) out.latin_.emplace(point_of(row.cells[0]), row.cells[1][0]);
  return out;
}

char32_t Characters::simplified(char32_t point) const {
  const auto found = simplified_.find(point);
  return found == simplified_.end() ? point : found->second;
}

char Characters::latin_alike(char32_t point) const {
  const auto found = latin_.find(point);
  return found == latin_.end() ? '\0' : found->second;
}

std::vector<std::string> Characters::syllables(std::string_view han) const {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < han.size();) {
    const auto found = readings_.find(next_code_point(han, at).value_or(0));
    out.push_back(found == readings_.end() || found->second.empty() ? "" : found->second.front());
  }
  return out;
}

std::vector<std::string> Characters::pinyin(std::string_view han, std::size_t most) const {
  std::vector<std::string> out = {""};
  for (std::size_t at = 0; at < han.size();) {
    const auto found = readings_.find(next_code_point(han, at).value_or(0));
    if (found == readings_.end()) return {};
    std::vector<std::string> longer;
    for (const std::string& syllable : found->second)  // the most usual readings of all stay in front
      for (const std::string& before : out)
        if (longer.size() < most) longer.push_back(before + syllable);
    out = std::move(longer);
  }
  return out;
}

}  // namespace lockgate::screen
