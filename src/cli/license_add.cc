#include <fmt/format.h>

#include <filesystem>

#include "cli/command.h"
#include "cli/ledger_access.h"
#include "cli/ledger_json.h"
#include "desk/license_file.h"
#include "wire/json_file.h"

namespace lockgate::cli {
namespace {

struct Arguments {
  std::string file;
  LedgerAccess access;
};

void report(Session& session, const wire::Problems& problems, const std::string& path) {
  for (const wire::Problem& problem : problems)
    session.complain({problem.code, problem.message, problem.field.empty() ? path : fmt::format("{}, {}", path, problem.field), problem.fix},
                     problem.severity);
  session.worsen(Status::BadInput);
}

// The license as the file says it, with the law's numbers and the catalogue's.
std::optional<ledger::AddLicense> read(Session& session, const std::string& path) {
  const auto value = wire::read_json_file(path);
  if (!value) {
    session.refuse(value.error());
    return std::nullopt;
  }
  const std::filesystem::path data = session.data();
  if (data.empty()) return std::nullopt;
  const auto policy = desk::read_policy((data / "ledger" / "policy.json").string());
  if (!policy) {
    refuse_ledger(session, policy.error());
    return std::nullopt;
  }
  wire::Problems problems;
  auto license = desk::read_license(*value, *policy, problems);
  if (!license) report(session, problems, path);
  Diagnostics diagnostics;
  const auto catalogue = catalogue::Catalogue::load((data / "catalogue").string(), diagnostics);
  if (license && catalogue) desk::add_tpp(*license, *catalogue);
  return license;
}

void add(Session& session, const Arguments& given) {
  auto license = read(session, given.file);
  if (!license) return;
  const std::string number = license->license.number;
  given.access.perform(session, std::move(*license), kLicense, number, ledger::IfMissing::Create);
}

}  // namespace

Action declare_license_add(CLI::App& app) {
  const auto given = std::make_shared<Arguments>();
  add_text(app, "file", given->file, "FILE", "the license as JSON; docs/ledger.md says how it is written")->required();
  given->access.declare(app, LedgerAccess::Kind::Acts);
  return [given](Session& session) { add(session, *given); };
}

}  // namespace lockgate::cli
