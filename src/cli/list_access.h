// ListAccess: the lists, holdings and rulings that a command was told to use, by options or by the environment.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cli/options.h"
#include "cli/session.h"
#include "desk/party_screen.h"

namespace lockgate::cli {

// The lists, read and ready; a path may be the folder of a snapshot, which is checked first, with `key` or LOCKGATE_LISTS_KEY. What is wrong with them has been said. nullptr: they cannot be used.
std::unique_ptr<const desk::Watch> open_watch(Session& session, const std::vector<std::string>& paths, screen::Levels levels, const std::string& key = {});

struct ListAccess {
  std::vector<std::string> lists;
  std::vector<std::string> holdings;
  std::string rulings;
  std::string key;

  void declare(CLI::App& app);
  // With what the variables LOCKGATE_LISTS and LOCKGATE_HOLDINGS (paths with `:` between) and LOCKGATE_RULINGS say where no option does.
  ListAccess with_environment() const;
  bool is_empty() const { return lists.empty() && holdings.empty() && rulings.empty(); }
  // False: parties are not to be screened, or cannot be, which has then been said and the status is no longer good.
  bool open(Session& session, const desk::Desk& desk, std::unique_ptr<const desk::PartyScreen>& out) const;
};

// The determination of an order, after its parties were screened when there is something to screen them with.
trade::Determination decide(const desk::Desk& desk, const desk::PartyScreen* screen, trade::Order& order, const decide::Options& options);

}  // namespace lockgate::cli
