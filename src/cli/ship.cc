// Shipments: those that draw on a license, and those that need none and count in a ratio.
#include <fmt/format.h>

#include "base/text.h"
#include "cli/command.h"
#include "cli/ledger_access.h"
#include "cli/ledger_json.h"

namespace lockgate::cli {
namespace {

struct Arguments {
  ledger::Reserve wish;
  ledger::Supply supply;
  std::string quantity;
  std::string value;
  std::string expires;
  std::string tpp;
  bool is_reservation = false;
  LedgerAccess access;
};

// `960000 USD`
bool take_value(Session& session, const std::string& text, ledger::Reserve& wish) {
  if (text.empty()) return true;
  const auto parts = split(text, ' ');
  if (parts.size() != 2 || !is_currency(parts[1])) {
    session.refuse({"LG0021", fmt::format("expected an amount and a currency, found `{}`", excerpt(text)), "", "write `--value \"960000 USD\"`"});
    return false;
  }
  wish.currency = parts[1];
  wish.value = number_of(session, std::string(parts[0]));
  return wish.value.has_value();
}

// Goods are counted in whole pieces.
std::optional<Decimal> pieces_of(Session& session, const std::string& text) {
  const auto quantity = number_of(session, text);
  if (!quantity || quantity->is_integer()) return quantity;
  session.refuse({"LG0117", fmt::format("`{}` is not a count", excerpt(text)), "", "write a whole number"});
  return std::nullopt;
}

void ship(Session& session, const Arguments& given) {
  ledger::Reserve wish = given.wish;
  const auto quantity = pieces_of(session, given.quantity);
  const auto day = given.access.day(session);
  if (!quantity || !day || !take_value(session, given.value, wish)) return;
  if (!given.expires.empty()) {
    wish.expires = date_of(session, given.expires);
    if (!wish.expires) return;
  }
  wish.quantity = *quantity;
  wish.date = *day;
  wish.is_shipment = !given.is_reservation;
  given.access.perform(session, wish, kDraw, wish.key);
}

void supply(Session& session, const Arguments& given) {
  ledger::Supply command = given.supply;
  const auto quantity = pieces_of(session, given.quantity);
  const auto day = given.access.day(session);
  if (!quantity || !day) return;
  if (!given.tpp.empty()) {
    command.tpp = number_of(session, given.tpp);
    if (!command.tpp) return;
  }
  command.quantity = *quantity;
  command.date = *day;
  given.access.perform(session, command, kDraw, command.key, ledger::IfMissing::Create);
}

}  // namespace

Action declare_ship(CLI::App& app) {
  const auto given = std::make_shared<Arguments>();
  ledger::Reserve& wish = given->wish;
  add_text(app, "number", wish.license, "NUMBER", "the license to draw on")->required();
  add_number(app, "--line", wish.line, "N", "the line of the license")->required();
  add_text(app, "--quantity", given->quantity, "N", "how many pieces")->required();
  add_text(app, "--key", wish.key, "KEY", "your own name for this draw; the same key twice is one draw")->required();
  add_text(app, "--value", given->value, "\"AMOUNT CUR\"", "the value of the shipment; otherwise its share of the line's");
  add_text(app, "--purchaser", wish.purchaser, "NAME", "which of the license's purchasers, if it has several");
  add_text(app, "--consignee", wish.ultimate_consignee, "NAME", "which of its ultimate consignees");
  add_text(app, "--end-user", wish.end_user, "NAME", "which of its end users");
  add_text(app, "--laboratory", wish.laboratory, "NAME", "the laboratory whose test the shipment relies on");
  add_flag(app, "--reserve", given->is_reservation, "only reserve; `lockgate draw settle KEY` ships it");
  add_text(app, "--expires", given->expires, "DATE", "the last day of a reservation");
  given->access.declare(app, LedgerAccess::Kind::Acts);
  return [given](Session& session) { ship(session, *given); };
}

Action declare_supply(CLI::App& app) {
  const auto given = std::make_shared<Arguments>();
  add_text(app, "item", given->supply.item, "ITEM", "the product, as licenses name it")->required();
  add_text(app, "--to", given->supply.destination, "PLACE", "the country it was shipped to, as a two-letter code")->required();
  add_text(app, "--quantity", given->quantity, "N", "how many pieces")->required();
  add_text(app, "--tpp", given->tpp, "TPP", "of one piece");
  add_text(app, "--key", given->supply.key, "KEY", "your own name for this shipment")->required();
  given->access.declare(app, LedgerAccess::Kind::Acts);
  return [given](Session& session) { supply(session, *given); };
}

}  // namespace lockgate::cli
