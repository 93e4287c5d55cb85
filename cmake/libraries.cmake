# The libraries of docs/dependencies.md, all from the distribution.

find_package(Threads REQUIRED)
find_package(fmt 9.1 REQUIRED)
find_package(tl-expected REQUIRED)
find_package(Boost 1.74 REQUIRED)
find_package(ICU 72 REQUIRED COMPONENTS uc i18n)
find_package(OpenSSL 3.0 REQUIRED COMPONENTS Crypto SSL)
find_package(simdjson 3.0 REQUIRED)
find_package(nlohmann_json 3.11 REQUIRED)
find_package(CLI11 2.1 REQUIRED)
find_package(pugixml 1.13 REQUIRED)
find_package(EXPAT 2.5 REQUIRED)
find_package(SQLite3 3.40 REQUIRED)
find_package(Eigen3 3.4 REQUIRED NO_MODULE)

# libcsv and libxlsxwriter ship no CMake package, libzip's names programs that its -dev package does not bring, and Debian's package of cmark names a program that its -dev package does not bring.
function(lockgate_plain_library name header)
  find_path(${name}_INCLUDE_DIR ${header} REQUIRED)
  find_library(${name}_LIBRARY ${name} REQUIRED)
  add_library(${name}::${name} UNKNOWN IMPORTED GLOBAL)
  set_target_properties(${name}::${name} PROPERTIES IMPORTED_LOCATION "${${name}_LIBRARY}"
                        INTERFACE_INCLUDE_DIRECTORIES "${${name}_INCLUDE_DIR}")
endfunction()
lockgate_plain_library(cmark cmark.h)
lockgate_plain_library(csv csv.h)
lockgate_plain_library(xlsxwriter xlsxwriter.h)
lockgate_plain_library(zip zip.h)
lockgate_plain_library(sodium sodium.h)
lockgate_plain_library(jemalloc jemalloc/jemalloc.h)
# Of libpq only the header: the library is loaded when a ledger on a server is opened.
find_path(pq_INCLUDE_DIR postgresql/libpq-fe.h REQUIRED)
# So it is with libcurl, when lists are fetched.
find_path(curl_INCLUDE_DIR curl/curl.h REQUIRED)
