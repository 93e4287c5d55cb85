// Beneficial Ownership Data Standard 0.4 (https://standard.openownership.org/en/0.4.0/) and the statements of 0.2 and
// 0.3.
//
// Only shareholdings are ownership. A relationship that names other interests but none, or none at all, leaves the
// share unknown; posts on a board and the like are no share. A record is stated anew when something changes: each
// statement holds until the next.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <tuple>
#include <unordered_map>

#include "base/text.h"
#include "registry/formats.h"
#include "registry/identifier.h"

namespace lockgate::registry {
namespace {

using wire::JsonValue;

// Interests that are posts or roles: https://standard.openownership.org/en/0.4.0/standard/reference.html#interest-type
constexpr std::array<std::string_view, 13> kRoles = {"boardMember",
                                                     "boardChair",
                                                     "seniorManagingOfficial",
                                                     "appointmentOfBoard",
                                                     "nominee",
                                                     "nominator",
                                                     "settlor",
                                                     "protector",
                                                     "otherInfluenceOrControl",
                                                     "influence-or-control",
                                                     "other-influence-or-control",
                                                     "appointment-of-board",
                                                     "senior-managing-official"};

std::string first_of(const JsonValue& from, std::initializer_list<std::initializer_list<std::string_view>> paths) {
  for (const auto& path : paths)
    if (std::string text = text_at(from, path); !text.empty()) return text;
  return "";
}

// Numbers keep their digits.
std::string number_at(const JsonValue& from, std::string_view key) {
  const JsonValue* value = from.member(key);
  return value != nullptr && value->kind == JsonValue::Kind::Number ? value->text : "";
}

bool is_true(const JsonValue& from, std::string_view key) {
  const JsonValue* value = from.member(key);
  return value != nullptr && value->kind == JsonValue::Kind::Bool && value->truth;
}

// One statement about a relationship.
struct Version {
  std::string where;
  std::string owner;
  std::string owned;
  std::vector<Stake> stakes;
  std::optional<Date> stated;
  bool is_closed = false;

  Date begins() const {
    Date out = Date::latest();
    for (const Stake& stake : stakes) out = std::min(out, stake.span.from);
    return out;
  }
};

class Statements {
 public:
  explicit Statements(RegisterFile& file) : file_(file) {}

  void add(const JsonValue& statement, const std::string& where) {
    where_ = where;
    const std::string kind = first_of(statement, {{"recordType"}, {"statementType"}});
    const JsonValue* details = statement.member("recordDetails");
    if (details == nullptr) details = &statement;
    if (kind == "entity" || kind == "entityStatement") return add_party(statement, *details);
    if (kind == "person" || kind == "personStatement") return add_party(statement, *details);
    if (kind == "relationship" || kind == "ownershipOrControlStatement") return add_relationship(statement, *details);
    file_.say(Severity::Error, "LG0616", where_,
              fmt::format("a statement is about an entity, a person or a relationship, not `{}`; it was left out",
                          excerpt(kind)),
              "");
  }

  void finish() {
    for (auto& [record, versions] : relationships_) add_record(versions);
    std::stable_sort(
        file_.holdings.begin(), file_.holdings.end(), [](const RegisteredHolding& a, const RegisteredHolding& b) {
          return std::tie(a.owned, a.owner, a.stake.span.from) < std::tie(b.owned, b.owner, b.stake.span.from);
        });
    for (const auto& [key, where] : asked_)
      if (!known_.contains(key))
        file_.say(Severity::Warning, "LG0619", where,
                  fmt::format("no statement here describes `{}`; it has no name to compare with lists", key),
                  "give the file that describes it as well");
  }

 private:
  // Records have ids since 0.4; before, a statement named those it replaces.
  std::string record_of(const JsonValue& statement) {
    std::string id = first_of(statement, {{"recordId"}, {"statementId"}, {"statementID"}});
    if (const JsonValue* replaced = statement.member("replacesStatements"))
      for (const JsonValue& one : replaced->items)
        if (const auto found = replaced_.find(one.text); found != replaced_.end()) id = found->second;
    replaced_[first_of(statement, {{"statementID"}, {"statementId"}})] = id;
    return id;
  }

  void add_identifier(const JsonValue& identifier, RegisteredParty& party) {
    const std::string scheme = first_of(identifier, {{"scheme"}, {"schemeName"}});
    const std::string id = text_at(identifier, {"id"});
    if (id.empty() || scheme.empty()) return;
    const bool is_lei = scheme == "XI-LEI", is_company = scheme == "GB-COH";
    const auto read = is_lei       ? read_lei(id)
                      : is_company ? read_company_number(id)
                                   : std::optional(Identifier{id, false});
    if (!read)
      return file_.say(Severity::Warning, "LG0611", where_,
                       fmt::format("`{}` is no identifier of `{}` and joins nothing", excerpt(id), scheme),
                       is_lei ? "its last two digits check the others" : "");
    if (read->is_mended)
      file_.say(Severity::Note, "LG0612", where_, fmt::format("`{}` was read as `{}`", excerpt(id), read->text));
    party.keys.push_back((is_lei ? "LEI" : scheme) + " " + read->text);
  }

  static void add_names(const JsonValue& details, RegisteredParty& party) {
    const auto add = [&](std::string name) {
      if (!name.empty() && std::find(party.names.begin(), party.names.end(), name) == party.names.end())
        party.names.push_back(std::move(name));
    };
    add(text_at(details, {"name"}));
    for (const char* key : {"names", "alternateNames"})
      if (const JsonValue* names = details.member(key))
        for (const JsonValue& name : names->items) add(name.is_text() ? name.text : text_at(name, {"fullName"}));
  }

  void add_party(const JsonValue& statement, const JsonValue& details) {
    const std::string id = record_of(statement);
    if (id.empty())
      return file_.say(Severity::Error, "LG0616", where_, "a statement without `recordId` was left out", "");
    RegisteredParty party;
    party.keys.push_back("record " + id);
    // Relationships of older statements speak of statements, not of records.
    for (const char* key : {"statementId", "statementID"})
      if (const std::string other = text_at(statement, {key}); !other.empty() && other != id)
        party.keys.push_back("record " + other);
    for (const std::string& key : party.keys) known_[key] = true;
    if (const JsonValue* identifiers = details.member("identifiers"))
      for (const JsonValue& identifier : identifiers->items) add_identifier(identifier, party);
    add_names(details, party);
    const std::string birth = text_at(details, {"birthDate"});
    party.mark = !birth.empty() ? "born " + birth : party.keys.back();
    if (party.names.empty())
      file_.say(Severity::Warning, "LG0618", where_,
                fmt::format("`{}` has no name and can be compared with no list", party.keys.front()));
    file_.parties.push_back(std::move(party));
  }

  // A record that is meant; empty: somebody is left unnamed.
  std::string party_at(const JsonValue& details, const char* side) {
    const std::string id =
        first_of(details, {{side}, {side, "describedByEntityStatement"}, {side, "describedByPersonStatement"}});
    if (id.empty()) return "";
    asked_.emplace("record " + id, where_);
    return "record " + id;
  }

  void add_relationship(const JsonValue& statement, const JsonValue& details) {
    Version version;
    version.where = where_;
    version.owned = party_at(details, "subject");
    version.owner = party_at(details, "interestedParty");
    if (version.owned.empty())
      return file_.say(Severity::Error, "LG0616", where_, "a relationship without a `subject` was left out", "");
    if (version.owner.empty()) {
      const std::string reason =
          first_of(details, {{"interestedParty", "reason"}, {"interestedParty", "unspecified", "reason"}});
      return file_.say(Severity::Warning, "LG0618", where_,
                       fmt::format("who holds is not named{}, so it can be compared with no list",
                                   reason.empty() ? "" : " (" + reason + ")"));
    }
    if (!read_interests(details, version)) return;
    version.stated = day_of(text_at(statement, {"statementDate"}), false);
    version.is_closed = text_at(statement, {"recordStatus"}) == "closed";
    relationships_[record_of(statement)].push_back(std::move(version));
  }

  // False: a date cannot be read.
  bool read_interests(const JsonValue& details, Version& version) {
    const JsonValue* interests = details.member("interests");
    std::vector<Stake> others;
    if (interests != nullptr)
      for (const JsonValue& interest : interests->items) {
        Stake stake;
        if (!read_time(interest, stake.span)) return false;
        const std::string kind = text_at(interest, {"type"});
        stake.is_indirect = first_of(interest, {{"directOrIndirect"}, {"interestLevel"}}) == "indirect";
        if (kind == "shareholding")
          read_share(interest, stake), version.stakes.push_back(stake);
        else if (std::find(kRoles.begin(), kRoles.end(), kind) == kRoles.end())
          others.push_back(stake);
        else
          file_.say(Severity::Note, "LG0613", where_, fmt::format("`{}` is no ownership; no share was counted", kind));
      }
    if (interests == nullptr || interests->items.empty()) others.push_back({});
    if (version.stakes.empty() && !others.empty()) {
      file_.say(Severity::Warning, "LG0614", where_, "no shareholding is stated; it counts as a share of unknown size",
                "");
      version.stakes = std::move(others);
    }
    return true;
  }

  bool read_time(const JsonValue& interest, Span& span) {
    for (const auto& [key, is_end] : {std::pair("startDate", false), std::pair("endDate", true)}) {
      const std::string text = text_at(interest, {key});
      if (text.empty()) continue;
      const auto day = day_of(text, is_end);
      if (!day)
        return file_.say(Severity::Error, "LG0615", where_,
                         fmt::format("`{}` is no date; the relationship was left out", excerpt(text)),
                         "dates are written 2026-01-15"),
               false;
      (is_end ? span.until : span.from) = *day;
    }
    return true;
  }

  // Exclusive ends are numbers since 0.4 and were yes or no before.
  void read_share(const JsonValue& interest, Stake& stake) {
    const JsonValue* share = interest.member("share");
    if (share == nullptr || !share->is_object() || share->members.empty()) return;
    const std::string exact = number_at(*share, "exact");
    std::string from = number_at(*share, "minimum"), to = number_at(*share, "maximum");
    const std::string above = number_at(*share, "exclusiveMinimum"), below = number_at(*share, "exclusiveMaximum");
    const bool is_above = from.empty() ? !above.empty() : is_true(*share, "exclusiveMinimum");
    const bool is_below = to.empty() ? !below.empty() : is_true(*share, "exclusiveMaximum");
    if (from.empty()) from = above.empty() ? "0" : above;
    if (to.empty()) to = below.empty() ? "100" : below;
    const auto least = read_percent(exact.empty() ? from : exact), most = read_percent(exact.empty() ? to : exact);
    if (!least || !most || least->below > most->above)
      return file_.say(Severity::Warning, "LG0614", where_,
                       "the share is no percentage from 0 to 100; it counts as unknown", "");
    stake.least = least->below + (exact.empty() && is_above ? 1 : 0);
    stake.most = most->above - (exact.empty() && is_below && most->above > 0 ? 1 : 0);
    if (stake.least > stake.most) stake.least = stake.most = least->below;
    stake.is_unknown = false;
  }

  // A statement holds until the next one about the same record takes over: on the day from which that says its shares
  // are held, or, where it repeats the day of the one before, on the day it was made.
  void add_record(std::vector<Version>& versions) {
    std::stable_sort(versions.begin(), versions.end(), [](const Version& a, const Version& b) {
      return a.stated.value_or(Date::earliest()) < b.stated.value_or(Date::earliest());
    });
    Date from = Date::earliest();
    for (std::size_t v = 0; v < versions.size(); ++v) {
      Version& version = versions[v];
      Date until = Date::latest();
      if (version.is_closed) until = version.stated.value_or(Date::latest());
      if (v + 1 < versions.size()) until = taken_over(version, versions[v + 1]);
      for (Stake& stake : version.stakes)
        stake.span = {std::max(stake.span.from, from), std::min(stake.span.until, until)};
      std::erase_if(version.stakes, [](const Stake& stake) { return stake.span.from >= stake.span.until; });
      for (const Stake& stake : put_together(version.stakes))
        file_.holdings.push_back({version.owner, version.owned, stake});
      from = std::max(from, until);
    }
  }

  static Date taken_over(const Version& version, const Version& next) {
    const Date begins = next.stakes.empty() ? Date::earliest() : next.begins();
    if (begins > version.begins()) return begins;
    return next.stated.value_or(version.begins());
  }

  RegisterFile& file_;
  std::string where_;
  std::map<std::string, std::vector<Version>> relationships_;
  std::unordered_map<std::string, std::string> replaced_;
  std::unordered_map<std::string, bool> known_;
  std::map<std::string, std::string> asked_;  // and where first
};

}  // namespace

bool is_bods(std::string_view beginning) {
  const auto says = [&](std::string_view word) { return beginning.find(word) != beginning.npos; };
  return (says("\"statementId\"") || says("\"statementID\"")) && (says("\"recordType\"") || says("\"statementType\""));
}

void read_bods(wire::TextStream stream, RegisterFile& file) {
  Statements statements(file);
  for_each_object(std::move(stream), file,
                  [&](const JsonValue& statement, const std::string& where) { statements.add(statement, where); });
  statements.finish();
}

}  // namespace lockgate::registry
