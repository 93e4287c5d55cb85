// DictionaryColumn: a column of a Parquet file that is kept as a dictionary in every row group, as ids into it. No value is copied
// but those of the dictionary. What is missing is the last entry, a null, so that ids need no bitmap beside them.
#pragma once

#include "columnar/parquet_batches.h"

namespace lockgate::columnar {

// Null: some row group does not keep the column so, or its values are of no type that comes this way.
std::unique_ptr<ColumnSource> dictionary_column(const parquet::FileMetaData& file, int column, const arrow::DataType& type);
// What its arrays are.
std::shared_ptr<arrow::DataType> dictionary_type(const arrow::DataType& type);

}  // namespace lockgate::columnar
