// Pack: the forms of a case, filled in from its order, its determination, its license and what people entered. What is
// missing stays empty and is named; so is every term for which two sources have two values.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "desk/desk.h"
#include "desk/form_file.h"
#include "ledger/state.h"

namespace lockgate::desk {

// What the values come from, by name: `order.quantity`, `party.end_user.name`, `item.tpp`, `fact.…`, `gate.us.export.level`,
// `case.license`, `license.number`. What nobody knows is not there.
using PackSources = std::map<std::string, std::string>;

void add_order(PackSources& sources, const trade::Order& order);
void add_determination(PackSources& sources, const std::string& bytes);
void add_case(PackSources& sources, const ledger::State& state, const std::string& id);

struct PackedField {
  const FormField* field = nullptr;
  std::string name;    // `bis748p.14`
  std::string value;
  std::string source;  // where the value is from
  bool is_missing = false;
  bool is_malformed = false;
};

struct PackedForm {
  const Form* form = nullptr;
  std::vector<PackedField> fields;
};

struct Disagreement {
  std::string term;
  std::vector<std::pair<std::string, std::string>> values;  // source and value
};

struct Pack {
  std::vector<PackedForm> forms;
  std::vector<Disagreement> disagreements;
};

// `filled`: what people entered, by `form.field` or by term. The forms outlive the pack.
Pack pack(const std::vector<Form>& forms, const PackSources& sources, const std::map<std::string, std::string>& filled);

}  // namespace lockgate::desk
