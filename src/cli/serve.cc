// checkback serve: the web page and the API.

#include <fmt/format.h>
#include <sys/resource.h>

#include <chrono>
#include <thread>

#include "cli/commands.h"
#include "cli/open_store.h"
#include "cli/output.h"
#include "serve/guard.h"
#include "serve/http_server.h"
#include "serve/site.h"

namespace checkback {
namespace {

std::string TokenOf(const Arguments& typed, const Surroundings& surroundings) {
  if (!typed.token.empty()) return typed.token;
  return surroundings.token == nullptr ? "" : surroundings.token;
}

// A stream that is held open is a file of ours; the system's usual limit is 1,024.
void RaiseFileLimit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  static_cast<void>(setrlimit(RLIMIT_NOFILE, &limit) != 0);  // then there are fewer streams
}

// Serves until the program is interrupted, and tells open pages what comes into the store.
void ServeUntilStopped(HttpServer& server, const Site& site, const Surroundings& surroundings) {
  constexpr auto kLook = std::chrono::milliseconds(100);
  std::thread serving([&] { server.Run(); });
  while (!surroundings.interrupted()) {
    for (WebEvent& event : site.WhatCame()) server.Publish(std::move(event));
    std::this_thread::sleep_for(kLook);
  }
  server.Stop();
  serving.join();
}

}  // namespace

int RunServe(const Arguments& typed, const Surroundings& surroundings) {
  ListenAddress address;
  if (!ParseListen(typed.listen, address)) {
    Complain(fmt::format("--listen is an address and a port, like 127.0.0.1:8080, not '{}'",
                         typed.listen));
    return kExitUsage;
  }
  const std::string token = TokenOf(typed, surroundings);
  if (!IsLoopback(address.host) && token.empty()) {
    Complain(
        fmt::format("at {} others can read this store: set a token for them (--token, or "
                    "CHECKBACK_TOKEN in the environment)",
                    address.host));
    return kExitUsage;
  }
  if (!OpenStoreOrComplain(typed, surroundings, Store::Access::kRead)) return kExitFailed;
  SiteOptions options = {
      .store = StoreFolder(typed, surroundings),
      .token = token,
      .hosts = {address.host},
      .now = [] {
        return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
      }};
  if (!typed.host.empty()) options.hosts.push_back(typed.host);
  const HttpServer* open = nullptr;  // before anybody can ask
  options.streams = [&open] { return StreamCounts{open->streams(), open->dropped_streams()}; };
  const Site site(std::move(options));
  HttpServer server({.host = address.host, .port = address.port},
                    [&](const WebRequest& request) { return site.Answer(request); });
  open = &server;
  if (const Result<void> bound = server.Bind(); !bound) {
    Complain(bound.error().what);
    return kExitFailed;
  }
  RaiseFileLimit();
  const bool is_v6 = address.host.find(':') != std::string::npos;
  Complain(fmt::format("http://{}{}{}:{}/ (to stop: Ctrl-C)", is_v6 ? "[" : "", address.host,
                       is_v6 ? "]" : "", server.port()));
  ServeUntilStopped(server, site, surroundings);
  return kExitOk;
}

}  // namespace checkback
