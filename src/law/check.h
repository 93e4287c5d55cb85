// Check: what a compiler can find in a body of law (docs/law-language.md; the checks C1-C12 of its design).
#pragma once

#include "law/law.h"

namespace lockgate::law {

// Defines that read each other in a circle (LG1306), rules that go before each other (LG1307), sets made from each other
// (LG1308), chains too long to follow (LG1309). Cheap; done on every load.
void check_cycles(const Law& law, Diagnostics& diagnostics);

}  // namespace lockgate::law
