#include "batch/evaluator.h"

#include <algorithm>

namespace lockgate::batch {
namespace {

// Rows that are answered at once, a multiple of kBlock; and at how many at a time.
constexpr std::size_t kMany = 16 * kBlock, kAtOnce = 64;

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
  bytes_.clear(), radices_.clear(), at_once_.clear();
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
  if (const auto code = code_of(cell)) at_once_[*code] = byte_of(answer);
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
  const Answer answer = likeness_ && store_ != Store::None ? answer_of_like(row, cell) : decide(row);
  keep(cell, answer);
  return answer;
}

Answer Evaluator::answer_of_like(std::size_t row, std::uint64_t cell) {
  if (alike_.size() >= limits_.in_map) alike_.clear(), answers_of_alike_.clear();
  const std::uint32_t number = alike_.add(likeness_(kinds_of(cell)).data());
  if (number == answers_of_alike_.size()) answers_of_alike_.push_back(decide(row));
  return answers_of_alike_[number];
}

Answer Evaluator::decide(std::size_t row) {
  trade::Order order;
  for (const Dimension* dimension : dimensions_) dimension->write(row, order);
  ++decided_;
  return decide_(order);
}

void Evaluator::answer_block(std::size_t first, std::size_t count, Answer* out) {
  if (store_ != Store::None) add_codes(first, count);
  if (store_ == Store::Table) {
    kernels_.look_up32(words_[0].data(), count, table_.data(), out);
    if (!kernels_.holds32(out, count, kNotYet)) return;
  }
  for (std::size_t i = 0; i < count; ++i) out[i] = answer_of(first + i, cell_at(i));
}

void Evaluator::answer(std::size_t rows, Answer* out) {
  if (has_grown()) lay_out();
  for (std::size_t first = 0; first < rows; first += kBlock) answer_block(first, std::min(kBlock, rows - first), out + first);
}

// Nothing: some column is not one that all can be read at once with. Dictionaries have room to grow.
std::vector<LineColumn> Evaluator::columns_from(std::size_t first) {
  std::vector<LineColumn> out;
  for (std::size_t d = 0; d < dimensions_.size(); ++d) {
    const auto column = dimensions_[d]->column(first);
    if (!column) return {};
    out.push_back(*column);
    out.back().radix = std::max(column->radix, column->kind == LineColumn::Kind::Ids ? capacity_[d] : 0);
  }
  return out;
}

// A cell's code where all columns are read at once; nullopt: no line gets there that way.
std::optional<std::size_t> Evaluator::code_of(std::uint64_t cell) const {
  if (at_once_.empty()) return std::nullopt;
  const std::vector<std::uint32_t> kinds = kinds_of(cell);
  std::size_t out = 0, weight = 1;
  for (std::size_t d = 0; d < kinds.size(); ++d) {
    const auto digit = dimensions_[d]->digit_of(kinds[d]);
    if (!digit) return std::nullopt;
    out += *digit * weight, weight *= radices_[d];
  }
  return out;
}

// The answers as bytes, by both kinds of codes.
void Evaluator::fill_bytes() {
  bytes_.resize(table_.size());
  std::transform(table_.begin(), table_.end(), bytes_.begin(), byte_of);
  std::size_t codes = 1;
  for (const LineColumn& column : kernels_.answer8 == nullptr ? std::vector<LineColumn>() : columns_from(0)) {
    radices_.push_back(column.radix);
    codes *= column.radix;
    if (codes > limits_.in_table) return;
  }
  at_once_.assign(radices_.empty() ? 0 : codes, kNotYetByte);
  for (std::size_t cell = 0; cell < table_.size(); ++cell)
    if (table_[cell] != kNotYet)
      if (const auto code = code_of(cell)) at_once_[*code] = bytes_[cell];
}

// False: some line may be in a cell that is not decided yet, or has a number that is not read so.
bool Evaluator::answer_at_once(std::size_t first, std::size_t rows, std::uint8_t* out) {
  if (at_once_.empty()) return false;
  const std::vector<LineColumn> columns = columns_from(first);
  return columns.size() == radices_.size() && kernels_.answer8(columns.data(), columns.size(), rows, at_once_.data(), out) && !kernels_.holds8(out, rows, kNotYetByte);
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
  if (bytes_.size() != table_.size()) fill_bytes();
  for (std::size_t first = 0; first < rows;) {
    const std::size_t many = std::min(kMany, rows - first) / kAtOnce * kAtOnce;
    if (many > 0 && answer_at_once(first, many, out + first)) {
      first += many;
      continue;
    }
    const std::size_t end = std::min(first + kMany, rows);
    for (; first < end; first += kBlock) answer_bytes_of(first, std::min(kBlock, end - first), out + first);
    first = end;
  }
}

}  // namespace lockgate::batch
