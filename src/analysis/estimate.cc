#include "analysis/estimate.h"

namespace lockgate::analysis {
namespace {

constexpr std::array<std::string_view, kTerms> kNames = {"weights", "arithmetic", "attention", "cache", "activations", "routing", "links", "host", "ramp"};
constexpr std::array<std::string_view, kTerms> kResources = {"memory bandwidth", "arithmetic rate", "16-bit arithmetic rate", "memory bandwidth", "memory bandwidth", "16-bit arithmetic rate",
                                                             "links between chips", "host and launch overhead", "length of the run"};

}  // namespace

std::string_view to_string(TimeTerm term) { return kNames[static_cast<std::size_t>(term)]; }
std::string_view resource_of(TimeTerm term) { return kResources[static_cast<std::size_t>(term)]; }

}  // namespace lockgate::analysis
