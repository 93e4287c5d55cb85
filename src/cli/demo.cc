// A folder to try things on, written from the examples that come with the program.
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <system_error>

#include "cli/layout.h"
#include "cli/options.h"
#include "cli/service_commands.h"

namespace lockgate::cli {
namespace {

namespace fs = std::filesystem;

// What the folder has, and which example it is.
constexpr std::pair<const char*, const char*> kFiles[] = {
    {"orders.csv", "demo-book.csv"}, {"news-orders.jsonl", "news-orders.jsonl"}, {"open-area.jsonl", "open-area.jsonl"}, {"overnight.jsonl", "overnight.jsonl"}, {"license.json", "h200-license.json"}, {"order-under-license.json", "h200-order.json"},
};

std::string next_steps(const std::string& folder) {
  return fmt::format(
      "lockgate check {0}/orders.csv --as-of 2026-01-14\n"
      "lockgate diff {0}/overnight.jsonl 2026-01-14 2026-01-15\n"
      "lockgate explain {0}/news-orders.jsonl news-20\n"
      "lockgate license add {0}/license.json --ledger sqlite:{0}/ledger.db\n"
      "lockgate serve --ledger sqlite:{0}/ledger.db --seal\n",
      folder);
}

Result<void> write(const fs::path& examples, const fs::path& folder) {
  std::error_code error;
  if (fs::exists(folder, error) && !fs::is_empty(folder, error)) return fail("LG0837", "the folder is there already, and not empty", "name another one; nothing is overwritten", folder.string());
  fs::create_directories(folder, error);
  for (const auto& [name, example] : kFiles)
    if (!error) fs::copy_file(examples / example, folder / name, error);
  if (error) return fail("LG0837", "the folder cannot be written: " + error.message(), "", folder.string());
  std::ofstream readme(folder / "README.txt");
  readme << "Two hundred invented orders of real chips, twenty situations from the news, and a license. To try:\n\n" << next_steps(folder.filename().string());
  readme.flush();
  return readme ? Result<void>() : fail("LG0837", "the folder cannot be written", "", folder.string());
}

void demo(Session& session, const std::string& folder) {
  const std::string data = session.data();
  if (data.empty()) return;
  if (const auto done = write(fs::path(data) / "examples", folder); !done) return session.refuse(done.error());
  session.out().write(printable("wrote " + folder + "\n\n" + next_steps(folder)));
}

}  // namespace

Action declare_demo(CLI::App& app) {
  const auto folder = std::make_shared<std::string>("lockgate-demo");
  add_text(app, "folder", *folder, "DIR", "the folder to write; otherwise lockgate-demo");
  return [folder](Session& session) { demo(session, *folder); };
}

}  // namespace lockgate::cli
