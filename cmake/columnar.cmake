# The columnar module stands on the Arrow and Parquet libraries that the pyarrow wheel brings (headers included): Debian has
# neither. ./run and ./test put the wheel into .venv; without it the module is left out, and the program says so when asked for
# a Parquet or Arrow file.
file(GLOB pyarrow LIST_DIRECTORIES true "${PROJECT_SOURCE_DIR}/.venv/lib/python3*/site-packages/pyarrow")
set(LOCKGATE_PYARROW "${pyarrow}" CACHE PATH "the folder of pyarrow that holds libarrow.so.* and include/")
file(GLOB libraries "${LOCKGATE_PYARROW}/libarrow.so.*" "${LOCKGATE_PYARROW}/libparquet.so.*")
list(LENGTH libraries found)
if(found EQUAL 2)
  add_library(lockgate_columnar MODULE src/columnar/columnar.cc)
  set_target_properties(lockgate_columnar PROPERTIES BUILD_RPATH "${LOCKGATE_PYARROW}" INSTALL_RPATH "${LOCKGATE_PYARROW}")
  target_include_directories(lockgate_columnar PRIVATE src)
  target_include_directories(lockgate_columnar SYSTEM PRIVATE "${LOCKGATE_PYARROW}/include")
  target_link_libraries(lockgate_columnar PRIVATE ${libraries})
  target_compile_features(lockgate_columnar PRIVATE cxx_std_20)
  add_dependencies(lockgate lockgate_columnar)
endif()
