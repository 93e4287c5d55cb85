// OpenService: the service with all its routes, for those who speak HTTP and those who speak to assistants.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cli/publisher.h"
#include "cli/session.h"
#include "service/service.h"

namespace lockgate::cli {

struct ServiceSources {
  std::string ledger;              // empty: none
  bool is_sealing = false;         // every determination of /v1/check goes into the ledger before it is sent
  bool is_serving = false;         // accounts, and answers that may be given again
  bool is_secure = false;          // the service speaks TLS
  std::string provider;            // the file that names an identity provider; empty: none
  std::size_t cache_bytes = 0;     // for answers that are asked for again
  std::string browser;             // that sets PDFs; empty: the one that PATH has
  std::vector<std::string> lists;  // that names are screened against; none: the excerpt that comes with the program
};

// Null: the law, the catalogue or a list cannot be used, and that has been said.
std::unique_ptr<Publisher> open_publisher(Session& session, const ServiceSources& sources);
// One that publishes nothing, and knows nothing of what is published.
std::shared_ptr<const service::Service> open_service(Session& session, const ServiceSources& sources);

}  // namespace lockgate::cli
