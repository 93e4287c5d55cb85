#include "cli/proof.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/digest.h"
#include "ledger/journal.h"

namespace lockgate::cli {
namespace {

using Json = nlohmann::ordered_json;
using ledger::Entry;
using ledger::Sealed;

constexpr const char* kKind = "lockgate.bundle.1";
constexpr std::array<const char*, 6> kEntryParts = {"at", "actor", "command", "outcome", "changes", "hash"};

std::string text(const Json& json, const char* key) { return json.is_object() && json.contains(key) && json[key].is_string() ? json[key].get<std::string>() : std::string(); }

Entry entry_of(const Json& json) {
  Entry entry;
  if (json.is_object() && json.contains("sequence") && json["sequence"].is_number_integer()) entry.sequence = json["sequence"].get<std::int64_t>();
  entry.at = text(json, "at");
  entry.actor = text(json, "actor");
  entry.command = text(json, "command");
  entry.outcome = text(json, "outcome");
  entry.changes = text(json, "changes");
  entry.hash = text(json, "hash");
  return entry;
}

// The texts in which a language shows; everything else is the same in every language.
bool is_wording(const std::string& key) {
  static const std::array<std::string_view, 8> kWording = {"because", "says", "question", "when", "answers", "why", "stale_because", "outcomes"};
  return std::find(kWording.begin(), kWording.end(), key) != kWording.end();
}

Json without_wording(const Json& json) {
  if (json.is_array()) {
    Json out = Json::array();
    for (const Json& each : json) out.push_back(without_wording(each));
    return out;
  }
  if (!json.is_object()) return json;
  Json out = Json::object();
  for (const auto& [key, value] : json.items())
    if (!is_wording(key)) out[key] = without_wording(value);
  return out;
}

class Check {
 public:
  explicit Check(const Json& proof) : proof_(proof), determination_(proof.contains("determination") ? proof["determination"] : Json()) {}

  std::vector<std::string> run() {
    if (text(proof_, "kind") != kKind) return {fmt::format("this is no bundle of the kind `{}`", kKind)};
    require(sha256(text(determination_, "bytes")) == text(determination_, "digest"), "the determination is not what its digest says");
    check_entry();
    check_links();
    check_translation();
    return std::move(faults_);
  }

 private:
  void require(bool holds, const char* otherwise) {
    if (!holds) faults_.emplace_back(otherwise);
  }

  // The row that the journal has is the determination that is shown.
  void check_entry() {
    const Entry entry = entry_of(proof_.contains("entry") ? proof_["entry"] : Json());
    require(entry.hash == ledger::hash_of(text(proof_, "previous"), entry), "the journal's entry is not what its hash says");
    const Json changes = Json::parse(entry.changes, nullptr, false);
    ledger::Row row;
    for (const std::string& column : ledger::shape_of<Sealed>().columns) row.push_back(text(determination_, column.c_str()));
    const bool is_it = changes.is_object() && changes.contains(Sealed::kTable) && changes[Sealed::kTable] == Json::array({row});
    require(is_it, "the journal's entry has another determination than the one shown");
  }

  void check_links() {
    const Entry entry = entry_of(proof_.contains("entry") ? proof_["entry"] : Json());
    std::string hash = entry.hash;
    std::int64_t sequence = entry.sequence;
    if (proof_.contains("links") && proof_["links"].is_array())
      for (const Json& digest : proof_["links"]) {
        hash = ledger::link(hash, digest.is_string() ? digest.get<std::string>() : "");
        ++sequence;
      }
    const Json head = proof_.contains("head") ? proof_["head"] : Json();
    require(text(head, "hash") == hash && head.contains("sequence") && head["sequence"] == Json(sequence), "the links do not lead to the head");
  }

  void check_translation() {
    const std::string translation = text(proof_, "translation");
    if (translation.empty()) return;
    const Json sealed = Json::parse(text(determination_, "bytes"), nullptr, false);
    const Json other = Json::parse(translation, nullptr, false);
    require(without_wording(sealed) == without_wording(other), "the translation is of another determination");
  }

  const Json& proof_;
  Json determination_;
  std::vector<std::string> faults_;
};

}  // namespace

Json proof_of(const SealedEntry& sealed, const std::vector<std::string>& links, const std::string& language, const std::string& translation) {
  Json proof{{"kind", kKind}, {"language", language}};
  Json& determination = proof["determination"] = Json::object();
  Sealed::fields(sealed.sealed, [&](const char* name, const auto& value) { determination[name] = ledger::text_of(value); });
  const Entry& entry = sealed.entry;
  proof["entry"] = {{"sequence", entry.sequence}};
  const std::array<const std::string*, 6> parts = {&entry.at, &entry.actor, &entry.command, &entry.outcome, &entry.changes, &entry.hash};
  for (std::size_t i = 0; i < parts.size(); ++i) proof["entry"][kEntryParts[i]] = *parts[i];
  proof["previous"] = sealed.previous;
  proof["links"] = links;
  std::string head = entry.hash;
  for (const std::string& digest : links) head = ledger::link(head, digest);
  proof["head"] = {{"sequence", entry.sequence + static_cast<std::int64_t>(links.size())}, {"hash", head}};
  if (!translation.empty()) proof["translation"] = translation;
  return proof;
}

std::vector<std::string> faults_of(const Json& proof) { return Check(proof).run(); }

}  // namespace lockgate::cli
