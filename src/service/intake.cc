#include "service/intake.h"

#include <mutex>

#include "base/text.h"
#include "service/json_body.h"
#include "wire/json_text.h"

namespace lockgate::service {
namespace {

std::string id_in(const wire::JsonValue& value) {
  const wire::JsonValue* id = value.member("id");
  return id != nullptr && id->is_text() ? id->text : "";
}

// The last step of reading: an order that the law or the catalogue does not understand is none.
void prepare(const desk::Desk& desk, Taken& taken) {
  if (!taken.order) return;
  taken.id = taken.order->id;
  for (Error& error : desk.prepare(*taken.order)) taken.problems.push_back({Severity::Error, error.code, error.where, error.message, error.fix});
  if (wire::has_errors(taken.problems)) taken.order.reset();
}

// A sheet takes a multiple of its bytes while it is read.
Result<wire::OrderReader> read_workbook(const std::string& bytes, const wire::Vocabulary& vocabulary) {
  static std::mutex one_at_a_time;
  const std::lock_guard lock(one_at_a_time);
  return wire::OrderReader::of_workbook(bytes, vocabulary);
}

}  // namespace

Result<Intake> Intake::open(const desk::Desk& desk, const wire::OrderBuilder& builder, const Request& request, const std::vector<std::string>& settings, bool keeps_text) {
  const std::string type = request.media_type();
  if (type == "application/json") {
    static const std::vector<std::string> kEntries = {"orders"};
    auto body = read_json_body(request, settings, kEntries);
    if (!body) return tl::unexpected(body.error());
    wire::JsonValue* orders = body->value.member("orders");
    if (orders == nullptr || !orders->is_array()) return fail("LG0804", "expected a list `orders`", "send `{\"orders\": [{…}, …]}`", "orders");
    return Intake(desk, builder, std::move(body->settings), List{std::move(orders->items), keeps_text, 0, {}});
  }
  auto reader = type == kWorkbook ? read_workbook(request.body, builder.vocabulary()) : wire::OrderReader::of(request.body, type == "text/csv" ? "orders.csv" : "orders.jsonl", builder.vocabulary());
  if (!reader) return tl::unexpected(reader.error());
  if (keeps_text) reader->keep_text();
  return Intake(desk, builder, request.query, std::move(*reader));
}

std::optional<Taken> Intake::next() {
  return std::visit([this](auto& orders) { return next_of(orders); }, orders_);
}

const char* Intake::format() const {
  const auto* reader = std::get_if<wire::OrderReader>(&orders_);
  return reader != nullptr && (reader->format() == wire::Format::Csv || reader->format() == wire::Format::Workbook) ? "csv" : "json";
}

Taken Intake::take(const desk::Desk& desk, const wire::OrderBuilder& builder, const wire::JsonValue& value) {
  Taken out;
  out.line = 1;
  out.id = id_in(value);
  out.order = builder.build(value, out.problems);
  if (out.order && out.order->id.empty()) out.order->id = "line 1";
  prepare(desk, out);
  return out;
}

std::optional<Taken> Intake::next_of(List& list) {
  if (list.at >= list.orders.size()) return std::nullopt;
  const wire::JsonValue& value = list.orders[list.at++];
  Taken out;
  out.line = list.at;
  out.id = id_in(value);
  if (list.keeps_text) out.given = wire::to_text(value);
  out.order = builder_->build(value, out.problems);
  if (auto twice = out.order ? list.ids.add(out.order->id, out.line) : std::nullopt) {
    out.problems.push_back(*std::move(twice));
    out.order.reset();
  }
  prepare(*desk_, out);
  return out;
}

std::optional<Taken> Intake::next_of(wire::OrderReader& reader) {
  auto read = reader.next();
  if (!read) return std::nullopt;
  Taken out{read->line, "line " + std::to_string(read->line), std::move(read->order), std::move(read->problems), std::move(read->given)};
  prepare(*desk_, out);
  return out;
}

}  // namespace lockgate::service
