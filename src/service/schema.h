// Schema: the shapes of bodies, for the description at /openapi.json.
#pragma once

#include <string>
#include <vector>

#include "service/route.h"

namespace lockgate::service {

using Schema = nlohmann::ordered_json;

// A reference to one of `component_schemas`.
Schema schema_of(const std::string& name);
Schema list_of(Schema item);
Schema object_of(std::vector<std::pair<std::string, Schema>> members, std::vector<std::string> required = {});
Schema text(const std::string& says = {});

// `Order`, `Determination`, `Problem`, `LineProblem`, …
Schema component_schemas();

// `as_of`, `posture`, `known_at`, `lang`.
std::vector<Parameter> question_parameters();
// The forms that orders come in: JSON with `settings` beside them, JSON Lines, CSV, a workbook.
std::vector<Body> orders_bodies(const std::vector<std::string>& settings);
Schema check_schema();

}  // namespace lockgate::service
