#include "service/proposals.h"

#include <fmt/format.h>

#include "base/text.h"
#include "service/clock.h"
#include "service/password.h"

namespace lockgate::service {
namespace {

constexpr std::size_t kDigitsOfId = 16;
const std::string kColumns = "id, kind, about, content, tag, author, made_at, state, decided_by, decided_at, remark, outcome";

Proposal proposal_of(const ledger::Row& row) { return {row[0], row[1], row[2], row[3], row[4], row[5], row[6], row[7], row[8], row[9], row[10], row[11]}; }

tl::unexpected<Error> none(const std::string& id) { return fail("LG0830", fmt::format("there is no proposal `{}`", excerpt(id)), "/v1/proposals lists them"); }

}  // namespace

Result<Proposal> Proposals::open(Proposal proposal) {
  proposal.id = random_word().substr(0, kDigitsOfId);
  proposal.made_at = time_text(milliseconds_now());
  proposal.state = "open";
  const auto put = records_.run("INSERT INTO desk_proposal (" + kColumns + ") VALUES ($1, $2, $3, $4, $5, $6, $7, 'open', '', '', '', '')",
                                {proposal.id, proposal.kind, proposal.about, proposal.content, proposal.tag, proposal.author, proposal.made_at});
  if (!put) return tl::unexpected(put.error());
  return proposal;
}

Result<std::optional<Proposal>> Proposals::find(const std::string& id) {
  const auto rows = records_.run("SELECT " + kColumns + " FROM desk_proposal WHERE id = $1", {id});
  if (!rows) return tl::unexpected(rows.error());
  return rows->empty() ? std::nullopt : std::optional(proposal_of(rows->front()));
}

Result<std::vector<Proposal>> Proposals::all() {
  const auto rows = records_.run("SELECT " + kColumns + " FROM desk_proposal ORDER BY made_at, id", {});
  if (!rows) return tl::unexpected(rows.error());
  std::vector<Proposal> out;
  for (const ledger::Row& row : *rows) out.push_back(proposal_of(row));
  return out;
}

Result<Proposal> Proposals::decide(const std::string& id, const std::string& state, const std::string& by, const std::string& remark) {
  Proposal out;
  const auto done = records_.together([&](ledger::Database& database) -> Result<void> {
    const auto rows = database.run("SELECT " + kColumns + " FROM desk_proposal WHERE id = $1", {id});
    if (!rows) return tl::unexpected(rows.error());
    if (rows->empty()) return none(id);
    out = proposal_of(rows->front());
    if (out.state != "open") return fail("LG0831", fmt::format("this proposal is {} already", out.state), "make another one", id);
    if ((state == "withdrawn") != (out.author == by))
      return state == "withdrawn" ? fail("LG0832", "only its author withdraws a proposal", "reject it", id) : fail("LG0832", "nobody decides on his own proposal", "have another person decide, or withdraw it", id);
    out.state = state;
    out.decided_by = by;
    out.decided_at = time_text(milliseconds_now());
    out.remark = remark;
    const auto put = database.run("UPDATE desk_proposal SET state = $1, decided_by = $2, decided_at = $3, remark = $4 WHERE id = $5 AND state = 'open' RETURNING id", {out.state, out.decided_by, out.decided_at, out.remark, id});
    if (!put) return tl::unexpected(put.error());
    return put->size() == 1 ? Result<void>() : fail("LG0831", "this proposal is decided already", "make another one", id);
  });
  if (!done) return tl::unexpected(done.error());
  return out;
}

Result<void> Proposals::note_outcome(const std::string& id, const std::string& outcome) {
  const auto put = records_.run("UPDATE desk_proposal SET outcome = $1 WHERE id = $2", {outcome, id});
  return put ? Result<void>() : tl::unexpected(put.error());
}

}  // namespace lockgate::service
