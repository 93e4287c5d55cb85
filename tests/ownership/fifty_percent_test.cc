// Every worked case of tests/ownership/, through the lanes of watch/lanes.tsv. A share there is in basis points; [n, d] is an exact
// fraction, [lo, hi, "band"] a disclosed band, null unknown.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <string>

#include "ownership/answer.h"
#include "wire/json_value.h"
#include "wire/ownership_file.h"

namespace lockgate::ownership {
namespace {

using wire::JsonValue;

trade::Holding holding_of(const JsonValue& edge, bool is_indirect) {
  JsonValue share = edge.items[2];
  const bool is_fraction = share.is_array() && share.items.size() == 2;
  if (is_fraction) share = JsonValue::string(share.items[0].text + "/" + share.items[1].text);
  auto holding = wire::read_share(share);
  EXPECT_TRUE(holding);
  holding->owner = edge.items[0].text;
  holding->owned = edge.items[1].text;
  holding->is_indirect = is_indirect;
  return *holding;
}

trade::Ownership ownership_of(const JsonValue& given) {
  trade::Ownership out;
  for (const JsonValue& edge : given.member("edges")->items) out.holdings.push_back(holding_of(edge, false));
  if (const JsonValue* reported = given.member("reported_indirect"))
    for (const JsonValue& edge : reported->items) out.holdings.push_back(holding_of(edge, true));
  for (const wire::JsonMember& member : given.member("listed")->members) {
    out.listed.push_back({member.key, {}});
    for (const JsonValue& list : member.value.items) out.listed.back().lists.push_back(list.text);
  }
  return out;
}

// What the cases call otherwise.
std::string word_of(const std::string& word) { return word == "unknown" ? "possible" : word == "red-flag-29" ? "unknown_share" : word; }

class Case {
 public:
  explicit Case(const JsonValue& given) : given_(given), id_(given.member("id")->text) {
    if (const JsonValue* date = given.member("date")) date_ = *Date::parse(date->text);
  }

  void check(const Lane& lane) {
    const auto graph = Graph::build(ownership_of(given_), date_);
    ASSERT_TRUE(graph) << id_;
    const Answer answer = Solution(*graph, lane, date_).answer(*graph->find(given_.member("ask")->text));
    const JsonValue& expect = *given_.member("expect");
    EXPECT_EQ(to_string(answer.restricted), word_of(expect.member(lane.name)->text)) << id_ << " in " << lane.name;
    const JsonValue* held = expect.member("direct_restricted_bp_" + lane.name);
    if (!held->is_null()) EXPECT_EQ(answer.direct_bp, std::stoll(held->text)) << id_ << " in " << lane.name;
    flags_.insert(flags_.end(), answer.flags.begin(), answer.flags.end());
  }

  void check_flags() const {
    const JsonValue* flag = given_.member("expect_flag");
    if (flag != nullptr) EXPECT_NE(std::find(flags_.begin(), flags_.end(), word_of(flag->text)), flags_.end()) << id_ << " wants the flag " << flag->text;
  }

 private:
  const JsonValue& given_;
  std::string id_;
  std::optional<Date> date_;
  std::vector<std::string> flags_;
};

TEST(FiftyPercent, HoldsInEveryWorkedCase) {
  Diagnostics diagnostics;
  const std::vector<Lane> lanes = load_lanes("watch/lanes.tsv", diagnostics);
  ASSERT_FALSE(diagnostics.has_errors());
  std::ifstream file("tests/ownership/fifty_percent.jsonl");
  std::size_t cases = 0;
  for (std::string line; std::getline(file, line); ++cases) {
    const auto given = wire::parse_json(line);
    ASSERT_TRUE(given);
    Case one(*given);
    for (const Lane& lane : lanes)
      if (given->member("expect")->member(lane.name) != nullptr) one.check(lane);
    one.check_flags();
  }
  EXPECT_GT(cases, 30u);
}

}  // namespace
}  // namespace lockgate::ownership
