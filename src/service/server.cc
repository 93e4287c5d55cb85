#include "service/server.h"

#include <fmt/format.h>

#include <csignal>
#include <memory>
#include <thread>

#include "base/text.h"
#include "service/connection.h"

namespace lockgate::service {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using ErrorCode = boost::system::error_code;

class Listener {
 public:
  // `tls`: null where bytes are not hidden.
  Listener(House& house, tcp::acceptor& acceptor, asio::ssl::context* tls) : house_(house), acceptor_(acceptor), tls_(tls) {}

  // Each floor in turn.
  void accept() {
    Floor& floor = house_.floors[next_++ % house_.floors.size()];
    acceptor_.async_accept(floor.io, [this, &floor](ErrorCode error, Plain socket) {
      if (house_.is_closing) return;
      if (!error) greet(floor, std::move(socket));
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
  void greet(Floor& floor, Plain socket) {
    const std::size_t limit = house_.settings.limits.connections, crowd = house_.crowd;
    // Even those who are turned away take a descriptor for a moment.
    if (crowd >= limit + 64) return;
    ++house_.crowd;
    asio::post(floor.io, [this, &floor, is_crowded = crowd >= limit, mine = std::move(socket)]() mutable {
      if (tls_ == nullptr) return greet(*std::make_shared<Connection<Plain>>(floor, std::move(mine)), is_crowded);
      greet(*std::make_shared<Connection<Secure>>(floor, std::move(mine), *tls_), is_crowded);
    });
  }

  template <class Any>
  static void greet(Any& connection, bool is_crowded) {
    is_crowded ? connection.refuse_crowd() : connection.greet();
  }

  House& house_;
  tcp::acceptor& acceptor_;
  asio::ssl::context* tls_;
  asio::steady_timer pause_{house_.floors.front().io};
  std::size_t next_ = 0;
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
  Floor& first = house.floors.front();
  tcp::acceptor acceptor(first.io);
  if (auto open = listen(acceptor, settings); !open) return open;
  const auto tls = secure(settings);
  if (!tls) return tl::unexpected(tls.error());
  Listener listener(house, acceptor, tls->get());
  asio::signal_set signals(first.io, SIGINT, SIGTERM);
  signals.async_wait([&](ErrorCode error, int) {
    if (error) return;
    listener.close();
    house.close();
  });
  listener.accept();
  ready(acceptor.local_endpoint().port());
  house.open();
  return {};
}

}  // namespace lockgate::service
