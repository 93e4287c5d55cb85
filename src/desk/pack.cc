#include "desk/pack.h"

#include <fmt/format.h>

#include <algorithm>
#include <regex>

#include "base/json.h"
#include "ledger/case_course.h"

namespace lockgate::desk {
namespace {

using Json = nlohmann::ordered_json;

std::string text_of(const Range& range) { return range.is_point() ? range.min.to_string() : fmt::format("{} to {}", range.min.to_string(), range.max.to_string()); }

std::string text_of(const trade::Value& value) {
  if (const auto* truth = std::get_if<bool>(&value)) return *truth ? "yes" : "no";
  if (const auto* range = std::get_if<Range>(&value)) return text_of(*range);
  if (const auto* word = std::get_if<std::string>(&value)) return *word;
  if (const auto* words = std::get_if<trade::Words>(&value)) return fmt::format("{}", fmt::join(*words, ", "));
  const auto& money = std::get<trade::Money>(value);
  return fmt::format("{} {}", money.amount.to_string(), money.currency);
}

void put(PackSources& sources, const std::string& name, const std::string& value) {
  if (!value.empty()) sources[name] = value;
}

void add_party(PackSources& sources, const trade::Party& party) {
  const std::string base = fmt::format("party.{}.", party.role);
  put(sources, base + "name", party.name);
  put(sources, base + "country", party.country);
  put(sources, base + "headquarters", party.headquarters);
  if (party.is_own_parent) put(sources, base + "ultimate_parent", party.name);
  if (party.ultimate_parent) put(sources, base + "ultimate_parent", party.ultimate_parent->name);
}

// Of a whole line, where quantity and the number of one piece are known exactly.
void add_product(PackSources& sources, const std::string& name, const std::optional<Range>& quantity, const Decimal& each) {
  if (!quantity || !quantity->is_point()) return;
  if (const auto product = multiply(quantity->min, each)) put(sources, name, product->to_string());
}

std::string text_of(const Json& json) {
  if (json.is_string()) return json.get<std::string>();
  if (!json.is_array()) return json.is_null() ? "" : json.dump();
  std::vector<std::string> words;
  for (const Json& each : json) words.push_back(text_of(each));
  return fmt::format("{}", fmt::join(words, ", "));
}

class Packer {
 public:
  Packer(const PackSources& sources, const std::map<std::string, std::string>& filled) : sources_(sources), filled_(filled) {}

  void add(const Form& form) {
    PackedForm packed{&form, {}};
    for (const FormField& field : form.fields) packed.fields.push_back(fill(form, field));
    pack_.forms.push_back(std::move(packed));
  }

  Pack finish() {
    for (auto& [term, values] : terms_) {
      std::vector<std::string> distinct;
      for (const auto& [source, value] : values)
        if (std::find(distinct.begin(), distinct.end(), value) == distinct.end()) distinct.push_back(value);
      if (distinct.size() > 1) pack_.disagreements.push_back({term, {values.begin(), values.end()}});
    }
    return std::move(pack_);
  }

 private:
  // Everything that says something about the field; the first is the value.
  std::vector<std::pair<std::string, std::string>> candidates(const std::string& name, const FormField& field) const {
    std::vector<std::pair<std::string, std::string>> found;
    for (const std::string& key : {name, field.term})
      if (const auto entered = filled_.find(key); entered != filled_.end() && !key.empty()) found.emplace_back("entered " + key, entered->second);
    for (const std::string& key : field.from)
      if (const auto known = sources_.find(key); known != sources_.end()) found.emplace_back(key, known->second);
    return found;
  }

  PackedField fill(const Form& form, const FormField& field) {
    PackedField packed{&field, fmt::format("{}.{}", form.id, field.id), "", "", false, false};
    const auto found = candidates(packed.name, field);
    const std::string term = field.term.empty() ? packed.name : field.term;
    for (const auto& [source, value] : found) terms_[term].insert({source, value});
    if (!found.empty()) {
      packed.source = found.front().first;
      packed.value = found.front().second;
    }
    packed.is_missing = field.is_required && packed.value.empty();
    packed.is_malformed = !packed.value.empty() && !field.pattern.empty() && !std::regex_match(packed.value, std::regex(field.pattern));
    return packed;
  }

  const PackSources& sources_;
  const std::map<std::string, std::string>& filled_;
  std::map<std::string, std::map<std::string, std::string>> terms_;
  Pack pack_;
};

void add_license(PackSources& sources, const ledger::State& state, const std::string& number) {
  const auto license = ledger::find<ledger::License>(state, number);
  if (!license) return;
  put(sources, "license.number", number);
  put(sources, "license.valid_until", license->valid_until.to_string());
  const auto lines = ledger::list<ledger::Line>(state, "license", number);
  if (lines.size() == 1) {
    put(sources, "license.quantity", lines.front().granted.to_string());
    put(sources, "license.item", lines.front().item);
    if (lines.front().value) put(sources, "license.value", lines.front().value->to_string());
    put(sources, "license.currency", lines.front().currency);
  }
  std::map<std::string, std::vector<std::string>> names;
  for (const ledger::Party& party : ledger::list<ledger::Party>(state, "license", number)) names[party.role].push_back(party.name);
  for (const auto& [role, each] : names)
    if (each.size() == 1) put(sources, fmt::format("license.{}", role), each.front());
}

}  // namespace

void add_order(PackSources& sources, const trade::Order& order) {
  put(sources, "order.id", order.id);
  if (order.date) put(sources, "order.date", order.date->to_string());
  put(sources, "order.movement", order.movement);
  put(sources, "order.origin", order.origin);
  put(sources, "order.destination", order.destination);
  put(sources, "order.via", fmt::format("{}", fmt::join(order.via, ", ")));
  put(sources, "order.item", order.item.id);
  if (order.quantity) put(sources, "order.quantity", text_of(*order.quantity));
  if (order.end_use) put(sources, "order.end_use", fmt::format("{}", fmt::join(*order.end_use, ", ")));
  if (order.unit_price) {
    put(sources, "order.unit_price", order.unit_price->amount.to_string());
    put(sources, "order.currency", order.unit_price->currency);
    add_product(sources, "order.total_price", order.quantity, order.unit_price->amount);
  }
  for (const trade::Party& party : order.parties) add_party(sources, party);
  for (const trade::Given& fact : order.item.facts) put(sources, "item." + fact.name, text_of(fact.value));
  for (const trade::Given& fact : order.facts) put(sources, "fact." + fact.name, text_of(fact.value));
  const trade::Value* tpp = trade::find(order.item.facts, "tpp");
  const Range* each = tpp == nullptr ? nullptr : std::get_if<Range>(tpp);
  if (each != nullptr && each->is_point()) add_product(sources, "order.total_tpp", order.quantity, each->min);
}

void add_determination(PackSources& sources, const std::string& bytes) {
  const Json json = Json::parse(bytes, nullptr, false);
  if (!json.is_object()) return;
  put(sources, "determination.verdict", text_of(json["verdict"]));
  put(sources, "determination.as_of", text_of(json["as_of"]));
  constexpr std::size_t kEntry = 5;  // the entry of a list, without its paragraphs
  for (const Json& gate : json["gates"]) {
    const std::string base = fmt::format("gate.{}.", text_of(gate["gate"]));
    for (const auto& [key, value] : gate.items())
      if (key != "reasons" && key != "notes" && key != "contested" && key != "duties" && key != "parts") put(sources, base + key, text_of(value));
    if (const auto entry = sources.find(base + "classification"); entry != sources.end()) put(sources, base + "entry", entry->second.substr(0, kEntry));
  }
}

void add_case(PackSources& sources, const ledger::State& state, const std::string& id) {
  const auto file = ledger::find<ledger::CaseFile>(state, id);
  if (!file) return;
  put(sources, "case.id", id);
  put(sources, "case.opened", file->opened.to_string());
  put(sources, "case.determination", file->determination);
  for (const ledger::CaseEvent& event : ledger::events_of(state, id)) {
    put(sources, fmt::format("case.{}.date", event.step), event.date.to_string());
    put(sources, fmt::format("case.{}.result", event.step), event.result);
    put(sources, fmt::format("case.{}.reference", event.step), event.reference);
  }
  if (!file->license.empty()) add_license(sources, state, file->license);
}

Pack pack(const std::vector<Form>& forms, const PackSources& sources, const std::map<std::string, std::string>& filled) {
  Packer packer(sources, filled);
  for (const Form& form : forms) packer.add(form);
  return packer.finish();
}

}  // namespace lockgate::desk
