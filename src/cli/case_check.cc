#include "cli/case_check.h"

#include <algorithm>
#include <optional>

#include "base/decimal.h"

namespace lockgate::cli {
namespace {

using Json = nlohmann::json;

bool holds(const Json& expected, const Json& found, const std::string& key);

std::optional<Decimal> number_of(const Json& value) {
  if (!value.is_number() && !value.is_string()) return std::nullopt;
  const auto parsed = Decimal::parse(value.is_string() ? value.get<std::string>() : value.dump());
  return parsed ? std::optional(*parsed) : std::nullopt;
}

// "60" is "60.0".
bool is_equal(const Json& a, const Json& b) {
  if (a == b) return true;
  const auto x = number_of(a), y = number_of(b);
  return x && y && *x == *y;
}

// What is not said: null, an empty list, false.
bool is_nothing(const Json& value) { return value.is_null() || (value.is_array() && value.empty()) || value == false; }

bool contains_all(const Json& expected, const Json& found, const std::string& key) {
  return std::all_of(expected.begin(), expected.end(), [&](const Json& wanted) {
    return std::any_of(found.begin(), found.end(), [&](const Json& one) { return holds(wanted, one, key); });
  });
}

// A text under `cite` need only stand in what is found.
bool holds(const Json& expected, const Json& found, const std::string& key) {
  if (found.is_null()) return is_nothing(expected);
  if (expected.is_array()) return found.is_array() && contains_all(expected, found, key);
  if (!expected.is_object()) {
    if (key == "cite" && expected.is_string() && found.is_string()) return found.get<std::string>().find(expected.get<std::string>()) != std::string::npos;
    return is_equal(expected, found);
  }
  return found.is_object() && std::all_of(expected.items().begin(), expected.items().end(), [&](const auto& item) {
           return holds(item.value(), found.contains(item.key()) ? found[item.key()] : Json(), item.key());
         });
}

void compare(const std::string& where, const std::string& key, const Json& expected, const Json& found, std::vector<Mismatch>& out) {
  if (!holds(expected, found, key)) out.push_back({where, expected.dump(), found.dump()});
}

// Missing facts are named by `fact`; the rest of an entry need not be said.
void compare_unknown(const Json& expected, const Json& found, std::vector<Mismatch>& out) {
  Json facts = Json::array();
  for (const Json& one : found) facts.push_back(one["fact"]);
  for (const Json& wanted : expected) {
    const Json fact = wanted.is_object() ? wanted.value("fact", Json()) : wanted;
    if (std::find(facts.begin(), facts.end(), fact) == facts.end()) out.push_back({"unknown", fact.dump(), facts.dump()});
  }
}

void compare_gate(const std::string& name, const Json& expected, const Json& determination, std::vector<Mismatch>& out) {
  const Json& gates = determination["gates"];
  const auto gate = std::find_if(gates.begin(), gates.end(), [&](const Json& one) { return one["gate"] == name; });
  if (gate == gates.end()) {
    out.push_back({name, expected.dump(), "no such gate"});
    return;
  }
  for (const auto& [key, value] : expected.items()) compare(name + "." + key, key, value, gate->value(key, Json()), out);
}

}  // namespace

std::vector<Mismatch> mismatches(const Json& expect, const Json& determination) {
  std::vector<Mismatch> out;
  for (const auto& [key, value] : expect.items()) {
    const Json found = determination.value(key, Json());
    if (key == "between") {
      if (value != found) out.push_back({key, value.dump(), found.dump()});
    } else if (key == "unknown") {
      compare_unknown(value, found, out);
    } else if (key == "verdict" || key == "stale") {
      compare(key, key, value, found, out);
    } else {
      compare_gate(key, value, determination, out);
    }
  }
  return out;
}

}  // namespace lockgate::cli
