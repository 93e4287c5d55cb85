// The loops for any processor; cmake/kernels.cmake sets the flags.
#include "batch/kernel_loops.h"

namespace lockgate::batch {

extern const Kernels kernels_baseline;
const Kernels kernels_baseline = loops("baseline");

}  // namespace lockgate::batch
