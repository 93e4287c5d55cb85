// CsvColumns: what each column of a flat file of orders is about, from its heading in English or Chinese.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "wire/problem.h"
#include "wire/vocabulary.h"

namespace lockgate::wire {

struct Column {
  enum class Of : std::uint8_t { Order, Party, Item, Fact, Skipped };
  Of of = Of::Skipped;
  std::string role;     // of a party
  std::string name;     // the key it becomes: `destination`, `headquarters`, `tpp`, `dd.recipient_kyc`
  std::string heading;  // as the file has it
  friend bool operator==(const Column& a, const Column& b) {
    return a.of == b.of && a.role == b.role && a.name == b.name;
  }
};

// Upper and lower case, blanks, underscores and points in a heading do not count. A heading that is not known is
// reported, since its column may hold the fact that decides; one that begins with `x_` is the user's own and passed
// over, as are an empty one and the columns that `lockgate check --format csv` adds.
std::vector<Column> read_header(const std::vector<std::string>& headings, const Vocabulary& vocabulary,
                                Problems& problems);

}  // namespace lockgate::wire
