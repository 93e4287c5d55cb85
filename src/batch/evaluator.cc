#include "batch/evaluator.h"

#include <algorithm>
#include <functional>
#include <numeric>

namespace lockgate::batch {
namespace {

// Rows that go through the diagram before anybody looks at their answers, a multiple of kBlock; and at how many at a time.
constexpr std::size_t kMany = 32 * kBlock, kAtOnce = 64;

constexpr std::uint8_t kNotYetByte = 255;
std::uint8_t byte_of(Answer answer) { return static_cast<std::uint8_t>(std::min<Answer>(answer, kNotYetByte)); }

// Room for a dictionary to grow: the table is laid out anew only when a dimension has doubled.
std::uint32_t room_for(std::uint32_t kinds) {
  std::uint32_t room = 1;
  while (room < kinds) room *= 2;
  return room;
}

}  // namespace

Evaluator::Evaluator(std::vector<Dimension*> dimensions, Decide decide, const Kernels& kernels, CellLimits limits, Likeness likeness)
    : dimensions_(std::move(dimensions)), decide_(std::move(decide)), kernels_(kernels), limits_(limits), likeness_(std::move(likeness)), alike_(dimensions_.size()) {
  for (auto& word : words_) word.assign(kBlock, 0);
  for (const Dimension* dimension : dimensions_) capacity_.push_back(dimension->kinds());
  place_dimensions();
}

bool Evaluator::has_grown() const {
  for (std::size_t d = 0; d < dimensions_.size(); ++d)
    if (dimensions_[d]->kinds() > capacity_[d]) return true;
  return false;
}

std::vector<std::uint32_t> Evaluator::kinds_of(std::uint64_t cell) const {
  std::vector<std::uint32_t> out;
  for (std::size_t d = 0; d < places_.size(); ++d) out.push_back(static_cast<std::uint32_t>(cell >> 32 * places_[d].word) / places_[d].weight % capacity_[d]);
  return out;
}

std::uint64_t Evaluator::cell_of(const std::vector<std::uint32_t>& kinds) const {
  std::uint64_t out = 0;
  for (std::size_t d = 0; d < kinds.size(); ++d) out += std::uint64_t{kinds[d]} * places_[d].weight << 32 * places_[d].word;
  return out;
}

void Evaluator::place_dimensions() {
  places_.clear();
  std::uint64_t cells = 1;
  std::size_t word = 0;
  for (const std::uint32_t capacity : capacity_) {
    if (cells * capacity > std::numeric_limits<std::uint32_t>::max()) ++word, cells = 1;
    places_.push_back({word, static_cast<std::uint32_t>(cells)});
    cells *= capacity;
  }
  store_ = word == 0 && cells <= limits_.in_table ? Store::Table : word < kWords ? Store::Map : Store::None;
  table_.assign(store_ == Store::Table ? cells : 0, kNotYet);
  bytes_.clear(), diagram_.reset();
}

// What was decided is kept; only its place changes.
void Evaluator::lay_out() {
  std::vector<std::pair<std::vector<std::uint32_t>, Answer>> known;
  for (std::size_t cell = 0; cell < table_.size(); ++cell)
    if (table_[cell] != kNotYet) known.emplace_back(kinds_of(cell), table_[cell]);
  for (std::uint32_t n = 0; n < cells_.size(); ++n) known.emplace_back(kinds_of(cells_[n][0] | std::uint64_t{cells_[n][1]} << 32), answers_[n]);
  cells_.clear(), answers_.clear();
  for (std::size_t d = 0; d < dimensions_.size(); ++d)
    if (dimensions_[d]->kinds() > capacity_[d]) capacity_[d] = room_for(dimensions_[d]->kinds());
  place_dimensions();
  if (store_ == Store::None) return;
  for (const auto& [kinds, answer] : known) keep(cell_of(kinds), answer);
}

void Evaluator::keep(std::uint64_t cell, Answer answer) {
  if (store_ == Store::Map && cells_.size() >= limits_.in_map) cells_.clear(), answers_.clear();
  if (store_ == Store::Map) cells_.add(cell), answers_.push_back(answer);
  if (store_ == Store::Table) table_[cell] = answer;
  if (!bytes_.empty()) bytes_[cell] = byte_of(answer);
}

void Evaluator::add_codes(std::size_t first, std::size_t count) {
  const std::size_t words = store_ == Store::Table ? 1 : kWords;
  for (std::size_t w = 0; w < words; ++w) std::fill_n(words_[w].begin(), count, 0U);
  for (std::size_t d = 0; d < dimensions_.size(); ++d) dimensions_[d]->add(kernels_, first, count, places_[d].weight, words_[places_[d].word].data());
}

Answer Evaluator::answer_of(std::size_t row, std::uint64_t cell) {
  if (store_ == Store::Table && table_[cell] != kNotYet) return table_[cell];
  if (store_ == Store::Map)
    if (const std::uint32_t known = cells_.find(cell); known != TupleTable::kNone) return answers_[known];
  const auto write = [&](const Dimension& dimension, std::size_t, trade::Order& order) { dimension.write(row, order); };
  if (store_ == Store::None) return decide(write);
  const Answer answer = decide_cell(cell, write);
  keep(cell, answer);
  return answer;
}

template <class Write>
Answer Evaluator::decide_cell(std::uint64_t cell, Write write) {
  if (!likeness_) return decide(write);
  if (alike_.size() >= limits_.in_map) alike_.clear(), answers_of_alike_.clear();
  const std::uint32_t number = alike_.add(likeness_(kinds_of(cell)).data());
  if (number == answers_of_alike_.size()) answers_of_alike_.push_back(decide(write));
  return answers_of_alike_[number];
}

// `write` writes what each dimension says into the order, by its number.
template <class Write>
Answer Evaluator::decide(Write write) {
  trade::Order order;
  for (std::size_t d = 0; d < dimensions_.size(); ++d) write(*dimensions_[d], d, order);
  ++decided_;
  return decide_(order);
}

void Evaluator::answer_block(std::size_t first, std::size_t count, Answer* out) {
  if (store_ != Store::None) add_codes(first, count);
  if (store_ == Store::Table) {
    kernels_.look_up32(words_[0].data(), count, table_.data(), out);
    if (!kernels_.holds32(out, count, kNotYet)) return;
  }
  for (std::size_t i = 0; i < count; ++i)
    if (store_ != Store::Table || out[i] == kNotYet) out[i] = answer_of(first + i, cell_at(i));
}

void Evaluator::answer(std::size_t rows, Answer* out) {
  if (has_grown()) lay_out();
  for (std::size_t first = 0; first < rows; first += kBlock) answer_block(first, std::min(kBlock, rows - first), out + first);
}

// Nothing: some column is not one that rows go through a diagram by.
std::vector<LineColumn> Evaluator::columns_from(std::size_t first) {
  std::vector<LineColumn> out;
  for (Dimension* dimension : dimensions_) {
    const auto column = dimension->column(first);
    if (!column) return {};
    out.push_back(*column);
  }
  return out;
}

// The code of a cell in the diagram; nullopt: no line of these columns is in it.
std::optional<std::size_t> Evaluator::code_of(const std::vector<std::uint32_t>& kinds, const std::vector<LineColumn>& columns) const {
  std::size_t out = 0, weight = 1;
  for (std::size_t d = 0; d < kinds.size(); ++d) {
    const auto digit = kinds[d] < dimensions_[d]->kinds() ? dimensions_[d]->digit_of(kinds[d]) : std::nullopt;
    if (!digit) return std::nullopt;
    out += *digit * weight, weight *= columns[d].radix;
  }
  return out;
}

bool Evaluator::decide_all() {
  if (has_grown()) lay_out();
  diagram_.reset();
  const std::vector<LineColumn> columns = columns_from(0);
  if (kernels_.walk8 == nullptr || columns.empty() || table_.empty() || table_.size() > limits_.in_diagram) return false;
  std::vector<std::uint32_t> radices;
  for (const LineColumn& column : columns) radices.push_back(column.radix);
  std::string answers(std::accumulate(radices.begin(), radices.end(), std::size_t{1}, std::multiplies<>()), static_cast<char>(kNotYetByte));
  for (std::size_t cell = 0; cell < table_.size(); ++cell) {
    const std::vector<std::uint32_t> kinds = kinds_of(cell);
    const auto code = code_of(kinds, columns);
    if (!code) continue;
    if (table_[cell] == kNotYet) keep(cell, decide_cell(cell, [&](const Dimension& dimension, std::size_t d, trade::Order& order) { dimension.write_kind(kinds[d], order); }));
    answers[*code] = static_cast<char>(byte_of(table_[cell]));
  }
  diagram_ = CellDiagram::of(radices, std::move(answers));
  return diagram_.has_value();
}

// False: some line may be in a cell that the diagram does not know, or has a number that is not read so.
bool Evaluator::walk(std::size_t first, std::size_t rows, std::uint8_t* out) {
  const std::vector<LineColumn> columns = diagram_ ? columns_from(first) : std::vector<LineColumn>();
  if (columns.empty()) return false;
  std::vector<DiagramStep> steps;
  for (const CellDiagram::Step& step : diagram_->steps()) {
    if (columns[step.column].radix > diagram_->radices()[step.column]) return false;
    steps.push_back({columns[step.column], step.next.data(), step.places});
  }
  return kernels_.walk8(steps.data(), steps.size(), rows, out) && !kernels_.holds8(out, rows, kNotYetByte);
}

void Evaluator::answer_bytes_of(std::size_t first, std::size_t count, std::uint8_t* out) {
  if (store_ == Store::Table) {
    add_codes(first, count);
    kernels_.look_up8(words_[0].data(), count, bytes_.data(), out);
    if (!kernels_.holds8(out, count, kNotYetByte)) return;
  }
  std::vector<Answer> wide(kBlock);
  answer_block(first, count, wide.data());
  for (std::size_t i = 0; i < count; ++i) out[i] = static_cast<std::uint8_t>(wide[i]);
}

void Evaluator::answer_bytes(std::size_t rows, std::uint8_t* out) {
  if (has_grown()) lay_out();
  if (bytes_.size() != table_.size()) {
    bytes_.resize(table_.size());
    std::transform(table_.begin(), table_.end(), bytes_.begin(), byte_of);
  }
  for (std::size_t first = 0; first < rows;) {
    const std::size_t many = std::min(kMany, rows - first) / kAtOnce * kAtOnce;
    if (many > 0 && walk(first, many, out + first)) {
      first += many;
      continue;
    }
    const std::size_t end = std::min(first + kMany, rows);
    for (; first < end; first += kBlock) answer_bytes_of(first, std::min(kBlock, end - first), out + first);
    first = end;
  }
}

}  // namespace lockgate::batch
