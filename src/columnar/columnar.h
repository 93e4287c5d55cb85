// The columnar module: Parquet and Arrow IPC files, read and written as Arrow streams. It is a shared object of its own, because
// the library it stands on is large and most runs of the program never open such a file; see desk/columnar_file.h for its user.
//
// Both functions return null, or a sentence that says what is wrong and lives until the thread's next call.
#pragma once

#include "batch/arrow_abi.h"

extern "C" {

// Which columns somebody wants, by their names.
struct LockgateColumnChoice {
  bool (*is_wanted)(const char* name, const void* held);
  const void* held;
};

// Opens a file by its first bytes. The stream hands over one row group, or record batch, after the other. Of a Parquet file only what is wanted is
// read; the other columns are columns of nothing.
[[gnu::visibility("default")]] const char* lockgate_columnar_read(const char* path, const LockgateColumnChoice* choice, ArrowArrayStream* out);

// Writes a stream to a file, `is_parquet` or Arrow IPC, and takes the stream. What is in the file when this fails is of no use.
[[gnu::visibility("default")]] const char* lockgate_columnar_write(const char* path, bool is_parquet, ArrowArrayStream* stream);
}
