#include "wire/archive.h"

#include <zip.h>

#include <cerrno>

namespace lockgate::wire {
namespace {

struct Close {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

tl::unexpected<Error> damaged(const std::string& why, const std::string& path) {
  return fail("LG0102", "this workbook cannot be unpacked: " + why, "open it and save it again as .xlsx, without a password", path);
}

std::string words_of(int code) {
  zip_error_t error;
  zip_error_init_with_code(&error, code);
  std::string out = zip_error_strerror(&error);
  zip_error_fini(&error);
  return out;
}

}  // namespace

void Archive::Discard::operator()(zip* archive) const { zip_discard(archive); }

Result<Archive> Archive::open(const std::string& path) {
  int code = 0;
  zip_t* archive = zip_open(path.c_str(), ZIP_RDONLY | ZIP_CHECKCONS, &code);
  if (archive != nullptr) return Archive(archive, path);
  if (code == ZIP_ER_NOENT || code == ZIP_ER_OPEN) return fail("LG0101", "cannot open: " + words_of(code), "check the path", path);
  return damaged(words_of(code), path);
}

Result<Archive> Archive::of(std::string bytes, const std::string& name, std::size_t longest) {
  auto kept = std::make_unique<std::string>(std::move(bytes));
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(kept->data(), kept->size(), 0, &error);
  zip_t* archive = source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error);
  const std::string why = zip_error_strerror(&error);
  zip_error_fini(&error);
  if (archive == nullptr) {
    if (source != nullptr) zip_source_free(source);
    return damaged(why, name);
  }
  Archive out(archive, name);
  out.bytes_ = std::move(kept);
  out.longest_ = longest;
  return out;
}

Result<std::optional<std::string>> Archive::read(const std::string& name) const {
  const zip_int64_t index = zip_name_locate(archive_.get(), name.c_str(), ZIP_FL_NOCASE);
  if (index < 0) return std::optional<std::string>();
  const std::unique_ptr<zip_file_t, Close> file(zip_fopen_index(archive_.get(), static_cast<zip_uint64_t>(index), 0));
  if (file == nullptr) return damaged("`" + name + "`: " + zip_strerror(archive_.get()), path_);
  std::string bytes;
  constexpr std::size_t kPiece = 1 << 16;
  for (zip_int64_t got = 1; got > 0;) {
    const std::size_t before = bytes.size();
    if (before > longest_) return damaged("`" + name + "` is too long", path_);
    bytes.resize(before + kPiece);
    got = zip_fread(file.get(), bytes.data() + before, kPiece);
    if (got < 0) return damaged("`" + name + "` is damaged", path_);
    bytes.resize(before + static_cast<std::size_t>(got));
  }
  return std::optional(std::move(bytes));
}

}  // namespace lockgate::wire
