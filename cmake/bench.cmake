# bench/NAME.cc -> bench_NAME, with the allocator that the program has. Built in a release build when Google Benchmark is there; never run by ctest.

find_package(benchmark 1.7)
if(benchmark_FOUND)
  lockgate_all_folders(libraries)
  list(REMOVE_ITEM libraries lockgate_cli lockgate_service)
  file(GLOB sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/bench/*.cc")
  foreach(source IN LISTS sources)
    cmake_path(GET source STEM stem)
    add_executable(bench_${stem} "${source}")
    target_link_libraries(bench_${stem} PRIVATE ${libraries} benchmark::benchmark benchmark::benchmark_main jemalloc::jemalloc)
  endforeach()
  # Runs beside the peers of its folder, with a main of its own.
  add_executable(bench_t12 bench/peers/bench_t12.cc)
  target_link_libraries(bench_t12 PRIVATE ${libraries} jemalloc::jemalloc)
endif()
