# fuzz/NAME.cc -> fuzz_NAME, run by ctest for FUZZ_SECONDS seconds (5 when not set). Seeds: fuzz/seeds/NAME/. What a run
# finds stays in the build folder, so the next run starts from it.

enable_testing()
file(GLOB sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/fuzz/*.cc")
foreach(source IN LISTS sources)
  cmake_path(GET source STEM stem)
  set(target fuzz_${stem})
  add_executable(${target} "${source}")
  # Most link faster without the service.
  target_link_libraries(${target} PRIVATE $<IF:$<STREQUAL:${stem},http>,lockgate_service,lockgate_desk>)
  target_link_options(${target} PRIVATE -fsanitize=fuzzer)
  file(MAKE_DIRECTORY "${PROJECT_BINARY_DIR}/corpus/${stem}")
  set(corpus "${PROJECT_BINARY_DIR}/corpus/${stem}")
  if(IS_DIRECTORY "${PROJECT_SOURCE_DIR}/fuzz/seeds/${stem}")
    set(corpus "${corpus}' '${PROJECT_SOURCE_DIR}/fuzz/seeds/${stem}")
  endif()
  add_test(NAME ${target} WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}" COMMAND bash -c
           "exec '$<TARGET_FILE:${target}>' -max_total_time=\${FUZZ_SECONDS:-5} -timeout=20 -rss_limit_mb=4096 \
-verbosity=0 -print_final_stats=1 -artifact_prefix='${PROJECT_BINARY_DIR}/' '${corpus}'")
endforeach()
