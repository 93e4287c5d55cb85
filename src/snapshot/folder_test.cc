#include "snapshot/folder.h"

#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <filesystem>
#include <fstream>
#include <memory>

#include "base/digest.h"
#include "snapshot/signature.h"

namespace lockgate::snapshot {
namespace {

namespace fs = std::filesystem;

class Folder : public testing::Test {
 protected:
  void SetUp() override {
    path_ = fs::path(testing::TempDir()) /
            ("lists-" + std::string(testing::UnitTest::GetInstance()->current_test_info()->name()));
    fs::remove_all(path_);
    fs::create_directories(path_);
  }
  void TearDown() override { fs::remove_all(path_); }

  std::string in(const char* name) const { return (path_ / name).string(); }

  std::string new_key(const char* name) const {
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"),
                                                                  &EVP_PKEY_free);
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(in(name).c_str(), "wb"), &std::fclose);
    PEM_write_PrivateKey(file.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    return in(name);
  }

  // A snapshot of one list.
  Manifest made() const {
    const auto paths = store(in("lists"), "csl", {{"csl.json", "[]"}});
    Manifest manifest;
    manifest.made = "2026-11-27T08:00:00Z";
    manifest.put({"csl",
                  {{paths->front(), "https://example.org/csl.json", sha256("[]"), 2, "\"a\"", ""}},
                  manifest.made,
                  "2026-11-26",
                  {{"Entity List", 3}},
                  Forced{"89 FR 1", {{"Entity List", 9}}}});
    return manifest;
  }

  fs::path path_;
};

TEST_F(Folder, AManifestComesBackAsItWas) {
  ASSERT_TRUE(publish(in("lists"), made(), ""));
  const auto opened = open(in("lists"), "");
  ASSERT_TRUE(opened) << opened.error().message;
  EXPECT_EQ(to_json(opened->manifest), to_json(made()));
  EXPECT_EQ(opened->trust, Trust::Unsigned);
  EXPECT_EQ(opened->manifest.find("csl")->forced->reason, "89 FR 1");
  EXPECT_EQ(opened->manifest.find("un"), nullptr);
}

TEST_F(Folder, ASignatureHoldsForItsKeyAndItsBytesOnly) {
  const std::string key = new_key("key.pem"), other = new_key("other.pem");
  ASSERT_TRUE(publish(in("lists"), made(), key));
  EXPECT_EQ(open(in("lists"), key)->trust, Trust::Verified);
  EXPECT_EQ(open(in("lists"), "")->trust, Trust::NotChecked);
  EXPECT_EQ(open(in("lists"), other).error().code, "LG0546");
  EXPECT_EQ(open(in("lists"), in("lists/manifest.json")).error().code, "LG0545");
  std::ofstream(in("lists/manifest.json"), std::ios::app) << "\n";
  EXPECT_EQ(open(in("lists"), key).error().code, "LG0544");
}

TEST_F(Folder, EveryBitOfASignatureCounts) {
  const std::string key = new_key("key.pem");
  const auto signature = sign("manifest", key);
  ASSERT_TRUE(signature);
  EXPECT_TRUE(verify("manifest", *signature, key));
  EXPECT_EQ(verify("Manifest", *signature, key).error().code, "LG0546");
  for (const std::string& wrong :
       {std::string(), std::string("AAAA"), signature->substr(4), "B" + signature->substr(1) + "x"})
    EXPECT_FALSE(verify("manifest", wrong, key)) << wrong;
}

TEST_F(Folder, AChangedOrMissingFileIsRefused) {
  ASSERT_TRUE(publish(in("lists"), made(), ""));
  const std::string file = in(("lists/" + made().sources[0].files[0].path).c_str());
  std::ofstream(file, std::ios::app) << "x";
  EXPECT_EQ(open(in("lists"), "").error().code, "LG0543");
  fs::remove(file);
  EXPECT_EQ(open(in("lists"), "").error().code, "LG0543");
}

TEST_F(Folder, AManifestCannotPointOutOfItsFolder) {
  for (const char* path : {"../secret", "/etc/passwd", "a/../../b", ""}) {
    Manifest manifest = made();
    manifest.sources[0].files[0].path = path;
    EXPECT_EQ(read_manifest(to_json(manifest)).error().code, "LG0542") << path;
  }
  for (const char* wrong : {"", "{}", "[]", R"({"version":2,"sources":[]})", R"({"version":1,"sources":[{}]})"})
    EXPECT_FALSE(read_manifest(wrong)) << wrong;
}

}  // namespace
}  // namespace lockgate::snapshot
