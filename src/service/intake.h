// Intake: the orders of a request, one by one, ready to be decided: a JSON object with a list `orders`, JSON Lines, CSV, or a workbook.
#pragma once

#include <optional>
#include <variant>

#include "desk/desk.h"
#include "service/message.h"
#include "service/question.h"
#include "wire/order_builder.h"
#include "wire/order_ids.h"
#include "wire/order_reader.h"

namespace lockgate::service {

inline constexpr const char* kWorkbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

struct Taken {
  std::uint64_t line = 0;  // of the body; of a JSON list, the place in it, from 1
  std::string id;
  std::optional<trade::Order> order;
  wire::Problems problems;  // with an order: warnings only
  std::string given;         // the order's own text, in the format of the intake, where it is kept
};

class Intake {
 public:
  // `settings`: the names of texts that may stand beside `orders`, or in the query. The desk and the builder outlive the intake.
  // `keeps_text`: each order comes with its own text.
  static Result<Intake> open(const desk::Desk& desk, const wire::OrderBuilder& builder, const Request& request, const std::vector<std::string>& settings, bool keeps_text);

  std::optional<Taken> next();
  const Texts& settings() const { return settings_; }
  // In which a line's own text is: `json`, or `csv` for a heading and a row.
  const char* format() const;

  // One order, as it stands in a body.
  static Taken take(const desk::Desk& desk, const wire::OrderBuilder& builder, const wire::JsonValue& value);

 private:
  struct List {
    std::vector<wire::JsonValue> orders;
    bool keeps_text = false;
    std::size_t at = 0;
    wire::OrderIds ids;
  };
  Intake(const desk::Desk& desk, const wire::OrderBuilder& builder, Texts settings, std::variant<List, wire::OrderReader> orders)
      : desk_(&desk), builder_(&builder), settings_(std::move(settings)), orders_(std::move(orders)) {}
  std::optional<Taken> next_of(List& list);
  std::optional<Taken> next_of(wire::OrderReader& reader);

  const desk::Desk* desk_;
  const wire::OrderBuilder* builder_;
  Texts settings_;
  std::variant<List, wire::OrderReader> orders_;
};

}  // namespace lockgate::service
