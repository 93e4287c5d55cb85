// Connection: one client. Reads a request, has it answered and writes the answer, until either side has enough. Everything happens on
// the thread of its floor, but for answers that cannot be had at once, which the pool makes.
#pragma once

#include "service/house.h"

#include <array>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>
#include <memory>
#include <optional>
#include <string>

#include "service/access_log.h"

namespace lockgate::service {

// With the executor by its type: one that could be any costs a call through a table at every step.
using Plain = boost::asio::basic_stream_socket<boost::asio::ip::tcp, boost::asio::io_context::executor_type>;
using Secure = boost::beast::ssl_stream<Plain>;

template <class Stream>
class Connection : public Guest, public std::enable_shared_from_this<Connection<Stream>> {
 public:
  // Is counted in the house's crowd already. `rest`: what a secure stream is made with.
  template <class... Rest>
  Connection(Floor& floor, Plain socket, Rest&... rest);
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection() override { floor_.leave(this); }

  void greet();
  // Nobody is greeted only to be told that there is no room.
  void refuse_crowd();
  void farewell() override;
  void look(Clock::time_point now) override;

 private:
  using ErrorCode = boost::system::error_code;
  static constexpr std::size_t kMostDrained = 64 * 1024 * 1024;

  std::shared_ptr<Connection> me() { return this->shared_from_this(); }
  Plain& socket() { return boost::beast::get_lowest_layer(stream_); }
  void allow(std::chrono::seconds time) { deadline_ = Clock::now() + time; }
  void close();

  void shake_hands();
  void read_head();
  void on_head(ErrorCode error, std::size_t bytes);
  void encourage();
  void read_body();
  void on_body(ErrorCode error, std::size_t bytes);
  void on_bad_bytes(ErrorCode error);
  void refuse(unsigned status, const Error& error);

  void start();
  std::optional<Response> answer_at_once();
  void hand_over();
  Response answer();

  void write(Response response, bool is_last);
  void write_whole();
  void write_pieces();
  void make_piece();
  void write_piece(bool has_more);
  void write_end();
  void on_written(ErrorCode error);
  void say_goodbye();
  void drain();

  Floor& floor_;
  House& house_;
  Stream stream_;
  boost::beast::flat_buffer buffer_;
  std::optional<boost::beast::http::request_parser<boost::beast::http::string_body>> parser_;
  Request request_;
  Response response_;
  std::string head_;   // of the response, as it is sent
  std::string piece_;  // of its body, where it comes in pieces
  std::string route_;
  std::string waste_;
  std::size_t drained_ = 0;
  LogEntry entry_;
  Clock::time_point started_;
  Clock::time_point deadline_ = Clock::time_point::max();
  unsigned version_ = 11;
  bool is_idle_ = false;
  bool is_head_ = false;
  bool is_cut_ = false;
  bool is_broken_ = false;
  bool keep_alive_ = false;
};

}  // namespace lockgate::service
