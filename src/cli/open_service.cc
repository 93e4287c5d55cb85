#include "cli/open_service.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "base/text.h"
#include "cli/command.h"
#include "cli/proposal_desk.h"
#include "cli/routes.h"
#include "desk/book_folders.h"
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
service::Service::More routes_of(const ServiceSources& sources, const desk::Sources& law, std::shared_ptr<const desk::Desk> desk, std::shared_ptr<const desk::Watch> watch, Publisher* publisher) {
  return [ledger = sources.ledger, browser = sources.browser, law, desk = std::move(desk), watch = std::move(watch), publisher](const service::Service& service) {
    std::vector<service::Route> out;
    const auto add = [&](std::vector<service::Route> routes) { out.insert(out.end(), routes.begin(), routes.end()); };
    for (auto& routes : {explain_routes(service), difference_routes(service), law_routes(service), memo_routes(service, ledger, browser), screen_routes(watch), license_routes(ledger), determination_routes(service, ledger), workbook_routes(service), analysis_routes(desk, law)}) add(routes);
    if (publisher == nullptr) return out;
    const auto proposals = std::make_shared<ProposalDesk>(*service.records(), ledger, *publisher);
    add(proposal_routes(proposals));
    add(hold_routes(proposals));
    add(publication_routes(*publisher));
    return out;
  };
}

// Null: the ledger cannot be had, and that has been said.
std::shared_ptr<service::SealQueue> open_seals(Session& session, const ServiceSources& sources) {
  if (sources.ledger.empty()) return session.refuse({"LG0017", "there is no ledger to seal into", "", "name it with --ledger, or the variable LOCKGATE_LEDGER"}), nullptr;
  auto store = ledger::Store::open(sources.ledger, ledger::IfMissing::Create);
  if (!store) return session.refuse(store.error()), nullptr;
  return std::make_shared<service::SealQueue>(std::move(*store), kVersion, "lockgate serve");
}

// Null: the database cannot be had, and that has been said.
std::shared_ptr<service::Records> open_records(Session& session, const ServiceSources& sources) {
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

// What every service has, whatever law it decides under. Nothing: it cannot be had, and that has been said.
std::optional<service::Service::Keeping> open_keeping(Session& session, const ServiceSources& sources) {
  service::Service::Keeping keeping;
  keeping.cache_bytes = sources.cache_bytes;
  keeping.is_secure = sources.is_secure;
  if (!sources.provider.empty()) {
    auto provider = read_provider(sources.provider);
    if (!provider) return session.refuse(provider.error()), std::nullopt;
    keeping.provider = std::move(*provider);
  }
  if (sources.is_sealing && (keeping.seals = open_seals(session, sources)) == nullptr) return std::nullopt;
  if (sources.is_serving && (keeping.records = open_records(session, sources)) == nullptr) return std::nullopt;
  return keeping;
}

// Null: the lists or the plane cannot be used, and that has been said.
Publisher::Make open_make(Session& session, const ServiceSources& sources, Publisher* publisher) {
  auto watch = open_watch(session, sources);
  if (watch == nullptr) return nullptr;
  auto plane = wire::read_json_file(session.data() + "/catalogue/plane.json");
  if (!plane) return session.refuse(plane.error()), nullptr;
  auto keeping = open_keeping(session, sources);
  if (!keeping) return nullptr;
  return [sources, watch, plane = *plane, keeping = std::make_shared<service::Service::Keeping>(std::move(*keeping)), publisher](std::shared_ptr<const desk::Desk> desk, const desk::Sources& law, const service::Service* before) {
    return std::make_shared<const service::Service>(desk, plane, routes_of(sources, law, desk, watch, publisher), before != nullptr ? before->keeping() : *keeping);
  };
}

}  // namespace

std::shared_ptr<const service::Service> open_service(Session& session, const ServiceSources& sources) {
  const std::shared_ptr<const desk::Desk> desk = session.open_desk();
  const auto make = desk == nullptr ? nullptr : open_make(session, sources, nullptr);
  desk::Sources law = session.settings().sources;
  law.data = session.data();
  return make == nullptr ? nullptr : make(desk, law, nullptr);
}

std::unique_ptr<Publisher> open_publisher(Session& session, const ServiceSources& sources) {
  desk::Sources law = session.settings().sources;
  law.data = session.data();
  if (law.data.empty()) return nullptr;
  law.rulebooks = desk::book_folders(law.rulebooks, law.data);
  auto publisher = std::make_unique<Publisher>(law, sources.ledger);
  const auto published = publisher->sources();
  if (!published) return session.refuse(published.error()), nullptr;
  const std::shared_ptr<const desk::Desk> desk = session.open_desk(*published);
  // An overlay that is left out would let something go that it stops.
  if (desk == nullptr && !published->texts.empty()) session.refuse({"LG0852", "the rulebooks do not compile with what is published in the ledger", sources.ledger, "start the release of the program that it was published under, and publish a text that both understand"});
  auto make = desk == nullptr ? nullptr : open_make(session, sources, publisher.get());
  if (make == nullptr) return nullptr;
  publisher->begin(desk, std::move(make));
  return publisher;
}

}  // namespace lockgate::cli
