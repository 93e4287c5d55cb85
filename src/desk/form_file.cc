#include "desk/form_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/json.h"

namespace lockgate::desk {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

std::string text(const Json& json, const char* key) { return json.is_object() && json.contains(key) && json[key].is_string() ? json[key].get<std::string>() : std::string(); }

FormField field_of(const Json& json) {
  FormField field;
  field.id = text(json, "id");
  field.label = text(json, "label");
  field.term = text(json, "term");
  field.pattern = text(json, "pattern");
  field.is_required = !json.contains("required") || json["required"] != Json(false);
  if (json.contains("from") && json["from"].is_array())
    for (const Json& each : json["from"])
      if (each.is_string()) field.from.push_back(each.get<std::string>());
  return field;
}

Result<Form> read_form(const fs::path& path) {
  std::ifstream file(path);
  std::stringstream bytes;
  bytes << file.rdbuf();
  const Json json = Json::parse(bytes.str(), nullptr, false);
  Form form{path.stem().string(), text(json, "title"), text(json, "cite"), text(json, "confidence"), {}};
  const bool has_fields = json.is_object() && json.contains("fields") && json["fields"].is_array();
  if (has_fields)
    for (const Json& each : json["fields"]) form.fields.push_back(field_of(each));
  const bool is_whole = std::all_of(form.fields.begin(), form.fields.end(), [](const FormField& field) { return !field.id.empty() && !field.label.empty(); });
  if (has_fields && is_whole && !form.title.empty() && !form.cite.empty()) return form;
  return fail("LG0712", "a form needs `title`, `cite` and `fields` with `id` and `label`", "restore the file", path.string());
}

}  // namespace

Result<std::vector<Form>> read_forms(const std::string& folder) {
  std::vector<fs::path> paths;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error))
    if (entry.path().extension() == ".json") paths.push_back(entry.path());
  if (error || paths.empty()) return fail("LG0712", "there are no forms here", "restore the folder", folder);
  std::sort(paths.begin(), paths.end());
  std::vector<Form> forms;
  for (const fs::path& path : paths) {
    auto form = read_form(path);
    if (!form) return tl::unexpected(form.error());
    forms.push_back(std::move(*form));
  }
  return forms;
}

}  // namespace lockgate::desk
