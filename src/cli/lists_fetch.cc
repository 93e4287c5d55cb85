// Fetches lists into a snapshot. The only command that opens a connection to publishers.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/digest.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/options.h"
#include "cli/snapshot_access.h"
#include "desk/list_difference.h"
#include "snapshot/download.h"
#include "snapshot/source_table.h"
#include "wire/list_file.h"

namespace lockgate::cli {
namespace {

using snapshot::PublishedSource;

struct Arguments {
  std::vector<std::string> sources;
  std::string to;
  std::string sign;
  std::string key;
  std::string force;
};

std::string now() {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  const auto day = std::chrono::floor<std::chrono::days>(seconds);
  const std::chrono::hh_mm_ss time(seconds - day);
  return fmt::format("{}T{:02}:{:02}:{:02}Z",
                     Date{static_cast<std::int32_t>(day.time_since_epoch().count())}.to_string(), time.hours().count(),
                     time.minutes().count(), time.seconds().count());
}

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

// `NAME=URL`: a list of one's own.
std::optional<PublishedSource> own_source(const std::string& given) {
  const std::size_t at = given.find('=');
  if (at == std::string::npos || at == 0) return std::nullopt;
  const std::string name = given.substr(0, at);
  const auto is_plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  };
  if (!std::all_of(name.begin(), name.end(), is_plain)) return std::nullopt;
  return PublishedSource{name, {{name + ".list", given.substr(at + 1)}}};
}

// What was asked for; nothing named: what the snapshot holds already. Empty: nothing, which has been said.
std::vector<PublishedSource> wanted(Session& session, const Arguments& given, const snapshot::Manifest& manifest) {
  std::vector<PublishedSource> out;
  if (given.sources.empty())
    for (const snapshot::Source& source : manifest.sources) {
      out.push_back({source.name, {}});
      for (const snapshot::StoredFile& file : source.files)
        out.back().parts.push_back({std::filesystem::path(file.path).filename().string(), file.url});
    }
  Diagnostics diagnostics;
  const std::vector<PublishedSource> known = snapshot::load_sources(session.data() + "/watch/fetch.tsv", diagnostics);
  session.report(diagnostics);
  std::vector<std::string> names;
  for (const PublishedSource& source : known) names.push_back(source.name);
  for (const std::string& name : given.sources) {
    const auto found =
        std::find_if(known.begin(), known.end(), [&](const PublishedSource& source) { return source.name == name; });
    if (found != known.end())
      out.push_back(*found);
    else if (auto own = own_source(name))
      out.push_back(std::move(*own));
    else
      session.refuse({"LG0549", fmt::format("there is no source `{}`", name), "",
                      fmt::format("known are `{}`; or give `NAME=URL`", fmt::join(names, "`, `"))});
  }
  if (out.empty() && given.sources.empty())
    session.refuse({"LG0549", "no source is named and the snapshot holds none yet", given.to,
                    fmt::format("known are `{}`; or give `NAME=URL`", fmt::join(names, "`, `"))});
  return out;
}

class Fetching {
 public:
  Fetching(Session& session, const Arguments& given, snapshot::Manifest& manifest)
      : session_(session), given_(given), manifest_(manifest) {}

  // Whether the snapshot changes. What went wrong has been said, and the list in use stays.
  bool fetch(const PublishedSource& source) {
    const snapshot::Source* before = manifest_.find(source.name);
    std::vector<snapshot::NewFile> files;
    snapshot::Source after{source.name, {}, now(), {}, {}, {}};
    if (!download_all(source, before, files, after)) return false;
    const auto list = read(source.parts.front().url, files);
    if (!list) return complain(list.error());
    after.published = list->published;
    for (const trade::ListedParty& party : list->parties) ++after.entries[party.source];
    if (before != nullptr && !is_accepted(*before, *list, after)) return false;
    return keep(files, std::move(after), list->parties.size());
  }

 private:
  bool complain(const Error& error) {
    session_.complain(error);
    session_.worsen(Status::BadWorld);
    return false;
  }

  // False: nothing is new, or something failed.
  bool download_all(const PublishedSource& source, const snapshot::Source* before,
                    std::vector<snapshot::NewFile>& files, snapshot::Source& after) {
    bool is_new = before == nullptr || before->files.size() != source.parts.size();
    for (std::size_t p = 0; p < source.parts.size(); ++p) {
      const snapshot::Part& part = source.parts[p];
      const bool is_known = before != nullptr && p < before->files.size() && before->files[p].url == part.url;
      const auto got =
          snapshot::download(part.url, is_known ? snapshot::Known{before->files[p].etag, before->files[p].last_modified}
                                                : snapshot::Known{});
      if (!got) return complain(got.error());
      const std::string bytes = got->is_new ? got->bytes : bytes_of(given_.to + "/" + before->files[p].path);
      const std::string digest = sha256(bytes);
      is_new = is_new || !is_known || digest != before->files[p].digest;
      files.push_back({part.file, bytes});
      after.files.push_back({{}, part.url, digest, bytes.size(), got->etag, got->last_modified});
    }
    if (!is_new) session_.out().write(fmt::format("{}: nothing new since {}\n", source.name, before->fetched));
    return is_new;
  }

  static Result<wire::ListFile> read(const std::string& url, const std::vector<snapshot::NewFile>& files) {
    const auto part = [&](std::string_view word) {
      const auto found = std::find_if(files.begin() + 1, files.end(), [&](const snapshot::NewFile& file) {
        return file.name.find(word) != file.name.npos;
      });
      return found == files.end() ? std::string() : found->bytes;
    };
    return wire::read_list(url, files.front().bytes, part("alt"), part("add"));
  }

  bool is_accepted(const snapshot::Source& before, const wire::ListFile& list, snapshot::Source& after) {
    const auto old = wire::read_list(given_.to + "/" + before.files.front().path);
    if (!old) return complain(old.error());
    const desk::ListDifference difference = desk::difference_of(old->parties, list.parties);
    session_.out().write(fmt::format("{}: {} added, {} removed, {} changed\n", after.name, difference.added.size(),
                                     difference.removed.size(), difference.changed.size()));
    const std::vector<std::string> shrunk = difference.shrunk();
    if (shrunk.empty()) return true;
    const Error error{"LG0536",
                      fmt::format("the list drops more than 2 % of the entries of `{}`; the one in use stays",
                                  fmt::join(shrunk, "`, `")),
                      after.files.front().url, "if the publisher took them off, say so with --force REASON"};
    if (trim(given_.force).empty()) return complain(error);
    session_.complain(
        {error.code, fmt::format("{}; accepted because: {}", error.message, given_.force), error.where, ""},
        Severity::Warning);
    after.forced = snapshot::Forced{std::string(trim(given_.force)), {}};
    for (const std::string& source : shrunk) after.forced->removed[source] = difference.sources.at(source).removed;
    return true;
  }

  bool keep(const std::vector<snapshot::NewFile>& files, snapshot::Source after, std::size_t entries) {
    const auto paths = snapshot::store(given_.to, after.name, files);
    if (!paths) return complain(paths.error());
    for (std::size_t f = 0; f < files.size(); ++f) after.files[f].path = (*paths)[f];
    session_.out().write(fmt::format("{}: {} entries{}\n", after.name, entries,
                                     after.published.empty() ? "" : ", published " + after.published));
    manifest_.put(std::move(after));
    return true;
  }

  Session& session_;
  const Arguments& given_;
  snapshot::Manifest& manifest_;
};

void fetch(Session& session, const Arguments& given) {
  snapshot::Opened opened;
  const bool is_first = !snapshot::is_snapshot(given.to);
  if (!is_first) {
    auto found = open_snapshot(session, given.to, given.key);
    if (!found) return;
    opened = std::move(*found);
  }
  if (session.data().empty()) return;
  Fetching fetching(session, given, opened.manifest);
  bool is_changed = false;
  for (const PublishedSource& source : wanted(session, given, opened.manifest))
    is_changed = fetching.fetch(source) || is_changed;
  // A snapshot may also be signed after it was fetched.
  const bool wants_signature = !given.sign.empty() && !is_first && opened.trust == snapshot::Trust::Unsigned;
  if (!is_changed && !wants_signature) return;
  opened.manifest.made = now();
  opened.manifest.previous = opened.digest;
  const auto digest = snapshot::publish(given.to, opened.manifest, given.sign);
  if (!digest) return session.complain(digest.error()), session.worsen(Status::BadWorld);
  session.out().write(fmt::format("{}: {}{}\n", given.to, *digest, given.sign.empty() ? ", not signed" : ", signed"));
}

}  // namespace

Action declare_lists_fetch(CLI::App& app) {
  const auto given = std::make_shared<Arguments>();
  add_list(app, "SOURCE", given->sources, " ",
           "a source of watch/fetch.tsv, or `NAME=URL`; none: all that the snapshot holds");
  add_text(app, "--to", given->to, "DIR", "the folder of the snapshot; `--lists DIR` uses it")->required();
  add_text(app, "--sign", given->sign, "FILE", "sign with this private Ed25519 key (PEM)");
  add_text(app, "--lists-key", given->key, "FILE",
           "refuse a snapshot that this key did not sign; otherwise LOCKGATE_LISTS_KEY");
  add_text(app, "--force", given->force, "REASON",
           "accept that a list dropped more than 2 % of its entries, for this reason");
  return [given](Session& session) { fetch(session, *given); };
}

}  // namespace lockgate::cli
