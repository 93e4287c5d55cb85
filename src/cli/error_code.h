// ErrorCode: what docs/errors.md says about a code.
#pragma once

#include <string>
#include <string_view>

#include "cli/session.h"

namespace lockgate::cli {

bool is_error_code(std::string_view text);  // `LG0107`
void explain_error_code(Session& session, const std::string& code);

}  // namespace lockgate::cli
