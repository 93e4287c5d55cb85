// Routes of the service that answer in the words of the command line, each in the file of its name.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "desk/watch.h"
#include "ledger/state.h"
#include "service/service.h"

namespace lockgate::cli {

class ProposalDesk;
class Publisher;

// `sources` are those that the desk was opened with.
std::vector<service::Route> analysis_routes(std::shared_ptr<const desk::Desk> desk, const desk::Sources& sources);
std::vector<service::Route> explain_routes(const service::Service& service);
std::vector<service::Route> difference_routes(const service::Service& service);
std::vector<service::Route> law_routes(const service::Service& service);
// `browser`: what sets PDFs (cli/press.h).
std::vector<service::Route> memo_routes(const service::Service& service, const std::string& ledger, const std::string& browser);
std::vector<service::Route> screen_routes(std::shared_ptr<const desk::Watch> watch);
// `url` empty: there is no ledger, and that is what they answer (LG0017).
std::vector<service::Route> license_routes(const std::string& url);
// The body of a license's own page, by which its version is told.
std::string license_page(const ledger::State& state, const std::string& number);
std::vector<service::Route> proposal_routes(const std::shared_ptr<ProposalDesk>& desk);
std::vector<service::Route> hold_routes(const std::shared_ptr<ProposalDesk>& desk);
// The publisher outlives the routes.
std::vector<service::Route> publication_routes(Publisher& publisher);
std::vector<service::Route> workbook_routes(const service::Service& service);
std::vector<service::Route> determination_routes(const service::Service& service, const std::string& ledger);

}  // namespace lockgate::cli
