// Evaluator: the answers of many lines at once. A line's kinds, one for each dimension, make up its cell; each cell is decided
// once, by the scalar evaluator, on the first line found in it, and looked up from then on.
//
// Equal cells have equal answers because equal kinds are parts no program in use can tell apart (batch/cuts.h, batch/fingerprint.h).
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <vector>

#include "batch/cell_diagram.h"
#include "batch/dimension.h"
#include "batch/tuple_table.h"

namespace lockgate::batch {

// A number the caller knows the answer by: of a verdict, or into a list of answers.
using Answer = std::uint32_t;

// How many cells are remembered.
struct CellLimits {
  // Beyond this a table of all cells is larger than a cache is good for, and the occupied ones are kept in a map.
  std::uint64_t in_table = std::uint64_t{1} << 24;
  // Beyond this the map is emptied: what is met again is decided again.
  std::size_t in_map = std::size_t{1} << 21;
  // Beyond this no diagram of all cells is made.
  std::uint64_t in_diagram = std::uint64_t{1} << 20;
};

class Evaluator {
 public:
  // Decides one line, given as an order.
  using Decide = std::function<Answer(trade::Order&)>;
  // Of a cell, by its kinds. Cells of which this is equal have equal answers, though their kinds differ; as many numbers as dimensions.
  using Likeness = std::function<std::vector<std::uint32_t>(const std::vector<std::uint32_t>& kinds)>;

  // The dimensions belong to the caller. Without a likeness every cell is decided.
  Evaluator(std::vector<Dimension*> dimensions, Decide decide, const Kernels& kernels = best_kernels(), CellLimits limits = {}, Likeness likeness = {});

  // The answers of the first `rows` rows of what the dimensions look at.
  void answer(std::size_t rows, Answer* out);
  // The same where every answer is below 255, as bytes.
  void answer_bytes(std::size_t rows, std::uint8_t* out);
  // Decides the cells that no line has been in yet, as far as the columns in hand can have such lines, and makes a diagram of all of them
  // (batch/cell_diagram.h), from which `answer_bytes` then takes its answers. For whoever asks many lines of the same law: it pays after some
  // thousand lines a cell. False: there are too many cells or places, some dimension is no column for it, or the processor has no loops for it.
  bool decide_all();

  // How many orders were decided one by one on the way.
  std::uint64_t decided() const { return decided_; }

 private:
  static constexpr Answer kNotYet = std::numeric_limits<Answer>::max();
  // A cell's number is made of two words of 32 bits; where they do not do, every line is decided by itself.
  static constexpr std::size_t kWords = 2;
  enum class Store { Table, Map, None };

  struct Place {
    std::size_t word = 0;
    std::uint32_t weight = 1;
  };

  void lay_out();
  void place_dimensions();
  bool has_grown() const;
  std::vector<std::uint32_t> kinds_of(std::uint64_t cell) const;
  std::uint64_t cell_of(const std::vector<std::uint32_t>& kinds) const;
  std::uint64_t cell_at(std::size_t i) const { return words_[0][i] | std::uint64_t{words_[1][i]} << 32; }
  void keep(std::uint64_t cell, Answer answer);
  void add_codes(std::size_t first, std::size_t count);
  Answer answer_of(std::size_t row, std::uint64_t cell);
  template <class Write>
  Answer decide_cell(std::uint64_t cell, Write write);
  template <class Write>
  Answer decide(Write write);
  std::vector<LineColumn> columns_from(std::size_t first);
  std::optional<std::size_t> code_of(const std::vector<std::uint32_t>& kinds, const std::vector<LineColumn>& columns) const;
  bool walk(std::size_t first, std::size_t rows, std::uint8_t* out);
  void answer_bytes_of(std::size_t first, std::size_t count, std::uint8_t* out);
  void answer_block(std::size_t first, std::size_t count, Answer* out);

  std::vector<Dimension*> dimensions_;
  Decide decide_;
  const Kernels& kernels_;
  CellLimits limits_;
  std::vector<std::uint32_t> capacity_;  // kinds a dimension has room for
  std::vector<Place> places_;            // by dimension
  Store store_ = Store::Table;
  std::vector<Answer> table_;            // by code
  std::vector<std::uint8_t> bytes_;      // the same, once somebody asked for them, where they fit
  std::optional<CellDiagram> diagram_;   // of the same bytes, once all cells were decided
  TupleTable cells_{kWords};             // those of the map
  std::vector<Answer> answers_;          // theirs
  Likeness likeness_;
  TupleTable alike_;                     // what was decided, by likeness
  std::vector<Answer> answers_of_alike_;
  std::array<std::vector<std::uint32_t>, kWords> words_;  // the codes of a block
  std::uint64_t decided_ = 0;
};

}  // namespace lockgate::batch
