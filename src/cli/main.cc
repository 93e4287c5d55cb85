#include "cli/command.h"

int main(int argc, char** argv) { return lockgate::cli::run(argc, argv); }
