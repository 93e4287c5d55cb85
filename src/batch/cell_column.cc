#include "batch/cell_column.h"

#include <bit>
#include <charconv>
#include <cstring>

#include "base/date.h"
#include "base/decimal.h"

namespace lockgate::batch {
namespace {

constexpr int kDecimalWidth = 16;
constexpr std::uint32_t kNotYet = UINT32_MAX - 1;

template <class Value>
Value value_at(const ArrowArray& array, std::size_t index) {
  Value out;
  std::memcpy(&out, static_cast<const std::uint8_t*>(array.buffers[1]) + index * sizeof(Value), sizeof out);
  return out;
}

bool bit_at(const void* bits, std::size_t index) { return (static_cast<const std::uint8_t*>(bits)[index / 8] >> (index % 8) & 1) != 0; }

bool is_missing(const ArrowArray& array, std::size_t index) { return array.null_count != 0 && array.buffers[0] != nullptr && !bit_at(array.buffers[0], index); }

template <class Offset>
std::string_view text_at(const ArrowArray& array, std::size_t index) {
  const auto from = value_at<Offset>(array, index), until = value_at<Offset>(array, index + 1);
  return {static_cast<const char*>(array.buffers[2]) + from, static_cast<std::size_t>(until - from)};
}

// Short texts stand in the view itself, long ones in a buffer it names.
std::string_view viewed_text(const ArrowArray& array, std::size_t index) {
  constexpr std::int32_t kShort = 12;
  const char* view = static_cast<const char*>(array.buffers[1]) + 16 * index;
  std::int32_t length, buffer, offset;
  std::memcpy(&length, view, sizeof length);
  if (length <= kShort) return {view + 4, static_cast<std::size_t>(length)};
  std::memcpy(&buffer, view + 8, sizeof buffer);
  std::memcpy(&offset, view + 12, sizeof offset);
  return {static_cast<const char*>(array.buffers[2 + buffer]) + offset, static_cast<std::size_t>(length)};
}

std::int64_t whole_at(const ArrowArray& array, int width, bool is_signed, std::size_t index) {
  switch (width) {
    case 1: return is_signed ? static_cast<std::int64_t>(value_at<std::int8_t>(array, index)) : value_at<std::uint8_t>(array, index);
    case 2: return is_signed ? static_cast<std::int64_t>(value_at<std::int16_t>(array, index)) : value_at<std::uint16_t>(array, index);
    case 4: return is_signed ? static_cast<std::int64_t>(value_at<std::int32_t>(array, index)) : value_at<std::uint32_t>(array, index);
    default: return value_at<std::int64_t>(array, index);
  }
}

// The shortest text that is this number and no other.
std::string text_of(double number) {
  char text[64];
  const auto end = std::to_chars(text, text + sizeof text, number, std::chars_format::fixed);
  return end.ec == std::errc{} ? std::string(text, end.ptr) : std::to_string(number);
}

std::string with_point(std::string digits, int scale) {
  const bool is_negative = digits.starts_with('-');
  if (is_negative) digits.erase(0, 1);
  const auto places = static_cast<std::size_t>(scale);
  if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
  if (places > 0) digits.insert(digits.size() - places, ".");
  return (is_negative ? "-" : "") + digits;
}

std::string decimal_text(int128 rest, int scale) {
  const bool is_negative = rest < 0;
  std::string digits;
  do {
    const int digit = static_cast<int>(rest % 10);
    digits.insert(digits.begin(), static_cast<char>('0' + (digit < 0 ? -digit : digit)));
    rest /= 10;
  } while (rest != 0);
  return with_point((is_negative ? "-" : "") + digits, scale);
}

std::int64_t floor_divide(std::int64_t value, std::int64_t by) { return value >= 0 ? value / by : -((-value + by - 1) / by); }

}  // namespace

std::optional<CellColumn::Type> CellColumn::type_of(std::string_view format) {
  constexpr std::int64_t kSecondsADay = 86400;
  if (format == "n") return Type{Kind::Nothing};
  if (format == "u") return Type{Kind::Text};
  if (format == "U") return Type{Kind::LargeText};
  if (format == "vu") return Type{Kind::TextView};
  if (format == "b") return Type{Kind::Flag};
  if (format == "f" || format == "g") return Type{Kind::Float, format == "f" ? 4 : 8};
  if (format == "tdD") return Type{Kind::Day, 4, 0, 1};
  if (format == "tdm") return Type{Kind::Day, 8, 0, kSecondsADay * 1000};
  if (format.starts_with("ts")) {
    std::int64_t units = kSecondsADay;
    for (const char unit : {'s', 'm', 'u', 'n'}) {
      if (format.size() > 2 && format[2] == unit) return Type{Kind::Day, 8, 0, units};
      units *= 1000;
    }
  }
  if (format == "+l" || format == "+L") return Type{Kind::List, format == "+l" ? 4 : 8};
  constexpr std::string_view kSigned = "csil", kUnsigned = "CSIL";
  if (format.size() == 1)
    for (std::size_t i = 0; i < kSigned.size(); ++i) {
      if (format[0] == kSigned[i]) return Type{Kind::Signed, 1 << i};
      if (format[0] == kUnsigned[i]) return Type{Kind::Unsigned, 1 << i};
    }
  if (format.starts_with("d:")) {
    const std::size_t comma = format.find(',');
    const bool is_wide = comma != std::string_view::npos && format.find(',', comma + 1) != std::string_view::npos;
    if (comma != std::string_view::npos && !is_wide) return Type{Kind::Decimal, kDecimalWidth, std::atoi(format.data() + comma + 1)};
  }
  return std::nullopt;
}

Result<CellColumn> CellColumn::of(const Field& field) {
  CellColumn out;
  out.has_dictionary_ = field.is_dictionary;
  const auto type = type_of(field.format), value_type = type_of(field.value_format.empty() ? std::string_view("u") : std::string_view(field.value_format));
  if (!type || !value_type || value_type->kind == Kind::List)
    return fail("LG0112", "column `" + field.name + "` has a type that cells cannot have (`" + field.format + "` in Arrow's terms)",
                "give texts, numbers, dates, true and false, or lists of texts", field.name);
  out.type_ = *type, out.value_type_ = *value_type;
  return out;
}

std::uint32_t CellColumn::intern(std::string text) {
  constexpr std::size_t kOverhead = 96;  // of a text in the map and in the list
  const auto [it, is_new] = by_text_.try_emplace(std::move(text), static_cast<std::uint32_t>(texts_.size()));
  if (is_new) texts_.push_back(&it->first), text_bytes_ += it->first.size() + kOverhead;
  return it->second;
}

std::uint32_t CellColumn::intern_view(std::string_view text) {
  const auto known = by_text_.find(text);
  return known != by_text_.end() ? known->second : intern(std::string(text));
}

void CellColumn::forget() {
  by_text_ = {};
  texts_ = {};
  text_bytes_ = 0;
  id_of_near_ = {};
  numbers_.clear();
  id_of_number_ = {};
  forget_entries();
}

// Floating-point numbers come as their bits.
std::string CellColumn::number_text(std::int64_t number, const Type& type) {
  if (type.kind == Kind::Unsigned) return std::to_string(static_cast<std::uint64_t>(number));
  if (type.kind == Kind::Day) return Date{static_cast<std::int32_t>(number)}.to_string();
  if (type.kind == Kind::Flag) return number != 0 ? "true" : "false";
  if (type.kind == Kind::Float) return text_of(std::bit_cast<double>(number));
  return type.kind == Kind::Decimal ? decimal_text(number, type.scale) : std::to_string(number);
}

std::uint32_t CellColumn::intern_any_number(std::int64_t number, const Type& type) {
  const std::uint32_t at = numbers_.add(static_cast<std::uint64_t>(number));
  if (at == id_of_number_.size()) id_of_number_.push_back(intern(number_text(number, type)));
  return id_of_number_[at];
}

std::uint32_t CellColumn::value_id(const ArrowArray& array, const Type& type, std::size_t index) {
  if (type.kind == Kind::Nothing || is_missing(array, index)) return kMissing;
  switch (type.kind) {
    case Kind::Text: return intern_view(text_at<std::int32_t>(array, index));
    case Kind::LargeText: return intern_view(text_at<std::int64_t>(array, index));
    case Kind::TextView: return intern_view(viewed_text(array, index));
    case Kind::Flag: return intern_number(bit_at(array.buffers[1], index) ? 1 : 0, type);
    case Kind::Float:
      if (type.width == 4) return intern(text_of(value_at<float>(array, index)));
      return intern_number(std::bit_cast<std::int64_t>(value_at<double>(array, index)), type);
    case Kind::Decimal: {
      const auto number = value_at<int128>(array, index);
      const auto low = static_cast<std::int64_t>(number);
      return low == number ? intern_number(low, type) : intern(decimal_text(number, type.scale));
    }
    case Kind::Day: return intern_number(floor_divide(whole_at(array, type.width, true, index), type.units_a_day), type);
    default: return intern_number(whole_at(array, type.width, type.kind == Kind::Signed, index), type);
  }
}

void CellColumn::begin_batch(const ArrowArray& column, const ArrowArray* before) {
  if (column.dictionary == nullptr) return;
  const ArrowArray& own = *column.dictionary;
  const ArrowArray* other = before == nullptr ? nullptr : before->dictionary;
  const bool is_same = other != nullptr && own.length == other->length && own.offset == other->offset && own.n_buffers == other->n_buffers && own.n_buffers > 1 &&
                       std::equal(own.buffers, own.buffers + own.n_buffers, other->buffers);
  if (!is_same) forget_entries();
}

void CellColumn::fill_entries(const ArrowArray& dictionary) {
  const auto count = static_cast<std::size_t>(dictionary.length);
  id_of_entry_.resize(count, kNotYet);
  for (std::size_t entry = 0; entry < count; ++entry)
    if (id_of_entry_[entry] == kNotYet) id_of_entry_[entry] = value_id(dictionary, value_type_, entry + static_cast<std::size_t>(dictionary.offset));
  id_of_entry_.push_back(kMissing);
}

// A flag is an entry of a list of two.
Values<std::uint32_t> CellColumn::flags(const ArrowArray& array) {
  if (id_of_entry_.empty()) id_of_entry_ = {intern_number(0, type_), intern_number(1, type_), kMissing};
  const auto* bits = static_cast<const std::uint8_t*>(array.buffers[1]) + array.offset / 8;
  flags_.resize(static_cast<std::size_t>(array.length));
  for (std::size_t row = 0; row < flags_.size(); ++row) flags_[row] = bits[row / 8] >> row % 8 & 1U;
  return {flags_.data(), nullptr};
}

std::optional<Values<std::uint32_t>> CellColumn::entries(const ArrowArray& array) {
  constexpr std::int64_t kFew = 1 << 16;
  const bool is_flag = !has_dictionary_ && type_.kind == Kind::Flag, is_short = has_dictionary_ && type_.width == 4 && array.dictionary->length <= kFew;
  if (array.offset % 8 != 0 || !(is_flag || is_short)) return std::nullopt;
  if (is_short && id_of_entry_.size() != static_cast<std::size_t>(array.dictionary->length) + 1) fill_entries(*array.dictionary);
  Values<std::uint32_t> out = is_flag ? flags(array) : Values<std::uint32_t>{static_cast<const std::uint32_t*>(array.buffers[1]) + array.offset, nullptr};
  if (array.null_count != 0 && array.buffers[0] != nullptr) out.valid = static_cast<const std::uint8_t*>(array.buffers[0]) + array.offset / 8;
  return out;
}

// Each entry of the batch's dictionary is looked at once, when it is first met.
template <class Index>
void CellColumn::read_dictionary(const ArrowArray& array, std::vector<std::uint32_t>& ids) {
  const ArrowArray& dictionary = *array.dictionary;
  if (id_of_entry_.empty()) id_of_entry_.resize(static_cast<std::size_t>(dictionary.length), kNotYet);
  for (std::size_t row = 0; row < ids.size(); ++row) {
    const std::size_t index = row + static_cast<std::size_t>(array.offset);
    if (is_missing(array, index)) {
      ids[row] = kMissing;
      continue;
    }
    const auto entry = static_cast<std::size_t>(value_at<Index>(array, index));
    if (id_of_entry_[entry] == kNotYet) id_of_entry_[entry] = value_id(dictionary, value_type_, entry + static_cast<std::size_t>(dictionary.offset));
    ids[row] = id_of_entry_[entry];
  }
}

std::uint32_t CellColumn::list_id(const ArrowArray& array, std::size_t index) {
  if (is_missing(array, index)) return kMissing;
  const auto end_at = [&](std::size_t i) { return whole_at(array, type_.width, true, i); };
  const ArrowArray& members = *array.children[0];
  std::string joined;
  for (std::int64_t at = end_at(index); at < end_at(index + 1); ++at) {
    const std::uint32_t member = value_id(members, value_type_, static_cast<std::size_t>(at + members.offset));
    if (member == kMissing) continue;
    joined += (joined.empty() ? "" : ";") + text(member);
  }
  return intern(std::move(joined));
}

// Whole numbers and days, the commonest columns of numbers, without asking at every row what they are.
template <class Value>
void CellColumn::read_whole(const ArrowArray& array, std::vector<std::uint32_t>& ids) {
  for (std::size_t row = 0; row < ids.size(); ++row) {
    const std::size_t index = row + static_cast<std::size_t>(array.offset);
    ids[row] = is_missing(array, index) ? kMissing : intern_number(static_cast<std::int64_t>(value_at<Value>(array, index)), type_);
  }
}

void CellColumn::read(const ArrowArray& array, std::vector<std::uint32_t>& ids) {
  ids.resize(static_cast<std::size_t>(array.length));
  if (has_dictionary_) {
    switch (type_.width) {  // ids are not negative
      case 1: return read_dictionary<std::uint8_t>(array, ids);
      case 2: return read_dictionary<std::uint16_t>(array, ids);
      case 4: return read_dictionary<std::uint32_t>(array, ids);
      default: return read_dictionary<std::uint64_t>(array, ids);
    }
  }
  const bool is_whole = type_.kind == Kind::Signed || (type_.kind == Kind::Day && type_.units_a_day == 1);
  if (is_whole && type_.width == 4) return read_whole<std::int32_t>(array, ids);
  if (is_whole && type_.width == 8) return read_whole<std::int64_t>(array, ids);
  const bool is_list = type_.kind == Kind::List;
  for (std::size_t row = 0; row < ids.size(); ++row) {
    const std::size_t index = row + static_cast<std::size_t>(array.offset);
    ids[row] = is_list ? list_id(array, index) : value_id(array, type_, index);
  }
}

}  // namespace lockgate::batch
