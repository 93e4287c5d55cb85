# The web page inside the program: every file of web/dist, or one page that says how to build it.
find_program(LOCKGATE_PYTHON python3 REQUIRED)
file(GLOB_RECURSE assets CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/web/dist/*")
set(assets_source "${PROJECT_BINARY_DIR}/assets.cc")
add_custom_command(OUTPUT "${assets_source}"
                   COMMAND "${LOCKGATE_PYTHON}" -B "${PROJECT_SOURCE_DIR}/tools/embed_assets.py" "${PROJECT_SOURCE_DIR}/web/dist" "${assets_source}"
                   DEPENDS "${PROJECT_SOURCE_DIR}/tools/embed_assets.py" ${assets})
target_sources(lockgate_service PRIVATE "${assets_source}")
set_source_files_properties("${assets_source}" PROPERTIES COMPILE_OPTIONS -Wno-overlength-strings)  # a file is a string
