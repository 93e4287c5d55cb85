#include "cli/open_service.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "base/text.h"
#include "cli/command.h"
#include "cli/routes.h"
#include "wire/json_file.h"

namespace lockgate::cli {
namespace {

// The lists that names are screened against. Null: they cannot be used, and that has been said.
std::shared_ptr<const desk::Watch> open_watch(Session& session, const ServiceSources& sources) {
  const std::string data = session.data();
  std::vector<wire::ListFile> files;
  for (const std::string& path : sources.lists.empty() ? std::vector<std::string>{desk::excerpt_in(data)} : sources.lists) {
    auto file = wire::read_list(path);
    if (!file) return session.refuse(file.error()), nullptr;
    const auto errors = std::count_if(file->findings.begin(), file->findings.end(), [](const wire::ListFinding& one) { return one.problem.severity == Severity::Error; });
    if (errors > 0) return session.refuse({"LG0818", fmt::format("the list has {} errors", errors), path, "`lockgate screen --list FILE NAME` shows them"}), nullptr;
    files.push_back(std::move(*file));
  }
  Diagnostics diagnostics;
  auto watch = desk::Watch::open(data, std::move(files), {}, diagnostics);
  session.report(diagnostics);
  if (!watch) return session.refuse(watch.error()), nullptr;
  return std::move(*watch);
}

// The routes that speak as the command line does.
service::Service::More routes_of(Session& session, const ServiceSources& sources, std::shared_ptr<const desk::Desk> desk, std::shared_ptr<const desk::Watch> watch) {
  desk::Sources law = session.settings().sources;
  law.data = session.data();
  return [ledger = sources.ledger, browser = sources.browser, law, desk = std::move(desk), watch = std::move(watch)](const service::Service& service) {
    std::vector<service::Route> out;
    for (auto& routes : {explain_routes(service), difference_routes(service), law_routes(service), memo_routes(service, ledger, browser), screen_routes(watch), license_routes(ledger), proposal_routes(service, ledger),
                         determination_routes(service, ledger), analysis_routes(desk, law)})
      out.insert(out.end(), routes.begin(), routes.end());
    return out;
  };
}

// Null: the ledger cannot be had, and that has been said.
std::unique_ptr<service::SealQueue> open_seals(Session& session, const ServiceSources& sources) {
  if (sources.ledger.empty()) return session.refuse({"LG0017", "there is no ledger to seal into", "", "name it with --ledger, or the variable LOCKGATE_LEDGER"}), nullptr;
  auto store = ledger::Store::open(sources.ledger, ledger::IfMissing::Create);
  if (!store) return session.refuse(store.error()), nullptr;
  return std::make_unique<service::SealQueue>(std::move(*store), kVersion, "lockgate serve");
}

// Null: the database cannot be had, and that has been said.
std::unique_ptr<service::Records> open_records(Session& session, const ServiceSources& sources) {
  auto records = service::Records::open(sources.ledger);
  if (!records) return session.refuse(records.error()), nullptr;
  return std::move(*records);
}

// The provider of the file, with the secret of the file that it names, seen from its own folder.
Result<service::Provider> read_provider(const std::string& path) {
  const auto value = wire::read_json_file(path);
  if (!value) return tl::unexpected(value.error());
  auto out = service::read_provider(*value);
  if (!out) return out.error().where = path, out;
  const wire::JsonValue* secret = value->member("client_secret_file");
  if (secret == nullptr) return out;
  const auto where = std::filesystem::path(path).parent_path() / secret->text;
  std::ifstream file(where);
  std::string line;
  if (!std::getline(file, line) || trim(line).empty()) return fail("LG0845", "the file of the client's secret holds none", "its first line is the secret that the provider gave", where.string());
  out->secret = trim(line);
  return out;
}

}  // namespace

std::unique_ptr<const service::Service> open_service(Session& session, const ServiceSources& sources) {
  const std::shared_ptr<const desk::Desk> desk = session.open_desk();
  auto watch = desk == nullptr ? nullptr : open_watch(session, sources);
  if (watch == nullptr) return nullptr;
  auto plane = wire::read_json_file(session.data() + "/catalogue/plane.json");
  if (!plane) return session.refuse(plane.error()), nullptr;
  service::Service::Keeping keeping;
  keeping.cache_bytes = sources.cache_bytes;
  keeping.is_secure = sources.is_secure;
  if (!sources.provider.empty()) {
    auto provider = read_provider(sources.provider);
    if (!provider) return session.refuse(provider.error()), nullptr;
    keeping.provider = std::move(*provider);
  }
  if (sources.is_sealing && (keeping.seals = open_seals(session, sources)) == nullptr) return nullptr;
  if (sources.is_serving && (keeping.records = open_records(session, sources)) == nullptr) return nullptr;
  return std::make_unique<const service::Service>(desk, std::move(*plane), routes_of(session, sources, desk, std::move(watch)), std::move(keeping));
}

}  // namespace lockgate::cli
