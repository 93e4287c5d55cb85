// ColumnarFile: Parquet and Arrow IPC files as Arrow streams, by the columnar module beside the program.
#pragma once

#include <functional>
#include <string>

#include "batch/arrow_stream.h"

namespace lockgate::desk {

// Does the file begin as Parquet or Arrow IPC do?
bool is_columnar(const std::string& path);

// Does anybody want the column of this name? Of a Parquet file the others are not read, and come as columns of nothing.
using IsWanted = std::function<bool(const std::string&)>;

// LG0101 cannot be opened, LG0102 damaged, LG0124 the module is not there.
Result<batch::ArrowStream> open_columnar(const std::string& path, const IsWanted& is_wanted = [](const std::string&) { return true; });

// As many rows at a time are well written: a group of rows in the file has its own dictionaries.
inline constexpr std::size_t kRowsOfFile = std::size_t{1} << 18;

// Writes beside the file and renames, so that a file that was good is never half overwritten. By the name's ending: `.parquet`,
// otherwise Arrow IPC. Takes the stream.
Result<void> write_columnar(const std::string& path, batch::Owned<ArrowArrayStream> stream);

}  // namespace lockgate::desk
