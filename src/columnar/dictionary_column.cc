#include "columnar/dictionary_column.h"

#include <algorithm>
#include <cstring>
#include <span>
#ifdef __x86_64__
#include <immintrin.h>
#endif

#include <arrow/array.h>
#include <arrow/builder.h>
#include <arrow/util/decimal.h>
#include <parquet/column_page.h>
#include <parquet/column_reader.h>
#include <parquet/encoding.h>
#include <parquet/exception.h>

#include "batch/packed_runs.h"

namespace lockgate::columnar {
namespace {

using arrow::Type;

const arrow::DataType& values_of(const arrow::DataType& type) {
  return type.id() == Type::DICTIONARY ? *static_cast<const arrow::DictionaryType&>(type).value_type() : type;
}

// As what the values of a dictionary are handed over; null: not this way. Small numbers and all texts become the commonest of their sort.
std::shared_ptr<arrow::DataType> handed_over(const arrow::DataType& type) {
  switch (type.id()) {
    case Type::INT8: case Type::INT16: case Type::UINT8: case Type::UINT16: case Type::INT32: return arrow::int32();
    case Type::STRING: case Type::LARGE_STRING: case Type::STRING_VIEW: return arrow::utf8();
    case Type::BOOL: case Type::UINT32: case Type::INT64: case Type::UINT64: case Type::DATE32: case Type::TIMESTAMP: case Type::FLOAT: case Type::DOUBLE: case Type::DECIMAL128:
      return type.GetSharedPtr();
    default: return nullptr;
  }
}

bool is_dictionary(parquet::Encoding::type encoding) { return encoding == parquet::Encoding::RLE_DICTIONARY || encoding == parquet::Encoding::PLAIN_DICTIONARY; }

bool is_data_page(parquet::PageType::type type) { return type == parquet::PageType::DATA_PAGE || type == parquet::PageType::DATA_PAGE_V2; }

// Flags are a dictionary of two without being called one: a bit is an id.
bool is_of_ids(parquet::Encoding::type encoding, bool is_flag) { return is_flag ? encoding == parquet::Encoding::PLAIN : is_dictionary(encoding); }

// As the writer says page for page: what began as a dictionary may go on without.
bool is_of_ids(const parquet::ColumnChunkMetaData& chunk) {
  const bool is_flag = chunk.type() == parquet::Type::BOOLEAN;
  const auto& pages = chunk.encoding_stats();
  const auto is_other = [&](const parquet::PageEncodingStats& page) { return is_data_page(page.page_type) && !is_of_ids(page.encoding, is_flag); };
  return (is_flag || chunk.has_dictionary_page()) && !pages.empty() && std::none_of(pages.begin(), pages.end(), is_other);
}

std::string_view bytes_of(const parquet::ByteArray& value, int) { return {reinterpret_cast<const char*>(value.ptr), value.len}; }
std::string_view bytes_of(const parquet::FLBA& value, int length) { return {reinterpret_cast<const char*>(value.ptr), static_cast<std::size_t>(length)}; }

template <class Value>
constexpr bool kIsBytes = std::is_same_v<Value, parquet::ByteArray> || std::is_same_v<Value, parquet::FLBA>;

constexpr std::int64_t kWord = 64;

// Gives each row its id where something stands, and `missing` where nothing does: of ids, the `known` first are those of the rows where something
// stands. From the last row to row `first`: a row's id never stands behind the row. What stands there is read in any case, so that nothing has to be guessed about
// which rows are missing. How many are left for the rows before.
std::int64_t spread_ids(const std::uint64_t* is_there, std::int64_t first, std::int64_t rows, std::int64_t known, std::uint32_t missing, std::uint32_t* ids) {
  for (std::int64_t row = rows; row-- > first;) {
    const bool is_known = (is_there[row / kWord] >> row % kWord & 1) != 0;
    known -= is_known ? 1 : 0;
    const std::uint32_t id = ids[known];
    ids[row] = is_known ? id : missing;
  }
  return known;
}

// The same for sixteen rows at a time.
#ifdef __x86_64__
bool can_spread_at_once() {
  static const bool kCan = __builtin_cpu_supports("avx512f");
  return kCan;
}

__attribute__((target("avx512f,popcnt"))) void spread_at_once(const std::uint64_t* is_there, std::int64_t rows, std::int64_t known, std::uint32_t missing, std::uint32_t* ids) {
  constexpr std::int64_t kLanes = 16;
  const std::int64_t whole = rows / kLanes * kLanes;
  known = spread_ids(is_there, whole, rows, known, missing, ids);
  for (std::int64_t row = whole; (row -= kLanes) >= 0;) {
    const auto these = static_cast<__mmask16>(is_there[row / kWord] >> row % kWord);
    known -= __builtin_popcount(these);
    _mm512_storeu_si512(ids + row, _mm512_mask_expand_epi32(_mm512_set1_epi32(static_cast<int>(missing)), these, _mm512_loadu_si512(ids + known)));
  }
}
#else
bool can_spread_at_once() { return false; }
void spread_at_once(const std::uint64_t*, std::int64_t, std::int64_t, std::uint32_t, std::uint32_t*) {}
#endif

template <class Kind>
class DictionaryColumn : public ColumnSource {
  using Value = typename Kind::c_type;
  static constexpr bool kIsFlag = std::is_same_v<Value, bool>;

 public:
  DictionaryColumn(int column, const parquet::ColumnDescriptor& descriptor, std::shared_ptr<arrow::DataType> type)
      : column_(column), descriptor_(&descriptor), has_missing_(descriptor.max_definition_level() > 0), value_length_(descriptor.type_length()), type_(std::move(type)) {}

  void begin_group(parquet::RowGroupReader& group) override {
    pages_ = group.GetColumnPageReader(column_);
    dictionary_ = nullptr;
    page_rows_ = 0;
  }

  arrow::Result<std::shared_ptr<arrow::Array>> next(std::int64_t rows) override {
    ARROW_ASSIGN_OR_RAISE(const std::shared_ptr<arrow::Buffer> ids, room_for(rows));
    if constexpr (kIsFlag) ARROW_RETURN_NOT_OK(fill_dictionary(std::span<const bool>(kFlags)));
    for (std::int64_t done = 0; done < rows;) {
      while (page_rows_ == 0) ARROW_RETURN_NOT_OK(begin_page());
      const std::int64_t some = std::min(rows - done, page_rows_);
      ARROW_RETURN_NOT_OK(read_rows(some, reinterpret_cast<std::uint32_t*>(ids->mutable_data()) + done));
      page_rows_ -= some, done += some;
    }
    return std::make_shared<arrow::DictionaryArray>(dictionary_type(*type_), std::make_shared<arrow::Int32Array>(rows, ids), dictionary_);
  }

 private:
  // Memory that the system has to clear anew for every batch costs more than what is written into it: batches that are gone leave theirs.
  arrow::Result<std::shared_ptr<arrow::Buffer>> room_for(std::int64_t rows) {
    const std::int64_t bytes = rows * static_cast<std::int64_t>(sizeof(std::int32_t));
    for (const std::shared_ptr<arrow::Buffer>& room : rooms_)
      if (room.use_count() == 1 && room->size() >= bytes) return room;
    std::erase_if(rooms_, [](const std::shared_ptr<arrow::Buffer>& room) { return room.use_count() == 1; });
    ARROW_ASSIGN_OR_RAISE(rooms_.emplace_back(), arrow::AllocateBuffer(bytes, arrow::system_memory_pool()));
    return rooms_.back();
  }

  static constexpr bool kFlags[] = {false, true};

  // A page is the dictionary, or rows.
  arrow::Status begin_page() {
    page_ = pages_->NextPage();
    if (page_ == nullptr) return arrow::Status::Invalid("a column has fewer rows than its row group");
    if (page_->type() == parquet::PageType::DICTIONARY_PAGE) return take_dictionary(static_cast<const parquet::DictionaryPage&>(*page_));
    if (!is_data_page(page_->type())) return arrow::Status::OK();
    const auto& page = static_cast<const parquet::DataPage&>(*page_);
    if (dictionary_ == nullptr || !is_of_ids(page.encoding(), kIsFlag)) return arrow::Status::Invalid("a page is not kept as its column chunk says");
    page_rows_ = std::max(page.num_values(), 0);
    return begin_rows(page);
  }

  // First which rows something stands in, then the ids of these, after how many bits an id has.
  arrow::Status begin_rows(const parquet::DataPage& page) {
    std::span<const std::uint8_t> rest(page.data(), static_cast<std::size_t>(page.size()));
    ARROW_ASSIGN_OR_RAISE(const std::size_t levels, page.type() == parquet::PageType::DATA_PAGE ? levels_of(static_cast<const parquet::DataPageV1&>(page), rest) : levels_of(static_cast<const parquet::DataPageV2&>(page), rest));
    if (levels > rest.size()) return arrow::Status::Invalid("a page ends before its rows");
    levels_ = batch::PackedRuns(rest.first(levels), 1);
    rest = rest.subspan(levels);
    if (kIsFlag) return ids_ = batch::PackedRuns::packed(rest, 1), arrow::Status::OK();
    const unsigned width = rest.empty() ? 0 : rest[0];
    if (width > batch::PackedRuns::kWidest) return arrow::Status::Invalid("a page has ids of ", width, " bits");
    ids_ = batch::PackedRuns(rest.subspan(rest.empty() ? 0 : 1), width);
    return arrow::Status::OK();
  }

  // How many bytes say which rows something stands in; what stands before them is taken off.
  arrow::Result<std::size_t> levels_of(const parquet::DataPageV1& page, std::span<const std::uint8_t>& rest) const {
    std::uint32_t out = 0;
    if (!has_missing_) return out;
    if (page.definition_level_encoding() != parquet::Encoding::RLE || rest.size() < sizeof out) return arrow::Status::Invalid("a page does not say which of its rows are missing");
    std::memcpy(&out, rest.data(), sizeof out);
    rest = rest.subspan(sizeof out);
    return out;
  }
  arrow::Result<std::size_t> levels_of(const parquet::DataPageV2& page, std::span<const std::uint8_t>& rest) const {
    const std::int32_t before = page.repetition_levels_byte_length(), out = page.definition_levels_byte_length();
    if (before < 0 || out < 0 || static_cast<std::size_t>(before) > rest.size()) return arrow::Status::Invalid("a page ends before its rows");
    rest = rest.subspan(static_cast<std::size_t>(before));
    return static_cast<std::size_t>(out);
  }

  // So many of the page.
  arrow::Status read_rows(std::int64_t rows, std::uint32_t* ids) {
    is_there_.assign(static_cast<std::size_t>(rows / kWord) + 2, 0);
    if (has_missing_ && !levels_.read_bits(static_cast<std::size_t>(rows), is_there_.data())) return arrow::Status::Invalid("a page does not say which of its rows are missing");
    std::int64_t known = has_missing_ ? 0 : rows;
    for (const std::uint64_t word : is_there_) known += __builtin_popcountll(word);
    if (!ids_.read(static_cast<std::size_t>(known), ids)) return arrow::Status::Invalid("a page has fewer values than rows");
    if (known > 0 && ids_.highest() >= count_) return arrow::Status::Invalid("a column names a value that its dictionary has not");
    if (known == rows) return arrow::Status::OK();
    if (can_spread_at_once()) spread_at_once(is_there_.data(), rows, known, count_, ids);
    else spread_ids(is_there_.data(), 0, rows, known, count_, ids);
    return arrow::Status::OK();
  }

  arrow::Status take_dictionary(const parquet::DictionaryPage& page) {
    if constexpr (kIsFlag) {
      return arrow::Status::Invalid("flags have a dictionary");
    } else {
      // A value takes a byte at least, so that a number that is made up asks for no memory.
      if (page.num_values() < 0 || page.num_values() > page.size()) return arrow::Status::Invalid("a dictionary has fewer values than it says");
      const auto decoder = parquet::MakeTypedDecoder<Kind>(parquet::Encoding::PLAIN, descriptor_);
      std::vector<Value> values(static_cast<std::size_t>(page.num_values()));
      decoder->SetData(page.num_values(), page.data(), page.size());
      if (decoder->Decode(values.data(), page.num_values()) != page.num_values()) return arrow::Status::Invalid("a dictionary has fewer values than it says");
      return fill_dictionary(std::span<const Value>(values));
    }
  }

  arrow::Status fill_dictionary(std::span<const Value> values) {
    if (dictionary_ != nullptr) return arrow::Status::OK();
    count_ = static_cast<std::uint32_t>(values.size());
    std::unique_ptr<arrow::ArrayBuilder> builder;
    ARROW_RETURN_NOT_OK(arrow::MakeBuilder(arrow::system_memory_pool(), type_, &builder));
    for (const Value& value : values) ARROW_RETURN_NOT_OK(append(value, *builder));
    if (has_missing_) ARROW_RETURN_NOT_OK(builder->AppendNull());
    return builder->Finish(&dictionary_);
  }

  arrow::Status append(const Value& value, arrow::ArrayBuilder& builder) const {
    if constexpr (kIsBytes<Value>) {
      const std::string_view bytes = bytes_of(value, value_length_);
      if (type_->id() == Type::STRING) return static_cast<arrow::StringBuilder&>(builder).Append(bytes);
      ARROW_ASSIGN_OR_RAISE(const auto number, arrow::Decimal128::FromBigEndian(reinterpret_cast<const std::uint8_t*>(bytes.data()), static_cast<std::int32_t>(bytes.size())));
      return static_cast<arrow::Decimal128Builder&>(builder).Append(number);
    } else {
      switch (type_->id()) {
        case Type::BOOL: return static_cast<arrow::BooleanBuilder&>(builder).Append(value != Value{});
        case Type::INT32: return static_cast<arrow::Int32Builder&>(builder).Append(static_cast<std::int32_t>(value));
        case Type::DATE32: return static_cast<arrow::Date32Builder&>(builder).Append(static_cast<std::int32_t>(value));
        case Type::UINT32: return static_cast<arrow::UInt32Builder&>(builder).Append(static_cast<std::uint32_t>(value));
        case Type::INT64: return static_cast<arrow::Int64Builder&>(builder).Append(static_cast<std::int64_t>(value));
        case Type::UINT64: return static_cast<arrow::UInt64Builder&>(builder).Append(static_cast<std::uint64_t>(value));
        case Type::TIMESTAMP: return static_cast<arrow::TimestampBuilder&>(builder).Append(static_cast<std::int64_t>(value));
        case Type::FLOAT: return static_cast<arrow::FloatBuilder&>(builder).Append(static_cast<float>(value));
        case Type::DOUBLE: return static_cast<arrow::DoubleBuilder&>(builder).Append(static_cast<double>(value));
        default: return static_cast<arrow::Decimal128Builder&>(builder).Append(arrow::Decimal128(static_cast<std::int64_t>(value)));
      }
    }
  }

  int column_;
  const parquet::ColumnDescriptor* descriptor_;
  bool has_missing_;
  int value_length_;
  std::shared_ptr<arrow::DataType> type_;
  std::unique_ptr<parquet::PageReader> pages_;
  std::shared_ptr<arrow::Array> dictionary_;  // of the row group
  std::uint32_t count_ = 0;                   // entries that are there
  std::shared_ptr<parquet::Page> page_;
  std::int64_t page_rows_ = 0;                // left of it
  batch::PackedRuns levels_, ids_;            // of the page: where something stands, and what
  std::vector<std::uint64_t> is_there_;       // a bitmap of rows
  std::vector<std::shared_ptr<arrow::Buffer>> rooms_;  // for ids
};

// Bytes are texts or decimals, numbers whatever they are; which numbers Parquet keeps in which width is its own affair.
std::unique_ptr<ColumnSource> of_kind(int column, const parquet::ColumnDescriptor& descriptor, const std::shared_ptr<arrow::DataType>& type) {
  const bool is_text = type->id() == Type::STRING, is_decimal = type->id() == Type::DECIMAL128;
  const auto made = [&](auto kind) -> std::unique_ptr<ColumnSource> { return std::make_unique<DictionaryColumn<decltype(kind)>>(column, descriptor, type); };
  switch (descriptor.physical_type()) {
    case parquet::Type::BOOLEAN: return made(parquet::BooleanType());
    case parquet::Type::INT32: return made(parquet::Int32Type());
    case parquet::Type::INT64: return made(parquet::Int64Type());
    case parquet::Type::FLOAT: return made(parquet::FloatType());
    case parquet::Type::DOUBLE: return made(parquet::DoubleType());
    case parquet::Type::BYTE_ARRAY: return is_text || is_decimal ? made(parquet::ByteArrayType()) : nullptr;
    case parquet::Type::FIXED_LEN_BYTE_ARRAY: return is_decimal ? made(parquet::FLBAType()) : nullptr;
    default: return nullptr;
  }
}

}  // namespace

std::shared_ptr<arrow::DataType> dictionary_type(const arrow::DataType& type) { return arrow::dictionary(arrow::int32(), handed_over(values_of(type))); }

std::unique_ptr<ColumnSource> dictionary_column(const parquet::FileMetaData& file, int column, const arrow::DataType& type) {
  const auto handed = handed_over(values_of(type));
  const parquet::ColumnDescriptor& descriptor = *file.schema()->Column(column);
  if (handed == nullptr || descriptor.max_repetition_level() > 0 || descriptor.max_definition_level() > 1) return nullptr;
  for (int group = 0; group < file.num_row_groups(); ++group)
    if (!is_of_ids(*file.RowGroup(group)->ColumnChunk(column))) return nullptr;
  return of_kind(column, descriptor, handed);
}

}  // namespace lockgate::columnar
