#include "cli/output_file.h"

#include <filesystem>
#include <fstream>

namespace lockgate::cli {

bool write_file(Session& session, const std::string& path, const std::string& bytes) {
  const std::string aside = path + ".part";
  std::ofstream file(aside, std::ios::binary);
  file << bytes;
  file.close();
  std::error_code error;
  if (file) std::filesystem::rename(aside, path, error);
  const bool is_written = file && !error;
  if (!is_written) std::filesystem::remove(aside, error);
  if (!is_written) session.refuse({"LG0730", "the file cannot be written", path, "check the folder and the space on the disk"});
  return is_written;
}

}  // namespace lockgate::cli
