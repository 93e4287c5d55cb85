// The forms of a case.
#include <fmt/format.h>

#include <filesystem>

#include "cli/case_json.h"
#include "cli/command.h"
#include "cli/page.h"
#include "cli/sealed_entry.h"
#include "desk/pack.h"
#include "desk/seal.h"

namespace lockgate::cli {
namespace {

using Json = nlohmann::ordered_json;

struct Arguments {
  std::string id;
  std::string form;
  LedgerAccess access;
};

// What the ledger knows of a case, taken out of it in one look.
struct Known {
  std::optional<ledger::CaseFile> file;
  std::optional<ledger::Sealed> sealed;
  desk::PackSources sources;
  std::map<std::string, std::string> filled;
};

Known known_of(const ledger::State& state, const std::string& id) {
  Known known;
  known.file = ledger::find<ledger::CaseFile>(state, id);
  if (!known.file) return known;
  known.sealed = ledger::find<ledger::Sealed>(state, known.file->determination);
  for (const ledger::CaseField& field : ledger::list<ledger::CaseField>(state, "owner", id)) known.filled[field.field] = field.value;
  desk::add_case(known.sources, state, id);
  return known;
}

// The order itself is read under the catalogue of today; what was decided is taken from the seal.
bool add_sealed(Session& session, Known& known) {
  if (!known.sealed) {
    session.complain({"LG0733", "the case rests on no sealed determination: what only the order says is missing", known.file->id, "`lockgate case record CASE determine … --reference ID`"}, Severity::Warning);
    return true;
  }
  const auto desk = session.open_desk();
  if (desk == nullptr) return false;
  const auto order = desk::order_of(*desk, *known.sealed);
  if (!order) session.refuse(order.error());
  if (order) desk::add_order(known.sources, *order);
  desk::add_determination(known.sources, known.sealed->bytes);
  return order.has_value();
}

Json json_of(const desk::Pack& pack) {
  Json json{{"forms", Json::array()}, {"missing", Json::array()}, {"malformed", Json::array()}, {"disagree", Json::array()}};
  for (const desk::PackedForm& form : pack.forms) {
    Json each{{"form", form.form->id}, {"title", form.form->title}, {"cite", form.form->cite}, {"confidence", form.form->confidence}, {"fields", Json::array()}};
    for (const desk::PackedField& field : form.fields) {
      each["fields"].push_back({{"field", field.name}, {"label", field.field->label}, {"value", field.value.empty() ? Json(nullptr) : Json(field.value)}, {"from", field.source.empty() ? Json(nullptr) : Json(field.source)}});
      if (field.is_missing) json["missing"].push_back(field.name);
      if (field.is_malformed) json["malformed"].push_back({{"field", field.name}, {"value", field.value}, {"expected", field.field->pattern}});
    }
    json["forms"].push_back(std::move(each));
  }
  for (const desk::Disagreement& each : pack.disagreements) {
    Json values = Json::object();
    for (const auto& [source, value] : each.values) values[source] = value;
    json["disagree"].push_back({{"what", each.term}, {"values", std::move(values)}});
  }
  return json;
}

void print(Session& session, const desk::Pack& pack) {
  Page page;
  std::size_t missing = 0;
  for (const desk::PackedForm& form : pack.forms) {
    page.heading(fmt::format("{}  {}  ({})", form.form->id, form.form->title, form.form->cite));
    for (const desk::PackedField& field : form.fields) {
      missing += field.is_missing ? 1 : 0;
      if (field.value.empty() && !field.is_missing) continue;
      const std::string fault = field.is_malformed ? fmt::format("  ✗ expected {}", field.field->pattern) : "";
      page.pair(fmt::format("{} {}", field.field->id, field.field->label), field.is_missing ? "✗ MISSING" : field.value + fault, 1);
    }
  }
  page.heading("check");
  page.line(fmt::format("{} missing; `lockgate case fill CASE FORM.FIELD=VALUE` fills in what only people know", missing));
  for (const desk::Disagreement& each : pack.disagreements) {
    page.item("✗", fmt::format("{} differs", each.term));
    for (const auto& [source, value] : each.values) page.line(fmt::format("{}: {}", source, value), Style::Plain, 2);
  }
  page.write_text(session.out());
}

bool is_clean(const Json& json) { return json["missing"].empty() && json["malformed"].empty() && json["disagree"].empty(); }

// The forms asked for; an unknown one has been refused.
std::optional<std::vector<desk::Form>> forms_for(Session& session, const std::string& name) {
  const std::filesystem::path data = session.data();
  if (data.empty()) return std::nullopt;
  auto forms = desk::read_forms((data / "ledger" / "forms").string());
  if (!forms) {
    refuse_ledger(session, forms.error());
    return std::nullopt;
  }
  std::vector<std::string> names;
  for (const desk::Form& form : *forms) names.push_back(form.id);
  if (!name.empty()) std::erase_if(*forms, [&](const desk::Form& form) { return form.id != name; });
  if (!forms->empty()) return std::move(*forms);
  session.refuse({"LG0734", fmt::format("there is no form `{}`", name), "", fmt::format("one of {}", fmt::join(names, ", "))});
  return std::nullopt;
}

void run(Session& session, const Arguments& given) {
  const auto forms = forms_for(session, given.form);
  auto store = forms ? given.access.open(session) : std::nullopt;
  if (!store) return;
  Known known;
  const auto looked = store->look([&](const ledger::State& state) { known = known_of(state, given.id); });
  if (!looked) return refuse_ledger(session, looked.error());
  if (!known.file) return session.refuse({"LG0728", fmt::format("there is no case `{}`", given.id), "", "`lockgate case list` shows them"});
  if (!add_sealed(session, known)) return;
  const desk::Pack pack = desk::pack(*forms, known.sources, known.filled);
  const Json json = json_of(pack);
  if (!is_clean(json)) session.worsen(Status::SomeDoNot);
  given.access.is_json() ? session.out().write(json.dump(2) + "\n") : print(session, pack);
}

}  // namespace

Action declare_case_pack(CLI::App& app) {
  const auto given = std::make_shared<Arguments>();
  add_text(app, "case", given->id, "CASE", "the case")->required();
  add_text(app, "form", given->form, "FORM", "one form instead of all of them");
  given->access.declare(app, LedgerAccess::Kind::Reads);
  return [given](Session& session) { run(session, *given); };
}

}  // namespace lockgate::cli
