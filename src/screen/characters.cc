#include "screen/characters.h"

#include <utility>

#include "base/sheet.h"
#include "base/text.h"

namespace lockgate::screen {
namespace {

char32_t point_of(std::string_view cell) {
  std::size_t at = 0;
  return next_code_point(cell, at).value_or(U'\uFFFD');
}

void add_readings(const Sheet& sheet, std::unordered_map<char32_t, std::vector<std::string>>& out) {
  for (const SheetRow& row : sheet.rows()) {
    std::vector<std::string>& syllables = out[point_of(row.cells[0])];
    for (const std::string_view syllable : split(row.cells[1], ' ')) syllables.emplace_back(syllable);
  }
}

}  // namespace

Characters Characters::load(const std::string& folder, Diagnostics& diagnostics) {
  Characters out;
  const Sheet simplified(folder + "/han/simplified.tsv", {"traditional", "simplified"}, diagnostics);
  for (const SheetRow& row : simplified.rows()) out.simplified_.emplace(point_of(row.cells[0]), point_of(row.cells[1]));
  add_readings(Sheet(folder + "/han/readings.tsv", {"character", "readings"}, diagnostics), out.readings_);
  add_readings(Sheet(folder + "/han/cantonese.tsv", {"character", "spellings"}, diagnostics), out.cantonese_);
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

std::vector<std::string> Characters::readings(const Readings& known, std::string_view han, std::size_t most, std::size_t last) {
  std::vector<std::pair<std::string, std::string>> out = {{}};  // what is read first, and what stands last
  std::size_t characters = 0;
  for (std::size_t at = 0; at < han.size(); ++characters) {
    const auto found = known.find(next_code_point(han, at).value_or(0));
    if (found == known.end()) return {};
    std::vector<std::pair<std::string, std::string>> longer;
    for (const std::string& syllable : found->second)  // the most usual readings of all stay in front
      for (const auto& [first, behind] : out)
        if (longer.size() < most) longer.push_back(characters < last ? std::pair(first, behind + syllable) : std::pair(first + syllable, behind));
    out = std::move(longer);
  }
  std::vector<std::string> texts;
  for (const auto& [first, behind] : out) texts.push_back(first + behind);
  return texts;
}

}  // namespace lockgate::screen
