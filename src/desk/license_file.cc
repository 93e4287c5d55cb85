#include "desk/license_file.h"

#include <fmt/format.h>

#include <set>

#include "wire/field_reader.h"
#include "wire/json_file.h"

namespace lockgate::desk {
namespace {

using wire::FieldReader;
using wire::JsonValue;
using wire::Where;

const JsonValue kNothing;

const JsonValue& at(const JsonValue& value, const char* key) {
  const JsonValue* member = value.member(key);
  return member == nullptr ? kNothing : *member;
}

std::string joined(const std::vector<std::string>& places) { return fmt::format("{}", fmt::join(places, " ")); }

class LicenseReader {
 public:
  LicenseReader(const LedgerPolicy& policy, wire::Problems& problems)
      : policy_(policy), vocabulary_(wire::Vocabulary::contract()), reader_(vocabulary_, problems) {}

  ledger::AddLicense read(const JsonValue& value) {
    if (reader_.object(value, {}, {"number", "valid_from", "valid_until", "lines", "parties", "conditions", "value_tolerance", "records"}) == nullptr)
      return {};
    read_head(value);
    read_list(value, "lines", [this](const JsonValue& item, const Where& where) { read_line(item, where); });
    read_list(value, "parties", [this](const JsonValue& item, const Where& where) { read_party(item, where); });
    read_list(value, "conditions", [this](const JsonValue& item, const Where& where) { read_condition(item, where); });
    if (add_.lines.empty()) missing(value, Where{}.at("lines"), "a license needs `lines`");
    return std::move(add_);
  }

 private:
  void read_head(const JsonValue& value) {
    const Where root;
    ledger::License& license = add_.license;
    license.number = required_text(value, "number", root);
    const auto from = reader_.date(at(value, "valid_from"), root.at("valid_from"));
    const auto until = reader_.date(at(value, "valid_until"), root.at("valid_until"));
    if (at(value, "valid_from").is_null() || at(value, "valid_until").is_null())
      missing(value, root.at("valid_from"), "a license needs both `valid_from` and `valid_until`");
    license.valid_from = from.value_or(Date{});
    license.valid_until = until.value_or(Date{});
    if (from && until && *until < *from)
      reader_.report("LG0118", at(value, "valid_until"), root.at("valid_until"), "the license ends before it begins", "exchange the two dates");
    read_policy_of(value);
  }

  void read_policy_of(const JsonValue& value) {
    ledger::License& license = add_.license;
    license.tolerance_percent = policy_.tolerance_percent;
    license.tolerance_cite = policy_.tolerance_cite;
    license.retention_years = policy_.retention_years;
    license.retention_cite = policy_.retention_cite;
    const Where root;
    const Where tolerance = root.at("value_tolerance");
    if (const JsonValue& own = at(value, "value_tolerance"); !own.is_null() && reader_.object(own, tolerance, {"percent", "cite"})) {
      license.tolerance_percent = required_number(own, "percent", tolerance);
      license.tolerance_cite = reader_.text(at(own, "cite"), tolerance.at("cite"));
    }
    const Where records = root.at("records");
    if (const JsonValue& own = at(value, "records"); !own.is_null() && reader_.object(own, records, {"years", "cite"})) {
      license.retention_years = reader_.count(at(own, "years"), records.at("years")).value_or(0);
      license.retention_cite = reader_.text(at(own, "cite"), records.at("cite"));
    }
  }

  template <class Read>
  void read_list(const JsonValue& value, const char* key, Read read) {
    const JsonValue& items = at(value, key);
    const Where root;
    const Where where = root.at(key);
    if (items.is_null() || !reader_.is_list(items, where)) return;
    for (std::size_t i = 0; i < items.items.size(); ++i) read(items.items[i], where.at(i));
  }

  void read_line(const JsonValue& value, const Where& where) {
    if (reader_.object(value, where, {"line", "item", "quantity", "value", "tpp"}) == nullptr) return;
    ledger::Line line;
    line.line = static_cast<std::int64_t>(add_.lines.size()) + 1;
    if (!at(value, "line").is_null()) line.line = reader_.count(at(value, "line"), where.at("line")).value_or(0);
    line.item = required_text(value, "item", where);
    const auto quantity = reader_.count(at(value, "quantity"), where.at("quantity"));
    if (at(value, "quantity").is_null()) missing(value, where.at("quantity"), "a line needs a `quantity`");
    line.granted = Decimal::of(quantity.value_or(0));
    if (const auto money = reader_.money(at(value, "value"), where.at("value"))) {
      line.value = money->amount;
      line.currency = money->currency;
    }
    line.tpp = reader_.number(at(value, "tpp"), where.at("tpp"));
    if (!lines_.insert(line.line).second)
      reader_.report("LG0119", value, where.at("line"), fmt::format("line {} is there twice", line.line), "number the lines 1, 2, 3");
    add_.lines.push_back(std::move(line));
  }

  void read_party(const JsonValue& value, const Where& where) {
    // As in an order; the ledger keeps role, name and country.
    static const std::vector<std::string> kKeys = {"role", "name", "country", "headquarters", "ultimate_parent", "lists", "kind", "owners"};
    if (reader_.object(value, where, kKeys) == nullptr) return;
    if (at(value, "role").is_null()) missing(value, where.at("role"), "a party needs a `role`");
    const std::string role = reader_.word(at(value, "role"), where.at("role"), vocabulary_.roles);
    add_.parties.push_back({"", role, required_text(value, "name", where), reader_.country(at(value, "country"), where.at("country"))});
  }

  // A text alone is a condition in words; otherwise the key beside `id` says what it does.
  void read_condition(const JsonValue& value, const Where& where) {
    if (value.is_text()) {
      add_.conditions.push_back({"", fmt::format("condition-{}", add_.conditions.size() + 1), value.text, ""});
      return;
    }
    if (reader_.object(value, where, {"id", "cite", "says", "total", "ratio", "duty", "charge_percent", "laboratory"}) == nullptr) return;
    const std::string id = required_text(value, "id", where);
    const std::string cite = reader_.text(at(value, "cite"), where.at("cite"));
    const bool is_new = ids_.insert(id).second;
    if (!is_new) reader_.report("LG0119", value, where.at("id"), fmt::format("the condition `{}` is there twice", id), "give each its own id");
    if (!at(value, "total").is_null()) read_total(at(value, "total"), where.at("total"), id, cite);
    if (!at(value, "ratio").is_null()) read_ratio(at(value, "ratio"), where.at("ratio"), id, cite);
    if (!at(value, "duty").is_null()) read_duty(at(value, "duty"), where.at("duty"), id, cite);
    if (!at(value, "charge_percent").is_null()) add_.charges.push_back({"", id, cite, required_number(value, "charge_percent", where)});
    if (reader_.yes_or_no(at(value, "laboratory"), where.at("laboratory")).value_or(false)) add_.license.needs_laboratory = true;
    add_.conditions.push_back({"", id, reader_.text(at(value, "says"), where.at("says")), cite});
  }

  void read_total(const JsonValue& value, const Where& where, const std::string& id, const std::string& cite) {
    if (reader_.object(value, where, {"measure", "limit", "per", "of", "in"}) == nullptr) return;
    ledger::Cap cap;
    cap.id = id;
    cap.cite = cite;
    cap.measure = measure_of(value, where);
    cap.limit = required_number(value, "limit", where);
    cap.per = word_of(value, "per", where, {"purchaser", "ultimate_consignee", "end_user", "destination"});
    cap.is_of_item = word_of(value, "of", where, {"item", "everything"}) == "item";
    cap.is_yearly = word_of(value, "in", where, {"calendar_year", "all_time"}) == "calendar_year";
    add_.caps.push_back(std::move(cap));
  }

  void read_ratio(const JsonValue& value, const Where& where, const std::string& id, const std::string& cite) {
    if (reader_.object(value, where, {"measure", "percent", "of", "to"}) == nullptr) return;
    ledger::Cap cap;
    cap.id = id;
    cap.cite = cite;
    cap.kind = ledger::CapKind::Ratio;
    cap.measure = measure_of(value, where);
    cap.percent = required_number(value, "percent", where);
    cap.of = joined(reader_.countries(at(value, "of"), where.at("of")).value_or(std::vector<std::string>{}));
    cap.to = joined(reader_.countries(at(value, "to"), where.at("to")).value_or(std::vector<std::string>{}));
    if (cap.of.empty() || cap.to.empty()) missing(value, where, "a ratio needs the places `of` and `to`");
    add_.caps.push_back(std::move(cap));
  }

  void read_duty(const JsonValue& value, const Where& where, const std::string& id, const std::string& cite) {
    if (reader_.object(value, where, {"owner", "due"}) == nullptr) return;
    ledger::Duty duty;
    duty.id = id;
    duty.cite = cite;
    duty.owner = required_text(value, "owner", where);
    duty.due = reader_.date(at(value, "due"), where.at("due"));
    add_.duties.push_back(std::move(duty));
  }

  ledger::Measure measure_of(const JsonValue& value, const Where& where) {
    return word_of(value, "measure", where, {"quantity", "tpp"}) == "tpp" ? ledger::Measure::Tpp : ledger::Measure::Quantity;
  }

  std::string word_of(const JsonValue& value, const char* key, const Where& where, const std::vector<std::string>& known) {
    if (at(value, key).is_null()) missing(value, where.at(key), fmt::format("`{}` is needed here", key));
    return reader_.word(at(value, key), where.at(key), known);
  }

  std::string required_text(const JsonValue& value, const char* key, const Where& where) {
    std::string text = reader_.text(at(value, key), where.at(key));
    if (text.empty()) missing(value, where.at(key), fmt::format("`{}` is needed here", key));
    return text;
  }

  Decimal required_number(const JsonValue& value, const char* key, const Where& where) {
    if (at(value, key).is_null()) missing(value, where.at(key), fmt::format("`{}` is needed here", key));
    return reader_.number(at(value, key), where.at(key)).value_or(Decimal());
  }

  void missing(const JsonValue& value, const Where& where, const std::string& message) {
    reader_.report("LG0120", value, where, message, "");
  }

  const LedgerPolicy& policy_;
  wire::Vocabulary vocabulary_;
  FieldReader reader_;
  ledger::AddLicense add_;
  std::set<std::int64_t> lines_;
  std::set<std::string> ids_;
};

}  // namespace

Result<LedgerPolicy> read_policy(const std::string& path) {
  const Result<JsonValue> value = wire::read_json_file(path);
  if (!value) return tl::unexpected(value.error());
  wire::Problems problems;
  const wire::Vocabulary vocabulary;
  FieldReader reader(vocabulary, problems);
  LedgerPolicy policy;
  const JsonValue& tolerance = at(*value, "value_tolerance");
  const JsonValue& records = at(*value, "records");
  const auto percent = reader.number(at(tolerance, "percent"), {});
  const auto years = reader.count(at(records, "years"), {});
  policy.tolerance_cite = reader.text(at(tolerance, "cite"), {});
  policy.retention_cite = reader.text(at(records, "cite"), {});
  if (!percent || !years || !problems.empty())
    return fail("LG0710", "the policy of the ledger needs `value_tolerance.percent` and `records.years`", "restore the file", path);
  policy.tolerance_percent = *percent;
  policy.retention_years = *years;
  return policy;
}

std::optional<ledger::AddLicense> read_license(const JsonValue& value, const LedgerPolicy& policy, wire::Problems& problems) {
  ledger::AddLicense license = LicenseReader(policy, problems).read(value);
  return wire::has_errors(problems) ? std::nullopt : std::optional(std::move(license));
}

void add_tpp(ledger::AddLicense& license, const catalogue::Catalogue& catalogue) {
  for (ledger::Line& line : license.lines) {
    if (line.tpp) continue;
    trade::Item item;
    item.id = line.item;
    const auto resolved = catalogue.resolve(item);
    const trade::Value* tpp = resolved ? trade::find(resolved->facts, "tpp") : nullptr;
    const Range* range = tpp == nullptr ? nullptr : std::get_if<Range>(tpp);
    if (range != nullptr && range->is_point()) line.tpp = range->min;
  }
}

}  // namespace lockgate::desk
