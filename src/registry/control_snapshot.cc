// Persons with significant control: https://download.companieshouse.gov.uk/en_pscdata.html, one JSON object a line.
//
// A nature of control says a band of shares: `25-to-50` is more than 25 and no more than 50 percent, `50-to-75` more
// than 50 and less than 75, `75-to-100` is 75 or more. Every nature that holds is registered, so whoever is registered
// for votes or influence alone has no more than a quarter of the shares.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "registry/formats.h"
#include "registry/identifier.h"

namespace lockgate::registry {
namespace {

using wire::JsonValue;

constexpr std::int64_t kQuarter = kWhole / 4;

struct Band {
  std::string_view words;
  std::int64_t least;
  std::int64_t most;
};
constexpr std::array<Band, 4> kBands = {{
    {"25-to-50-percent", kQuarter + 1, 2 * kQuarter},
    {"50-to-75-percent", 2 * kQuarter + 1, 3 * kQuarter - 1},
    {"75-to-100-percent", 3 * kQuarter, kWhole},
    {"more-than-25-percent", kQuarter + 1, kWhole},
}};

constexpr std::array<std::string_view, 2> kOwnership = {"ownership-of-shares", "right-to-share-surplus-assets"};
constexpr std::array<std::string_view, 4> kControl = {"voting-rights", "right-to-appoint-and-remove",
                                                      "significant-influence-or-control",
                                                      "right-to-appoint-and-remove-persons"};

// As the register's forms are filled in by those who register; companies elsewhere have numbers of other registers.
constexpr std::array<std::string_view, 14> kPlaces = {"united kingdom",
                                                      "england",
                                                      "england and wales",
                                                      "england wales",
                                                      "wales",
                                                      "scotland",
                                                      "northern ireland",
                                                      "uk",
                                                      "great britain",
                                                      "companies house",
                                                      "uk companies house",
                                                      "england uk",
                                                      "companies house uk",
                                                      "registrar of companies for england and wales"};

template <class Words>
bool begins_with_one(const Words& words, std::string_view text) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return text.starts_with(word); });
}

// The shares that one nature of control tells of; nullopt: control without them.
std::optional<Stake> stake_of(std::string_view nature, const std::string& where, RegisterFile& file) {
  if (nature.starts_with("part-")) nature.remove_prefix(5);
  for (const Band& band : kBands)
    if (begins_with_one(kOwnership, nature) && nature.find(band.words) != nature.npos)
      return Stake{band.least, band.most, false, false, {}};
  if (begins_with_one(kControl, nature)) return std::nullopt;
  file.say(Severity::Warning, "LG0614", where,
           fmt::format("the nature of control `{}` is not known here; it counts as a share of unknown size",
                       excerpt(nature)),
           "");
  return Stake{};
}

Stake stake_of(const JsonValue& data, const std::string& where, RegisterFile& file) {
  const JsonValue* natures = data.member("natures_of_control");
  if (natures == nullptr || natures->items.empty()) {
    file.say(Severity::Warning, "LG0614", where, "no nature of control is given; it counts as a share of unknown size",
             "");
    return {};
  }
  std::vector<Stake> stakes;
  for (const JsonValue& nature : natures->items)
    if (const auto stake = stake_of(nature.text, where, file)) stakes.push_back(*stake);
  if (!stakes.empty()) return put_together(stakes).front();
  file.say(Severity::Note, "LG0613", where,
           "control without ownership: no more than a quarter of the shares was counted");
  return {0, kQuarter, false, false, {}};
}

// The key of a company that is registered by its number, when that is a number of this register.
std::optional<std::string> number_key(const JsonValue& data, const std::string& where, RegisterFile& file) {
  const std::string given = text_at(data, {"identification", "registration_number"});
  if (given.empty()) return std::nullopt;
  const auto is_here = [&](const char* field) {
    const std::string place = fold(text_at(data, {"identification", field}));
    return std::find(kPlaces.begin(), kPlaces.end(), place) != kPlaces.end();
  };
  if (!is_here("country_registered") && !is_here("place_registered")) return std::nullopt;
  const auto number = read_company_number(given);
  if (!number)
    file.say(Severity::Warning, "LG0611", where,
             fmt::format("`{}` is no number of Companies House and joins nothing", excerpt(given)), "");
  else if (number->is_mended)
    file.say(Severity::Note, "LG0612", where, fmt::format("`{}` was read as `{}`", excerpt(given), number->text));
  return number ? std::optional("GB-COH " + number->text) : std::nullopt;
}

std::string born(const JsonValue& data) {
  const JsonValue* year = value_at(data, {"date_of_birth", "year"});
  const JsonValue* month = value_at(data, {"date_of_birth", "month"});
  if (year == nullptr || month == nullptr || year->text.empty() || month->text.empty()) return "";
  return fmt::format("{}-{:0>2}", year->text, month->text);
}

// One name and month of birth is one person; without it nobody is taken for anybody else.
RegisteredParty owner_of(const JsonValue& data, const std::string& where, RegisterFile& file) {
  RegisteredParty party;
  const std::string name = text_at(data, {"name"});
  if (!name.empty()) party.names.push_back(name);
  const std::string birth = born(data);
  const auto number = number_key(data, where, file);
  if (number)
    party.keys.push_back(*number), party.mark = *number;
  else if (!birth.empty() && !name.empty())
    party.keys.push_back(fmt::format("person {} {}", fold(name), birth)), party.mark = "born " + birth;
  else
    party.mark = fmt::format("{}, {}", file.path, where), party.keys.push_back("entry " + party.mark);
  if (name.empty())
    file.say(Severity::Warning, "LG0618", where, "who holds is not named and can be compared with no list");
  return party;
}

bool read_time(const JsonValue& data, const std::string& where, RegisterFile& file, Span& span) {
  for (const auto& [field, is_end] : {std::pair("notified_on", false), std::pair("ceased_on", true)}) {
    const std::string text = text_at(data, {field});
    if (text.empty()) continue;
    const auto day = day_of(text, is_end);
    if (!day)
      return file.say(Severity::Error, "LG0615", where,
                      fmt::format("`{}` is no date; the entry was left out", excerpt(text)),
                      "dates are written 2026-01-15"),
             false;
    (is_end ? span.until : span.from) = *day;
  }
  return true;
}

void use(const JsonValue& line, const std::string& where, RegisterFile& file) {
  const JsonValue* data = line.member("data");
  const std::string kind = data == nullptr ? "" : text_at(*data, {"kind"});
  if (kind.starts_with("totals#")) return;
  const auto company = read_company_number(text_at(line, {"company_number"}));
  if (data == nullptr || !data->is_object() || kind.empty() || !company)
    return file.say(Severity::Error, "LG0616", where,
                    "this is no entry of a company with `company_number` and `data`; it was left out",
                    "fetch the file again");
  if (kind == "exemptions" || kind.ends_with("-statement"))
    return file.say(Severity::Note, "LG0617", where,
                    fmt::format("`{}`: the company names nobody here",
                                text_at(*data, {"statement"}).empty() ? kind : text_at(*data, {"statement"})));
  if (company->is_mended)
    file.say(Severity::Note, "LG0612", where, fmt::format("the company's number was read as `{}`", company->text));
  Stake stake = stake_of(*data, where, file);
  stake.span = {};
  if (!read_time(*data, where, file, stake.span)) return;
  if (stake.span.from >= stake.span.until)
    return file.say(Severity::Note, "LG0617", where, "an entry that ceased before it began was passed over");
  RegisteredParty owner = owner_of(*data, where, file);
  file.parties.push_back({{"GB-COH " + company->text}, {}, "GB-COH " + company->text, {}});
  file.holdings.push_back({owner.keys.front(), file.parties.back().keys.front(), stake});
  file.parties.push_back(std::move(owner));
}

}  // namespace

bool is_control_snapshot(std::string_view beginning) {
  return beginning.find("\"company_number\"") != beginning.npos && beginning.find("\"data\"") != beginning.npos;
}

void read_control_snapshot(wire::TextStream stream, RegisterFile& file) {
  for_each_object(std::move(stream), file,
                  [&](const JsonValue& line, const std::string& where) { use(line, where, file); });
}

}  // namespace lockgate::registry
