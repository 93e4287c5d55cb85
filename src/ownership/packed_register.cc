#include "ownership/packed_register.h"

#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <span>
#include <type_traits>

#include "base/digest.h"
#include "base/text.h"
#include "ownership/register_columns.h"

namespace lockgate::ownership {
namespace {

static_assert(std::endian::native == std::endian::little, "columns are written as they stand in memory");

constexpr std::string_view kKind = "lockgate register, format ";
constexpr std::string_view kVersion = "1\n";
constexpr std::size_t kDigestSize = 72;  // `sha256:`, 64 digits, the end of the line
// So much is digested while it is still near the processor.
constexpr std::size_t kPiece = std::size_t{1} << 18;

struct Close {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, Close>;

template <class Number>
std::string_view bytes_of(const Number* numbers, std::size_t count) {
  static_assert(std::is_trivially_copyable_v<Number>);
  return {reinterpret_cast<const char*>(numbers), count * sizeof(Number)};
}

class Writer {
 public:
  explicit Writer(std::FILE* file) : file_(file) {}

  template <class Column>
  bool operator()(const Column& column) {
    const std::uint64_t count = column.size();
    return put(bytes_of(&count, 1)) && put(bytes_of(column.data(), column.size()));
  }
  std::string digest() { return digest_.text() + "\n"; }

 private:
  bool put(std::string_view bytes) {
    for (; !bytes.empty(); bytes.remove_prefix(std::min(kPiece, bytes.size()))) {
      const std::string_view piece = bytes.substr(0, kPiece);
      digest_.add(piece);
      if (std::fwrite(piece.data(), 1, piece.size(), file_) != piece.size()) return false;
    }
    return true;
  }

  std::FILE* file_;
  Digest digest_;
};

class Reader {
 public:
  Reader(std::FILE* file, std::uint64_t left) : file_(file), left_(left) {}

  template <class Column>
  bool operator()(Column& column) {
    std::uint64_t count = 0;
    if (!take(reinterpret_cast<char*>(&count), sizeof(count))) return false;
    // More than there is left is not asked for.
    constexpr std::size_t kSize = sizeof(*column.data());
    if (count > left_ / kSize) return false;
    column.resize(count);
    return take(reinterpret_cast<char*>(column.data()), count * kSize);
  }
  bool is_at_end() const { return left_ == 0; }
  std::string digest() { return digest_.text() + "\n"; }

 private:
  bool take(char* into, std::size_t size) {
    if (size > left_) return false;
    for (std::size_t done = 0; done < size;) {
      const std::size_t piece = std::min(kPiece, size - done);
      if (std::fread(into + done, 1, piece, file_) != piece) return false;
      digest_.add({into + done, piece});
      done += piece, left_ -= piece;
    }
    return true;
  }

  std::FILE* file_;
  std::uint64_t left_;
  Digest digest_;
};

bool write(std::FILE* file, PackedRegister& packed) {
  const std::string head = std::string(kKind) + std::string(kVersion);
  const std::string room(kDigestSize, ' ');
  const auto put = [file](const std::string& text) { return std::fwrite(text.data(), 1, text.size(), file) == text.size(); };
  Writer writer(file);
  const std::vector<std::uint64_t> left_out = {packed.left_out};
  if (!put(head) || !put(room) || !writer(packed.made) || !writer(left_out) || !std::move(packed.all).columns().each(writer)) return false;
  return std::fseek(file, static_cast<long>(head.size()), SEEK_SET) == 0 && put(writer.digest()) && std::fflush(file) == 0 && ::fsync(::fileno(file)) == 0;
}

std::string text_of(std::FILE* file, std::size_t size) {
  std::string out(size, '\0');
  out.resize(std::fread(out.data(), 1, size, file));
  return out;
}

tl::unexpected<Error> cut_off(const std::string& path) { return fail("LG0624", "this packed register ends before its end", "copy it again, or pack the registers anew", path); }
tl::unexpected<Error> altered(const std::string& path) { return fail("LG0625", "this packed register is not as it was written", "copy it again, or pack the registers anew", path); }

// What follows the two lines at the beginning.
Result<PackedRegister> read_body(Reader& reader, const std::string& digest, const std::string& path) {
  PackedRegister out;
  RegisterColumns columns;
  std::vector<std::uint64_t> left_out;
  if (!reader(out.made) || !reader(left_out) || !columns.each(reader)) return cut_off(path);
  if (!reader.is_at_end() || reader.digest() != digest || left_out.size() != 1 || invalid_utf8(out.made)) return altered(path);
  auto all = Register::of(std::move(columns));
  if (!all) return altered(path);
  out.all = std::move(*all);
  out.left_out = left_out.front();
  return out;
}

Result<PackedRegister> read(std::FILE* file, std::uint64_t size, const std::string& path) {
  if (size < kKind.size() + kVersion.size() + kDigestSize) return cut_off(path);
  const std::string head = text_of(file, kKind.size() + kVersion.size());
  if (head != std::string(kKind) + std::string(kVersion)) return fail("LG0623", "this register was packed in another format", "pack the registers anew with this version of the program", path);
  const std::string digest = text_of(file, kDigestSize);
  Reader reader(file, size - head.size() - kDigestSize);
  return read_body(reader, digest, path);
}

}  // namespace

Result<void> write_packed(PackedRegister packed, const std::string& path) {
  const std::string aside = path + ".part";
  File file(std::fopen(aside.c_str(), "wb"));
  const bool is_written = file != nullptr && write(file.get(), packed);
  const bool is_closed = file != nullptr && std::fclose(file.release()) == 0;
  std::error_code error;
  if (is_written && is_closed) std::filesystem::rename(aside, path, error);
  if (is_written && is_closed && !error) return {};
  std::filesystem::remove(aside, error);
  return fail("LG0730", "the file cannot be written", "check the folder and the space on the disk", path);
}

bool is_packed(const std::string& path) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) return false;
  const File file(std::fopen(path.c_str(), "rb"));
  return file != nullptr && text_of(file.get(), kKind.size()) == kKind;
}

Result<PackedRegister> read_packed(const std::string& path) {
  const File file(std::fopen(path.c_str(), "rb"));
  if (!file) return fail("LG0101", std::string("this file cannot be opened: ") + std::strerror(errno), "check the path", path);
  std::error_code error;
  const std::uint64_t size = std::filesystem::file_size(path, error);
  return read(file.get(), error ? 0 : size, path);
}

Result<PackedRegister> read_packed_bytes(std::string bytes, const std::string& path) {
  const File file(::fmemopen(bytes.data(), bytes.size(), "rb"));
  return file ? read(file.get(), bytes.size(), path) : Result<PackedRegister>(cut_off(path));
}

}  // namespace lockgate::ownership
