// Kleene's tables through the whole compiler and the evaluator: every pair of true, false and unknown. The DMN TCK has twelve
// such cases (0106-feel-ternary-logic, 0107-feel-ternary-logic-not). They are not shipped here: its repository carries Apache-2.0,
// its README speaks of a share-alike Creative Commons license for the test cases, and no package registry has them.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iostream>

#include "decide/decider.h"

namespace lockgate::decide {
namespace {

using law::kFalse;
using law::kTrue;
using law::kUnknown;

constexpr const char* kBook = R"(# Three truths

```rulebook
rulebook  ternary
title     "Three truths"
authority "Kleene"
zone      UTC
recorded  2020-01-01
verified through 2030-01-01
```

```fact
fact  t.a : bool per order
fact  t.b : bool per order
fact  party.b : bool per party
```

```define
define  t.and : bool per order
define  t.or  : bool per order
define  t.not : bool per order
define  t.any : bool per order
define  t.all : bool per order
```

```rule
rule      t.and
cites     Kleene 1938
in force  [2020-01-01, )
when      t.a && t.b
then      t.and

rule      t.or
cites     Kleene 1938
in force  [2020-01-01, )
when      t.a || t.b
then      t.or

rule      t.not
cites     Kleene 1938
in force  [2020-01-01, )
when      !t.a
then      t.not

rule      t.any
cites     Kleene 1938
in force  [2020-01-01, )
when      parties.exists(p, p.b)
then      t.any

rule      t.all
cites     Kleene 1938
in force  [2020-01-01, )
when      parties.all(p, p.b)
then      t.all
```
)";

class Ternary : public testing::Test {
 protected:
  static std::shared_ptr<const law::Law> load() {
    const std::filesystem::path folder = std::filesystem::path(LOCKGATE_BINARY_DIR) / "ternary";
    std::filesystem::create_directories(folder);
    std::ofstream(folder / "book.md") << kBook;
    Diagnostics diagnostics;
    auto law = std::make_shared<const law::Law>(law::load_law({folder.string()}, {}, diagnostics));
    for (const Diagnostic& diagnostic : diagnostics.list()) ADD_FAILURE() << render(diagnostic);
    return law;
  }

  void give(const char* fact, Truth truth, Slots& slots) const {
    static const trade::Value kValues[] = {trade::Value(false), trade::Value(true)};
    if (truth != kUnknown) decider_.binder().assume(decider_.law().find_fact(fact), kValues[truth == kTrue ? 1 : 0], slots);
  }

  // What `define` is when a and b are as given: of the order, and of two parties.
  Truth conclude(const char* define, Truth a, Truth b) const {
    Slots line = decider_.binder().blank_line();
    give("t.a", a, line);
    give("t.b", b, line);
    std::vector<Slots> parties(2, decider_.binder().blank_party());
    give("party.b", a, parties[0]);
    give("party.b", b, parties[1]);
    Options options;
    options.as_of = *Date::parse("2026-01-01");
    const World world(decider_.program(options), line, parties);
    const int index = decider_.law().find_define(define);
    return world.instances()[0].values[world.program().defines[static_cast<std::size_t>(index)].value[1]];
  }

  const Decider decider_{load()};
};

constexpr Truth kTruths[] = {kTrue, kFalse, kUnknown};

// Rows a, columns b, both in the order true, false, unknown (docs/law-language.md, section 4.1).
constexpr Truth kAnd[3][3] = {{kTrue, kFalse, kUnknown}, {kFalse, kFalse, kFalse}, {kUnknown, kFalse, kUnknown}};
constexpr Truth kOr[3][3] = {{kTrue, kTrue, kTrue}, {kTrue, kFalse, kUnknown}, {kTrue, kUnknown, kUnknown}};
constexpr Truth kNot[3] = {kFalse, kTrue, kUnknown};

TEST_F(Ternary, Tables) {
  int cases = 0;
  for (int a = 0; a < 3; ++a) {
    EXPECT_EQ(conclude("t.not", kTruths[a], kUnknown), kNot[a]) << a;
    ++cases;
    for (int b = 0; b < 3; ++b, cases += 4) {
      EXPECT_EQ(conclude("t.and", kTruths[a], kTruths[b]), kAnd[a][b]) << a << b;
      EXPECT_EQ(conclude("t.all", kTruths[a], kTruths[b]), kAnd[a][b]) << a << b;
      EXPECT_EQ(conclude("t.or", kTruths[a], kTruths[b]), kOr[a][b]) << a << b;
      EXPECT_EQ(conclude("t.any", kTruths[a], kTruths[b]), kOr[a][b]) << a << b;
    }
  }
  std::cout << "ternary logic: " << cases << " cases of our own; those of the DMN TCK (0106, 0107) are not shipped: its license is stated in two ways\n";
}

}  // namespace
}  // namespace lockgate::decide
