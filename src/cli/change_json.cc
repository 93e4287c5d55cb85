#include "cli/change_json.h"

namespace lockgate::cli {
namespace {

using Json = nlohmann::ordered_json;

Json range_json(const Range& range) {
  if (range.is_point()) return range.min.to_string();
  return {{"min", range.min.to_string()}, {"max", range.max.to_string()}};
}

// Quantity times price; null where either is open, or the product does not fit.
Json value_json(const trade::Order& order) {
  if (!order.quantity || !order.unit_price) return nullptr;
  const auto low = multiply(order.quantity->min, order.unit_price->amount), high = multiply(order.quantity->max, order.unit_price->amount);
  if (!low || !high) return nullptr;
  return {{"amount", range_json({*low, *high})}, {"currency", order.unit_price->currency}};
}

Json side_json(const trade::Determination& determination) {
  return {{"as_of", determination.as_of.to_string()}, {"verdict", trade::to_string(determination.verdict)}};
}

Json cause_json(const Difference& difference) {
  Json out = Json::array();
  const auto add = [&](const std::vector<trade::Reason>& reasons, const char* change) {
    for (const trade::Reason& reason : reasons) out.push_back({{"change", change}, {"rule", reason.rule}, {"cite", reason.cite}, {"basis", reason.basis}, {"because", reason.because}});
  };
  add(difference.disappearing(), "disappears");
  add(difference.appearing(), "appears");
  for (const trade::Unknown& unknown : difference.asking()) out.push_back({{"change", "asks"}, {"fact", unknown.fact}, {"question", unknown.question}});
  return out;
}

}  // namespace

Json change_json(const Difference& difference) {
  Json out{{"order", difference.before.order}, {"before", side_json(difference.before)}, {"after", side_json(difference.after)}};
  out["gates"] = to_json(difference)["gates"];
  out["cause"] = cause_json(difference);
  out["quantity"] = difference.order.quantity ? range_json(*difference.order.quantity) : Json(nullptr);
  out["value"] = value_json(difference.order);
  return out;
}

Json Transitions::json() const {
  Json out = Json::array();
  for (const auto& [verdicts, sum] : sums_) {
    Json one{{"before", trade::to_string(verdicts.first)}, {"after", trade::to_string(verdicts.second)}};
    one.update(to_json(sum));
    out.push_back(std::move(one));
  }
  return out;
}

}  // namespace lockgate::cli
