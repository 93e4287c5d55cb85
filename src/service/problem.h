// Problem: what went wrong with a request, as RFC 9457 has it, with the project's code and fix beside it.
#pragma once

#include "base/result.h"
#include "service/message.h"

namespace lockgate::service {

// `application/problem+json`: type, title, status, detail, code, and fix and place where there are any.
Response problem(unsigned status, const Error& error);

// The words of the standard for a status: `Not Found`.
const char* reason_of(unsigned status);

}  // namespace lockgate::service
