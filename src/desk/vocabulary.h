// Vocabulary: the words the contract fixes, and those a body of law adds to them.
#pragma once

#include "decide/facts.h"
#include "wire/vocabulary.h"

namespace lockgate::desk {

wire::Vocabulary vocabulary_of(const law::Law& law, const decide::FactBinder& binder);

}  // namespace lockgate::desk
