#include "history.h"

namespace lockgate::test {
namespace {

using namespace ledger;

Date day(const char* text) { return Date::parse(text).value(); }

Reserve reserve(const std::string& key, const std::string& license, std::int64_t quantity, Date date, bool is_shipment) {
  Reserve wish;
  wish.key = key;
  wish.license = license;
  wish.line = 1;
  wish.quantity = Decimal::of(quantity);
  wish.date = date;
  wish.is_shipment = is_shipment;
  if (!is_shipment) wish.expires = day("2030-06-30");
  return wish;
}

Cap ratio() {
  Cap cap;
  cap.id = "half";
  cap.kind = CapKind::Ratio;
  cap.measure = Measure::Tpp;
  cap.percent = Decimal::of(50);
  cap.of = "XA XC";
  cap.to = "XB";
  return cap;
}

Cap yearly() {
  Cap cap;
  cap.id = "year";
  cap.per = "ultimate_consignee";
  cap.limit = Decimal::of(9);
  cap.is_yearly = true;
  return cap;
}

}  // namespace

AddLicense license(const std::string& number, std::int64_t granted) {
  AddLicense add;
  add.license.number = number;
  add.license.valid_from = day("2030-01-01");
  add.license.valid_until = day("2031-12-31");
  add.license.retention_years = 5;
  Line line;
  line.line = 1;
  line.item = "engine";
  line.granted = Decimal::of(granted);
  line.tpp = Decimal::of(100);
  add.lines = {line};
  add.parties = {{"", "ultimate_consignee", "Consignee", "XA"}, {"", "laboratory", "Lab", "XB"}};
  Duty duty;
  duty.id = "report";
  duty.due = day("2030-09-30");
  add.duties = {duty};
  add.caps = {ratio(), yearly()};
  return add;
}

std::vector<Command> opening() {
  return {Accredit{"Lab", day("2030-01-01")}, license("L-1", 4), license("L-2", 6),
          Supply{"s", "engine", "XB", Decimal::of(14), Decimal::of(100), day("2030-01-02")}};
}

std::vector<Command> alphabet() {
  const Date date = day("2030-06-01");
  return {reserve("a", "L-1", 3, date, false),  reserve("b", "L-2", 4, date, true), reserve("c", "L-1", 2, date, true),
          Settle{"a", date},                    Void{"a", date},                    Amend{"L-1", 1, Decimal::of(3), {}, {}},
          RevokeLaboratory{"Lab", date}};
}

Command any_command(std::mt19937& dice) {
  const auto below = [&](std::uint32_t n) { return static_cast<std::int64_t>(dice() % n); };
  const Date date{day("2030-05-01").days + static_cast<std::int32_t>(below(400))};
  const std::string key(1, static_cast<char>('a' + below(20)));
  const std::string number = below(2) == 0 ? "L-1" : "L-2";
  switch (below(16)) {
    case 0: return Supply{"s" + key, "engine", "XB", Decimal::of(below(6)), Decimal::of(100), date};
    case 1: return Amend{number, 1, Decimal::of(below(30)), {}, {}};
    case 2: return below(12) == 0 ? Command(Revoke{number}) : Command(license(number, 4));
    case 3: return RevokeLaboratory{"Lab", date};
    case 4: case 5: return Accredit{"Lab", date};
    case 6: return MeetDuty{number, "report", "e", below(2) == 0 ? std::nullopt : std::optional(Date{date.days + 90}), date};
    case 7: case 8: return Void{key, date};
    case 9: return Expire{key, date};
    case 10: case 11: case 12: return Settle{key, date};
    default: return reserve(key, number, below(4), date, below(2) == 0);
  }
}

Reserve draw_of_client(int client, int number, std::int64_t quantity, const std::string& license) {
  return reserve(std::to_string(client) + "/" + std::to_string(number), license, quantity, day("2030-06-01"), true);
}

}  // namespace lockgate::test
