// The loops for processors with AVX2; cmake/kernels.cmake sets the flags.
#include "batch/kernel_loops.h"

namespace lockgate::batch {

extern const Kernels kernels_avx2;
const Kernels kernels_avx2 = loops("avx2");

}  // namespace lockgate::batch
