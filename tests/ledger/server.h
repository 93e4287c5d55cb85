// Server: a PostgreSQL of our own on loopback, in a folder that goes with it.
#pragma once

#include <string>

namespace lockgate::test {

class Server {
 public:
  // Started when first asked for, for all tests of the process.
  static Server& get();
  ~Server();

  bool is_running() const { return is_running_; }
  const std::string& why_not() const { return why_not_; }
  // Of a database that did not exist before.
  std::string new_database();
  // The server is killed and comes back, as after a loss of power.
  void restart();

 private:
  Server();
  bool start() const;
  int as_owner(const std::string& command) const;

  std::string folder_;
  std::string programs_;
  std::string why_not_;
  int port_ = 0;
  int databases_ = 0;
  bool is_running_ = false;
};

}  // namespace lockgate::test
