// Histories for the tests of the ledger: two licenses that share a consignee, a laboratory and a product, and commands about
// them that get into one another's way.
#pragma once

#include <random>
#include <string>
#include <vector>

#include "ledger/command.h"

namespace lockgate::test {

ledger::AddLicense license(const std::string& number, std::int64_t granted);
// What has to be there before anything is drawn.
std::vector<ledger::Command> opening();
// Commands of which every short history is tried.
std::vector<ledger::Command> alphabet();
// One command at random, over few keys, so that they meet.
ledger::Command any_command(std::mt19937& dice);
// The same with keys of its own, from a client that never asks twice: `client/number`.
ledger::Reserve draw_of_client(int client, int number, std::int64_t quantity, const std::string& license);

}  // namespace lockgate::test
