// Sheet: one file of reviewed data: lines of cells between tabs, a heading, comments that begin with `#`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/source.h"

namespace lockgate {

struct SheetRow {
  std::vector<std::string_view> cells;  // of the sheet's text
  Place place;
};

class Sheet {
 public:
  // A file that cannot be read, or whose heading is not `columns`, gives no rows and a diagnostic; so does a row with another
  // number of cells.
  Sheet(const std::string& path, const std::vector<std::string_view>& columns, Diagnostics& diagnostics);

  const std::vector<SheetRow>& rows() const { return rows_; }
  const SourcePtr& source() const { return source_; }

 private:
  void add_line(Place place, std::size_t columns, Diagnostics& diagnostics);

  SourcePtr source_;
  std::vector<SheetRow> rows_;
};

}  // namespace lockgate
