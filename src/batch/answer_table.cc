#include "batch/answer_table.h"

#include <numeric>

#include "batch/arrow_build.h"

namespace lockgate::batch {

AnswerTable::AnswerTable(std::vector<std::string> headings) : rows_(headings.size()) {
  for (std::string& heading : headings) columns_.push_back({std::move(heading), {}, {}, {}, nullptr});
}

AnswerTable::Place AnswerTable::place_of(const std::string& text, Column& column) {
  if (text.empty()) return kNull;
  const auto [place, is_new] = column.place_of.try_emplace(text, static_cast<Place>(column.texts.size()));
  if (is_new) column.texts.push_back(text), column.shared = nullptr;
  return place->second;
}

Answer AnswerTable::add(const std::vector<std::string>& cells) {
  std::vector<std::uint32_t> row;
  for (std::size_t c = 0; c < columns_.size(); ++c) row.push_back(static_cast<std::uint32_t>(place_of(cells[c], columns_[c])));
  const std::size_t before = rows_.size();
  const Answer out = rows_.add(row.data());
  for (std::size_t c = 0; rows_.size() > before && c < columns_.size(); ++c) columns_[c].places.push_back(static_cast<Place>(row[c]));
  return out;
}

const std::string& AnswerTable::cell(Answer answer, std::size_t column) const {
  static const std::string kEmpty;
  const Place place = columns_[column].places[answer];
  return place == kNull ? kEmpty : columns_[column].texts[static_cast<std::size_t>(place)];
}

std::optional<std::size_t> AnswerTable::find_column(const std::string& heading) const {
  for (std::size_t c = 0; c < columns_.size(); ++c)
    if (columns_[c].heading == heading) return c;
  return std::nullopt;
}

std::vector<std::size_t> AnswerTable::all_columns() const {
  std::vector<std::size_t> out(columns_.size());
  std::iota(out.begin(), out.end(), std::size_t{0});
  return out;
}

Owned<ArrowSchema> AnswerTable::schema(const std::vector<std::size_t>& some) const {
  std::vector<std::string> headings;
  for (const std::size_t c : some) headings.push_back(columns_[c].heading);
  return dictionary_schema(headings);
}

Owned<ArrowArray> AnswerTable::column(const Column& column, const std::vector<Answer>& answers) {
  if (column.shared == nullptr) {
    // Arrow's files may add to a dictionary, but not to one of no texts.
    if (column.texts.empty()) column.texts.emplace_back();
    auto texts = std::make_shared<ArrowTexts>();
    for (const std::string& text : column.texts) texts->add(text);
    column.shared = std::move(texts);
  }
  std::vector<Place> places(answers.size());
  for (std::size_t row = 0; row < answers.size(); ++row) places[row] = column.places[answers[row]];
  return dictionary_array(std::move(places), column.shared);
}

Owned<ArrowArray> AnswerTable::rows(const std::vector<Answer>& answers, const std::vector<std::size_t>& some) const {
  std::vector<Owned<ArrowArray>> columns;
  for (const std::size_t c : some) columns.push_back(column(columns_[c], answers));
  return struct_array(std::move(columns), static_cast<std::int64_t>(answers.size()));
}

}  // namespace lockgate::batch
