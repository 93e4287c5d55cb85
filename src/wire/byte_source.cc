#include "wire/byte_source.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

namespace lockgate::wire {

Result<ByteSource> ByteSource::open(const std::string& path) {
  ByteSource source;
  source.file_.reset(path == "-" ? stdin : std::fopen(path.c_str(), "rb"));
  if (!source.file_)
    return fail("LG0101", std::string("this file cannot be opened: ") + std::strerror(errno), "check the path", path);
  std::error_code code;
  if (path != "-" && std::filesystem::is_directory(path, code))
    return fail("LG0101", "this is a folder, not a file of orders", "name the files in it", path);
  const auto size = path == "-" ? 0 : std::filesystem::file_size(path, code);
  source.size_ = code ? 0 : size;  // a pipe has no size
  return source;
}

ByteSource ByteSource::of(std::string bytes) {
  ByteSource source;
  source.size_ = bytes.size();
  source.bytes_ = std::move(bytes);
  return source;
}

std::size_t ByteSource::read(std::span<char> into) {
  std::size_t count = 0;
  if (file_) {
    count = std::fread(into.data(), 1, into.size(), file_.get());
  } else {
    count = std::min(into.size(), bytes_.size() - static_cast<std::size_t>(taken_));
    std::memcpy(into.data(), bytes_.data() + taken_, count);
  }
  taken_ += count;
  return count;
}

bool ByteSource::has_failed() const { return file_ && std::ferror(file_.get()) != 0; }

double ByteSource::progress() const {
  return size_ == 0 ? 0.0 : std::min(1.0, static_cast<double>(taken_) / static_cast<double>(size_));
}

}  // namespace lockgate::wire
