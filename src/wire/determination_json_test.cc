#include "wire/determination_json.h"

#include <gtest/gtest.h>

#include "base/json.h"
#include "wire/determination_csv.h"

namespace lockgate::wire {
namespace {

using trade::Verdict;

trade::Field field(const char* name, std::vector<std::string> values) {
  return {name, false, true, std::move(values), {}};
}

trade::Determination sample() {
  trade::Gate us{"us.export", "license_required", {}, {}, {}, {}, {}, {}, {}, {}, {}, {}};
  us.fields = {field("classification", {"X.a"}),
               field("level", {}),
               {"review_policy", false, false, {}, {"case_by_case", "denial"}},
               {"exceptions", true, true, {"NAC"}, {}}};
  us.duties = {{"us.dd.kyc", "open", "15 CFR 748", "know the recipient"}};
  us.reasons = {{"us.rule", "15 CFR 742.6", "text", "TPP 15832 >= 4800", "", "bill"},
                {"us.more", "15 CFR 744.23", "text", "parent", "high", ""}};
  us.contested = trade::Contested{"another reading", "somebody", "prohibited", {field("level", {"b"})}, {}};
  trade::Gate tariff{
      "us.tariff", "hold", {"no_duty", "duty"}, {}, {}, {{"section_232", "9903.79.01", "25"}}, "25", "D1", {}, {},
      {},          "TW>US"};
  tariff.notes = {{"n", "c", "announcement", "a note"}};
  trade::Determination out;
  out.order = "A/1";
  out.as_of = *Date::parse("2026-02-01");
  out.posture = "enforced";
  out.verdict = Verdict::Hold;
  out.between = {Verdict::Conditions, Verdict::License};
  out.gates = {us, tariff};
  out.unknown = {{"end_user.ultimate_parent",
                  {"us.export"},
                  "Who is it?",
                  {{"in Macau", "license", {"us.export: license_required"}}}}};
  out.flags = {{"us.flag", "new buyer", ""}};
  out.faults = {{"us.rule", "a divisor is zero"}};
  out.is_stale = true;
  out.stale_because = {"beyond 2026-10-09"};
  out.rulebook = {"", "sha256:00", "2026-10-09"};
  out.lists = {{"csl", "sha256:11", "2026-11-20"}};
  return out;
}

TEST(DeterminationJson, HasTheContractsShape) {
  const nlohmann::ordered_json expected = nlohmann::ordered_json::parse(R"({
    "order": "A/1", "as_of": "2026-02-01", "posture": "enforced", "verdict": "hold", "between": ["conditions", "license"],
    "gates": [
      {"gate": "us.export", "outcome": "license_required", "possible": ["case_by_case", "denial"], "classification": "X.a", "level": null,
       "review_policy": "unsettled", "review_policy_possible": ["case_by_case", "denial"], "exceptions": ["NAC"],
       "duties": [{"id": "us.dd.kyc", "state": "open", "cite": "15 CFR 748", "says": "know the recipient"}],
       "reasons": [{"rule": "us.rule", "cite": "15 CFR 742.6", "basis": "text", "because": "TPP 15832 >= 4800", "overlay": "bill"},
                   {"rule": "us.more", "cite": "15 CFR 744.23", "basis": "text", "because": "parent", "confidence": "high"}],
       "notes": [], "contested": {"reading": "another reading", "held_by": "somebody", "outcome": "prohibited", "level": "b"}},
      {"gate": "us.tariff", "leg": "TW>US", "outcome": "hold", "possible": ["no_duty", "duty"], "rate_percent": "25",
       "parts": [{"measure": "section_232", "heading": "9903.79.01", "rate_percent": "25"}], "covered_by": "D1", "duties": [], "reasons": [],
       "notes": [{"id": "n", "cite": "c", "basis": "announcement", "says": "a note"}], "contested": null}],
    "unknown": [{"fact": "end_user.ultimate_parent", "settles": ["us.export"], "question": "Who is it?",
                 "answers": [{"when": "in Macau", "verdict": "license", "outcomes": ["us.export: license_required"]}]}],
    "flags": [{"id": "us.flag", "because": "new buyer"}], "faults": [{"rule": "us.rule", "why": "a divisor is zero"}],
    "stale": true, "stale_because": ["beyond 2026-10-09"], "rulebook": {"digest": "sha256:00", "verified_through": "2026-10-09"},
    "lists": [{"name": "csl", "digest": "sha256:11", "published": "2026-11-20"}]})");
  EXPECT_EQ(to_json(sample()).dump(1), expected.dump(1));
}

TEST(DeterminationJson, IsOneLineWithTheSameBytes) {
  EXPECT_EQ(to_json_line(sample()), to_json_line(sample()));
  EXPECT_EQ(to_json_line(sample()).find('\n'), std::string::npos);
  trade::Determination odd;
  odd.order = "bad \xFF byte\n";
  EXPECT_EQ(nlohmann::json::parse(to_json_line(odd))["order"], "bad \uFFFD byte\n");
}

TEST(DeterminationJson, LeavesOutWhatIsNotSaid) {
  const auto json = to_json({});
  EXPECT_FALSE(json.contains("between"));
  EXPECT_FALSE(json.contains("stale_because"));
  EXPECT_TRUE(json["gates"].is_array());
  EXPECT_TRUE(json["unknown"].empty());
}

TEST(DeterminationCsv, PutsARowTogether) {
  const std::vector<std::string> gates = {"us.export", "us.tariff", "cn.import"};
  EXPECT_EQ(csv_line(csv_heading(gates)),
            "order,as_of,verdict,between,us.export,us.tariff,cn.import,reason,authority,missing_fact,citation");
  EXPECT_EQ(csv_line(csv_cells(sample(), gates)),
            "A/1,2026-02-01,hold,\"conditions; license\",license_required,TW>US: hold,,\"TPP 15832 >= 4800; "
            "parent\",us.export,"
            "end_user.ultimate_parent,\"15 CFR 742.6; 15 CFR 744.23\"");
}

TEST(DeterminationCsv, IsSafeInASpreadsheet) {
  EXPECT_EQ(csv_line({"a,b", "say \"x\"", "=cmd()", "-1", "@x", "", "two\nlines"}),
            "\"a,b\",\"say \"\"x\"\"\",'=cmd(),'-1,'@x,,\"two\nlines\"");
}

}  // namespace
}  // namespace lockgate::wire
