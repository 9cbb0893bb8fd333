// For tests: a fetcher that does not wait and gives up soon, and whose hosts are all one server.

#pragma once

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "follow/fetch/fetcher.h"
#include "follow/fetch/server_sample.h"

namespace checkback {

inline std::vector<NetBlock> OnlyThisHost() {
  return {*ParseBlock("127.0.0.1")};
}

// Caps are short for what is meant to hit them; nothing is measured.
inline FetcherOptions FastOptions(const ServerSample& server) {
  FetcherOptions options;
  options.user_agent = "checkback/0.1";
  options.contact = "https://example.org/about";
  options.allowed = OnlyThisHost();
  options.connect_to = server.port();
  options.per_host_delay = std::chrono::milliseconds(0);
  options.per_address_delay = std::chrono::milliseconds(0);
  options.most_bytes = 1u << 20;
  options.most_unpacked_bytes = 4u << 20;
  return options;
}

// All answers, by their order.
inline std::vector<FetchAnswer> AnswersOf(Fetcher& fetcher) {
  std::vector<FetchAnswer> answers;
  while (fetcher.in_flight() > 0) {
    auto answer = fetcher.Next(std::chrono::seconds(10));
    if (!answer) {
      ADD_FAILURE() << fetcher.in_flight() << " requests have no answer after 10 s";
      break;
    }
    answers.push_back(std::move(*answer));
  }
  return answers;
}

inline FetchAnswer FetchOne(const FetcherOptions& options, FetchRequest request) {
  Fetcher fetcher(options);
  fetcher.Start(std::move(request));
  std::vector<FetchAnswer> answers = AnswersOf(fetcher);
  EXPECT_EQ(answers.size(), 1u);
  return answers.empty() ? FetchAnswer{} : std::move(answers.front());
}

// A feed: nobody asks robots.txt.
inline FetchAnswer FetchFeed(const ServerSample& server, std::string url) {
  return FetchOne(FastOptions(server), {.url = std::move(url), .ask_robots = false});
}

}  // namespace checkback
