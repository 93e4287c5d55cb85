#include "batch/kernels.h"

namespace lockgate::batch {

extern const Kernels kernels_baseline;
#ifdef LOCKGATE_X86
extern const Kernels kernels_avx2;
extern const Kernels kernels_avx512;
#endif

const std::vector<const Kernels*>& kernels_here() {
  static const std::vector<const Kernels*> kHere = [] {
    std::vector<const Kernels*> out = {&kernels_baseline};
#ifdef LOCKGATE_X86
    if (__builtin_cpu_supports("avx2")) out.push_back(&kernels_avx2);
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq") &&
        __builtin_cpu_supports("avx512vbmi"))
      out.push_back(&kernels_avx512);
#endif
    return out;
  }();
  return kHere;
}

const Kernels& best_kernels() { return *kernels_here().back(); }

}  // namespace lockgate::batch
