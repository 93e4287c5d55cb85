#include "service/reading_log.h"

#include <gtest/gtest.h>

namespace lockgate::service {
namespace {

TEST(ReadingLog, ShowsWhatWasTakenFromIt) {
  const auto records = Records::open("").value();
  ReadingLog log(*records);
  for (const char* what : {"GET /v1/licenses/a", "GET /v1/licenses/b", "GET /v1/licenses/c"}) ASSERT_TRUE(log.add("ann", what));
  EXPECT_EQ(log.all()->size(), 3U);
  EXPECT_EQ(first_break(*log.all()), "");
  ASSERT_TRUE(records->run("UPDATE desk_reading SET actor = 'bob' WHERE what = 'GET /v1/licenses/b'", {}));
  EXPECT_EQ(first_break(*log.all()), "00000000000000000002");
  ASSERT_TRUE(records->run("DELETE FROM desk_reading WHERE what = 'GET /v1/licenses/b'", {}));
  EXPECT_EQ(first_break(*log.all()), "00000000000000000003");
}

}  // namespace
}  // namespace lockgate::service
