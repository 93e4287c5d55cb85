#include "service/problem.h"

#include "base/json.h"

namespace lockgate::service {

const char* reason_of(unsigned status) {
  switch (status) {
    case 200: return "OK";
    case 201: return "Created";
    case 202: return "Accepted";
    case 303: return "See Other";
    case 304: return "Not Modified";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 408: return "Request Timeout";
    case 409: return "Conflict";
    case 412: return "Precondition Failed";
    case 413: return "Content Too Large";
    case 415: return "Unsupported Media Type";
    case 422: return "Unprocessable Content";
    case 428: return "Precondition Required";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 501: return "Not Implemented";
    case 503: return "Service Unavailable";
    default: return "Internal Server Error";
  }
}

Response problem(unsigned status, const Error& error) {
  using Json = nlohmann::ordered_json;
  Json json{{"type", "urn:lockgate:problem:" + error.code}, {"title", reason_of(status)}, {"status", status}, {"detail", error.message}, {"code", error.code}};
  if (!error.where.empty()) json["place"] = error.where;
  if (!error.fix.empty()) json["fix"] = error.fix;
  Response out;
  out.status = status;
  out.type = "application/problem+json";
  out.body = json.dump(-1, ' ', false, Json::error_handler_t::replace);
  return out;
}

}  // namespace lockgate::service
