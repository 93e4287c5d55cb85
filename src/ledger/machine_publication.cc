// The command that changes what a firm lays over the rulebooks.
#include <algorithm>
#include <map>

#include "base/text.h"
#include "ledger/machine.h"
#include "ledger/publication.h"

namespace lockgate::ledger {

// Whoever was first has the number: what was tried on other law is not published.
Outcome run(Draft& draft, const Publish& command) {
  const Publication& one = command.publication;
  if (one.author.empty() || one.approver.empty() || one.author == one.approver) return {Code::OneHand, one.overlay, ""};
  if (const auto known = find<Publication>(draft, text_of(one.number))) return {to_row(*known) == to_row(one) ? Code::Exists : Code::AlreadyExists, text_of(one.number), ""};
  draft.put(one);
  return {};
}

std::vector<Publication> publications(const State& state) {
  std::vector<Publication> out = list<Publication>(state);
  std::sort(out.begin(), out.end(), [](const Publication& a, const Publication& b) { return a.number < b.number; });
  return out;
}

std::vector<Publication> standing(const std::vector<Publication>& all) {
  std::map<std::string, Publication> last;
  for (const Publication& one : all) last.insert_or_assign(one.overlay, one);
  std::vector<Publication> out;
  for (auto& [name, one] : last)
    if (!one.text.empty()) out.push_back(std::move(one));
  return out;
}

std::vector<std::string> names_in(const std::string& text) {
  std::vector<std::string> out;
  for (const std::string_view name : split(text, ' '))
    if (!name.empty()) out.emplace_back(name);
  return out;
}

}  // namespace lockgate::ledger
