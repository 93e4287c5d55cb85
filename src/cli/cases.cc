#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "cli/case_check.h"
#include "cli/command.h"
#include "cli/layout.h"
#include "cli/options.h"
#include "desk/vocabulary.h"
#include "wire/case_file.h"
#include "wire/determination_json.h"

namespace lockgate::cli {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

struct Arguments {
  std::vector<std::string> paths;
  std::string only;
  bool is_quiet = false;
};

// Which of the two readings of a contested case the rulebook's own answer is.
enum class Side : std::uint8_t { First, Other, Neither };

struct Counts {
  int passed = 0;
  int failed = 0;
  std::array<int, 3> sides{};
  int others = 0;      // contested cases that say what the other reading gives
  int reproduced = 0;  // and the rulebook gives it too, under that reading's facts and posture or as its own contested reading
};

std::vector<std::string> files_of(const std::vector<std::string>& paths) {
  std::vector<std::string> out;
  std::error_code error;
  for (const std::string& path : paths) {
    if (!fs::is_directory(path, error)) {
      out.push_back(path);
      continue;
    }
    const std::size_t first = out.size();
    for (const auto& entry : fs::recursive_directory_iterator(path, error))
      if (entry.path().extension() == ".jsonl") out.push_back(entry.path().string());
    std::sort(out.begin() + static_cast<std::ptrdiff_t>(first), out.end());
  }
  return out;
}

class Run {
 public:
  Run(Session& session, const desk::Desk& desk, const Arguments& given) : session_(session), desk_(desk), given_(given) {}

  void read(const std::string& path) {
    auto file = wire::CaseFile::open(path, desk::vocabulary_of(desk_.law(), desk_.decider().binder()));
    if (!file) return session_.refuse(file.error());
    while (const auto line = file->next()) {
      where_ = fmt::format("{}:{}", path, line->line);
      for (const wire::Problem& problem : line->problems) refuse({problem.code, problem.message, "", problem.fix}, problem.field);
      if (line->value && (given_.only.empty() || line->value->id == given_.only)) run(*line->value);
    }
  }

  void finish() const {
    const int contested = counts_.sides[0] + counts_.sides[1] + counts_.sides[2];
    session_.out().write(fmt::format("{} passed, {} failed, {} contested ({} as the first reading, {} as the other, {} as neither; {} of {} other readings reproduced)\n", counts_.passed,
                                     counts_.failed, contested, counts_.sides[0], counts_.sides[1], counts_.sides[2], counts_.reproduced, counts_.others));
  }

 private:
  void refuse(const Error& error, const std::string& field) {
    session_.refuse({error.code, error.message, where_ + (field.empty() ? "" : ", " + field), error.fix});
  }

  std::optional<json> decide(const wire::Case& test, const std::vector<trade::Given>& facts, const std::string& posture) {
    trade::Order order = test.order;
    if (order.id.empty()) order.id = test.id;
    for (const trade::Given& fact : facts) {
      std::erase_if(order.facts, [&](const trade::Given& own) { return own.name == fact.name; });
      order.facts.push_back(fact);
    }
    const std::vector<Error> errors = desk_.prepare(order);
    for (const Error& error : errors) refuse(error, error.where);
    Question question;
    if (!posture.empty()) question.posture = posture;
    const auto options = question.options_for(order.date, Language::English);
    if (!options) refuse(options.error(), "order");
    if (!errors.empty() || !options) return std::nullopt;
    return json::parse(wire::to_json_line(desk_.decide(order, *options)));
  }

  void run(const wire::Case& test) {
    const auto found = decide(test, {}, test.posture);
    if (!found) return;
    const std::vector<Mismatch> wrong = mismatches(test.expect, *found);
    if (test.is_contested) return report_contested(test, *found, wrong);
    if (wrong.empty()) {
      ++counts_.passed;
      return;
    }
    ++counts_.failed;
    session_.worsen(Status::SomeDoNot);
    write(session_.out().paint(Style::Red, "failed") + " " + test.id + "  " + where_);
    for (const Mismatch& one : wrong) write(fmt::format("  {}: expected {}, found {}", one.where, one.expected, one.found));
    if (!test.note.empty()) write("  " + test.note);
  }

  void report_contested(const wire::Case& test, const json& found, const std::vector<Mismatch>& wrong) {
    const bool has_other = test.other && test.other->expect.is_object();
    const Side side = wrong.empty() ? Side::First : has_other && mismatches(test.other->expect, found).empty() ? Side::Other : Side::Neither;
    ++counts_.sides[static_cast<std::size_t>(side)];
    std::string text = side == Side::First ? "as the first reading" : side == Side::Other ? "as the other reading" : "as neither reading";
    if (has_other) {
      ++counts_.others;
      const bool is_reproduced = reproduces(test, found);
      counts_.reproduced += is_reproduced ? 1 : 0;
      text += is_reproduced ? "; other reading reproduced" : "; other reading not reproduced";
    }
    if (given_.is_quiet) return;
    write(session_.out().paint(Style::Yellow, "contested") + " " + test.id + ": " + text);
    if (side == Side::First) return;
    for (const Mismatch& one : wrong) write(fmt::format("  {}: expected {}, found {}", one.where, one.expected, one.found));
  }

  bool reproduces(const wire::Case& test, const json& found) {
    const wire::Case::Other& other = *test.other;
    // By its facts alone, or by its facts and a reading of the rulebook together.
    if (const auto tried = decide(test, other.facts, other.posture.empty() ? test.posture : other.posture))
      if (mismatches(other.expect, *tried).empty() || mismatches(other.expect, as_contested(*tried)).empty()) return true;
    return mismatches(other.expect, as_contested(found)).empty();
  }

  // The determination with each gate as its contested reading has it.
  static json as_contested(json determination) {
    for (json& gate : determination["gates"])
      if (gate["contested"].is_object()) {
        const json other = gate["contested"];
        gate.update(other);
      }
    return determination;
  }

  void write(const std::string& line) const { session_.out().write(line + "\n"); }

  Session& session_;
  const desk::Desk& desk_;
  const Arguments& given_;
  std::string where_;
  Counts counts_;
};

void run_cases(Session& session, const Arguments& given) {
  const auto desk = session.open_desk();
  if (desk == nullptr) return;
  Run run(session, *desk, given);
  for (const std::string& file : files_of(given.paths)) run.read(file);
  run.finish();
}

}  // namespace

Action declare_cases(CLI::App& app) {
  const auto given = std::make_shared<Arguments>();
  add_list(app, "FILE", given->paths, " ", "files of cases, or folders with .jsonl files of them")->required();
  add_text(app, "--only", given->only, "CASE", "run the one case of this name");
  add_flag(app, "--quiet", given->is_quiet, "do not list contested cases");
  return [given](Session& session) { run_cases(session, *given); };
}

}  // namespace lockgate::cli
