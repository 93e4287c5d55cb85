#include "registry/gleif.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "registry/formats.h"
#include "registry/identifier.h"

namespace lockgate::registry {
namespace {

// GLEIF's codes for the three parts of Companies House:
// https://www.gleif.org/en/about-lei/code-lists/gleif-registration-authorities-list
constexpr std::array<std::string_view, 3> kCompaniesHouse = {"RA000585", "RA000586", "RA000587"};

template <class Words>
bool holds(const Words& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Records that GLEIF keeps only so that nobody relies on them.
bool is_void(std::string_view status) { return status == "ANNULLED" || status == "DUPLICATE" || status == "CANCELLED"; }

std::optional<std::string> lei_key(const std::string& text, const std::string& where, RegisterFile& file) {
  const auto lei = read_lei(text);
  if (!lei) {
    file.say(Severity::Error, "LG0610", where,
             fmt::format("`{}` is no Legal Entity Identifier; the record was left out", excerpt(text)),
             "an LEI has 20 letters and digits, and its last two check the others");
    return std::nullopt;
  }
  if (lei->is_mended)
    file.say(Severity::Note, "LG0612", where, fmt::format("`{}` was read as `{}`", excerpt(text), lei->text));
  return "LEI " + lei->text;
}

// Other identifiers than LEIs stand as they are.
std::optional<std::string> node_key(const std::string& text, const std::string& kind, const std::string& where,
                                    RegisterFile& file) {
  if (kind.empty() || kind == "LEI") return lei_key(text, where, file);
  if (!text.empty()) return kind + " " + text;
  file.say(Severity::Error, "LG0616", where, "a relationship without one of its two parties was left out", "");
  return std::nullopt;
}

void add_company_number(const LeiRecord& record, const std::string& where, RegisteredParty& party, RegisterFile& file) {
  if (record.number.empty() || !holds(kCompaniesHouse, record.authority)) return;
  const auto number = read_company_number(record.number);
  if (!number)
    return file.say(Severity::Warning, "LG0611", where,
                    fmt::format("`{}` is no number of Companies House and joins nothing", excerpt(record.number)), "");
  if (number->is_mended)
    file.say(Severity::Note, "LG0612", where,
             fmt::format("`{}` was read as `{}`", excerpt(record.number), number->text));
  party.keys.push_back("GB-COH " + number->text);
}

// What a kind of relationship says of shares; nullopt: nothing.
std::optional<Stake> stake_of(const LeiRelation& relation, const std::string& where, RegisterFile& file) {
  Stake stake;
  if (relation.kind == "IS_DIRECTLY_CONSOLIDATED_BY") return stake;
  if (relation.kind == "IS_ULTIMATELY_CONSOLIDATED_BY") {
    stake.is_indirect = true;
    return stake;
  }
  if (relation.kind == "IS_INTERNATIONAL_BRANCH_OF") return Stake{kWhole, kWhole, false, false, {}};
  if (relation.kind == "IS_FUND-MANAGED_BY" || relation.kind == "IS_SUBFUND_OF" || relation.kind == "IS_FEEDER_TO") {
    file.say(Severity::Note, "LG0613", where, fmt::format("`{}` is no ownership; no share was counted", relation.kind));
    return std::nullopt;
  }
  file.say(Severity::Warning, "LG0614", where,
           fmt::format("the relationship `{}` is not known here; it counts as a share of unknown size",
                       excerpt(relation.kind)),
           "");
  return stake;
}

// The time of the relationship itself, not of the accounts or the papers about it. False: a date cannot be read.
bool read_time(const LeiRelation& relation, const std::string& where, RegisterFile& file, Span& span) {
  std::string from, until;
  for (const LeiPeriod& period : relation.periods)
    if (period.kind == "RELATIONSHIP_PERIOD" || period.kind.empty()) from = period.from, until = period.until;
  // Ended, and nobody says when: when that was last written down, at the latest.
  if (until.empty() && (relation.status == "INACTIVE" || relation.registration == "RETIRED")) until = relation.updated;
  for (const auto& [text, is_end] : {std::pair(&from, false), std::pair(&until, true)}) {
    if (text->empty()) continue;
    const auto day = day_of(*text, is_end);
    if (!day)
      return file.say(Severity::Error, "LG0615", where,
                      fmt::format("`{}` is no date; the relationship was left out", excerpt(*text)),
                      "dates are written 2026-01-15"),
             false;
    (is_end ? span.until : span.from) = *day;
  }
  return true;
}

}  // namespace

void add(const LeiRecord& record, const std::string& where, RegisterFile& file) {
  const auto key = lei_key(record.lei, where, file);
  if (!key) return;
  if (is_void(record.status))
    return file.say(Severity::Note, "LG0617", where,
                    fmt::format("`{}` is {} and was passed over", *key, record.status));
  RegisteredParty party{{*key}, record.names, *key, {}};
  if (party.names.empty())
    file.say(Severity::Warning, "LG0618", where,
             fmt::format("`{}` has no name and can be compared with no list", *key));
  add_company_number(record, where, party, file);
  if (place_code(record.headquarters)) party.headquarters = record.headquarters;
  file.parties.push_back(std::move(party));
}

void add(const LeiRelation& relation, const std::string& where, RegisterFile& file) {
  const auto child = node_key(relation.child, relation.child_kind, where, file);
  const auto parent = child ? node_key(relation.parent, relation.parent_kind, where, file) : std::nullopt;
  if (!child || !parent) return;
  if (is_void(relation.registration) || relation.status == "NULL")
    return file.say(Severity::Note, "LG0617", where,
                    "a relationship that was annulled or stands twice was passed over");
  auto stake = stake_of(relation, where, file);
  if (!stake || !read_time(relation, where, file, stake->span)) return;
  if (stake->span.from >= stake->span.until)
    return file.say(Severity::Note, "LG0617", where, "a relationship that ended before it began was passed over");
  file.holdings.push_back({*parent, *child, *stake});
}

}  // namespace lockgate::registry
