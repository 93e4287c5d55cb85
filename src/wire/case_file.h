// CaseFile: orders with the determination that public sources support, one JSON object a line (docs/contract.md, "A
// case").
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "trade/order.h"
#include "wire/line_reader.h"
#include "wire/order_builder.h"

namespace lockgate::wire {

struct Case {
  // Another reading of the same law: what it assumes, and what it would give.
  struct Other {
    std::string reading;
    std::string held_by;
    std::string posture;  // empty: as the case
    std::vector<trade::Given> facts;
    nlohmann::json expect;  // null: not said
  };
  std::string id;
  trade::Order order;
  std::string posture;    // empty: the default
  nlohmann::json expect;  // an object; a subset of the determination
  std::string source;
  bool is_contested = false;
  std::string note;
  std::optional<Other> other;
};

struct CaseLine {
  std::uint64_t line = 0;
  std::optional<Case> value;
  Problems problems;
};

class CaseFile {
 public:
  static Result<CaseFile> open(const std::string& path, Vocabulary vocabulary);
  static CaseFile of(std::string text, Vocabulary vocabulary);
  std::optional<CaseLine> next();

 private:
  CaseFile(ByteSource source, Vocabulary vocabulary)
      : lines_(TextStream(std::move(source))), builder_(std::move(vocabulary)) {}
  CaseLine read(const Line& line) const;
  std::optional<Case> read_case(const JsonValue& value, Problems& problems) const;
  std::optional<Case::Other> read_other(const JsonValue& value, FieldReader& reader, Problems& problems) const;

  LineReader lines_;
  OrderBuilder builder_;
};

// Numbers become JSON numbers where those are exact, and texts with their digits where they are not.
nlohmann::json to_json(const JsonValue& value);

}  // namespace lockgate::wire
