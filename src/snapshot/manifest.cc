#include "snapshot/manifest.h"

#include <algorithm>
#include <filesystem>

#include "base/json.h"

namespace lockgate::snapshot {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kVersion = 1;

Json json_of(const StoredFile& file) {
  return {{"path", file.path},   {"url", file.url},   {"digest", file.digest},
          {"bytes", file.bytes}, {"etag", file.etag}, {"last_modified", file.last_modified}};
}

Json json_of(const Source& source) {
  Json out = {{"name", source.name},
              {"fetched", source.fetched},
              {"published", source.published},
              {"entries", source.entries},
              {"files", Json::array()}};
  for (const StoredFile& file : source.files) out["files"].push_back(json_of(file));
  if (source.forced) out["forced"] = {{"reason", source.forced->reason}, {"removed", source.forced->removed}};
  return out;
}

std::string text(const Json& json, const char* key) {
  return json.is_object() && json.contains(key) && json[key].is_string() ? json[key].get<std::string>() : "";
}

std::map<std::string, std::uint64_t> counts(const Json& json, const char* key) {
  std::map<std::string, std::uint64_t> out;
  if (json.contains(key) && json[key].is_object())
    for (const auto& [name, count] : json[key].items())
      if (count.is_number_unsigned()) out[name] = count.get<std::uint64_t>();
  return out;
}

// A path of a manifest stays below the folder it stands in.
bool is_below(const std::string& path) {
  const std::filesystem::path given(path);
  return !path.empty() && !given.is_absolute() &&
         std::none_of(given.begin(), given.end(), [](const auto& part) { return part == ".."; });
}

// nullopt: something is missing without which nothing can be checked.
std::optional<Source> source_of(const Json& json) {
  Source out{text(json, "name"), {}, text(json, "fetched"), text(json, "published"), {}, {}};
  if (out.name.empty() || !json.contains("files") || !json["files"].is_array()) return std::nullopt;
  out.entries = counts(json, "entries");
  for (const Json& file : json["files"]) {
    StoredFile stored{text(file, "path"), text(file, "url"),          text(file, "digest"), 0,
                      text(file, "etag"), text(file, "last_modified")};
    if (file.is_object() && file.contains("bytes") && file["bytes"].is_number_unsigned())
      stored.bytes = file["bytes"].get<std::uint64_t>();
    if (!is_below(stored.path) || !stored.digest.starts_with("sha256:")) return std::nullopt;
    out.files.push_back(std::move(stored));
  }
  if (json.contains("forced")) out.forced = Forced{text(json["forced"], "reason"), counts(json["forced"], "removed")};
  return out.files.empty() ? std::nullopt : std::optional(std::move(out));
}

}  // namespace

const Source* Manifest::find(std::string_view name) const {
  const auto found =
      std::find_if(sources.begin(), sources.end(), [&](const Source& source) { return source.name == name; });
  return found == sources.end() ? nullptr : &*found;
}

void Manifest::put(Source source) {
  for (Source& one : sources)
    if (one.name == source.name) return void(one = std::move(source));
  sources.push_back(std::move(source));
}

std::string to_json(const Manifest& manifest) {
  Json out = {
      {"version", kVersion}, {"made", manifest.made}, {"previous", manifest.previous}, {"sources", Json::array()}};
  for (const Source& source : manifest.sources) out["sources"].push_back(json_of(source));
  return out.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<Manifest> read_manifest(const std::string& bytes) {
  const auto failure = [](const char* why) {
    return fail("LG0542", std::string("this is no manifest of lists: ") + why,
                "fetch the lists again into an empty folder");
  };
  const Json json = Json::parse(bytes, nullptr, false);
  if (!json.is_object() || !json.contains("version") || !json.contains("sources") || !json["sources"].is_array())
    return failure("expected an object with `version` and `sources`");
  if (json["version"] != kVersion) return failure("it has another version");
  Manifest out{text(json, "made"), text(json, "previous"), {}};
  for (const Json& source : json["sources"]) {
    auto read = source_of(source);
    if (!read) return failure("a source lacks its name, or a file its path or digest");
    out.sources.push_back(std::move(*read));
  }
  return out;
}

}  // namespace lockgate::snapshot
