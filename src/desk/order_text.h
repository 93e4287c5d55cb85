// OrderText: one order as JSON text, ready to be decided.
#pragma once

#include <string>

#include "desk/desk.h"

namespace lockgate::desk {

// What is wrong with it is the error, further mistakes after the first in its message. LG0082: not one order.
Result<trade::Order> order_of(const Desk& desk, std::string text);

}  // namespace lockgate::desk
