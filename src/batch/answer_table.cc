#include "batch/answer_table.h"

#include "batch/arrow_build.h"

namespace lockgate::batch {

AnswerTable::AnswerTable(std::vector<std::string> headings) {
  for (std::string& heading : headings) columns_.push_back({std::move(heading), {}, {}, nullptr});
}

Answer AnswerTable::add(const std::vector<std::string>& cells) {
  std::string key;
  for (const std::string& cell : cells) key += cell + '\0';
  const auto [it, is_new] = known_.try_emplace(std::move(key), static_cast<Answer>(rows_.size()));
  if (!is_new) return it->second;
  std::vector<Place>& row = rows_.emplace_back();
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    Column& column = columns_[c];
    if (cells[c].empty()) {
      row.push_back(kNull);
      continue;
    }
    const auto [place, is_new_text] = column.place_of.try_emplace(cells[c], static_cast<Place>(column.texts.size()));
    if (is_new_text) column.texts.push_back(cells[c]), column.shared = nullptr;
    row.push_back(place->second);
  }
  return it->second;
}

const std::string& AnswerTable::cell(Answer answer, std::size_t column) const {
  static const std::string kEmpty;
  const Place place = rows_[answer][column];
  return place == kNull ? kEmpty : columns_[column].texts[static_cast<std::size_t>(place)];
}

Owned<ArrowSchema> AnswerTable::schema() const {
  std::vector<std::string> headings;
  for (const Column& column : columns_) headings.push_back(column.heading);
  return dictionary_schema(headings);
}

Owned<ArrowArray> AnswerTable::column(const Column& column, std::size_t index, const std::vector<Answer>& answers) const {
  if (column.shared == nullptr) {
    auto texts = std::make_shared<ArrowTexts>();
    for (const std::string& text : column.texts) texts->add(text);
    column.shared = std::move(texts);
  }
  std::vector<Place> places;
  places.reserve(answers.size());
  for (const Answer answer : answers) places.push_back(rows_[answer][index]);
  return dictionary_array(std::move(places), column.shared);
}

Owned<ArrowArray> AnswerTable::rows(const std::vector<Answer>& answers) const {
  std::vector<Owned<ArrowArray>> columns;
  for (std::size_t c = 0; c < columns_.size(); ++c) columns.push_back(column(columns_[c], c, answers));
  return struct_array(std::move(columns), static_cast<std::int64_t>(answers.size()));
}

}  // namespace lockgate::batch
