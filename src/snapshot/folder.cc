#include "snapshot/folder.h"

#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/digest.h"
#include "snapshot/signature.h"

namespace lockgate::snapshot {
namespace {

namespace fs = std::filesystem;

constexpr const char* kManifest = "manifest.json";
constexpr std::size_t kAlgorithm = sizeof("sha256:") - 1;
constexpr std::size_t kShortDigest = 16;

std::optional<std::string> bytes_in(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream bytes;
  bytes << file.rdbuf();
  return file ? std::optional(bytes.str()) : std::nullopt;
}

Result<void> write(const fs::path& path, const std::string& bytes) {
  std::error_code error;
  fs::create_directories(path.parent_path(), error);
  const fs::path aside = path.string() + fmt::format(".{}.new", ::getpid());
  std::ofstream file(aside, std::ios::binary);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  if (file) fs::rename(aside, path, error);
  if (file && !error) return {};
  fs::remove(aside, error);
  return fail("LG0547", "this file could not be written", "check the path and the disk", path.string());
}

fs::path in_history(const std::string& folder, const std::string& digest, const char* end) {
  return fs::path(folder) / "history" / (digest.substr(kAlgorithm) + end);
}

Result<Trust> trust_in(const std::string& folder, const std::string& bytes, const std::string& digest,
                       const std::string& key_path) {
  const auto signature = bytes_in(in_history(folder, digest, ".sig"));
  if (!signature && key_path.empty()) return Trust::Unsigned;
  if (!signature)
    return fail("LG0544", "this snapshot is not signed, and a key was given to check it with",
                "fetch it with --sign KEY, or do without the key", folder);
  if (key_path.empty()) return Trust::NotChecked;
  auto holds = verify(bytes, *signature, key_path);
  if (holds) return Trust::Verified;
  if (holds.error().where.empty()) holds.error().where = folder;
  return tl::unexpected(holds.error());
}

}  // namespace

bool is_snapshot(const std::string& folder) {
  std::error_code error;
  return fs::is_directory(folder, error) && fs::exists(fs::path(folder) / kManifest, error);
}

Result<Opened> open(const std::string& folder, const std::string& key_path) {
  const fs::path path = fs::path(folder) / kManifest;
  const auto bytes = bytes_in(path);
  if (!bytes)
    return fail("LG0543", "this snapshot has no manifest that can be read",
                "fetch the lists with `lockgate lists fetch`", path.string());
  auto manifest = read_manifest(*bytes);
  if (!manifest) {
    manifest.error().where = path.string();
    return tl::unexpected(manifest.error());
  }
  Opened out{std::move(*manifest), sha256(*bytes), Trust::Unsigned};
  const Result<Trust> trust = trust_in(folder, *bytes, out.digest, key_path);
  if (!trust) return tl::unexpected(trust.error());
  out.trust = *trust;
  for (const Source& source : out.manifest.sources)
    for (const StoredFile& file : source.files) {
      const auto stored = bytes_in(fs::path(folder) / file.path);
      if (!stored || sha256(*stored) != file.digest)
        return fail(
            "LG0543",
            fmt::format("this file of `{}` {}", source.name, stored ? "is not the one that was fetched" : "is missing"),
            "fetch the lists again", (fs::path(folder) / file.path).string());
    }
  return out;
}

Result<std::vector<std::string>> store(const std::string& folder, const std::string& source,
                                       const std::vector<NewFile>& files) {
  std::string all;
  for (const NewFile& file : files) all += file.name + '\n' + sha256(file.bytes) + '\n';
  const std::string below = source + "-" + sha256(all).substr(kAlgorithm, kShortDigest);
  std::vector<std::string> out;
  for (const NewFile& file : files) {
    out.push_back(below + "/" + file.name);
    if (const auto written = write(fs::path(folder) / out.back(), file.bytes); !written)
      return tl::unexpected(written.error());
  }
  return out;
}

// The history first: whoever reads the manifest finds its signature.
Result<std::string> publish(const std::string& folder, const Manifest& manifest, const std::string& private_key_path) {
  const std::string bytes = to_json(manifest);
  const std::string digest = sha256(bytes);
  if (!private_key_path.empty()) {
    const Result<std::string> signature = sign(bytes, private_key_path);
    if (!signature) return tl::unexpected(signature.error());
    if (const auto written = write(in_history(folder, digest, ".sig"), *signature + "\n"); !written)
      return tl::unexpected(written.error());
  }
  for (const fs::path& path : {in_history(folder, digest, ".json"), fs::path(folder) / kManifest})
    if (const auto written = write(path, bytes); !written) return tl::unexpected(written.error());
  return digest;
}

}  // namespace lockgate::snapshot
