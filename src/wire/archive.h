// Archive: the files inside a ZIP archive, each as a whole.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>

#include "base/result.h"

struct zip;

namespace lockgate::wire {

class Archive {
 public:
  // LG0101: it cannot be opened. LG0102: it is no archive, or a damaged one.
  static Result<Archive> open(const std::string& path);
  // From memory; `name` stands for the path, and no file in it may unpack to more than `longest`.
  static Result<Archive> of(std::string bytes, const std::string& name, std::size_t longest);

  // Nothing: there is no such file. LG0102: it is damaged, encrypted, or too long when unpacked.
  Result<std::optional<std::string>> read(const std::string& name) const;

  // A small archive can unpack to anything; no sheet that a person looks at comes near this.
  static constexpr std::size_t kLongest = std::size_t{1} << 29;

 private:
  struct Discard {
    void operator()(zip* archive) const;
  };
  Archive(zip* archive, std::string path) : archive_(archive), path_(std::move(path)) {}

  std::unique_ptr<std::string> bytes_;  // of one from memory; it goes after the archive
  std::size_t longest_ = kLongest;
  std::unique_ptr<zip, Discard> archive_;
  std::string path_;
};

}  // namespace lockgate::wire
