#include "batch/evaluator.h"

#include <algorithm>

namespace lockgate::batch {
namespace {

// Room for a dictionary to grow: the table is laid out anew only when a dimension has doubled.
std::uint32_t room_for(std::uint32_t kinds) {
  std::uint32_t room = 1;
  while (room < kinds) room *= 2;
  return room;
}

}  // namespace

Evaluator::Evaluator(std::vector<Dimension*> dimensions, Decide decide, const Kernels& kernels)
    : dimensions_(std::move(dimensions)), decide_(std::move(decide)), kernels_(kernels), codes_(kBlock) {
  for (const Dimension* dimension : dimensions_) capacity_.push_back(dimension->kinds());
  lay_out();
}

bool Evaluator::has_grown() const {
  for (std::size_t d = 0; d < dimensions_.size(); ++d)
    if (dimensions_[d]->kinds() > capacity_[d]) return true;
  return false;
}

std::vector<std::uint32_t> Evaluator::kinds_of(std::uint64_t code, const std::vector<std::uint32_t>& capacity) const {
  std::vector<std::uint32_t> out;
  for (const std::uint32_t room : capacity) out.push_back(static_cast<std::uint32_t>(code % room)), code /= room;
  return out;
}

// What was decided is kept; only its place changes.
void Evaluator::lay_out() {
  std::vector<std::pair<std::vector<std::uint32_t>, Answer>> known;
  for (std::size_t code = 0; code < table_.size(); ++code)
    if (table_[code] != kNotYet) known.emplace_back(kinds_of(code, capacity_), table_[code]);
  for (const auto& [code, answer] : map_) known.emplace_back(kinds_of(code, capacity_), answer);
  weights_.clear();
  std::uint64_t cells = 1;
  for (std::size_t d = 0; d < dimensions_.size(); ++d) {
    if (dimensions_[d]->kinds() > capacity_[d]) capacity_[d] = room_for(dimensions_[d]->kinds());
    weights_.push_back(static_cast<std::uint32_t>(cells));
    cells *= capacity_[d];
    if (cells > std::numeric_limits<std::uint32_t>::max()) has_codes_ = false, cells = 1;
  }
  has_table_ = has_codes_ && cells <= kMostCells;
  table_.assign(has_table_ ? cells : 0, kNotYet);
  bytes_.assign(has_table_ ? cells : 0, kNotYetByte);
  map_.clear();
  if (!has_codes_) return;
  for (const auto& [kinds, answer] : known) {
    std::uint32_t code = 0;
    for (std::size_t d = 0; d < kinds.size(); ++d) code += kinds[d] * weights_[d];
    if (!has_table_) map_.emplace(code, answer);
    else table_[code] = answer, bytes_[code] = static_cast<std::uint8_t>(std::min<Answer>(answer, kNotYetByte));
  }
}

void Evaluator::add_codes(std::size_t first, std::size_t count) {
  std::fill_n(codes_.begin(), count, 0U);
  for (std::size_t d = 0; d < dimensions_.size(); ++d) dimensions_[d]->add(kernels_, first, count, weights_[d], codes_.data());
}

Answer Evaluator::answer_of(std::size_t row, std::uint32_t code) {
  if (has_codes_ && has_table_ && table_[code] != kNotYet) return table_[code];
  if (has_codes_ && !has_table_)
    if (const auto known = map_.find(code); known != map_.end()) return known->second;
  trade::Order order;
  for (const Dimension* dimension : dimensions_) dimension->write(row, order);
  const Answer answer = decide_(order);
  ++decided_;
  if (has_codes_ && has_table_) table_[code] = answer, bytes_[code] = static_cast<std::uint8_t>(std::min<Answer>(answer, kNotYetByte));
  else if (has_codes_) map_.emplace(code, answer);
  return answer;
}

void Evaluator::answer_block(std::size_t first, std::size_t count, Answer* out) {
  if (has_codes_) add_codes(first, count);
  if (has_table_) {
    kernels_.look_up32(codes_.data(), count, table_.data(), out);
    if (!kernels_.holds32(out, count, kNotYet)) return;
  }
  for (std::size_t i = 0; i < count; ++i) out[i] = answer_of(first + i, codes_[i]);
}

void Evaluator::answer(std::size_t rows, Answer* out) {
  if (has_grown()) lay_out();
  for (std::size_t first = 0; first < rows; first += kBlock) answer_block(first, std::min(kBlock, rows - first), out + first);
}

void Evaluator::answer_bytes(std::size_t rows, std::uint8_t* out) {
  if (has_grown()) lay_out();
  std::vector<Answer> wide(kBlock);
  for (std::size_t first = 0; first < rows; first += kBlock) {
    const std::size_t count = std::min(kBlock, rows - first);
    if (has_table_) {
      add_codes(first, count);
      kernels_.look_up8(codes_.data(), count, bytes_.data(), out + first);
      if (!kernels_.holds8(out + first, count, kNotYetByte)) continue;
    }
    answer_block(first, count, wide.data());
    for (std::size_t i = 0; i < count; ++i) out[first + i] = static_cast<std::uint8_t>(wide[i]);
  }
}

}  // namespace lockgate::batch
