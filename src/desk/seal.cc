#include "desk/seal.h"

#include <fmt/format.h>

#include <map>

#include "base/digest.h"
#include "desk/party_screen.h"
#include "desk/screened_record.h"
#include "desk/vocabulary.h"
#include "wire/determination_json.h"
#include "wire/order_reader.h"

namespace lockgate::desk {
namespace {

std::string lists_of(const trade::Determination& determination) {
  std::string lists;
  for (const trade::Digest& list : determination.lists) lists += fmt::format("{} {}\n", list.name, list.digest);
  return lists;
}

// Sixteen digits of the digest of what went in. Whoever asks the same again gets the same id.
std::string id_of(const ledger::Sealed& sealed) {
  std::string asked;
  for (const std::string& part : {sealed.order, sealed.given, sealed.format, sealed.as_of.to_string(), sealed.posture, ledger::text_of(sealed.known_at),
                                  sealed.language, sealed.rulebook, sealed.catalogue, sealed.lists})
    asked += fmt::format("{} {}\n", part.size(), part);
  if (!sealed.screened.empty()) asked += fmt::format("{} {}\n", sealed.screened.size(), sealed.screened);
  constexpr std::size_t kAfterPrefix = 7, kDigits = 16;
  return sha256(asked).substr(kAfterPrefix, kDigits);
}

void compare(const char* what, const std::string& sealed, const std::string& here, std::vector<std::string>& missing) {
  if (sealed != here) missing.push_back(fmt::format("{} {}; here is {}", what, sealed.empty() ? "none" : sealed, here.empty() ? "none" : here));
}

// What a screening fills in; everything else comes from the order's own text.
bool fill(trade::Order& order, const std::vector<trade::Party>& parties) {
  if (order.parties.size() != parties.size()) return false;
  for (std::size_t i = 0; i < parties.size(); ++i) {
    trade::Party& party = order.parties[i];
    if (party.role != parties[i].role || party.name != parties[i].name) return false;
    party.lists = parties[i].lists;
    party.owners = parties[i].owners;
    party.is_own_parent = parties[i].is_own_parent;
    party.ultimate_parent = parties[i].ultimate_parent;
  }
  return true;
}

}  // namespace

ledger::Sealed seal(const Desk& desk, const GivenOrder& given, const trade::Order& order, const decide::Options& options, const trade::Determination& determination) {
  ledger::Sealed sealed;
  sealed.order = given.id;
  sealed.given = given.text;
  sealed.format = given.format;
  sealed.as_of = options.as_of;
  sealed.posture = options.is_codified ? "codified" : "enforced";
  if (options.known_at != Date::latest()) sealed.known_at = options.known_at;
  sealed.language = options.language == trade::Language::Chinese ? "zh" : "en";
  sealed.rulebook = desk.law().digest;
  sealed.catalogue = desk.catalogue().digest();
  sealed.lists = lists_of(determination);
  if (!determination.lists.empty()) sealed.screened = to_text({determination.lists, order.parties, determination.screening});
  sealed.verdict = trade::to_string(determination.verdict);
  sealed.bytes = wire::to_json_line(determination);
  sealed.digest = sha256(sealed.bytes);
  sealed.id = id_of(sealed);
  return sealed;
}

decide::Options options_of(const ledger::Sealed& sealed) {
  decide::Options options;
  options.as_of = sealed.as_of;
  options.is_codified = sealed.posture == "codified";
  options.known_at = sealed.known_at.value_or(Date::latest());
  options.language = sealed.language == "zh" ? trade::Language::Chinese : trade::Language::English;
  return options;
}

Result<trade::Order> order_of(const Desk& desk, const ledger::Sealed& sealed) {
  const auto failure = [&](const std::string& why) { return fail("LG0723", "a sealed order cannot be read: " + why, "", sealed.id); };
  auto reader = wire::OrderReader::of(sealed.given, "order." + sealed.format, vocabulary_of(desk.law(), desk.decider().binder()));
  if (!reader) return failure(reader.error().message);
  auto line = reader->next();
  if (!line) return failure("there is none");
  if (!line->order) return failure(line->problems.empty() ? "" : line->problems.front().message);
  line->order->id = sealed.order;
  if (const auto errors = desk.prepare(*line->order); !errors.empty()) return failure(errors.front().message);
  if (sealed.screened.empty()) return std::move(*line->order);
  const auto record = screened_record(sealed.screened);
  if (!record) return failure(record.error().message);
  if (!fill(*line->order, record->parties)) return failure("the lists spoke of other parties");
  return std::move(*line->order);
}

Result<std::vector<ledger::Sealed>> newest_of_each_order(ledger::Store& store, const std::string& order) {
  std::vector<ledger::Sealed> all;
  const auto looked = store.look([&](const ledger::State& state) { all = order.empty() ? ledger::list<ledger::Sealed>(state) : ledger::list<ledger::Sealed>(state, "order", order); });
  if (!looked) return tl::unexpected(looked.error());
  // Days do not tell apart what was sealed on one of them; the journal does.
  const auto numbers = all.size() < 2 ? Result<std::map<std::string, std::int64_t>>(std::map<std::string, std::int64_t>()) : store.numbers_of_seals();
  if (!numbers) return tl::unexpected(numbers.error());
  const auto number_of = [&](const ledger::Sealed& one) { const auto at = numbers->find(one.id); return at == numbers->end() ? 0 : at->second; };
  std::map<std::string, ledger::Sealed> newest;
  for (ledger::Sealed& one : all)
    if (const auto at = newest.find(one.order); at == newest.end() || number_of(at->second) < number_of(one)) newest[one.order] = std::move(one);
  std::vector<ledger::Sealed> out;
  for (auto& [name, sealed] : newest) out.push_back(std::move(sealed));
  return out;
}

Result<trade::Determination> decide_again(const Desk& desk, const ledger::Sealed& sealed, const decide::Options& options) {
  const auto order = order_of(desk, sealed);
  if (!order) return tl::unexpected(order.error());
  trade::Determination determination = desk.decide(*order, options);
  if (sealed.screened.empty()) return determination;
  const auto record = screened_record(sealed.screened);
  if (!record) return tl::unexpected(record.error());
  note_screening(record->lists, record->found, desk.law(), options.language, determination);
  return determination;
}

Replay replay(const Desk& desk, const ledger::Sealed& sealed) {
  Replay out;
  compare("rulebook", sealed.rulebook, desk.law().digest, out.missing);
  compare("catalogue", sealed.catalogue, desk.catalogue().digest(), out.missing);
  if (!out.missing.empty()) return out;
  const auto determination = decide_again(desk, sealed, options_of(sealed));
  // Under the same law and catalogue it was read before: that it is not now is a difference, not an absence.
  if (!determination) {
    out.bytes = determination.error().message;
    return out;
  }
  compare("lists", sealed.lists, lists_of(*determination), out.missing);
  if (!out.missing.empty()) return out;
  out.bytes = wire::to_json_line(*determination);
  out.is_same = out.bytes == sealed.bytes && sha256(out.bytes) == sealed.digest;
  return out;
}

}  // namespace lockgate::desk
