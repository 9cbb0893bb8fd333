#include "cli/serving.h"

#include <fmt/format.h>
#include <sys/resource.h>

#include <chrono>
#include <functional>
#include <utility>

#include "cli/config_access.h"
#include "cli/open_book.h"
#include "cli/open_store.h"
#include "cli/output.h"
#include "page/url.h"

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

SiteOptions SiteOptionsOf(const ServingPlan& plan, std::function<StreamCounts()> streams) {
  SiteOptions options = {
      .store = plan.store, .tokens = plan.tokens, .hosts = {plan.address.host}, .now = [] {
        return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
      }};
  if (!plan.host.empty()) options.hosts.push_back(plan.host);
  options.push_path = plan.push_path;
  options.streams = std::move(streams);
  options.looks = plan.looks;
  return options;
}

}  // namespace

std::optional<ServingPlan> ServingPlanOrComplain(const Arguments& typed,
                                                 const Surroundings& surroundings) {
  ServingPlan plan;
  if (!ParseListen(typed.listen, plan.address)) {
    Complain(fmt::format("--listen is an address and a port, like 127.0.0.1:8080, not '{}'",
                         typed.listen));
    return std::nullopt;
  }
  static const Config kNone;
  const Config& config = surroundings.config == nullptr ? kNone : *surroundings.config;
  Result<std::vector<ScopedToken>> tokens = TokensOf(config, TokenOf(typed, surroundings));
  if (!tokens) {
    Complain(tokens.error().what);
    return std::nullopt;
  }
  plan.tokens = std::move(*tokens);
  if (!IsLoopback(plan.address.host) && plan.tokens.empty()) {
    Complain(
        fmt::format("at {} others can read this store: set a token for them (--token, or "
                    "CHECKBACK_TOKEN in the environment)",
                    plan.address.host));
    return std::nullopt;
  }
  plan.store = StoreFolder(typed, surroundings);
  plan.host = typed.host;
  if (const auto callback = SplitUrl(config.push_callback)) plan.push_path = callback->path;
  plan.looks = LookBudgetOf(surroundings);
  return plan;
}

Serving::Serving(const ServingPlan& plan)
    : site_(SiteOptionsOf(
          plan, [this] { return StreamCounts{server_.streams(), server_.dropped_streams()}; })),
      server_({.host = plan.address.host,
               .port = plan.address.port,
               .most_body = [this](const std::string& target) { return site_.MostBodyOf(target); }},
              [this](const WebRequest& request) { return site_.Answer(request); }),
      host_(plan.address.host) {}

Serving::~Serving() {
  Stop();
}

Result<void> Serving::Bind() {
  Result<void> bound = server_.Bind();
  if (bound) RaiseFileLimit();
  return bound;
}

std::string Serving::Address() const {
  const bool is_v6 = host_.find(':') != std::string::npos;
  return fmt::format("http://{}{}{}:{}/", is_v6 ? "[" : "", host_, is_v6 ? "]" : "",
                     server_.port());
}

void Serving::Start() {
  serving_ = std::thread([this] { server_.Run(); });
  telling_ = std::thread([this] {
    constexpr auto kLook = std::chrono::milliseconds(100);
    while (!stopping_) {
      for (WebEvent& event : site_.WhatCame()) server_.Publish(std::move(event));
      std::this_thread::sleep_for(kLook);
    }
  });
}

void Serving::Stop() {
  stopping_ = true;
  if (telling_.joinable()) telling_.join();
  if (!serving_.joinable()) return;
  server_.Stop();
  serving_.join();
}

}  // namespace checkback
