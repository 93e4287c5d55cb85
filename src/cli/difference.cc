#include "cli/difference.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/layout.h"

namespace lockgate::cli {
namespace {

using Json = nlohmann::ordered_json;

bool is_same(const trade::Gate& a, const trade::Gate& b) {
  const auto policy = [](const trade::Gate& gate) {
    const trade::Field* field = find_field(gate, "review_policy");
    return field == nullptr ? std::pair<std::vector<std::string>, std::vector<std::string>>() : std::pair(field->values, field->possible);
  };
  return a.outcome == b.outcome && a.possible == b.possible && a.rate_percent == b.rate_percent && policy(a) == policy(b);
}

const trade::Gate* find_gate(const trade::Determination& determination, const std::string& name) {
  const auto it = std::find_if(determination.gates.begin(), determination.gates.end(), [&](const trade::Gate& gate) { return gate.gate == name; });
  return it == determination.gates.end() ? nullptr : &*it;
}

// Sums past 38 digits stay where they are; no order book gets there.
void add_to(Range& sum, const Range& more) {
  sum.min = add(sum.min, more.min).value_or(sum.min);
  sum.max = add(sum.max, more.max).value_or(sum.max);
}

Json json_of(const trade::Gate* gate) {
  if (gate == nullptr) return nullptr;
  Json out = {{"outcome", gate->outcome}};
  if (!gate->possible.empty()) out["possible"] = gate->possible;
  if (gate->rate_percent) out["rate_percent"] = *gate->rate_percent;
  if (const trade::Field* policy = find_field(*gate, "review_policy"))
    out["review_policy"] = !policy->is_settled ? Json("unsettled") : policy->values.empty() ? Json(nullptr) : Json(policy->values.front());
  return out;
}

Json json_of(const std::vector<trade::Reason>& reasons) {
  Json out = Json::array();
  for (const trade::Reason& reason : reasons) out.push_back({{"rule", reason.rule}, {"cite", reason.cite}, {"basis", reason.basis}, {"because", reason.because}});
  return out;
}

Json json_of(const Range& range) {
  if (range.is_point()) return range.min.to_string();
  return {{"min", range.min.to_string()}, {"max", range.max.to_string()}};
}

}  // namespace

std::vector<GateChange> Difference::gates() const {
  std::vector<GateChange> out;
  for (const trade::Gate& old : before.gates) {
    const trade::Gate* now = find_gate(after, old.gate);
    if (now == nullptr || !is_same(old, *now)) out.push_back({&old, now});
  }
  for (const trade::Gate& now : after.gates)
    if (find_gate(before, now.gate) == nullptr) out.push_back({nullptr, &now});
  return out;
}

std::vector<trade::Reason> Difference::reasons(bool is_after) const {
  std::vector<trade::Reason> out;
  for (const GateChange& change : gates()) {
    const trade::Gate* here = is_after ? change.after : change.before;
    const trade::Gate* there = is_after ? change.before : change.after;
    if (here == nullptr) continue;
    for (const trade::Reason& reason : here->reasons) {
      const auto is_it = [&](const trade::Reason& other) { return other.rule == reason.rule; };
      const bool is_there = there != nullptr && std::any_of(there->reasons.begin(), there->reasons.end(), is_it);
      if (!is_there && std::none_of(out.begin(), out.end(), is_it)) out.push_back(reason);
    }
  }
  return out;
}

std::vector<trade::Unknown> Difference::asking() const {
  std::vector<trade::Unknown> out;
  for (const trade::Unknown& now : after.unknown)
    if (std::none_of(before.unknown.begin(), before.unknown.end(), [&](const trade::Unknown& old) { return old.fact == now.fact; })) out.push_back(now);
  return out;
}

void Sum::add(const trade::Order& order) {
  ++lines;
  if (!order.quantity) {
    ++without_quantity;
    return;
  }
  add_to(quantity, *order.quantity);
  if (!order.unit_price) return;
  const auto low = multiply(order.quantity->min, order.unit_price->amount);
  const auto high = multiply(order.quantity->max, order.unit_price->amount);
  if (low && high) add_to(value[order.unit_price->currency], {*low, *high});
}

void Sum::add(const Sum& other) {
  lines += other.lines;
  without_quantity += other.without_quantity;
  add_to(quantity, other.quantity);
  for (const auto& [currency, amount] : other.value) add_to(value[currency], amount);
}

std::string Sum::text() const {
  std::string out = fmt::format("{} {}, {} pieces", lines, lines == 1 ? "line" : "lines", text_of(quantity));
  for (const auto& [currency, amount] : value) out += fmt::format(", {} {}", currency, text_of(amount));
  if (without_quantity > 0) out += fmt::format(" ({} without a quantity)", without_quantity);
  return out;
}

std::string rules_of(const std::vector<trade::Reason>& reasons) {
  std::string out;
  for (const trade::Reason& reason : reasons) out += (out.empty() ? "" : "; ") + reason.rule;
  return out;
}

Json to_json(const Difference& difference) {
  Json out = {{"order", difference.before.order}};
  out["as_of"] = {{"before", difference.before.as_of.to_string()}, {"after", difference.after.as_of.to_string()}};
  out["verdict"] = {{"before", trade::to_string(difference.before.verdict)}, {"after", trade::to_string(difference.after.verdict)}};
  out["gates"] = Json::array();
  for (const GateChange& change : difference.gates())
    out["gates"].push_back({{"gate", (change.before != nullptr ? change.before : change.after)->gate}, {"before", json_of(change.before)}, {"after", json_of(change.after)}});
  out["appearing"] = json_of(difference.appearing());
  out["disappearing"] = json_of(difference.disappearing());
  out["asking"] = Json::array();
  for (const trade::Unknown& unknown : difference.asking()) out["asking"].push_back({{"fact", unknown.fact}, {"question", unknown.question}});
  return out;
}

Json to_json(const Sum& sum) {
  Json out = {{"lines", sum.lines}, {"quantity", json_of(sum.quantity)}, {"without_quantity", sum.without_quantity}};
  out["value"] = Json::object();
  for (const auto& [currency, amount] : sum.value) out["value"][currency] = json_of(amount);
  return out;
}

}  // namespace lockgate::cli
