// FaultyDisk: while it lives, SQLite's files lie on a disk that can fail to flush, be full and lose its power. It remembers what
// of each file was flushed, which is all that a loss of power leaves.
#pragma once

#include <string>

namespace lockgate::test {

class FaultyDisk {
 public:
  FaultyDisk();
  ~FaultyDisk();
  FaultyDisk(const FaultyDisk&) = delete;
  FaultyDisk& operator=(const FaultyDisk&) = delete;

  // So many flushes or writes go well from now on; the next one fails, and so do all after it until it is mended.
  void fail_flush_after(int flushes);
  void be_full_after(int writes);
  void mend();
  bool has_failed() const;

  // A copy of a database as it stands after the power is gone. The path of the copy.
  static std::string after_power_loss(const std::string& path);
  static void remove(const std::string& path);
};

}  // namespace lockgate::test
