// CellColumn: a column of an Arrow table as the cells of a flat file, each distinct text once: ids into a list of texts that grows
// from batch to batch. Numbers and dates come as the text that a flat file would have, lists with `;` between their members.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "batch/arrow_stream.h"

namespace lockgate::batch {

class CellColumn {
 public:
  // LG0112 when cells of this type cannot be orders' facts (a struct, an interval, a binary).
  static Result<CellColumn> of(const Field& field);

  // Fills `ids` for the rows of an array of the field. A missing value is kMissing.
  void read(const ArrowArray& array, std::vector<std::uint32_t>& ids);
  const std::string& text(std::uint32_t id) const { return *texts_[id]; }
  std::size_t size() const { return texts_.size(); }

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
  std::uint32_t intern_number(std::int64_t number, const Type& type);
  std::uint32_t value_id(const ArrowArray& array, const Type& type, std::size_t row);
  std::uint32_t list_id(const ArrowArray& array, std::size_t index);
  void read_dictionary(const ArrowArray& array, std::vector<std::uint32_t>& ids);

  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };

  Type type_, value_type_;
  bool has_dictionary_ = false;
  std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> by_text_;
  std::unordered_map<std::int64_t, std::uint32_t> by_number_;
  std::vector<const std::string*> texts_;  // keys of by_text_, which do not move
};

}  // namespace lockgate::batch
