#include <fmt/format.h>

#include <fstream>
#include <sstream>

#include "cli/command.h"
#include "cli/layout.h"
#include "cli/ledger_access.h"
#include "cli/proof_memo.h"
#include "cli/proof.h"

namespace lockgate::cli {
namespace {

using Json = nlohmann::ordered_json;

struct Arguments {
  std::string bundle;
  LedgerAccess access;
};

Json json_of(const ledger::Audit& audit) {
  Json json{{"verifies", !audit.fault.has_value()}, {"entries", audit.entries}, {"hash", audit.hash}};
  if (audit.fault) json["broken"] = {{"entry", audit.fault->sequence}, {"because", audit.fault->what}};
  return json;
}

std::string text_of(const ledger::Audit& audit) {
  if (audit.fault) return fmt::format("broken after {} entries: {}\n", audit.entries, audit.fault->what);
  return fmt::format("{} entries, every link holds, and the tables are what they leave\n{}\n", grouped(std::to_string(audit.entries)), audit.hash);
}

void audit_ledger(Session& session, const Arguments& given) {
  auto store = given.access.open(session);
  if (!store) return;
  const auto audit = store->audit();
  if (!audit) return refuse_ledger(session, audit.error());
  if (audit->fault) session.worsen(Status::SomeDoNot);
  session.out().write(given.access.is_json() ? json_of(*audit).dump(2) + "\n" : printable(text_of(*audit)));
}

// A bundle holds when its proof does and its words are those that this program makes of the proof.
std::vector<std::string> faults_of_memo(const std::string& memo, const std::optional<Json>& proof) {
  if (!proof) return {"there is no proof in this file"};
  std::vector<std::string> faults = faults_of(*proof);
  if (faults.empty() && memo_of(*proof) != memo) faults.emplace_back("the words are not those that follow from the proof, or another version of the program wrote them");
  return faults;
}

void audit_bundle(Session& session, const Arguments& given) {
  std::ifstream file(given.bundle, std::ios::binary);
  std::stringstream bytes;
  bytes << file.rdbuf();
  if (!file) return session.refuse({"LG0732", "the bundle cannot be read", given.bundle, "check the path"});
  const auto proof = proof_in(bytes.str());
  const std::vector<std::string> faults = faults_of_memo(bytes.str(), proof);
  if (!faults.empty()) session.worsen(Status::SomeDoNot);
  Json json{{"verifies", faults.empty()}};
  if (!faults.empty()) json["broken"] = faults;
  std::string said;
  for (const std::string& fault : faults) said += fmt::format("broken: {}\n", fault);
  if (faults.empty()) {
    json["determination"] = (*proof)["determination"]["id"];
    json["head"] = (*proof)["head"];
    said = fmt::format("the determination, its entry, {} links and the words hold\nhead: entry {}, {}\n", (*proof)["links"].size(), (*proof)["head"]["sequence"].dump(), (*proof)["head"]["hash"].get<std::string>());
  }
  session.out().write(given.access.is_json() ? json.dump(2) + "\n" : printable(said));
}

}  // namespace

Action declare_audit(CLI::App& app) {
  const auto given = std::make_shared<Arguments>();
  add_text(app, "--bundle", given->bundle, "FILE", "verify a bundle instead, offline");
  given->access.declare(app, LedgerAccess::Kind::Reads);
  return [given](Session& session) { given->bundle.empty() ? audit_ledger(session, *given) : audit_bundle(session, *given); };
}

}  // namespace lockgate::cli
