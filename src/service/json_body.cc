#include "service/json_body.h"

#include "base/text.h"
#include "wire/field_reader.h"

namespace lockgate::service {

const std::vector<std::string>& question_settings() {
  static const std::vector<std::string> kNames = {"as_of", "posture", "known_at", "lang"};
  return kNames;
}

Result<JsonBody> read_json_body(const Request& request, const std::vector<std::string>& settings, const std::vector<std::string>& entries) {
  if (const auto at = invalid_utf8(request.body)) return fail("LG0102", "byte " + std::to_string(*at + 1) + " of the body is not UTF-8", "send the body as UTF-8");
  auto value = wire::parse_json(request.body);
  if (!value) return tl::unexpected(value.error());
  static const wire::Vocabulary kNoWords;
  wire::Problems problems;
  wire::FieldReader reader(kNoWords, problems);
  JsonBody out{{}, request.query};
  if (reader.object(*value, {}, entries, settings) != nullptr)
    for (const std::string& name : settings)
      if (const wire::JsonValue* given = value->member(name); given != nullptr && !given->is_null()) out.settings[name] = reader.text(*given, wire::Where().at(name));
  if (!problems.empty()) return fail(problems.front().code, problems.front().message, problems.front().fix, problems.front().field);
  out.value = std::move(*value);
  return out;
}

}  // namespace lockgate::service
