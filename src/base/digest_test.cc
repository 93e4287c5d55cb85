#include "base/digest.h"

#include <gtest/gtest.h>

namespace lockgate {
namespace {

// FIPS 180-2, appendix B.
TEST(Digest, IsSha256) {
  EXPECT_EQ(sha256(""), "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256("abc"), "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256(std::string(1'000'000, 'a')),
            "sha256:cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Digest, ReadsEveryByte) { EXPECT_NE(sha256(std::string_view("a\0b", 3)), sha256("a")); }

TEST(Digest, OfPiecesIsThatOfTheWhole) {
  Digest digest;
  for (const char* piece : {"lock", "", "gate"}) digest.add(piece);
  EXPECT_EQ(digest.text(), sha256("lockgate"));
}

}  // namespace
}  // namespace lockgate
