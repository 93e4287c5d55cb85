// Occurrences: what people want to be told of without asking: the law of a new day, a sealed answer that would be another one today, a license that runs
// low, a duty that falls due, a list that was replaced. What was noticed before is noticed again; the announcer tells it once.
#pragma once

#include <string>
#include <vector>

#include "service/announcer.h"
#include "service/service.h"

namespace lockgate::cli {

class Occurrences {
 public:
  // `ledger` empty: there are no licenses, duties and sealed answers. `lists`: the files that names are screened against.
  // `now`: the service that answers at the time.
  using Now = std::function<std::shared_ptr<const service::Service>()>;
  Occurrences(Now now, std::string ledger, std::vector<std::string> lists) : now_(std::move(now)), service_(now_()), ledger_(std::move(ledger)), lists_(std::move(lists)) {}

  // LG0701 to LG0703: the ledger or the records cannot be read; then nothing is told.
  Result<void> notice(const service::Announcer::Tell& tell);

 private:
  // What was seen last under a name; at first `otherwise`, which is then seen.
  Result<std::string> seen(const std::string& name, const std::string& otherwise);
  Result<void> see(const std::string& name, const std::string& value);

  Result<void> add_law(Date day, std::vector<service::Event>& out);
  Result<void> add_lists(std::vector<service::Event>& out);
  Result<void> add_ledger(Date day, std::vector<service::Event>& out);
  Result<void> add_publications(const ledger::State& state, std::vector<service::Event>& out);
  Result<void> add_verdicts(Date day, std::vector<service::Event>& out);

  Now now_;
  std::shared_ptr<const service::Service> service_;
  std::string ledger_;
  std::vector<std::string> lists_;
  std::vector<std::pair<std::string, std::string>> to_see_;  // once everything was told
};

}  // namespace lockgate::cli
