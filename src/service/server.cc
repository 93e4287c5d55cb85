#include "service/server.h"

#include <fmt/format.h>

#include <boost/asio.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>
#include <chrono>
#include <csignal>
#include <memory>
#include <set>

#include "base/text.h"
#include "service/access_log.h"
#include "service/problem.h"
#include "service/request_head.h"

namespace lockgate::service {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using asio::ip::tcp;
using Clock = std::chrono::steady_clock;
using ErrorCode = boost::system::error_code;

constexpr std::size_t kMostDrained = 64 * 1024 * 1024;
constexpr std::size_t kLeastBytesPerSecond = 16 * 1024;

std::chrono::seconds time_for(std::size_t bytes) { return std::chrono::seconds(30 + bytes / kLeastBytesPerSecond); }

// One that the house can let go.
class Guest {
 public:
  virtual ~Guest() = default;
  // The service stops: who waits for a request is let go at once, who is being answered after the answer.
  virtual void farewell() = 0;
};

// What all connections share. Lives on the thread of the io_context, but for the pool.
struct House {
  const ServerSettings& settings;
  const Guard& guard;
  const Handler& handler;
  const Observer& observer;
  // Before the two below, whose end is also that of the last connections.
  std::set<Guest*> open;
  bool is_closing = false;
  std::function<void()> on_empty;
  asio::io_context io{1};
  asio::thread_pool pool;
  House(const ServerSettings& s, const Guard& g, const Handler& h, const Observer& o) : settings(s), guard(g), handler(h), observer(o), pool(std::max(1U, s.threads)) {}
};

using Plain = beast::tcp_stream;
using Secure = beast::ssl_stream<beast::tcp_stream>;

template <class Stream>
class Connection : public Guest, public std::enable_shared_from_this<Connection<Stream>> {
 public:
  // `rest`: what a secure stream is made with.
  template <class... Rest>
  Connection(House& house, tcp::socket socket, Rest&... rest) : house_(house), stream_(std::move(socket), rest...) {
    ErrorCode error;
    const auto peer = lowest().socket().remote_endpoint(error);
    if (!error) entry_.peer = peer.address().to_string();
    lowest().socket().set_option(tcp::no_delay(true), error);
    house_.open.insert(this);
  }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection() override {
    house_.open.erase(this);
    if (house_.open.empty() && house_.on_empty) house_.on_empty();
  }

  void greet() {
    if constexpr (std::is_same_v<Stream, Plain>) return read_head();
    else shake_hands();
  }

  void read_head() {
    is_idle_ = true;
    parser_.emplace();
    parser_->header_limit(house_.settings.limits.header_bytes);
    parser_->body_limit(house_.settings.limits.body_bytes);
    lowest().expires_after(std::chrono::seconds(house_.settings.limits.header_seconds));
    http::async_read_header(stream_, buffer_, *parser_, [self = me()](ErrorCode error, std::size_t bytes) { self->on_head(error, bytes); });
  }

  void refuse_crowd() {
    // Nobody is greeted only to be told that there is no room.
    if constexpr (!std::is_same_v<Stream, Plain>) return;
    start();
    refuse(503, {"LG0812", "too many connections are open", "", "ask again in a moment, or start the service with a higher `--max-connections`"});
  }

  void farewell() override {
    if (!is_idle_) return;
    ErrorCode error;
    lowest().socket().close(error);
  }

 private:
  std::shared_ptr<Connection> me() { return this->shared_from_this(); }
  Plain& lowest() { return beast::get_lowest_layer(stream_); }

  void shake_hands() {
    if constexpr (!std::is_same_v<Stream, Plain>) {
      is_idle_ = true;
      lowest().expires_after(std::chrono::seconds(house_.settings.limits.header_seconds));
      stream_.async_handshake(asio::ssl::stream_base::server, [self = me()](ErrorCode error) {
        if (!error) self->read_head();
      });
    }
  }

  void say_goodbye() {
    ErrorCode error;
    if constexpr (std::is_same_v<Stream, Plain>) {
      lowest().socket().shutdown(tcp::socket::shutdown_send, error);
      if (is_cut_) drain();
    } else {
      lowest().expires_after(std::chrono::seconds(5));
      stream_.async_shutdown([self = me()](ErrorCode) {});
    }
  }

  void start() {
    started_ = Clock::now();
    entry_.id = next_request_id();
    entry_.method.clear();
    entry_.path.clear();
    entry_.bytes_in = entry_.bytes_out = 0;
    route_ = "none";
    is_head_ = false;
    keep_alive_ = false;
  }

  void on_head(ErrorCode error, std::size_t bytes) {
    is_idle_ = false;
    start();
    entry_.bytes_in = bytes;
    if (error) return on_bad_bytes(error);
    const auto& head = parser_->get();
    request_ = {};
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
  void encourage() {
    lowest().expires_after(time_for(0));
    static constexpr std::string_view kGoOn = "HTTP/1.1 100 Continue\r\n\r\n";
    asio::async_write(stream_, asio::buffer(kGoOn.data(), kGoOn.size()), [self = me()](ErrorCode error, std::size_t) {
      if (!error) self->read_body();
    });
  }

  void read_body() {
    lowest().expires_after(std::chrono::seconds(house_.settings.limits.body_seconds));
    http::async_read(stream_, buffer_, *parser_, [self = me()](ErrorCode error, std::size_t bytes) { self->on_body(error, bytes); });
  }

  void on_body(ErrorCode error, std::size_t bytes) {
    entry_.bytes_in += bytes;
    if (error) return on_bad_bytes(error);
    started_ = Clock::now();
    keep_alive_ = parser_->keep_alive();
    request_.body = std::move(parser_->get().body());
    lowest().expires_never();
    asio::post(house_.pool, [self = me()]() mutable {
      Response response = self->answer();
      // Nothing of the connection is let go on this thread.
      asio::io_context& io = self->house_.io;
      asio::post(io, [mine = std::move(self), response = std::move(response)]() mutable { mine->write(std::move(response), false); });
    });
  }

  Response answer() {
    try {
      Response response = house_.handler(request_, route_);
      if (version_ < 11) gather(response);
      return response;
    } catch (const std::exception& error) {
      return problem(500, {"LG0815", fmt::format("this is a bug in lockgate: {}", error.what()), "", "please report it with the request that led here"});
    }
  }

  // HTTP/1.0 knows no pieces.
  static void gather(Response& response) {
    if (!response.next) return;
    std::string piece;
    for (bool has_more = true; has_more; response.body += piece) has_more = response.next(piece);
    response.next = nullptr;
  }

  void on_bad_bytes(ErrorCode error) {
    const Limits& limits = house_.settings.limits;
    if (error == http::error::header_limit) return refuse(431, {"LG0806", fmt::format("the head of the request is larger than {} bytes", limits.header_bytes), "", "send less in it"});
    if (error == http::error::body_limit) return refuse(413, {"LG0805", fmt::format("the body is larger than {} bytes", limits.body_bytes), "", "send the orders in several requests, or start the service with a higher `--max-body`"});
    if (error.category() == make_error_code(http::error::bad_method).category() && error != http::error::end_of_stream && error != http::error::partial_message)
      return refuse(400, {"LG0807", fmt::format("this is not a request of HTTP/1.1: {}", error.message()), "", "send one"});
    // Closed, cut off, or too slow: nobody is there to be told.
  }

  void refuse(unsigned status, const Error& error) { write(problem(status, error), true); }

  // `is_last`: the rest of the request is not read, so nothing can follow it.
  void write(Response response, bool is_last) {
    keep_alive_ = keep_alive_ && !is_last && !house_.is_closing;
    is_cut_ = is_last;
    head_ = {};
    head_.version(11);
    head_.result(response.status);
    head_.reason(reason_of(response.status));
    head_.set(http::field::server, "lockgate");
    if (response.status != 304 && !response.type.empty()) head_.set(http::field::content_type, response.type);
    head_.set("X-Content-Type-Options", "nosniff");
    head_.set("X-Frame-Options", "DENY");
    head_.set("Referrer-Policy", "no-referrer");
    head_.set("Cross-Origin-Resource-Policy", "same-origin");
    head_.set("X-Request-Id", entry_.id);
    for (const auto& [name, value] : response.headers) head_.insert(name, value);  // several cookies may be set at once
    if (response.headers.empty()) head_.set(http::field::cache_control, "no-store");
    head_.keep_alive(keep_alive_);
    entry_.status = response.status;
    response.next ? write_pieces(std::move(response)) : write_whole(std::move(response));
  }

  void write_whole(Response response) {
    head_.body() = is_head_ ? std::string() : std::move(response.body);
    head_.content_length(is_head_ ? response.body.size() : head_.body().size());
    if (entry_.status == 304) head_.erase(http::field::content_length);
    entry_.bytes_out = head_.body().size();
    lowest().expires_after(time_for(head_.body().size()));
    http::async_write(stream_, head_, [self = me()](ErrorCode error, std::size_t) { self->on_written(error); });
  }

  void write_pieces(Response response) {
    response_ = std::move(response);
    head_.chunked(true);
    serializer_.emplace(head_);
    serializer_->split(true);
    lowest().expires_after(time_for(0));
    http::async_write_header(stream_, *serializer_, [self = me()](ErrorCode error, std::size_t) {
      if (error || self->is_head_) return self->on_written(error);
      self->make_piece();
    });
  }

  void make_piece() {
    lowest().expires_never();
    asio::post(house_.pool, [self = me()]() mutable {
      bool has_more = false;
      try {
        has_more = self->response_.next(self->piece_);
      } catch (const std::exception&) {
        self->is_broken_ = true;
      }
      asio::io_context& io = self->house_.io;
      asio::post(io, [mine = std::move(self), has_more] { mine->write_piece(has_more); });
    });
  }

  void write_piece(bool has_more) {
    // Without its last chunk the client sees that the answer is not whole.
    if (is_broken_) return;
    entry_.bytes_out += piece_.size();
    lowest().expires_after(time_for(piece_.size()));
    const auto after = [self = me(), has_more](ErrorCode error, std::size_t) {
      if (error) return self->on_written(error);
      has_more ? self->make_piece() : self->write_end();
    };
    if (piece_.empty()) return after({}, 0);
    asio::async_write(stream_, http::make_chunk(asio::buffer(piece_)), after);
  }

  void write_end() {
    response_ = {};
    asio::async_write(stream_, http::make_chunk_last(), [self = me()](ErrorCode error, std::size_t) { self->on_written(error); });
  }

  void on_written(ErrorCode error) {
    entry_.seconds = std::chrono::duration<double>(Clock::now() - started_).count();
    house_.observer(entry_.method.empty() ? "none" : entry_.method, route_, entry_.status, entry_.seconds);
    if (house_.settings.has_log) write_log(entry_);
    response_ = {};
    request_ = {};
    serializer_.reset();
    head_ = {};
    if (error) return;
    if (keep_alive_ && !house_.is_closing) return read_head();
    say_goodbye();
  }

  // Closing while bytes still arrive would take the answer from the client before it has read it.
  void drain() {
    if (drained_ == 0) lowest().expires_after(std::chrono::seconds(5));
    waste_.resize(64 * 1024);
    stream_.async_read_some(asio::buffer(waste_), [self = me()](ErrorCode error, std::size_t bytes) {
      self->drained_ += bytes;
      if (!error && self->drained_ < kMostDrained) self->drain();
    });
  }

  House& house_;
  Stream stream_;
  beast::flat_buffer buffer_;
  std::optional<http::request_parser<http::string_body>> parser_;
  http::response<http::string_body> head_;
  std::optional<http::response_serializer<http::string_body>> serializer_;
  Request request_;
  Response response_;  // one that comes in pieces
  std::string piece_;
  std::string route_;
  std::string waste_;
  std::size_t drained_ = 0;
  LogEntry entry_;
  Clock::time_point started_;
  unsigned version_ = 11;
  bool is_idle_ = false;
  bool is_head_ = false;
  bool is_cut_ = false;
  bool is_broken_ = false;
  bool keep_alive_ = false;
};

class Listener {
 public:
  // `tls`: null where bytes are not hidden.
  Listener(House& house, tcp::acceptor& acceptor, asio::ssl::context* tls) : house_(house), acceptor_(acceptor), tls_(tls) {}

  void accept() {
    acceptor_.async_accept([this](ErrorCode error, tcp::socket socket) {
      if (house_.is_closing) return;
      if (!error) greet(std::move(socket));
      // No descriptors left, say: others may be freed while we wait.
      if (!error || error == asio::error::connection_aborted) return accept();
      pause_.expires_after(std::chrono::milliseconds(100));
      pause_.async_wait([this](ErrorCode) { accept(); });
    });
  }

  void close() {
    ErrorCode error;
    acceptor_.close(error);
    pause_.cancel();
  }

 private:
  void greet(tcp::socket socket) {
    const bool is_crowded = house_.open.size() >= house_.settings.limits.connections;
    // Even those who are turned away take a descriptor for a moment.
    if (house_.open.size() >= house_.settings.limits.connections + 64) return;
    if (tls_ == nullptr) return greet(*std::make_shared<Connection<Plain>>(house_, std::move(socket)), is_crowded);
    greet(*std::make_shared<Connection<Secure>>(house_, std::move(socket), *tls_), is_crowded);
  }

  template <class Any>
  static void greet(Any& connection, bool is_crowded) {
    is_crowded ? connection.refuse_crowd() : connection.greet();
  }

  House& house_;
  tcp::acceptor& acceptor_;
  asio::ssl::context* tls_;
  asio::steady_timer pause_{house_.io};
};

Result<void> listen(tcp::acceptor& acceptor, const ServerSettings& settings) {
  const auto refused = [&](const ErrorCode& error) {
    return fail("LG0816", fmt::format("cannot listen on {}:{}: {}", settings.host, settings.port, error.message()), "another process may have the port; choose one with `--port`, or 0 for any that is free");
  };
  ErrorCode error;
  const std::string host = settings.host == "localhost" ? "127.0.0.1" : settings.host;
  const auto address = asio::ip::make_address(host, error);
  if (error) return fail("LG0816", fmt::format("`{}` is no IP address", excerpt(settings.host)), "give the address to listen on, such as 127.0.0.1 or 0.0.0.0");
  const tcp::endpoint endpoint(address, settings.port);
  acceptor.open(endpoint.protocol(), error);
  if (!error) acceptor.set_option(asio::socket_base::reuse_address(true), error);
  if (!error) acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
  return error ? Result<void>(refused(error)) : Result<void>();
}

// TLS 1.2 and later, with the certificate and the key of the files. Nothing: no files are named.
Result<std::unique_ptr<asio::ssl::context>> secure(const ServerSettings& settings) {
  if (settings.certificate_file.empty()) return nullptr;
  auto out = std::make_unique<asio::ssl::context>(asio::ssl::context::tls_server);
  ErrorCode error;
  out->set_options(asio::ssl::context::default_workarounds | asio::ssl::context::no_tlsv1 | asio::ssl::context::no_tlsv1_1 | asio::ssl::context::single_dh_use, error);
  if (!error) out->use_certificate_chain_file(settings.certificate_file, error);
  if (error) return fail("LG0835", fmt::format("the certificate cannot be used: {}", error.message()), "name a file with the certificate and those above it, in PEM", settings.certificate_file);
  out->use_private_key_file(settings.key_file, asio::ssl::context::pem, error);
  if (error) return fail("LG0835", fmt::format("the key cannot be used: {}", error.message()), "name the file with the key of this certificate, in PEM", settings.key_file);
  return out;
}

}  // namespace

Result<void> serve(const ServerSettings& settings, const Guard& guard, const Handler& handler, const Observer& observer, const std::function<void(std::uint16_t port)>& ready) {
  std::signal(SIGPIPE, SIG_IGN);
  House house(settings, guard, handler, observer);
  tcp::acceptor acceptor(house.io);
  if (auto open = listen(acceptor, settings); !open) return open;
  const auto tls = secure(settings);
  if (!tls) return tl::unexpected(tls.error());
  Listener listener(house, acceptor, tls->get());
  asio::steady_timer patience(house.io);
  asio::signal_set signals(house.io, SIGINT, SIGTERM);
  signals.async_wait([&](ErrorCode error, int) {
    if (error) return;
    house.is_closing = true;
    listener.close();
    // Each leaves the set when its last operation has ended.
    for (Guest* guest : house.open) guest->farewell();
    if (house.open.empty()) return;
    house.on_empty = [&] { patience.cancel(); };
    patience.expires_after(std::chrono::seconds(settings.limits.farewell_seconds));
    patience.async_wait([&](ErrorCode waited) {
      if (!waited) house.io.stop();
    });
  });
  listener.accept();
  ready(acceptor.local_endpoint().port());
  house.io.run();
  house.pool.join();
  house.on_empty = nullptr;
  return {};
}

}  // namespace lockgate::service
