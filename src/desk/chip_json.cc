#include "desk/chip_json.h"

#include "base/json.h"

namespace lockgate::desk {
namespace {

using Json = nlohmann::ordered_json;

Json json_of(const catalogue::Figure& figure) {
  Json out = {{"fact", figure.fact}, {"value", figure.to_string()}};
  if (figure.preferred) out["preferred"] = figure.preferred->to_string();
  out["sources"] = figure.sources;
  out["confidence"] = figure.confidence;
  if (!figure.note.empty()) out["note"] = figure.note;
  return out;
}

}  // namespace

Json to_json(const catalogue::Part& part, const std::vector<Finding>& findings, Date day) {
  Json out = {{"id", part.id}, {"vendor", part.vendor}, {"name", part.name}, {"kind", part.kind}};
  out["datacenter"] = part.is_datacenter ? Json(*part.is_datacenter) : Json(nullptr);
  out["announced"] = part.announced;
  out["released"] = part.released;
  out["aliases"] = part.aliases;
  out["sources"] = part.sources;
  out["confidence"] = part.confidence;
  out["on"] = day.to_string();
  for (const Finding& finding : findings) {
    Json& value = out["gates"][finding.gate][finding.field.name];
    value = !finding.field.is_settled      ? Json("unsettled")
            : finding.field.values.empty() ? Json(nullptr)
                                           : Json(finding.field.values.front());
    if (!finding.field.is_settled)
      out["gates"][finding.gate][finding.field.name + "_possible"] = finding.field.possible;
  }
  out["figures"] = Json::array();
  for (const catalogue::Figure& figure : part.figures) out["figures"].push_back(json_of(figure));
  return out;
}

}  // namespace lockgate::desk
