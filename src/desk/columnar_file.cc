#include "desk/columnar_file.h"

#include <dlfcn.h>
#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "columnar/columnar.h"

namespace lockgate::desk {
namespace {

namespace fs = std::filesystem;

struct Module {
  decltype(&lockgate_columnar_read) read = nullptr;
  decltype(&lockgate_columnar_write) write = nullptr;
  std::string problem;
};

// Beside the program, or beside the library that this is part of.
std::string folder_of_this() {
  Dl_info info;
  if (dladdr(reinterpret_cast<const void*>(&is_columnar), &info) == 0) return ".";
  std::error_code error;
  const fs::path own = fs::canonical(info.dli_fname, error);
  return error ? fs::canonical("/proc/self/exe", error).parent_path().string() : own.parent_path().string();
}

// Beside the program as it is built; in lib/lockgate where a package was installed.
std::string module_path() {
  const std::string name = "liblockgate_columnar.so", installed = folder_of_this() + "/../lib/lockgate/" + name;
  std::error_code error;
  return fs::exists(installed, error) ? installed : folder_of_this() + "/" + name;
}

Module load() {
  Module out;
  void* handle = dlopen(module_path().c_str(), RTLD_NOW | RTLD_LOCAL);
  if (handle == nullptr) {
    out.problem = dlerror();
    return out;
  }
  out.read = reinterpret_cast<decltype(out.read)>(dlsym(handle, "lockgate_columnar_read"));
  out.write = reinterpret_cast<decltype(out.write)>(dlsym(handle, "lockgate_columnar_write"));
  return out;
}

Result<const Module*> module() {
  static const Module kModule = load();
  if (kModule.read != nullptr && kModule.write != nullptr) return &kModule;
  return fail("LG0124", "Parquet and Arrow files need the columnar module, and it cannot be loaded: " + kModule.problem,
              "build it with `./run`; of the Python package, install it again beside the pyarrow that is there: `pip install --force-reinstall .`; or give the orders as CSV or JSON Lines");
}

}  // namespace

bool is_columnar(const std::string& path) {
  char magic[6] = {};
  std::ifstream(path, std::ios::binary).read(magic, sizeof magic);
  return std::string_view(magic, 4) == "PAR1" || std::string_view(magic, 6) == "ARROW1";
}

Result<batch::ArrowStream> open_columnar(const std::string& path, const IsWanted& is_wanted) {
  const Result<const Module*> loaded = module();
  if (!loaded) return tl::unexpected(loaded.error());
  batch::Owned<ArrowArrayStream> stream;
  const LockgateColumnChoice choice = {[](const char* name, const void* held) { return (*static_cast<const IsWanted*>(held))(name); }, &is_wanted};
  if (const char* problem = (*loaded)->read(path.c_str(), &choice, stream.get())) return fail("LG0102", problem, "write the file again, or take another copy of it", path);
  return batch::ArrowStream::take(std::move(stream), path);
}

Result<void> write_columnar(const std::string& path, batch::Owned<ArrowArrayStream> stream) {
  const Result<const Module*> loaded = module();
  if (!loaded) return tl::unexpected(loaded.error());
  const std::string aside = path + ".part";
  const char* problem = (*loaded)->write(aside.c_str(), path.ends_with(".parquet"), stream.get());
  if (problem == nullptr && std::rename(aside.c_str(), path.c_str()) == 0) return {};
  const std::string why = problem != nullptr ? problem : std::strerror(errno);
  std::remove(aside.c_str());
  return fail("LG0125", "cannot write: " + why, "check the path and the space left", path);
}

}  // namespace lockgate::desk
