// ParquetBatches: a Parquet file as record batches. A column that the file keeps as a dictionary comes as one, numbers and days too:
// whoever reads the batches then looks at each distinct value once.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <arrow/io/interfaces.h>
#include <arrow/record_batch.h>
#include <parquet/arrow/reader.h>

namespace lockgate::columnar {

// A column as arrays, some rows of it at a time.
class ColumnSource {
 public:
  virtual ~ColumnSource() = default;
  virtual void begin_group(parquet::RowGroupReader& group) = 0;
  // So many rows of the row group that was begun last.
  virtual arrow::Result<std::shared_ptr<arrow::Array>> next(std::int64_t rows) = 0;
};

// Does anybody want the column of this name?
using IsWanted = std::function<bool(const std::string&)>;

class ParquetBatches : public arrow::RecordBatchReader {
 public:
  static arrow::Result<std::shared_ptr<arrow::RecordBatchReader>> open(const std::shared_ptr<arrow::io::RandomAccessFile>& file, const IsWanted& is_wanted);

  std::shared_ptr<arrow::Schema> schema() const override { return schema_; }
  arrow::Status ReadNext(std::shared_ptr<arrow::RecordBatch>* out) override;

 private:
  explicit ParquetBatches(std::unique_ptr<parquet::arrow::FileReader> reader) : reader_(std::move(reader)) {}
  arrow::Status add_columns(const IsWanted& is_wanted);
  // `leaf`: its number among columns of values; below 0: it is none.
  arrow::Status add_column(int leaf, int index, std::shared_ptr<arrow::Field>& given);
  bool begin_group();

  std::unique_ptr<parquet::arrow::FileReader> reader_;
  std::shared_ptr<arrow::Schema> schema_;
  std::vector<std::unique_ptr<ColumnSource>> columns_;
  std::shared_ptr<parquet::RowGroupReader> group_;
  int next_group_ = 0;
  std::int64_t left_ = 0;  // rows of the group
};

}  // namespace lockgate::columnar
