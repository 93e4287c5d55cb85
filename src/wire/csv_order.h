// From a row of a flat file to the JSON of an order, so that both are judged by the same code. Every value carries the
// heading of its column. docs/contract.md says how cells are written.
#pragma once

#include <string>
#include <vector>

#include "wire/csv_columns.h"
#include "wire/json_value.h"
#include "wire/vocabulary.h"

namespace lockgate::wire {

// `cells` has as many members as `columns`.
JsonValue order_of_row(const std::vector<Column>& columns, const std::vector<std::string>& cells,
                       const Vocabulary& vocabulary);

}  // namespace lockgate::wire
