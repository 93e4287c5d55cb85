// JsonBody: the JSON object of a request, with its short settings (dates and words) as texts.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "service/message.h"
#include "wire/json_value.h"

namespace lockgate::service {

struct JsonBody {
  wire::JsonValue value;  // an object
  Texts settings;         // its members that are texts under one of the names allowed for them
};

// LG0102 not UTF-8, LG0104 to LG0106 not JSON, LG0108 a key twice, LG0111 a key that is neither a setting nor an entry, LG0112 a setting
// that is no text. A query parameter that names a setting counts where the body has none.
Result<JsonBody> read_json_body(const Request& request, const std::vector<std::string>& settings, const std::vector<std::string>& entries);

// The settings of service/question.h.
const std::vector<std::string>& question_settings();

}  // namespace lockgate::service
