// Highs: the HiGHS library as a solver. It is loaded when it is asked for, so the program builds and runs without it.
#pragma once

#include <memory>
#include <string>

#include "analysis/linear_program.h"

namespace lockgate::analysis {

// `library`: the path of libhighs.so (the package highsbox of PyPI brings it). Errors: LG0971 it cannot be loaded.
Result<std::unique_ptr<Solver>> open_highs(const std::string& library);

}  // namespace lockgate::analysis
