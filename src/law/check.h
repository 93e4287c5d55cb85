// Check: what a compiler can find in a body of law (docs/law-language.md; the checks C1-C12 of its design).
#pragma once

#include "law/law.h"

namespace lockgate::law {

// Defines that read each other in a circle, exceptions in a circle (LG1306, LG1307). Cheap; done on every load.
void check_cycles(const Law& law, Diagnostics& diagnostics);

}  // namespace lockgate::law
