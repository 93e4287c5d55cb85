#include "ledger/outcome.h"

#include <array>

namespace lockgate::ledger {
namespace {

struct Words {
  std::string_view name;
  std::string_view says;
};

constexpr std::array<Words, kCodes> kWords = {{
    {"done", "done"},
    {"exists", "this was done before; nothing is done twice"},
    {"key_reused", "the key belongs to another draw"},
    {"not_positive", "a quantity or a value has to be more than nothing"},
    {"no_such_license", "there is no such license"},
    {"no_such_line", "the license has no such line"},
    {"no_such_draw", "there is no such draw"},
    {"no_such_duty", "the license has no such duty"},
    {"no_such_determination", "no determination of this id is sealed here"},
    {"no_such_case", "there is no such case"},
    {"no_such_step", "the case has no such step"},
    {"no_such_result", "the step has no such result"},
    {"already_exists", "something else has this name"},
    {"one_hand", "nobody approves what he wrote himself"},
    {"draw_not_open", "the draw is no reservation any more"},
    {"draw_expired", "the reservation has lapsed"},
    {"not_due", "the reservation has not lapsed yet"},
    {"case_closed", "the case is closed"},
    {"not_its_turn", "the case is at another step"},
    {"before_last_event", "something later has been recorded already"},
    {"not_asked", "the step does not ask this party"},
    {"license_revoked", "the license is revoked"},
    {"not_yet_valid", "the license is not valid yet"},
    {"license_expired", "the license has expired"},
    {"on_stay", "it was put on hold until somebody has looked at it"},
    {"key_not_given", "another approval that the sale needs is not in hand"},
    {"party_not_stated", "the license has several parties of this role, or none, and the draw names none"},
    {"party_not_licensed", "the license does not name this party"},
    {"duty_revoked", "what a duty rested on is revoked"},
    {"duty_overdue", "a duty is overdue, or its evidence has expired"},
    {"laboratory_not_stated", "the license asks for a test and the draw names no laboratory"},
    {"no_such_laboratory", "no laboratory of this name has been accredited"},
    {"laboratory_revoked", "the accreditation that the test relies on is revoked"},
    {"over_license", "more than the license leaves"},
    {"currency_differs", "the license is in another currency"},
    {"over_value", "the value of all shipments would pass the license's with its tolerance"},
    {"tpp_unknown", "a cap counts TPP, and the line does not say what a piece has"},
    {"over_cap", "a cap would be passed"},
    {"below_drawn", "less than what has been drawn already"},
    {"does_not_fit", "a number has more digits than can be kept exactly"},
}};

}  // namespace

std::string_view to_string(Code code) { return kWords[static_cast<std::size_t>(code)].name; }
std::string_view says(Code code) { return kWords[static_cast<std::size_t>(code)].says; }

}  // namespace lockgate::ledger
