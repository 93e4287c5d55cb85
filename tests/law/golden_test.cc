// What the compiler says about law. Every file of tests/law/bad/ holds one mistake and, in its last block, what is said
// about it; LOCKGATE_RESET=1 rewrites those blocks, to be read before they are believed. Nothing is said about
// tests/law/good/.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "decide/check.h"
#include "decide/law_case.h"
#include "law/law.h"

namespace lockgate {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kFence = "```expected\n";

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<std::string> names_in(const std::string& folder) {
  std::vector<std::string> out;
  for (const auto& entry : fs::directory_iterator("tests/law/" + folder))
    if (entry.path().extension() == ".md") out.push_back(entry.path().stem().string());
  std::sort(out.begin(), out.end());
  return out;
}

struct Judged {
  std::string told;
  int cases_passed = 0;
};

// Everything loading, checking and the book's own cases have to say. Without errors of loading only the first.
Judged judge(const std::string& path) {
  Judged out;
  Diagnostics diagnostics;
  const auto law = std::make_shared<const law::Law>(law::load_law({path}, {}, diagnostics));
  if (!diagnostics.has_errors()) {
    const decide::Decider decider(law);
    decide::check_law(decider, diagnostics);
    out.cases_passed = decide::run_law_cases(decider, diagnostics).passed;
  }
  for (const Diagnostic& diagnostic : diagnostics.list())
    out.told += (out.told.empty() ? "" : "\n") + render(diagnostic);
  return out;
}

// Paths are shown as seen from tests/law/.
class Golden : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override { fs::current_path(root_ / "tests/law"); }
  void TearDown() override { fs::current_path(root_); }
  const fs::path root_ = fs::current_path();
};

class BadLaw : public Golden {};
class GoodLaw : public Golden {};

std::string expected_of(const std::string& text) {
  const std::size_t at = text.rfind(kFence);
  if (at == std::string::npos) return "";
  const std::size_t begin = at + kFence.size();
  return text.substr(begin, text.rfind("```") - begin);
}

void reset(const std::string& path, std::string text, const std::string& told) {
  text = text.substr(0, text.rfind(kFence));
  while (text.ends_with('\n')) text.pop_back();
  std::ofstream(path, std::ios::binary) << text << "\n\n" << kFence << told << "```\n";
}

TEST_P(BadLaw, IsExplained) {
  const std::string path = "bad/" + GetParam() + ".md";
  const std::string told = judge(path).told;
  EXPECT_NE(told, "") << path << " holds no mistake";
  if (std::getenv("LOCKGATE_RESET") != nullptr) reset(path, read(path), told);
  EXPECT_EQ(told, expected_of(read(path))) << "LOCKGATE_RESET=1 rewrites tests/law/" << path;
}

TEST_P(GoodLaw, IsAccepted) {
  const Judged judged = judge("good/" + GetParam() + ".md");
  EXPECT_EQ(judged.told, "");
  EXPECT_GT(judged.cases_passed, 0);
}

const auto kName = [](const auto& info) { return info.param; };
INSTANTIATE_TEST_SUITE_P(Law, BadLaw, testing::ValuesIn(names_in("bad")), kName);
INSTANTIATE_TEST_SUITE_P(Law, GoodLaw, testing::ValuesIn(names_in("good")), kName);

}  // namespace
}  // namespace lockgate
