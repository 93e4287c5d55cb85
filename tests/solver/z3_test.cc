// What `lockgate law check` proves, Z3 proves too: which rules conflict, and which no order can reach, for rulebooks made at
// random. The product needs no solver; this test does, and is skipped without one.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <set>

#include "decide/check.h"
#include "random/engine.h"
#include "random/generate.h"
#include "smt.h"

namespace lockgate::solver {
namespace {

using random::Model;

constexpr int kModelsAtOnce = 25;

// One thing said of a law; `second` empty: no order reaches `first`.
struct Finding {
  std::uint64_t seed;
  std::string first, second;
  friend auto operator<=>(const Finding&, const Finding&) = default;
};

// Satisfiable in any segment: rules that conflict, rules that can be reached.
struct Questions {
  std::string text;
  std::vector<Finding> asked;  // in the order of the answers
  std::set<Finding> active;    // rules in force at all
};

void ask(Questions& out, const Finding& about, const std::string& formula) {
  out.text += fmt::format("(push)\n(assert {})\n(check-sat)\n(pop)\n", formula);
  out.asked.push_back(about);
}

void ask_segment(const Model& model, Date date, bool is_codified, Questions& out) {
  const Smt smt(model, date, is_codified);
  out.text += "(push)\n" + smt.declarations();
  for (std::size_t a = 0; a < model.rules.size(); ++a) {
    if (!smt.is_active(a)) continue;
    const Finding reach{model.seed, model.rules[a].label, ""};
    out.active.insert(reach);
    ask(out, reach, smt.effective(a));
    const bool is_one = model.defines[model.rules[a].define].mode == law::Define::Mode::One;
    for (std::size_t b = a + 1; is_one && b < model.rules.size(); ++b)
      if (model.rules[b].define == model.rules[a].define && model.rules[b].value != model.rules[a].value && smt.is_active(b))
        ask(out, {model.seed, model.rules[a].label, model.rules[b].label}, fmt::format("(and {} {})", smt.effective(a), smt.effective(b)));
  }
  out.text += "(pop)\n";
}

void ask_all(const Model& model, const law::Law& law, Questions& out) {
  std::vector<Date> starts = law.boundaries();
  starts.insert(starts.begin(), Date::earliest());
  for (const Date start : starts)
    for (const bool is_codified : {false, true}) ask_segment(model, start, is_codified, out);
}

std::vector<std::string> run_z3(const std::string& text) {
  const std::string path = random::run_folder() + "/questions.smt2";
  std::ofstream(path) << text;
  std::FILE* pipe = popen(("z3 -T:300 '" + path + "'").c_str(), "r");
  std::vector<std::string> out;
  char line[256];
  while (pipe != nullptr && std::fgets(line, sizeof line, pipe) != nullptr) out.emplace_back(line, std::string_view(line).find_last_not_of('\n') + 1);
  if (pipe != nullptr) pclose(pipe);
  return out;
}

// `a` from a message that names `a` and perhaps `b`.
std::vector<std::string> quoted(const std::string& message) {
  std::vector<std::string> out;
  for (std::size_t at = message.find('`'); at != std::string::npos; at = message.find('`', at + 1)) {
    const std::size_t end = message.find('`', at + 1);
    out.push_back(message.substr(at + 1, end - at - 1));
    at = end;
  }
  return out;
}

// What the checker finds. False: it gave up on something, so nothing can be compared.
bool check(const Model& model, const decide::Decider& decider, std::set<Finding>& out) {
  Diagnostics diagnostics;
  decide::check_law(decider, diagnostics);
  for (const Diagnostic& found : diagnostics.list()) {
    const std::vector<std::string> names = quoted(found.message);
    if (found.code == "LG1408") return false;
    if (found.code == "LG1401") out.insert({model.seed, names.at(0), names.at(1)});
    if (found.code == "LG1403") out.insert({model.seed, names.at(0), ""});
  }
  return true;
}

// From answers to findings: a conflict that can be, a rule that cannot be reached.
std::set<Finding> findings_of(const Questions& questions, const std::vector<std::string>& answers) {
  std::set<Finding> out = questions.active;
  for (std::size_t i = 0; i < questions.asked.size(); ++i) {
    if (answers[i] != "sat") continue;
    if (questions.asked[i].second.empty()) out.erase(questions.asked[i]);
    else out.insert(questions.asked[i]);
  }
  return out;
}

struct Tally {
  std::size_t laws = 0, questions = 0, findings = 0;
};

void compare_some(std::uint64_t& seed, Tally& tally) {
  Questions questions;
  std::set<Finding> found;
  for (int i = 0; i < kModelsAtOnce; ++i) {
    const Model model = random::generate(seed++, {true, i % 3, false});
    const random::Engine engine(model);
    if (!check(model, engine.decider(), found)) continue;
    ask_all(model, engine.law(), questions);
    ++tally.laws;
  }
  const std::vector<std::string> answers = run_z3(questions.text);
  ASSERT_EQ(answers.size(), questions.asked.size()) << (answers.empty() ? "" : answers.back());
  for (const std::string& answer : answers) ASSERT_TRUE(answer == "sat" || answer == "unsat") << answer;
  const std::set<Finding> wanted = findings_of(questions, answers);
  for (const Finding& f : found)
    if (wanted.count(f) == 0) ADD_FAILURE() << "seed " << f.seed << ": the checker says " << f.first << " " << f.second << ", Z3 does not";
  for (const Finding& f : wanted)
    if (found.count(f) == 0) ADD_FAILURE() << "seed " << f.seed << ": Z3 says " << f.first << " " << f.second << ", the checker does not";
  tally.questions += answers.size();
  tally.findings += wanted.size();
}

TEST(Solver, ChecksAgree) {
  if (std::system("z3 --version > /dev/null 2>&1") != 0) GTEST_SKIP() << "z3 is not installed (Debian package z3)";
  const char* seconds = std::getenv("LOCKGATE_PROPERTY_SECONDS");
  const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(static_cast<int>(1000 * (seconds == nullptr ? 2.0 : std::atof(seconds))));
  std::uint64_t seed = 1;
  Tally tally;
  do compare_some(seed, tally);
  while (std::chrono::steady_clock::now() < end && !HasFailure());
  std::cout << fmt::format("Z3: {} laws, {} questions, {} conflicts and unreachable rules, all as the checker says\n", tally.laws, tally.questions, tally.findings);
}

}  // namespace
}  // namespace lockgate::solver
