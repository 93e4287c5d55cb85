#include "cli/press.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>
#include <vector>

#include "base/text.h"

namespace lockgate::cli {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr auto kPatience = std::chrono::seconds(60);
constexpr const char* kNames[] = {"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"};
constexpr std::string_view kHead = "%PDF-";

// Where the page, the PDF and the browser's own files lie; others cannot look into it, and it goes when the work is done.
class Workplace {
 public:
  Workplace() {
    std::error_code error;
    std::string pattern = (fs::temp_directory_path(error) / "lockgate-XXXXXX").string();
    if (!error && mkdtemp(pattern.data()) != nullptr) path_ = pattern;
  }
  ~Workplace() {
    std::error_code error;
    if (!path_.empty()) fs::remove_all(path_, error);
  }
  Workplace(const Workplace&) = delete;
  Workplace& operator=(const Workplace&) = delete;

  bool is_there() const { return !path_.empty(); }
  std::string at(const char* name) const { return path_ + "/" + name; }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

std::string in_path(const std::string& name) {
  if (name.find('/') != std::string::npos) return access(name.c_str(), X_OK) == 0 ? name : "";
  const char* folders = std::getenv("PATH");
  for (const std::string_view folder : split(folders == nullptr ? "" : folders, ':'))
    if (const std::string whole = std::string(folder) + "/" + name; access(whole.c_str(), X_OK) == 0) return whole;
  return "";
}

std::string find_browser(const std::string& wanted) {
  if (!wanted.empty()) return in_path(wanted);
  for (const char* name : kNames)
    if (std::string found = in_path(name); !found.empty()) return found;
  return "";
}

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

std::vector<std::string> command_of(const std::string& browser, const Workplace& place) {
  std::vector<std::string> out = {browser, "--headless", "--disable-gpu", "--disable-dev-shm-usage", "--disable-extensions", "--disable-quic", "--disable-sync", "--disable-background-networking",
                                  "--disable-component-update", "--no-first-run", "--no-pdf-header-footer", "--host-resolver-rules=MAP * ~NOTFOUND",
                                  "--user-data-dir=" + place.at("profile"), "--print-to-pdf=" + place.at("memo.pdf")};
  // Chromium refuses its sandbox to root.
  if (geteuid() == 0) out.emplace_back("--no-sandbox");
  out.push_back("file://" + place.at("memo.html"));
  return out;
}

// As `exec` wants them. The texts outlive what is made.
std::vector<char*> pointers_to(std::vector<std::string>& texts) {
  std::vector<char*> out;
  for (std::string& text : texts) out.push_back(text.data());
  out.push_back(nullptr);
  return out;
}

// In a group of its own, so that its children end with it; with no connection of ours, and nothing of our environment but PATH. 0: it did not start.
pid_t start(std::vector<std::string> command, const Workplace& place) {
  const char* path = std::getenv("PATH");
  std::vector<std::string> environment = {"HOME=" + place.path(), "TMPDIR=" + place.path(), "LANG=C.UTF-8", std::string("PATH=") + (path == nullptr ? "/usr/bin:/bin" : path)};
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, place.at("said").c_str(), O_WRONLY | O_CREAT | O_TRUNC, S_IRUSR | S_IWUSR);
  posix_spawn_file_actions_adddup2(&files, STDOUT_FILENO, STDERR_FILENO);
#if defined(__GLIBC__) && __GLIBC_PREREQ(2, 34)
  posix_spawn_file_actions_addclosefrom_np(&files, STDERR_FILENO + 1);
#endif
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t plain;
  sigemptyset(&plain);
  sigaddset(&plain, SIGPIPE);
  posix_spawnattr_setsigdefault(&attributes, &plain);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF);
  pid_t child = 0;
  const int error = posix_spawn(&child, command.front().c_str(), &files, &attributes, pointers_to(command).data(), pointers_to(environment).data());
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&files);
  return error == 0 ? child : 0;
}

// Whatever is left of it is ended. False: it took too long.
bool wait_for(pid_t child) {
  const auto last = Clock::now() + kPatience;
  int status = 0;
  pid_t ended = 0;
  while ((ended = waitpid(child, &status, WNOHANG)) == 0 && Clock::now() < last) std::this_thread::sleep_for(std::chrono::milliseconds(20));
  kill(-child, SIGKILL);
  if (ended == 0) waitpid(child, &status, 0);
  return ended != 0;
}

std::string last_line(const std::string& text) {
  const std::string_view trimmed = trim(text);
  return excerpt(trimmed.substr(trimmed.rfind('\n') + 1));
}

tl::unexpected<Error> nothing(const std::string& why) {
  return fail("LG0841", "the browser printed nothing: " + why, "print the memo in HTML from any browser; where Chromium may not make its sandbox (a container, a unit with RestrictNamespaces) it does not start");
}

}  // namespace

Result<std::string> Press::print(const std::string& html) const {
  const std::string browser = find_browser(browser_);
  if (browser.empty())
    return fail("LG0840", browser_.empty() ? "a PDF is set by Chromium, and there is none in PATH" : fmt::format("there is no program `{}`", excerpt(browser_)), "`apt-get install chromium fonts-noto-cjk`, or name one with --browser or the variable LOCKGATE_BROWSER; or print the memo in HTML from any browser");
  const std::lock_guard lock(mutex_);
  const Workplace place;
  if (!place.is_there()) return nothing("no folder could be made for its files");
  std::ofstream(place.at("memo.html"), std::ios::binary) << html;
  const pid_t child = start(command_of(browser, place), place);
  if (child == 0) return nothing(fmt::format("`{}` does not start", excerpt(browser)));
  const bool is_done = wait_for(child);
  std::string pdf = read_file(place.at("memo.pdf"));
  if (!pdf.starts_with(kHead)) return nothing(is_done ? last_line(read_file(place.at("said"))) : "it took longer than a minute");
  return pdf;
}

}  // namespace lockgate::cli
