#include "service/records.h"

#include <gtest/gtest.h>

namespace lockgate::service {
namespace {

const std::string kPut =
    "INSERT INTO desk_proposal (id, kind, about, content, tag, author, made_at, state, decided_by, decided_at, remark, outcome)"
    " VALUES ($1, 'hold.release', 'x', '{}', '', 'ann', 'now', $2, $3, '', '', '')";

// Whatever the service does wrong one day: the database takes no approval by the author.
TEST(Records, NobodyApprovesWhatIsHis) {
  const auto records = Records::open("");
  ASSERT_TRUE(records);
  EXPECT_TRUE((*records)->run(kPut, {"1", "open", ""}));
  EXPECT_FALSE((*records)->run("UPDATE desk_proposal SET state = 'approved', decided_by = 'ann' WHERE id = '1'", {}));
  EXPECT_FALSE((*records)->run("UPDATE desk_proposal SET state = 'approved' WHERE id = '1'", {}));
  EXPECT_FALSE((*records)->run(kPut, {"2", "approved", "ann"}));
  EXPECT_FALSE((*records)->run(kPut, {"3", "done", "bob"}));
  EXPECT_TRUE((*records)->run("UPDATE desk_proposal SET state = 'approved', decided_by = 'bob' WHERE id = '1'", {}));
}

TEST(Records, AllOrNothing) {
  const auto records = Records::open("");
  ASSERT_TRUE(records);
  const auto done = (*records)->together([](ledger::Database& database) -> Result<void> {
    if (auto put = database.execute("INSERT INTO desk_seen (name, value) VALUES ('a', '1')"); !put) return put;
    return fail("LG0099", "no");
  });
  EXPECT_FALSE(done);
  EXPECT_TRUE((*records)->run("SELECT name FROM desk_seen", {})->empty());
}

}  // namespace
}  // namespace lockgate::service
