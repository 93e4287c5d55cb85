// A layer over SQLite's own access to files: https://www.sqlite.org/vfs.html
#include "faulty_disk.h"

#include <sqlite3.h>

#include <filesystem>

namespace lockgate::test {
namespace {

namespace fs = std::filesystem;

constexpr const char* kFlushed = ".flushed";
constexpr int kNever = -1;

struct Faults {
  int flushes_left = kNever;
  int writes_left = kNever;
  bool has_failed = false;

  // Of a countdown: is it over?
  bool strikes(int& left) {
    if (left == kNever) return false;
    if (left > 0) {
      --left;
      return false;
    }
    has_failed = true;
    return true;
  }
};
Faults faults;

struct File {
  sqlite3_file base;
  const char* path;  // SQLite keeps it as long as the file is open
  sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};
File& file_of(sqlite3_file* file) { return *reinterpret_cast<File*>(file); }

// A call that goes through as it is.
template <auto Method, class... Arguments>
int pass(sqlite3_file* file, Arguments... arguments) {
  sqlite3_file* real = file_of(file).real();
  return (real->pMethods->*Method)(real, arguments...);
}

int write(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 at) {
  return faults.strikes(faults.writes_left) ? SQLITE_FULL : pass<&sqlite3_io_methods::xWrite>(file, bytes, count, at);
}

int sync(sqlite3_file* file, int flags) {
  if (faults.strikes(faults.flushes_left)) return SQLITE_IOERR_FSYNC;
  const int status = pass<&sqlite3_io_methods::xSync>(file, flags);
  const std::string path = file_of(file).path;
  if (status == SQLITE_OK) fs::copy_file(path, path + kFlushed, fs::copy_options::overwrite_existing);
  return status;
}

void barrier(sqlite3_file* file) {
  sqlite3_file* real = file_of(file).real();
  real->pMethods->xShmBarrier(real);
}

// Version 2: with the shared memory of a write-ahead log, without mapped files.
const sqlite3_io_methods kMethods = {
    2,
    pass<&sqlite3_io_methods::xClose>,
    pass<&sqlite3_io_methods::xRead, void*, int, sqlite3_int64>,
    write,
    pass<&sqlite3_io_methods::xTruncate, sqlite3_int64>,
    sync,
    pass<&sqlite3_io_methods::xFileSize, sqlite3_int64*>,
    pass<&sqlite3_io_methods::xLock, int>,
    pass<&sqlite3_io_methods::xUnlock, int>,
    pass<&sqlite3_io_methods::xCheckReservedLock, int*>,
    pass<&sqlite3_io_methods::xFileControl, int, void*>,
    pass<&sqlite3_io_methods::xSectorSize>,
    pass<&sqlite3_io_methods::xDeviceCharacteristics>,
    pass<&sqlite3_io_methods::xShmMap, int, int, int, void volatile**>,
    pass<&sqlite3_io_methods::xShmLock, int, int, int>,
    barrier,
    pass<&sqlite3_io_methods::xShmUnmap, int>,
    nullptr,
    nullptr,
};

sqlite3_vfs* usual = nullptr;
sqlite3_vfs layer;

int open(sqlite3_vfs*, const char* path, sqlite3_file* file, int flags, int* out_flags) {
  File& mine = file_of(file);
  mine.path = path;
  const int status = usual->xOpen(usual, path, mine.real(), flags, out_flags);
  mine.base.pMethods = mine.real()->pMethods == nullptr ? nullptr : &kMethods;
  return status;
}

constexpr const char* kFiles[] = {"", "-wal"};

}  // namespace

FaultyDisk::FaultyDisk() {
  usual = sqlite3_vfs_find(nullptr);
  layer = *usual;
  layer.zName = "faulty";
  layer.szOsFile = usual->szOsFile + static_cast<int>(sizeof(File));
  layer.pNext = nullptr;
  layer.xOpen = open;
  faults = {};
  sqlite3_vfs_register(&layer, 1);
}

FaultyDisk::~FaultyDisk() {
  sqlite3_vfs_unregister(&layer);
  sqlite3_vfs_register(usual, 1);
}

void FaultyDisk::fail_flush_after(int flushes) { faults = {flushes, kNever, false}; }
void FaultyDisk::be_full_after(int writes) { faults = {kNever, writes, false}; }
void FaultyDisk::mend() { faults = {}; }
bool FaultyDisk::has_failed() const { return faults.has_failed; }

std::string FaultyDisk::after_power_loss(const std::string& path) {
  const std::string copy = path + ".later";
  remove(copy);
  for (const char* end : kFiles)
    if (fs::exists(path + end + kFlushed)) fs::copy_file(path + end + kFlushed, copy + end);
  return copy;
}

void FaultyDisk::remove(const std::string& path) {
  for (const char* end : {"", "-wal", "-shm"})
    for (const char* form : {"", kFlushed}) fs::remove(path + end + form);
}

}  // namespace lockgate::test
