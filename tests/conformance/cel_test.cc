// The part of CEL's published conformance suite that the law language has (docs/law-language.md, section 8 says what it leaves
// out). Why a test does not apply is read off the test itself, never off a list of names.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "conformance/constant.h"
#include "law/token.h"

namespace lockgate::law {
namespace {

using nlohmann::json;
using Reason = std::string;

// The suite as JSON, written anew when it is not there. Empty: it cannot be had.
std::string suite_file() {
  namespace fs = std::filesystem;
  const fs::path out = fs::path(LOCKGATE_BINARY_DIR) / "cel-suite.json";
  if (fs::exists(out)) return out.string();
  if (!fs::exists("tests/conformance/node_modules")) return "";
  const std::string command = "node tests/conformance/cel_suite.mjs '" + out.string() + "' 2>&1";
  return std::system(command.c_str()) == 0 ? out.string() : "";
}

// A value of the suite's JSON; nullopt when the language has no such type.
std::optional<Constant> value_of(const json& value) {
  if (value.contains("boolValue")) return Constant{value["boolValue"].get<bool>()};
  if (value.contains("int64Value")) return Constant{static_cast<std::int64_t>(std::stoll(value["int64Value"].get<std::string>()))};
  if (value.contains("stringValue")) return Constant{value["stringValue"].get<std::string>()};
  if (value.contains("doubleValue") && value["doubleValue"].is_number()) {
    const auto number = Decimal::parse(value["doubleValue"].dump());
    return number ? std::optional(Constant{*number}) : std::nullopt;
  }
  if (value.contains("objectValue")) {
    const std::string type = value["objectValue"].value("@type", "");
    if (type.ends_with("google.protobuf.Timestamp")) return parse_instant(value["objectValue"]["value"].get<std::string>());
    if (type.ends_with("google.protobuf.Duration")) return parse_length(value["objectValue"]["value"].get<std::string>());
    return std::nullopt;
  }
  if (!value.contains("listValue")) return std::nullopt;
  Constant::List list;
  if (value["listValue"].contains("values"))
    for (const json& member : value["listValue"]["values"]) {
      auto one = value_of(member);
      if (!one) return std::nullopt;
      list.push_back(std::move(*one));
    }
  return Constant{std::move(list)};
}

Reason unfit_value(const json& value) {
  if (value_of(value)) return "";
  static constexpr auto kNames = std::to_array<std::pair<const char*, const char*>>({{"doubleValue", "infinity or not-a-number"},
                                                                                     {"uint64Value", "unsigned integers"},
                                                                                     {"bytesValue", "bytes"},
                                                                                     {"mapValue", "maps"},
                                                                                     {"nullValue", "null"},
                                                                                     {"typeValue", "types as values"},
                                                                                     {"enumValue", "protobuf"},
                                                                                     {"objectValue", "protobuf"},
                                                                                     {"listValue", "lists of what the language has not"}});
  for (const auto& [key, reason] : kNames)
    if (value.contains(key)) return reason;
  return "a value of no known kind";
}

// The words of an expression, with what stands before and after each.
class Words {
 public:
  Words(const std::string& text, bool is_checked) : text_(text), is_checked_(is_checked) {
    for (Tokens tokens(text_); tokens.peek().kind != Token::Kind::End && tokens_.size() < 10000; tokens.advance()) tokens_.push_back(tokens.peek());
  }

  Reason unfit(const std::set<std::string>& bound) const {
    for (std::size_t i = 0; i < tokens_.size(); ++i)
      if (Reason reason = unfit(i, bound); !reason.empty()) return reason;
    return "";
  }

 private:
  bool is(std::size_t i, std::string_view slice) const { return i < tokens_.size() && tokens_[i].kind != Token::Kind::Text && tokens_[i].slice == slice; }
  bool ends_operand(std::size_t i) const {
    return tokens_[i].kind == Token::Kind::Name || tokens_[i].kind == Token::Kind::Text || is(i, ")") || is(i, "]") || is(i, "}");
  }

  Reason unfit(std::size_t i, const std::set<std::string>& bound) const {
    const Token& token = tokens_[i];
    if (token.kind == Token::Kind::Name) return unfit_name(i, bound);
    if (token.kind == Token::Kind::Bad && (token.slice.ends_with('u') || token.slice.ends_with('U'))) return "unsigned integers";
    if (token.kind == Token::Kind::Bad && token.slice == "`") return "quoted field names";
    if (is(i, "?") || is(i, ":")) return is(i + 1, ".") || (i > 0 && is(i - 1, "[")) ? "optional values" : "`?:`";
    if (is(i, "{")) return i > 0 && tokens_[i - 1].kind == Token::Kind::Name ? "protobuf" : "maps";
    if (is(i, "/") || is(i, "%")) return "division";
    if (is(i, "[") && i > 0 && ends_operand(i - 1) && !is(i - 1, "in")) return "indexing";
    if (is(i, ".") && (i == 0 || !(ends_operand(i - 1)))) return "containers";
    return "";
  }

  Reason unfit_name(std::size_t i, const std::set<std::string>& bound) const {
    static const std::set<std::string_view> kMacros = {"has", "all", "exists", "exists_one", "existsOne", "map", "filter", "transformList", "transformMap", "transformMapEntry"};
    static const std::set<std::string_view> kConversions = {"int", "uint", "double", "string", "bytes", "bool", "type"};
    static const std::set<std::string_view> kFunctions = {"size", "startsWith", "endsWith", "contains", "timestamp", "duration"};
    const std::string_view name = tokens_[i].slice;
    const bool is_prefix = i + 1 < tokens_.size() && tokens_[i + 1].kind == Token::Kind::Text && tokens_[i + 1].slice.data() == name.data() + name.size();
    if (is_prefix) return "bytes";
    if (name == "null") return "null";
    const bool is_member = i > 0 && is(i - 1, ".");
    if (!is(i + 1, "(")) return !is_member && kConversions.count(name) != 0 && bound.count(std::string(name)) == 0 ? "types as values" : "";
    if (name == "in") return "";
    if (name == "dyn") return "dyn";
    if (kMacros.count(name) != 0) return "macros";
    if (kConversions.count(name) != 0) return "conversions";
    if (name.starts_with("get")) return "parts of a date";
    if (name == "matches") return "regular expressions";
    const bool takes_text = i + 2 < tokens_.size() && tokens_[i + 2].kind == Token::Kind::Text;
    if ((name == "timestamp" || name == "duration") && !takes_text) return "conversions";
    // A test that is not type-checked and has a value may name a function that does not exist: an error, which `||` absorbs.
    return kFunctions.count(name) != 0 || !is_checked_ ? "" : "functions of extensions";
  }

  const std::string text_;
  const bool is_checked_;
  std::vector<Token> tokens_;
};

// Arithmetic on doubles rounds; ours is exact, and a decimal is no double. So it is no test of ours, but comparing is.
bool is_double_arithmetic(const Expression& e) {
  const bool is_arithmetic = e.kind == Expression::Kind::Add || e.kind == Expression::Kind::Subtract || e.kind == Expression::Kind::Multiply;
  const auto is_decimal = [](const Expression& a) { return a.kind == Expression::Kind::Decimal || (a.kind == Expression::Kind::Negate && a.args[0].kind == Expression::Kind::Decimal); };
  if (is_arithmetic && std::any_of(e.args.begin(), e.args.end(), is_decimal)) return true;
  return std::any_of(e.args.begin(), e.args.end(), is_double_arithmetic);
}

// CEL compares values of different types at run time and lists of mixed types; the law's types are checked before.
bool is_mixed_list(const Expression& e) {
  if (e.kind == Expression::Kind::List)
    for (const Expression& member : e.args)
      if (member.kind != e.args[0].kind) return true;
  return std::any_of(e.args.begin(), e.args.end(), is_mixed_list);
}

class Suite {
 public:
  void run(const json& all) {
    for (const json& entry : all) run_one(entry);
    print();
  }

 private:
  struct Count {
    int tests = 0, ran = 0, failed = 0;
    std::map<Reason, int> unfit;
  };

  void run_one(const json& entry) {
    Count& count = counts_[entry["file"].get<std::string>()];
    ++count.tests;
    const json& test = entry["test"];
    const Reason reason = unfit(test);
    if (!reason.empty()) return void(++count.unfit[reason]);
    ++count.ran;
    const std::string problem = problem_of(test);
    if (problem.empty()) return;
    ++count.failed;
    ADD_FAILURE() << entry["file"].get<std::string>() << "/" << entry["section"].get<std::string>() << "/" << test["name"].get<std::string>() << ": "
                  << test["expr"].get<std::string>() << "\n" << problem;
  }

  static json wanted(const json& test) {
    if (test.contains("typedResult") && test["typedResult"].contains("result")) return test["typedResult"]["result"];
    return test.contains("value") ? test["value"] : json{{"boolValue", true}};
  }

  static std::set<std::string> bound(const json& test) {
    std::set<std::string> out;
    if (test.contains("bindings"))
      for (const auto& [name, value] : test["bindings"].items()) out.insert(name);
    return out;
  }

  static Reason unfit(const json& test) {
    if (test.contains("unknown") || test.contains("anyUnknowns")) return "unknown sets";
    if (test.value("checkOnly", false)) return "type inference";
    if (Reason reason = Words(test["expr"].get<std::string>(), !test.value("disableCheck", false) || test.contains("evalError")).unfit(bound(test)); !reason.empty()) return reason;
    if (test.contains("bindings"))
      for (const auto& [name, value] : test["bindings"].items()) {
        if (!value.contains("value")) return "unknown sets";
        if (Reason reason = unfit_value(value["value"]); !reason.empty()) return reason;
      }
    if (test.contains("container") && names_are_resolved(test)) return "containers";
    if (!test.contains("evalError"))
      if (Reason reason = unfit_value(wanted(test)); !reason.empty()) return reason;
    return unfit_expression(test["expr"].get<std::string>());
  }

  static bool names_are_resolved(const json& test) {
    const std::string text = test["expr"].get<std::string>();
    for (Tokens tokens(text); tokens.peek().kind != Token::Kind::End; tokens.advance())
      if (tokens.peek().kind == Token::Kind::Name) return true;
    return false;
  }

  static Reason unfit_expression(const std::string& text) {
    Diagnostics diagnostics;
    const auto source = std::make_shared<const Source>("test", text);
    const auto expression = parse_expression(source, source->text(), diagnostics);
    if (expression && is_double_arithmetic(*expression)) return "arithmetic on doubles";
    if (expression && is_mixed_list(*expression)) return "lists of mixed types";
    return "";
  }

  static std::string problem_of(const json& test) {
    Diagnostics diagnostics;
    const auto source = std::make_shared<const Source>("test", test["expr"].get<std::string>());
    const auto expression = parse_expression(source, source->text(), diagnostics);
    if (!expression) return test.contains("evalError") ? "" : "does not parse: " + diagnostics.list().front().message;
    ConstantNames names;
    if (test.contains("bindings"))
      for (const auto& [name, value] : test["bindings"].items()) names[name] = *value_of(value["value"]);
    const Constant found = evaluate_constant(*expression, names);
    if (test.contains("evalError")) return found.is_failure() ? "" : "an error was expected";
    if (found.is_failure()) return "failed: " + std::get<Constant::Failure>(found.value).why;
    return same(found, *value_of(wanted(test))) ? "" : "another value was expected: " + wanted(test).dump();
  }

  // Equal, and of one type: a decimal counts as the double it is written as.
  static bool same(const Constant& a, const Constant& b) {
    if (a.value.index() != b.value.index()) return false;
    return std::visit([&]<class T>(const T& value) {
      if constexpr (std::is_same_v<T, Constant::Failure>) return false;
      else if constexpr (std::is_same_v<T, Constant::List>) return same_lists(value, std::get<T>(b.value));
      else return value == std::get<T>(b.value);
    }, a.value);
  }

  static bool same_lists(const Constant::List& a, const Constant::List& b) { return std::equal(a.begin(), a.end(), b.begin(), b.end(), same); }

  void print() const {
    Count all;
    for (const auto& [file, count] : counts_) {
      all.tests += count.tests, all.ran += count.ran, all.failed += count.failed;
      std::string line = fmt::format("{:16} {:4} tests, {:3} ran, {} failed", file, count.tests, count.ran, count.failed);
      std::string separator = "; does not apply:";
      for (const auto& [reason, number] : count.unfit) line += fmt::format("{} {} {}", std::exchange(separator, ","), number, reason);
      std::cout << line << "\n";
    }
    std::cout << fmt::format("CEL conformance: {} tests, {} ran, {} passed, {} failed, {} do not apply\n", all.tests, all.ran, all.ran - all.failed, all.failed,
                             all.tests - all.ran);
    EXPECT_GE(all.ran, kLeast) << "fewer tests apply than there were: a reason has become too wide";
  }

  static constexpr int kLeast = 399;  // when it was written
  std::map<std::string, Count> counts_;
};

TEST(Conformance, Cel) {
  const std::string path = suite_file();
  if (path.empty()) GTEST_SKIP() << "the CEL suite is not there: run `npm ci` in tests/conformance (needs node)";
  std::ifstream file(path);
  Suite().run(json::parse(file));
}

}  // namespace
}  // namespace lockgate::law
