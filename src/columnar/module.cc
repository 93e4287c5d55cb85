#include "columnar/columnar.h"

#include <string>

#include <arrow/c/bridge.h>
#include <arrow/io/file.h>
#include <arrow/ipc/reader.h>
#include <arrow/ipc/writer.h>
#include <arrow/record_batch.h>
#include <arrow/table.h>
#include <parquet/arrow/writer.h>

#include "columnar/parquet_batches.h"

namespace {

thread_local std::string problem;

// The batches of an IPC file in turn; the file stays open while it is read.
class IpcBatches : public arrow::RecordBatchReader {
 public:
  explicit IpcBatches(std::shared_ptr<arrow::ipc::RecordBatchFileReader> file) : file_(std::move(file)) {}
  std::shared_ptr<arrow::Schema> schema() const override { return file_->schema(); }
  arrow::Status ReadNext(std::shared_ptr<arrow::RecordBatch>* out) override {
    *out = nullptr;
    if (next_ == file_->num_record_batches()) return arrow::Status::OK();
    return file_->ReadRecordBatch(next_++).Value(out);
  }

 private:
  std::shared_ptr<arrow::ipc::RecordBatchFileReader> file_;
  int next_ = 0;
};

arrow::Result<std::shared_ptr<arrow::RecordBatchReader>> open(const std::string& path, const lockgate::columnar::IsWanted& is_wanted) {
  ARROW_ASSIGN_OR_RAISE(auto file, arrow::io::ReadableFile::Open(path));
  ARROW_ASSIGN_OR_RAISE(auto beginning, file->ReadAt(0, 6));
  const std::string_view magic(*beginning);
  if (magic.substr(0, 4) == "PAR1") return lockgate::columnar::ParquetBatches::open(file, is_wanted);
  if (magic == "ARROW1") {
    ARROW_ASSIGN_OR_RAISE(auto reader, arrow::ipc::RecordBatchFileReader::Open(file));
    return std::make_shared<IpcBatches>(std::move(reader));
  }
  return arrow::ipc::RecordBatchStreamReader::Open(file);
}

arrow::Status read(const std::string& path, const LockgateColumnChoice& choice, ArrowArrayStream* out) {
  ARROW_ASSIGN_OR_RAISE(auto reader, open(path, [&](const std::string& name) { return choice.is_wanted(name.c_str(), choice.held); }));
  return arrow::ExportRecordBatchReader(std::move(reader), out);
}

arrow::Status write(const std::string& path, bool is_parquet, ArrowArrayStream* stream) {
  ARROW_ASSIGN_OR_RAISE(auto reader, arrow::ImportRecordBatchReader(stream));
  ARROW_ASSIGN_OR_RAISE(auto file, arrow::io::FileOutputStream::Open(path));
  std::shared_ptr<arrow::ipc::RecordBatchWriter> ipc;
  std::unique_ptr<parquet::arrow::FileWriter> parquet_file;
  if (is_parquet) {
    const auto properties = parquet::WriterProperties::Builder().memory_pool(arrow::system_memory_pool())->compression(parquet::Compression::SNAPPY)->disable_statistics()->build();  // of words, in groups that have them all
    ARROW_ASSIGN_OR_RAISE(parquet_file, parquet::arrow::FileWriter::Open(*reader->schema(), arrow::system_memory_pool(), file, properties));
  } else {
    arrow::ipc::IpcWriteOptions options = arrow::ipc::IpcWriteOptions::Defaults();
    options.emit_dictionary_deltas = true;  // texts are added from batch to batch
    ARROW_ASSIGN_OR_RAISE(ipc, arrow::ipc::MakeFileWriter(file, reader->schema(), options));
  }
  for (std::shared_ptr<arrow::RecordBatch> batch;;) {
    ARROW_RETURN_NOT_OK(reader->ReadNext(&batch));
    if (batch == nullptr) break;
    ARROW_RETURN_NOT_OK(is_parquet ? parquet_file->WriteRecordBatch(*batch) : ipc->WriteRecordBatch(*batch));
  }
  ARROW_RETURN_NOT_OK(is_parquet ? parquet_file->Close() : ipc->Close());
  return file->Close();
}

const char* told(const arrow::Status& status) {
  if (status.ok()) return nullptr;
  problem = status.message();
  return problem.c_str();
}

}  // namespace

const char* lockgate_columnar_read(const char* path, const LockgateColumnChoice* choice, ArrowArrayStream* out) { return told(read(path, *choice, out)); }

const char* lockgate_columnar_write(const char* path, bool is_parquet, ArrowArrayStream* stream) { return told(write(path, is_parquet, stream)); }
