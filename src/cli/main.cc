#include "cli/command.h"

// jemalloc reads this where the program is linked with it (release builds): memory in pages of 2 MiB, since a check walks through all of
// the law and the catalogue, and misses in the table of small pages cost a tenth of it.
extern "C" [[gnu::visibility("default")]] const char* malloc_conf;
const char* malloc_conf = "thp:always,metadata_thp:auto";

int main(int argc, char** argv) { return lockgate::cli::run(argc, argv); }
