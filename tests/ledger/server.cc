#include "server.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

namespace lockgate::test {
namespace {

namespace fs = std::filesystem;

// The newest of the folders in which Debian keeps the server's programs.
std::string find_programs() {
  std::string newest;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator("/usr/lib/postgresql", ignored))
    if (fs::exists(entry.path() / "bin" / "initdb")) newest = std::max(newest, (entry.path() / "bin").string());
  return newest;
}

}  // namespace

Server& Server::get() {
  static Server server;
  return server;
}

Server::Server() : programs_(find_programs()), port_(20000 + ::getpid() % 20000) {
  if (programs_.empty()) {
    why_not_ = "the package `postgresql` is not installed";
    return;
  }
  char pattern[] = "/tmp/lockgate-server-XXXXXX";
  folder_ = ::mkdtemp(pattern);
  if (::getuid() == 0) (void)std::system(fmt::format("chown postgres {}", folder_).c_str());
  const bool is_made = as_owner(fmt::format("{}/initdb -D {}/data -A trust -U postgres --no-sync", programs_, folder_)) == 0;
  is_running_ = is_made && start();
  if (!is_running_) why_not_ = "PostgreSQL could not be started";
}

Server::~Server() {
  if (is_running_) (void)as_owner(fmt::format("{}/pg_ctl -D {}/data -m immediate stop", programs_, folder_));
  std::error_code ignored;
  if (!folder_.empty()) fs::remove_all(folder_, ignored);
}

bool Server::start() const {
  return as_owner(fmt::format("{}/pg_ctl -D {}/data -w -l {}/log -o '-p {} -h 127.0.0.1 -k {}' start", programs_, folder_, folder_, port_, folder_)) == 0;
}

// PostgreSQL refuses to run as root.
int Server::as_owner(const std::string& command) const {
  const std::string user = ::getuid() == 0 ? "runuser -u postgres -- " : "";
  return std::system(fmt::format("cd / && {}{} >/dev/null 2>&1", user, command).c_str());
}

std::string Server::new_database() {
  const std::string name = fmt::format("ledger{}", ++databases_);
  (void)as_owner(fmt::format("{}/createdb -h 127.0.0.1 -p {} -U postgres {}", programs_, port_, name));
  return fmt::format("postgres://postgres@127.0.0.1:{}/{}", port_, name);
}

void Server::restart() {
  (void)as_owner(fmt::format("{}/pg_ctl -D {}/data -m immediate stop", programs_, folder_));
  is_running_ = start();
}

}  // namespace lockgate::test
