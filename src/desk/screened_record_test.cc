#include "desk/screened_record.h"

#include <gtest/gtest.h>

namespace lockgate::desk {
namespace {

ScreenedRecord record() {
  trade::Party parent{"", "Parent \"GmbH\"", "", "DE", trade::Words{}, {}, {}, true, nullptr};
  trade::Party party{"end_user", "买方", "CN", "", {}, trade::Words{"commercial"}, {}, false, std::make_shared<const trade::Party>(parent)};
  party.owners = std::vector<trade::Owner>{{"Owner", Range{Decimal::of(10), Decimal::parse("20.5").value()}, {}}, {"Other", {}, trade::Words{"sdn"}}};
  trade::ListHit hit{"entity_list", "7", "Owner Ltd", "alias", "EL", {"CN"}, 912, true, false, {{"owner", "owner", {0, 5}, "core", "exact", 1000, 3, 40}}, {"entity_list"}, "needs_review", "", "why"};
  trade::Screened screened{"end_user", "买方", "needs_review", {}, {"sdn"}, {hit}, {{"bis50", "possible", {}, {"a"}, {}}, {"ofac50", "no", 1250, {}, {"b"}}}};
  return {{{"csl.json", "sha256:11", "2026-11-20"}}, {party}, {screened}};
}

TEST(ScreenedRecord, IsReadAsItWasWritten) {
  const std::string text = to_text(record());
  const auto read = screened_record(text);
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(to_text(*read), text);
  EXPECT_EQ(*read->parties[0].owners, *record().parties[0].owners);
  EXPECT_EQ(read->parties[0].ultimate_parent->lists, trade::Words{});
  EXPECT_EQ(read->parties[0].lists, std::nullopt);
  EXPECT_EQ(read->found[0].hits[0].evidence[0].query_at.second, 5u);
  EXPECT_EQ(read->found[0].held[1].direct_bp, 1250);
}

TEST(ScreenedRecord, RefusesWhatItDidNotWrite) {
  const std::string text = to_text(record());
  for (std::size_t cut = 0; cut < text.size(); cut += 7) EXPECT_EQ(screened_record(text.substr(0, cut)).error().code, "LG0723");
  for (const auto& [old, altered] : {std::pair{"\"score\":912", "\"score\":\"912\""}, {"\"20.5\"", "20.5"}, {"\"by\":", "\"bye\":"}, {"912", "99999999999"}}) {
    std::string other = text;
    other.replace(other.find(old), std::string(old).size(), altered);
    EXPECT_FALSE(screened_record(other)) << altered;
  }
}

}  // namespace
}  // namespace lockgate::desk
