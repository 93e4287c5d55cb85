// A sealed determination as one file that can be read and verified without the ledger.
#include <fmt/format.h>

#include "base/digest.h"
#include "cli/command.h"
#include "cli/layout.h"
#include "cli/ledger_access.h"
#include "cli/output_file.h"
#include "cli/proof_memo.h"
#include "cli/proof.h"
#include "desk/seal.h"
#include "wire/determination_json.h"

namespace lockgate::cli {
namespace {

using Json = nlohmann::ordered_json;

// Above it the links alone would be some megabytes; the head is then that of a ledger that was younger.
constexpr std::size_t kMostLinks = 50'000;
constexpr int kAtOnce = 1'000;

struct Arguments {
  std::string id;
  std::string out;
  std::string language;
  LedgerAccess access;
};

// The entry that brought it, with what stands before and after it.
std::optional<SealedEntry> entry_of(Session& session, ledger::Store& store, const ledger::Sealed& sealed) {
  auto found = store.sealing_entry(sealed.id);
  if (!found) refuse_ledger(session, found.error());
  else if (found->empty()) refuse_ledger(session, {"LG0729", "no journal entry has this determination", sealed.id, "`lockgate audit` says where the ledger is damaged"});
  if (!found || found->empty()) return std::nullopt;
  return SealedEntry{sealed, found->back(), found->size() == 1 ? ledger::kNoHash : found->front().hash};
}

Result<std::vector<std::string>> links_after(ledger::Store& store, std::int64_t sequence) {
  std::vector<std::string> links;
  while (links.size() < kMostLinks) {
    const auto entries = store.entries_after(sequence, kAtOnce);
    if (!entries) return tl::unexpected(entries.error());
    for (const ledger::Entry& entry : *entries) links.push_back(ledger::digest_of(entry));
    if (entries->empty()) break;
    sequence = entries->back().sequence;
  }
  return links;
}

// The same in the other language: decided again, which takes the law it was sealed under. Nothing: it has been said why.
std::optional<std::string> translated(Session& session, const ledger::Sealed& sealed) {
  const auto desk = session.open_desk();
  if (desk == nullptr) return std::nullopt;
  const desk::Replay replay = desk::replay(*desk, sealed);
  for (const std::string& missing : replay.missing)
    session.complain({"LG0725", "this was sealed under another " + missing, sealed.id, "`--data DIR` of that version, or `--lang " + sealed.language + "`, the language it was sealed in"});
  if (!replay.missing.empty()) session.worsen(Status::BadWorld);
  if (replay.missing.empty() && !replay.is_same) session.refuse({"LG0724", "decided again it is not what was sealed", sealed.id, "`lockgate replay " + sealed.id + "` compares them"});
  if (!replay.is_same) return std::nullopt;
  decide::Options options = desk::options_of(sealed);
  options.language = options.language == Language::English ? Language::Chinese : Language::English;
  return wire::to_json_line(desk::decide_again(*desk, sealed, options).value());
}

void run(Session& session, const Arguments& given) {
  auto store = given.access.open(session);
  const auto sealed = store ? find_sealed(session, *store, given.id) : std::nullopt;
  const auto entry = sealed ? entry_of(session, *store, *sealed) : std::nullopt;
  if (!entry) return;
  const std::string language = given.language.empty() ? sealed->language : given.language;
  if (language != "both" && language != sealed->language)
    return session.refuse({"LG0731", fmt::format("this was sealed in another language than `{}`", language), sealed->id, "`--lang both` adds it beside the sealed text"});
  const auto translation = language == "both" ? translated(session, *sealed) : std::optional<std::string>("");
  if (!translation) return;
  const auto links = links_after(*store, entry->entry.sequence);
  if (!links) return refuse_ledger(session, links.error());
  const Json proof = proof_of(*entry, *links, language, *translation);
  const std::string memo = memo_of(proof);
  if (!write_file(session, given.out, memo)) return;
  const Json said{{"bundle", given.out}, {"digest", sha256(memo)}, {"head", proof["head"]}};
  session.out().write(given.access.is_json() ? said.dump(2) + "\n" : printable(fmt::format("{}: {}\nhead: entry {}, {}\n", given.out, sha256(memo), proof["head"]["sequence"].dump(), proof["head"]["hash"].get<std::string>())));
}

}  // namespace

Action declare_bundle(CLI::App& app) {
  const auto given = std::make_shared<Arguments>();
  add_text(app, "id", given->id, "ID", "the sealed determination, or an order of which one is sealed")->required();
  add_text(app, "--out", given->out, "FILE", "the file to write, HTML")->required();
  add_choice(app, "--lang", given->language, {"en", "zh", "both"}, "the language it was sealed in, or both side by side");
  given->access.declare(app, LedgerAccess::Kind::Reads);
  return [given](Session& session) { run(session, *given); };
}

}  // namespace lockgate::cli
