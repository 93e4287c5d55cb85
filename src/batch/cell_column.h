// CellColumn: a column of an Arrow table as the cells of a flat file, each distinct text once: ids into a list of texts that grows
// from batch to batch. Numbers and dates come as the text that a flat file would have, lists with `;` between their members.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "batch/arrow_stream.h"
#include "batch/kernels.h"
#include "batch/tuple_table.h"

namespace lockgate::batch {

class CellColumn {
 public:
  // LG0112 when cells of this type cannot be orders' facts (a struct, an interval, a binary).
  static Result<CellColumn> of(const Field& field);

  // Before the first rows of each batch: its dictionary is its own, unless it is that of the batch before, which is still there.
  void begin_batch(const ArrowArray& column, const ArrowArray* before);
  // Fills `ids` for some rows of a batch. A missing value is kMissing.
  void read(const ArrowArray& array, std::vector<std::uint32_t>& ids);
  // The same rows without a look at each, where there are few values: entries of a list. Nothing: there are many.
  std::optional<Values<std::uint32_t>> entries(const ArrowArray& array);
  // The id of each entry, and last kMissing for what is not there.
  const std::vector<std::uint32_t>& ids_of_entries() const { return id_of_entry_; }
  // Changes with that list.
  std::uint64_t list_number() const { return list_number_; }
  const std::string& text(std::uint32_t id) const { return *texts_[id]; }
  std::size_t size() const { return texts_.size(); }
  // About how much memory it holds.
  std::size_t bytes() const { return text_bytes_ + numbers_.bytes(); }
  // Ids begin anew.
  void forget();

  static constexpr std::uint32_t kMissing = UINT32_MAX;

 private:
  enum class Kind { Text, LargeText, TextView, Signed, Unsigned, Float, Flag, Decimal, Day, List, Nothing };
  struct Type {
    Kind kind = Kind::Nothing;
    int width = 0;  // bytes of a number
    int scale = 0;  // of a Decimal
    std::int64_t units_a_day = 1;
  };
  static std::optional<Type> type_of(std::string_view format);
  std::uint32_t intern(std::string text);
  std::uint32_t intern_view(std::string_view text);
  std::uint32_t intern_number(std::int64_t number, const Type& type) {
    if (static_cast<std::uint64_t>(number) >= kNear) return intern_any_number(number, type);
    if (id_of_near_.empty()) id_of_near_.assign(kNear, kMissing);
    std::uint32_t& id = id_of_near_[static_cast<std::size_t>(number)];
    return id == kMissing ? id = intern(number_text(number, type)) : id;
  }
  std::uint32_t intern_any_number(std::int64_t number, const Type& type);
  static std::string number_text(std::int64_t number, const Type& type);
  std::uint32_t value_id(const ArrowArray& array, const Type& type, std::size_t row);
  template <class Value>
  void read_whole(const ArrowArray& array, std::vector<std::uint32_t>& ids);
  std::uint32_t list_id(const ArrowArray& array, std::size_t index);
  void fill_entries(const ArrowArray& dictionary);
  void forget_entries() { id_of_entry_.clear(), ++list_number_; }
  Values<std::uint32_t> flags(const ArrowArray& array);
  template <class Index>
  void read_dictionary(const ArrowArray& array, std::vector<std::uint32_t>& ids);

  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };

  Type type_, value_type_;
  bool has_dictionary_ = false;
  std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> by_text_;
  std::vector<const std::string*> texts_;  // keys of by_text_, which do not move
  std::size_t text_bytes_ = 0;
  static constexpr std::uint64_t kNear = 1 << 16;
  std::vector<std::uint32_t> id_of_near_;   // of a column of numbers: those below kNear, by number
  TupleTable numbers_{2};                   // the others
  std::vector<std::uint32_t> id_of_number_;
  std::vector<std::uint32_t> id_of_entry_;  // of the batch's dictionary
  std::uint64_t list_number_ = 0;
  std::vector<std::uint32_t> flags_;        // of the rows, as entries
};

}  // namespace lockgate::batch
