// RequestHead: the head of a request, as Beast read it, as a Request.
#pragma once

#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>

#include "base/result.h"
#include "service/message.h"

namespace lockgate::service {

// Names in lower case, the target decoded. What is known of `out` is set even when the target cannot be decoded (LG0811).
Result<void> take_head(const boost::beast::http::request<boost::beast::http::string_body>& head, Request& out);

}  // namespace lockgate::service
