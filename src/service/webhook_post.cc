// The one place that speaks to others of itself.
#include <utility>  // which Boost 1.74 wants and does not say

#include <boost/asio.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>
#include <chrono>
#include <string>
#include <type_traits>

#include "service/webhook.h"

namespace lockgate::service {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using asio::ip::tcp;
using ErrorCode = boost::system::error_code;

constexpr auto kPatience = std::chrono::seconds(15);
constexpr std::uint32_t kLargestHead = 16 * 1024;

http::request<http::string_body> message(const Endpoint& endpoint, const std::string& id, std::int64_t timestamp, const std::string& body) {
  http::request<http::string_body> out(http::verb::post, endpoint.target, 11);
  out.set(http::field::host, endpoint.host + ":" + endpoint.port);
  out.set(http::field::user_agent, "lockgate");
  out.set(http::field::content_type, "application/json");
  out.set("webhook-id", id);
  out.set("webhook-timestamp", std::to_string(timestamp));
  out.set("webhook-signature", signature_of(endpoint.secrets, id, timestamp, body));
  out.body() = body;
  out.prepare_payload();
  out.keep_alive(false);
  return out;
}

// The steps one after the other; whatever goes wrong, or takes too long, leaves the status at 0. Of the answer only the head is read.
template <class Stream>
class Posting {
 public:
  Posting(asio::io_context& io, Stream stream, http::request<http::string_body> request) : resolver_(io), stream_(std::move(stream)), request_(std::move(request)) { parser_.header_limit(kLargestHead); }

  void start(const Endpoint& endpoint) {
    resolver_.async_resolve(endpoint.host, endpoint.port, [this](ErrorCode error, const tcp::resolver::results_type& found) {
      if (!error) beast::get_lowest_layer(stream_).async_connect(found, [this](ErrorCode refused, const tcp::endpoint&) { on_connected(refused); });
    });
  }
  unsigned status() const { return status_; }

 private:
  void on_connected(ErrorCode error) {
    if (error) return;
    if constexpr (std::is_same_v<Stream, beast::tcp_stream>) return write();
    else stream_.async_handshake(asio::ssl::stream_base::client, [this](ErrorCode refused) {
      if (!refused) write();
    });
  }
  void write() {
    http::async_write(stream_, request_, [this](ErrorCode error, std::size_t) {
      if (!error) http::async_read_header(stream_, buffer_, parser_, [this](ErrorCode cut, std::size_t) { status_ = cut ? 0 : parser_.get().result_int(); });
    });
  }

  tcp::resolver resolver_;
  Stream stream_;
  http::request<http::string_body> request_;
  beast::flat_buffer buffer_;
  http::response_parser<http::empty_body> parser_;
  unsigned status_ = 0;
};

}  // namespace

unsigned post(const Endpoint& endpoint, const std::string& id, std::int64_t timestamp, const std::string& body) {
  asio::io_context io;
  auto request = message(endpoint, id, timestamp, body);
  if (!endpoint.is_secure) {
    Posting<beast::tcp_stream> posting(io, beast::tcp_stream(io), std::move(request));
    posting.start(endpoint);
    io.run_for(kPatience);
    return posting.status();
  }
  asio::ssl::context tls(asio::ssl::context::tls_client);
  ErrorCode error;
  tls.set_default_verify_paths(error);
  beast::ssl_stream<beast::tcp_stream> stream(io, tls);
  stream.set_verify_mode(asio::ssl::verify_peer, error);
  stream.set_verify_callback(asio::ssl::host_name_verification(endpoint.host), error);
  SSL_set_tlsext_host_name(stream.native_handle(), endpoint.host.c_str());
  Posting<beast::ssl_stream<beast::tcp_stream>> posting(io, std::move(stream), std::move(request));
  posting.start(endpoint);
  io.run_for(kPatience);
  return posting.status();
}

}  // namespace lockgate::service
