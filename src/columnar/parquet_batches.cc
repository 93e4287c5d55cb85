#include "columnar/parquet_batches.h"

#include <arrow/array/array_primitive.h>
#include <arrow/array/concatenate.h>
#include <arrow/chunked_array.h>
#include <arrow/memory_pool.h>
#include <parquet/arrow/schema.h>
#include <parquet/exception.h>

#include "columnar/dictionary_column.h"

namespace lockgate::columnar {
namespace {

// As many rows at a time as keep memory small and columns long.
constexpr std::int64_t kRowsAtATime = 1 << 17;
constexpr std::int64_t kBufferBytes = 1 << 18;

// Every other column, as the library reads it.
class PlainColumn : public ColumnSource {
 public:
  explicit PlainColumn(std::unique_ptr<parquet::arrow::ColumnReader> reader) : reader_(std::move(reader)) {}
  void begin_group(parquet::RowGroupReader&) override {}

  arrow::Result<std::shared_ptr<arrow::Array>> next(std::int64_t rows) override {
    std::shared_ptr<arrow::ChunkedArray> read;
    ARROW_RETURN_NOT_OK(reader_->NextBatch(rows, &read));
    if (read == nullptr || read->length() != rows) return arrow::Status::Invalid("a column has fewer rows than its row group");
    return read->num_chunks() == 1 ? read->chunk(0) : arrow::Concatenate(read->chunks());
  }

 private:
  std::unique_ptr<parquet::arrow::ColumnReader> reader_;
};

// A column that nobody wants: nothing in every row.
class NoColumn : public ColumnSource {
 public:
  void begin_group(parquet::RowGroupReader&) override {}
  arrow::Result<std::shared_ptr<arrow::Array>> next(std::int64_t rows) override { return std::make_shared<arrow::NullArray>(rows); }
};

// Texts are read as dictionaries where the library can, if the file has them so only in part.
arrow::Result<std::unique_ptr<parquet::arrow::FileReader>> reader_of(const std::shared_ptr<arrow::io::RandomAccessFile>& file) {
  parquet::arrow::FileReaderBuilder builder;
  // The program's own allocator keeps what it got; that of the library hands it back between batches, and it is cleared anew.
  parquet::ReaderProperties reading(arrow::system_memory_pool());
  reading.enable_buffered_stream();  // a piece of each column at a time, not all of a row group
  reading.set_buffer_size(kBufferBytes);
  ARROW_RETURN_NOT_OK(builder.Open(file, reading));
  parquet::ArrowReaderProperties properties;
  properties.set_batch_size(kRowsAtATime);
  properties.set_pre_buffer(false);
  const parquet::SchemaDescriptor* schema = builder.raw_reader()->metadata()->schema();
  for (int column = 0; column < schema->num_columns(); ++column)
    if (schema->Column(column)->physical_type() == parquet::Type::BYTE_ARRAY) properties.set_read_dictionary(column, true);
  std::unique_ptr<parquet::arrow::FileReader> out;
  ARROW_RETURN_NOT_OK(builder.memory_pool(arrow::system_memory_pool())->properties(properties)->Build(&out));
  return out;
}

}  // namespace

arrow::Result<std::shared_ptr<arrow::RecordBatchReader>> ParquetBatches::open(const std::shared_ptr<arrow::io::RandomAccessFile>& file, const IsWanted& is_wanted) {
  ARROW_ASSIGN_OR_RAISE(auto reader, reader_of(file));
  std::shared_ptr<ParquetBatches> out(new ParquetBatches(std::move(reader)));
  ARROW_RETURN_NOT_OK(out->add_columns(is_wanted));
  return out;
}

arrow::Status ParquetBatches::add_columns(const IsWanted& is_wanted) {
  std::shared_ptr<arrow::Schema> given;
  ARROW_RETURN_NOT_OK(reader_->GetSchema(&given));
  arrow::FieldVector fields = given->fields();
  for (std::size_t f = 0; f < fields.size(); ++f) {
    if (is_wanted(fields[f]->name())) {
      ARROW_RETURN_NOT_OK(add_column(reader_->manifest().schema_fields[f].column_index, static_cast<int>(f), fields[f]));
      continue;
    }
    fields[f] = arrow::field(fields[f]->name(), arrow::null());
    columns_.push_back(std::make_unique<NoColumn>());
  }
  schema_ = arrow::schema(std::move(fields));
  return arrow::Status::OK();
}

// `given` becomes what is handed over.
arrow::Status ParquetBatches::add_column(int leaf, int index, std::shared_ptr<arrow::Field>& given) {
  auto column = leaf < 0 ? nullptr : dictionary_column(*reader_->parquet_reader()->metadata(), leaf, *given->type());
  if (column != nullptr) {
    given = given->WithType(dictionary_type(*given->type()));
    columns_.push_back(std::move(column));
    return arrow::Status::OK();
  }
  std::unique_ptr<parquet::arrow::ColumnReader> plain;
  ARROW_RETURN_NOT_OK(reader_->GetColumn(index, &plain));
  columns_.push_back(std::make_unique<PlainColumn>(std::move(plain)));
  return arrow::Status::OK();
}

// False: there is none any more.
bool ParquetBatches::begin_group() {
  while (left_ == 0) {
    if (next_group_ == reader_->num_row_groups()) return false;
    group_ = reader_->parquet_reader()->RowGroup(next_group_++);
    left_ = group_->metadata()->num_rows();
    for (const auto& column : columns_) column->begin_group(*group_);
  }
  return true;
}

arrow::Status ParquetBatches::ReadNext(std::shared_ptr<arrow::RecordBatch>* out) {
  *out = nullptr;
  BEGIN_PARQUET_CATCH_EXCEPTIONS
  if (!begin_group()) return arrow::Status::OK();
  const std::int64_t rows = std::min(left_, kRowsAtATime);
  arrow::ArrayVector arrays;
  for (const auto& column : columns_) {
    ARROW_ASSIGN_OR_RAISE(arrays.emplace_back(), column->next(rows));
  }
  left_ -= rows;
  *out = arrow::RecordBatch::Make(schema_, rows, std::move(arrays));
  END_PARQUET_CATCH_EXCEPTIONS
  return arrow::Status::OK();
}

}  // namespace lockgate::columnar
