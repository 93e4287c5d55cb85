# src/batch/kernels_LEVEL.cc are the same loops for several levels of instructions; the program chooses when it runs. Loops over
# arrays are worth full optimization in every preset but the one with sanitizers.
if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
  set(level_avx2 -mavx2 -mbmi2)
  # GCC 12 takes the undefined lanes of its own intrinsics for a mistake of ours (its bug 105593).
  set(level_avx512 -mavx512f -mavx512bw -mavx512vl -mavx512dq -mavx512vbmi -mbmi2 -mprefer-vector-width=512 -Wno-uninitialized)
  target_compile_definitions(lockgate_batch PRIVATE LOCKGATE_X86)
else()
  set_source_files_properties(src/batch/kernels_avx2.cc src/batch/kernels_avx512.cc PROPERTIES HEADER_FILE_ONLY ON)
endif()
foreach(level baseline avx2 avx512)
  set_property(SOURCE src/batch/kernels_${level}.cc APPEND PROPERTY COMPILE_OPTIONS ${level_${level}} $<$<CONFIG:Release>:-O3>)
endforeach()
# Loops as well, which choose by themselves.
set_property(SOURCE src/batch/packed_runs.cc APPEND PROPERTY COMPILE_OPTIONS $<$<CONFIG:Release>:-O3> -Wno-uninitialized)
