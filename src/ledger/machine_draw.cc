// The commands about draws. A wish is judged in full before anything of it counts.
#include "base/digest.h"
#include "ledger/balance.h"
#include "ledger/draw_check.h"
#include "ledger/machine.h"

namespace lockgate::ledger {
namespace {

// Of what is asked, without the day: whoever asks again tomorrow means the same draw.
template <class Wish>
std::string digest_of(Wish wish) {
  wish.date = Date{};
  return sha256(to_json(Command(std::move(wish))));
}

// The answer when the key has been used; Done: it is new.
Outcome check_key(const State& state, const std::string& key, const std::string& request) {
  const auto known = find<Draw>(state, key);
  if (!known) return {};
  return {known->request == request ? Code::Exists : Code::KeyReused, key, ""};
}

Draw draw_of(const Reserve& command) {
  Draw draw;
  draw.key = command.key;
  draw.license = command.license;
  draw.line = command.line;
  draw.quantity = command.quantity;
  draw.value = command.value;
  draw.currency = command.currency;
  draw.purchaser = command.purchaser;
  draw.ultimate_consignee = command.ultimate_consignee;
  draw.end_user = command.end_user;
  draw.laboratory = command.laboratory;
  draw.expires = command.expires;
  draw.counted_on = draw.last_event = command.date;
  return draw;
}

// What a shipment owes; nothing while its value is not known.
Outcome accrue(Draft& draft, const Draw& draw) {
  if (!draw.value) return {};
  for (const Charge& charge : list<Charge>(draft, "license", draw.license)) {
    const Sum amount = Sum(*draw.value).percent(charge.percent);
    if (!amount.fits()) return {Code::DoesNotFit, charge.id, ""};
    draft.put(Accrual{draw.key, charge.id, charge.percent, amount.value(), draw.currency});
  }
  return {};
}

// Judges the draw as of a day and enters it in the state it is to have.
Outcome make(Draft& draft, Draw draw, DrawState state, Date on) {
  draw.counted_on = draw.last_event = on;
  if (Outcome outcome = check_draw(draft, draw, on); outcome.code != Code::Done) return outcome;
  draw.state = state;
  if (!enter(draft, draw)) return {Code::DoesNotFit, draw.key, ""};
  draft.put(draw);
  return state == DrawState::Shipped ? accrue(draft, draw) : Outcome{};
}

Outcome release(Draft& draft, Draw draw, DrawState state, Date on) {
  if (draw.state == state) return {Code::Exists, draw.key, ""};
  if (draw.state != DrawState::Reserved) return {Code::DrawNotOpen, draw.key, ""};
  LG_CHECK(withdraw(draft, draw));
  draw.state = state;
  draw.last_event = on;
  draft.put(draw);
  return {};
}

}  // namespace

Outcome run(Draft& draft, const Reserve& command) {
  Draw draw = draw_of(command);
  draw.request = digest_of(command);
  if (Outcome outcome = check_key(draft, command.key, draw.request); outcome.code != Code::Done) return outcome;
  const bool is_positive = command.quantity.sign() > 0 && (!command.value || command.value->sign() > 0);
  if (!is_positive) return {Code::NotPositive, command.key, ""};
  return make(draft, std::move(draw), command.is_shipment ? DrawState::Shipped : DrawState::Reserved, command.date);
}

Outcome run(Draft& draft, const Settle& command) {
  const auto draw = find<Draw>(draft, command.key);
  if (!draw) return {Code::NoSuchDraw, command.key, ""};
  if (draw->state == DrawState::Shipped) return {Code::Exists, command.key, ""};
  if (draw->state != DrawState::Reserved) return {Code::DrawNotOpen, command.key, ""};
  if (draw->expires && command.date > *draw->expires) return {Code::DrawExpired, draw->expires->to_string(), ""};
  LG_CHECK(withdraw(draft, *draw));
  return make(draft, *draw, DrawState::Shipped, command.date);
}

Outcome run(Draft& draft, const Void& command) {
  const auto draw = find<Draw>(draft, command.key);
  return draw ? release(draft, *draw, DrawState::Voided, command.date) : Outcome{Code::NoSuchDraw, command.key, ""};
}

Outcome run(Draft& draft, const Expire& command) {
  const auto draw = find<Draw>(draft, command.key);
  if (!draw) return {Code::NoSuchDraw, command.key, ""};
  const bool is_early = draw->state == DrawState::Reserved && (!draw->expires || command.date <= *draw->expires);
  if (is_early) return {Code::NotDue, command.key, ""};
  return release(draft, *draw, DrawState::Expired, command.date);
}

Outcome run(Draft& draft, const Note& command) {
  auto draw = find<Draw>(draft, command.key);
  if (!draw) return {Code::NoSuchDraw, command.key, ""};
  if (draw->state != DrawState::Shipped) return {Code::DrawNotOpen, command.key, ""};
  draw->last_event = std::max(draw->last_event, command.date);
  draft.put(*draw);
  return {};
}

Outcome run(Draft& draft, const Supply& command) {
  Draw draw;
  draw.key = command.key;
  draw.request = digest_of(command);
  if (Outcome outcome = check_key(draft, command.key, draw.request); outcome.code != Code::Done) return outcome;
  const bool is_positive = command.quantity.sign() > 0 && (!command.tpp || command.tpp->sign() > 0);
  if (!is_positive) return {Code::NotPositive, command.key, ""};
  draw.item = command.item;
  draw.destination = command.destination;
  draw.quantity = command.quantity;
  draw.state = DrawState::Shipped;
  draw.counted_on = draw.last_event = command.date;
  if (command.tpp) draw.tpp = multiply(*command.tpp, command.quantity);
  const bool fits = draw.tpp.has_value() == command.tpp.has_value() && enter(draft, draw);
  if (!fits) return {Code::DoesNotFit, command.key, ""};
  draft.put(draw);
  return {};
}

}  // namespace lockgate::ledger
