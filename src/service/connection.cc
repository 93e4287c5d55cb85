#include "service/connection.h"

#include <fmt/format.h>

#include "service/problem.h"
#include "service/request_head.h"
#include "service/response_head.h"

namespace lockgate::service {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using ErrorCode = boost::system::error_code;

constexpr std::size_t kLeastBytesPerSecond = 16 * 1024;

std::chrono::seconds time_for(std::size_t bytes) { return std::chrono::seconds(30 + bytes / kLeastBytesPerSecond); }

Response bug(const std::exception& error) {
  return problem(500, {"LG0815", fmt::format("this is a bug in lockgate: {}", error.what()), "", "please report it with the request that led here"});
}

// HTTP/1.0 knows no pieces.
void gather(Response& response) {
  if (!response.next) return;
  std::string piece;
  for (bool has_more = true; has_more; response.body += piece) has_more = response.next(piece);
  response.next = nullptr;
}

}  // namespace

template <class Stream>
template <class... Rest>
Connection<Stream>::Connection(Floor& floor, Plain socket, Rest&... rest) : floor_(floor), house_(floor.house), stream_(std::move(socket), rest...) {
  ErrorCode error;
  const auto peer = this->socket().remote_endpoint(error);
  if (!error) entry_.peer = peer.address().to_string();
  this->socket().set_option(asio::ip::tcp::no_delay(true), error);
  floor_.guests.insert(this);
}

template <class Stream>
void Connection<Stream>::greet() {
  if constexpr (std::is_same_v<Stream, Plain>) read_head();
  else shake_hands();
}

template <class Stream>
void Connection<Stream>::shake_hands() {
  if constexpr (!std::is_same_v<Stream, Plain>) {
    is_idle_ = true;
    allow(std::chrono::seconds(house_.settings.limits.header_seconds));
    stream_.async_handshake(asio::ssl::stream_base::server, [self = me()](ErrorCode error) {
      if (!error) self->read_head();
    });
  }
}

template <class Stream>
void Connection<Stream>::refuse_crowd() {
  if constexpr (!std::is_same_v<Stream, Plain>) return;
  start();
  refuse(503, {"LG0812", "too many connections are open", "", "ask again in a moment, or start the service with a higher `--max-connections`"});
}

template <class Stream>
void Connection<Stream>::farewell() {
  if (is_idle_) close();
}

template <class Stream>
void Connection<Stream>::look(Clock::time_point now) {
  if (now >= deadline_) close();
}

// What is waited for ends with an error, and with it the connection.
template <class Stream>
void Connection<Stream>::close() {
  ErrorCode error;
  socket().close(error);
}

template <class Stream>
void Connection<Stream>::start() {
  started_ = Clock::now();
  entry_.id = next_request_id();
  entry_.method.clear();
  entry_.path.clear();
  entry_.bytes_in = entry_.bytes_out = 0;
  route_ = "none";
  is_head_ = false;
  keep_alive_ = false;
}

template <class Stream>
void Connection<Stream>::read_head() {
  is_idle_ = true;
  parser_.emplace();
  parser_->header_limit(house_.settings.limits.header_bytes);
  parser_->body_limit(house_.settings.limits.body_bytes);
  allow(std::chrono::seconds(house_.settings.limits.header_seconds));
  http::async_read_header(stream_, buffer_, *parser_, [self = me()](ErrorCode error, std::size_t bytes) { self->on_head(error, bytes); });
}

template <class Stream>
void Connection<Stream>::on_head(ErrorCode error, std::size_t bytes) {
  is_idle_ = false;
  start();
  entry_.bytes_in = bytes;
  if (error) return on_bad_bytes(error);
  const auto& head = parser_->get();
  const auto taken = take_head(head, request_);
  entry_.method = request_.method;
  entry_.path = request_.path;
  is_head_ = request_.method == "HEAD";
  version_ = head.version();
  if (!taken) return refuse(400, taken.error());
  if (auto refused = house_.guard.refuse(request_)) return write(*std::move(refused), true);
  if (beast::iequals(head[http::field::expect], "100-continue")) return encourage();
  read_body();
}

// The client waits to hear whether its body is wanted.
template <class Stream>
void Connection<Stream>::encourage() {
  allow(time_for(0));
  static constexpr std::string_view kGoOn = "HTTP/1.1 100 Continue\r\n\r\n";
  asio::async_write(stream_, asio::buffer(kGoOn.data(), kGoOn.size()), [self = me()](ErrorCode error, std::size_t) {
    if (!error) self->read_body();
  });
}

// A small body has come with its head, and nothing is left to wait for.
template <class Stream>
void Connection<Stream>::read_body() {
  ErrorCode error;
  parser_->eager(true);
  const std::size_t taken = parser_->is_done() ? 0 : parser_->put(buffer_.data(), error);
  buffer_.consume(taken);
  if (parser_->is_done() || (error && error != http::error::need_more)) return on_body(error, taken);
  entry_.bytes_in += taken;
  allow(std::chrono::seconds(house_.settings.limits.body_seconds));
  http::async_read(stream_, buffer_, *parser_, [self = me()](ErrorCode failed, std::size_t bytes) { self->on_body(failed, bytes); });
}

template <class Stream>
void Connection<Stream>::on_body(ErrorCode error, std::size_t bytes) {
  entry_.bytes_in += bytes;
  if (error) return on_bad_bytes(error);
  started_ = Clock::now();
  keep_alive_ = parser_->keep_alive();
  request_.body = std::move(parser_->get().body());
  deadline_ = Clock::time_point::max();
  if (auto response = answer_at_once()) return write(*std::move(response), false);
  hand_over();
}

template <class Stream>
void Connection<Stream>::hand_over() {
  asio::post(house_.pool, [self = me()]() mutable {
    Response response = self->answer();
    // Nothing of the connection is let go on this thread.
    asio::io_context& io = self->floor_.io;
    asio::post(io, [mine = std::move(self), response = std::move(response)]() mutable { mine->write(std::move(response), false); });
  });
}

template <class Stream>
std::optional<Response> Connection<Stream>::answer_at_once() {
  if (version_ < 11) return std::nullopt;
  try {
    return house_.handler.answer_at_once(request_, route_);
  } catch (const std::exception& error) {
    return bug(error);
  }
}

template <class Stream>
Response Connection<Stream>::answer() {
  try {
    Response response = house_.handler.answer(request_, route_);
    if (version_ < 11) gather(response);
    return response;
  } catch (const std::exception& error) {
    return bug(error);
  }
}

template <class Stream>
void Connection<Stream>::on_bad_bytes(ErrorCode error) {
  const Limits& limits = house_.settings.limits;
  if (error == http::error::header_limit) return refuse(431, {"LG0806", fmt::format("the head of the request is larger than {} bytes", limits.header_bytes), "", "send less in it"});
  if (error == http::error::body_limit) return refuse(413, {"LG0805", fmt::format("the body is larger than {} bytes", limits.body_bytes), "", "send the orders in several requests, or start the service with a higher `--max-body`"});
  if (error.category() == make_error_code(http::error::bad_method).category() && error != http::error::end_of_stream && error != http::error::partial_message)
    return refuse(400, {"LG0807", fmt::format("this is not a request of HTTP/1.1: {}", error.message()), "", "send one"});
  // Closed, cut off, or too slow: nobody is there to be told.
}

template <class Stream>
void Connection<Stream>::refuse(unsigned status, const Error& error) {
  write(problem(status, error), true);
}

// `is_last`: the rest of the request is not read, so nothing can follow it.
template <class Stream>
void Connection<Stream>::write(Response response, bool is_last) {
  keep_alive_ = keep_alive_ && !is_last && !house_.is_closing;
  is_cut_ = is_last;
  entry_.status = response.status;
  response_ = std::move(response);
  response_.next ? write_pieces() : write_whole();
}

template <class Stream>
void Connection<Stream>::write_whole() {
  head_ = response_head(response_, {entry_.id, keep_alive_, response_.body.size(), false});
  if (is_head_) response_.body.clear();
  entry_.bytes_out = response_.body.size();
  allow(time_for(response_.body.size()));
  asio::async_write(stream_, std::array{asio::buffer(head_), asio::buffer(response_.body)}, [self = me()](ErrorCode error, std::size_t) { self->on_written(error); });
}

template <class Stream>
void Connection<Stream>::write_pieces() {
  head_ = response_head(response_, {entry_.id, keep_alive_, std::nullopt, true});
  allow(time_for(0));
  asio::async_write(stream_, asio::buffer(head_), [self = me()](ErrorCode error, std::size_t) {
    if (error || self->is_head_) return self->on_written(error);
    self->make_piece();
  });
}

template <class Stream>
void Connection<Stream>::make_piece() {
  deadline_ = Clock::time_point::max();
  asio::post(house_.pool, [self = me()]() mutable {
    bool has_more = false;
    try {
      has_more = self->response_.next(self->piece_);
    } catch (const std::exception&) {
      self->is_broken_ = true;
    }
    asio::io_context& io = self->floor_.io;
    asio::post(io, [mine = std::move(self), has_more] { mine->write_piece(has_more); });
  });
}

template <class Stream>
void Connection<Stream>::write_piece(bool has_more) {
  // Without its last chunk the client sees that the answer is not whole.
  if (is_broken_) return;
  entry_.bytes_out += piece_.size();
  allow(time_for(piece_.size()));
  const auto after = [self = me(), has_more](ErrorCode error, std::size_t) {
    if (error) return self->on_written(error);
    has_more ? self->make_piece() : self->write_end();
  };
  if (piece_.empty()) return after({}, 0);
  asio::async_write(stream_, http::make_chunk(asio::buffer(piece_)), after);
}

template <class Stream>
void Connection<Stream>::write_end() {
  response_ = {};
  asio::async_write(stream_, http::make_chunk_last(), [self = me()](ErrorCode error, std::size_t) { self->on_written(error); });
}

template <class Stream>
void Connection<Stream>::on_written(ErrorCode error) {
  entry_.seconds = std::chrono::duration<double>(Clock::now() - started_).count();
  house_.observer(entry_.method.empty() ? "none" : entry_.method, route_, entry_.status, entry_.seconds);
  if (house_.settings.has_log) write_log(entry_);
  response_ = {};
  request_ = {};
  if (error) return;
  if (keep_alive_ && !house_.is_closing) return read_head();
  say_goodbye();
}

template <class Stream>
void Connection<Stream>::say_goodbye() {
  ErrorCode error;
  if constexpr (std::is_same_v<Stream, Plain>) {
    socket().shutdown(asio::socket_base::shutdown_send, error);
    if (is_cut_) drain();
  } else {
    allow(std::chrono::seconds(5));
    stream_.async_shutdown([self = me()](ErrorCode) {});
  }
}

// Closing while bytes still arrive would take the answer from the client before it has read it.
template <class Stream>
void Connection<Stream>::drain() {
  if (drained_ == 0) allow(std::chrono::seconds(5));
  waste_.resize(64 * 1024);
  stream_.async_read_some(asio::buffer(waste_), [self = me()](ErrorCode error, std::size_t bytes) {
    self->drained_ += bytes;
    if (!error && self->drained_ < kMostDrained) self->drain();
  });
}

template class Connection<Plain>;
template Connection<Plain>::Connection(Floor&, Plain);
template class Connection<Secure>;
template Connection<Secure>::Connection(Floor&, Plain, asio::ssl::context&);

}  // namespace lockgate::service
