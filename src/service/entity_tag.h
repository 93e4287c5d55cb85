// EntityTag: which version of a thing a client has seen (`ETag`), so that nobody changes what he has not (`If-Match`) and nobody is
// sent again what he has (`If-None-Match`).
#pragma once

#include <optional>

#include "service/message.h"

namespace lockgate::service {

// Of these bytes, with the quotes.
std::string tag_of(std::string_view body);

// Puts the tag of its body on an answer of status 200; an answer that the client has already becomes a 304.
Response tagged(const Request& request, Response response);

// May a request change the thing whose tag is `now`? LG0823 (428): it does not say which version it means. LG0824 (412): it means another.
std::optional<Response> refuse_version(const Request& request, const std::string& now);

}  // namespace lockgate::service
