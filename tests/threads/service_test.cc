// The service as its clients meet it: several at a time over sockets, while the answers of each are those it would get alone. Run under
// the thread sanitizer (preset `tsan`) this is also where it is seen that threads share only what they may.
#include "service/service.h"

#include <gtest/gtest.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <random>
#include <thread>
#include <utility>

#include <boost/asio.hpp>

#include "service/server.h"
#include "wire/json_file.h"

namespace lockgate::service {
namespace {

using Bodies = std::vector<std::string>;

Bodies orders() {
  std::ifstream file("examples/news-orders.jsonl");
  Bodies out;
  for (std::string line; std::getline(file, line);) out.push_back(R"({"orders":[)" + line + "]}");
  return out;
}

Request asking(const std::string& body) {
  Request out;
  out.method = "POST";
  out.target = out.path = "/v1/check";
  out.headers = {{"host", "localhost"}, {"content-type", "application/json"}};
  out.body = body;
  return out;
}

// The answers to these bodies, one request each on one connection.
Bodies ask(std::uint16_t port, const Bodies& bodies) {
  boost::asio::ip::tcp::iostream stream("127.0.0.1", std::to_string(port));
  Bodies out;
  for (const std::string& body : bodies) {
    stream << "POST /v1/check HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: " << body.size() << "\r\n\r\n" << body << std::flush;
    std::size_t length = 0;
    for (std::string line; std::getline(stream, line) && line != "\r";)
      if (line.starts_with("Content-Length: ")) length = std::stoul(line.substr(16));
    out.emplace_back(length, '\0');
    stream.read(out.back().data(), static_cast<std::streamsize>(length));
  }
  return out;
}

// What is sent is the beginning of a head; what comes back is how long the service waits for the rest.
std::chrono::milliseconds stall(std::uint16_t port) {
  const auto begin = std::chrono::steady_clock::now();
  boost::asio::ip::tcp::iostream stream("127.0.0.1", std::to_string(port));
  stream << "POST /v1/check HTTP/1.1\r\nHo" << std::flush;
  std::string line;
  std::getline(stream, line);
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begin);
}

std::unique_ptr<const Service> make(Service::Keeping keeping) {
  Diagnostics diagnostics;
  std::shared_ptr<const desk::Desk> desk = desk::Desk::open({.data = ".", .rulebooks = {}, .overlays = {}}, diagnostics);
  auto plane = wire::read_json_file("catalogue/plane.json");
  if (desk == nullptr || !plane) return nullptr;
  return std::make_unique<const Service>(std::move(desk), std::move(*plane), nullptr, std::move(keeping));
}

// Serves while `clients` is at work, which is told the port; then is told to stop as a process is.
void serve_while(const Service& service, const std::function<void(std::uint16_t)>& clients) {
  ServerSettings settings;
  settings.port = 0;
  settings.has_log = false;
  settings.limits.header_seconds = 1;
  const Guard guard({"localhost", "127.0.0.1"}, "");
  // Every second order goes the way of long answers.
  const Handler handler{[&](Request& request, std::string& route) { return service.answer(request, route); }, [&](Request& request, std::string& route) { return request.body.size() % 2 == 0 ? service.answer_at_once(request, route) : std::nullopt; }};
  const auto observe = [&](const std::string& method, const std::string& route, unsigned status, double seconds) { service.metrics().count_request(method, route, status, seconds); };
  std::thread work;
  const auto served = serve(settings, guard, handler, observe, [&](std::uint16_t port) {
    work = std::thread([&clients, port] {
      clients(port);
      std::raise(SIGTERM);
    });
  });
  work.join();
  EXPECT_TRUE(served);
}

// What each of four clients got.
std::vector<Bodies> ask_from_several(const Service& service, const Bodies& bodies) {
  std::vector<Bodies> out(4);
  serve_while(service, [&](std::uint16_t port) {
    std::vector<std::thread> clients;
    for (Bodies& one : out) clients.emplace_back([&] { one = ask(port, bodies); });
    for (std::thread& client : clients) client.join();
  });
  return out;
}

TEST(ServiceThreads, SeveralClientsGetWhatEachWouldGetAlone) {
  Service::Keeping keeping;
  keeping.cache_bytes = 1 << 20;
  const auto service = make(keeping);
  ASSERT_NE(service, nullptr);
  const Bodies bodies = orders();
  ASSERT_FALSE(bodies.empty());
  const std::vector<Bodies> got = ask_from_several(*service, bodies);
  const auto alone = make({});
  for (std::size_t i = 0; i < bodies.size(); ++i) {
    Request request = asking(bodies[i]);
    std::string route;
    const std::string expected = alone->answer(request, route).body;
    for (const Bodies& one : got) EXPECT_EQ(one[i], expected) << bodies[i];
  }
}

// A thread that reads and writes for others is not kept by an order that says almost nothing; what the other thread finds out stays found.
TEST(ServiceThreads, WhatWouldTakeLongIsNotAnsweredAtOnce) {
  const auto service = make({});
  ASSERT_NE(service, nullptr);
  std::string route;
  Request little = asking(R"({"orders":[{"id":"1","date":"2026-01-20","movement":"export","destination":"CN","item":"nvidia-h200"}]})");
  const std::string before = service->metrics().text();
  EXPECT_FALSE(service->answer_at_once(little, route));
  EXPECT_EQ(service->metrics().text(), before) << "what was given up is counted";
  const std::string slow = service->answer(little, route).body;
  const auto known = service->answer_at_once(little, route);
  ASSERT_TRUE(known);
  EXPECT_EQ(known->body, slow);
}

TEST(ServiceThreads, WhatIsAskedAtOnceIsSealedOnce) {
  const std::filesystem::path file = std::filesystem::temp_directory_path() / ("lockgate-threads-" + std::to_string(std::random_device{}()) + ".db");
  const std::string url = "sqlite:" + file.string();
  const Bodies bodies = orders();
  auto store = ledger::Store::open(url, ledger::IfMissing::Create);
  ASSERT_TRUE(store);
  Service::Keeping keeping;
  keeping.seals = std::make_shared<SealQueue>(std::move(*store), "test", "test");
  auto service = make(std::move(keeping));
  ASSERT_NE(service, nullptr);
  const std::vector<Bodies> got = ask_from_several(*service, bodies);
  for (const Bodies& one : got) EXPECT_EQ(one, got.front());
  service.reset();
  auto reopened = ledger::Store::open(url);
  ASSERT_TRUE(reopened);
  EXPECT_FALSE(reopened->audit()->fault.has_value());
  EXPECT_EQ(reopened->numbers_of_seals()->size(), bodies.size());
  std::filesystem::remove(file);
}

TEST(ServiceThreads, WhoStallsIsLetGoAndOthersAreServed) {
  const auto service = make({});
  ASSERT_NE(service, nullptr);
  const Bodies bodies = orders();
  serve_while(*service, [&](std::uint16_t port) {
    std::chrono::milliseconds waited{};
    std::thread idler([&] { waited = stall(port); });
    for (const std::string& answer : ask(port, bodies)) EXPECT_TRUE(answer.starts_with(R"({"determinations":[)")) << answer;
    idler.join();
    EXPECT_GE(waited.count(), 900);
  });
}

}  // namespace
}  // namespace lockgate::service
