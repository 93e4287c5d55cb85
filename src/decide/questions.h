// Questions: the facts to ask for, and for each kind of answer what then comes out, where that
// is wanted: it is most of the work.
#pragma once

#include "decide/inquiry.h"
#include "decide/phrase.h"

namespace lockgate::decide {

std::vector<trade::Unknown> write_questions(const Inquiry& inquiry, const World& world, const Phraser& phraser, bool has_answers);

}  // namespace lockgate::decide
