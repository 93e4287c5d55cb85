#include "desk/desk.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <future>

namespace lockgate::desk {
namespace {

namespace fs = std::filesystem;

bool holds_data(const fs::path& folder) {
  std::error_code error;
  return fs::is_directory(folder / "rulebook", error) && fs::is_directory(folder / "catalogue", error);
}

// The invented jurisdiction is for tests and the tutorial; overlays are chosen, never default.
std::vector<std::string> default_rulebooks(const std::string& data) {
  std::vector<std::string> out;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(fs::path(data) / "rulebook", error)) {
    const std::string name = entry.path().filename().string();
    if (entry.is_directory() && name != "fictional" && name != "overlays") out.push_back(entry.path().string());
  }
  std::sort(out.begin(), out.end());
  return out;
}

// Somebody always sells and somebody always receives. Whom the order does not name is there all the same, and nothing is known of him.
void add_missing_party(trade::Order& order, const char* role, bool is_there) {
  if (is_there) return;
  trade::Party party;
  party.role = role;
  order.parties.push_back(std::move(party));
}

}  // namespace

std::string find_data(const std::string& executable) {
  if (const char* set = std::getenv("LOCKGATE_DATA"); set != nullptr && *set != '\0') return set;
  std::error_code error;
  fs::path folder = fs::canonical(executable, error).parent_path();
  for (; !folder.empty() && folder != folder.root_path(); folder = folder.parent_path()) {
    if (holds_data(folder)) return folder.string();
    if (holds_data(folder / "share" / "lockgate")) return (folder / "share" / "lockgate").string();
  }
  return "";
}

std::unique_ptr<const Desk> Desk::open(const Sources& sources, Diagnostics& diagnostics) {
  const std::vector<std::string> rulebooks = sources.rulebooks.empty() ? default_rulebooks(sources.data) : sources.rulebooks;
  // The two have nothing to do with each other, and are read side by side.
  Diagnostics of_catalogue;
  auto reading = std::async(std::launch::async, [&] { return catalogue::Catalogue::load((fs::path(sources.data) / "catalogue").string(), of_catalogue); });
  auto law = std::make_shared<const law::Law>(law::load_law(rulebooks, sources.overlays, diagnostics, sources.beside, sources.texts));
  auto catalogue = reading.get();
  diagnostics.append(of_catalogue);
  if (diagnostics.has_errors() || !catalogue) return nullptr;
  return std::unique_ptr<const Desk>(new Desk(std::move(law), std::move(*catalogue)));
}

std::vector<Error> Desk::prepare(trade::Order& order) const {
  std::vector<Error> errors = check_part(order);
  complete(order);
  return errors;
}

std::vector<Error> Desk::check_part(trade::Order& part) const {
  std::vector<Error> errors;
  auto item = catalogue_.resolve(part.item);
  if (item) part.item = std::move(*item);
  else errors.push_back(item.error());
  for (Error& error : decider_.binder().check(part)) errors.push_back(std::move(error));
  return errors;
}

void Desk::complete(trade::Order& order) {
  const auto is_seller = [](const trade::Party& party) { return party.role == "seller"; };
  const bool has_seller = std::any_of(order.parties.begin(), order.parties.end(), is_seller);
  const bool has_receiver = !std::all_of(order.parties.begin(), order.parties.end(), is_seller);
  add_missing_party(order, "seller", has_seller);
  add_missing_party(order, "end_user", has_receiver);
}

}  // namespace lockgate::desk
