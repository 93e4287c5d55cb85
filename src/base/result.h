// Result<T>: a value, or an Error a user can act on. See ARCHITECTURE.md, "Four channels".
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace lockgate {

// Bad input or a bad world: what was expected, what was found, where, and what to do about it.
// `code` is stable (`LG0107`); `where` is a place a person can open (`orders.csv:12`); `fix` may be empty.
struct Error {
  std::string code;
  std::string message;
  std::string where;
  std::string fix;
};

template <class T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(std::string code, std::string message, std::string fix = {}, std::string where = {}) {
  return tl::unexpected<Error>(Error{std::move(code), std::move(message), std::move(where), std::move(fix)});
}

}  // namespace lockgate
