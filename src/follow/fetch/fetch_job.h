// A request on its way through the hops of its redirects. For fetcher.cc.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "follow/fetch/fetch_answer.h"
#include "follow/fetch/fetch_target.h"
#include "follow/fetch/judge.h"

namespace checkback {

struct FetchJob {
  FetchRequest request;
  FetchTarget target;        // where it goes next
  std::string first_origin;  // where it was to go
  FetchAnswer answer;        // what is known already
  HopAsked asked;            // of the hop that is running
  std::string robots_of;     // the origin whose robots.txt this is; "" for a request of the caller

  bool IsRobots() const { return !robots_of.empty(); }
};

// "checkback/0.1 (+https://example.org/about)", on one line whatever is in it.
std::string AgentText(std::string_view user_agent, std::string_view contact);

// What is sent to `job.target` beside Host. Notes in `job.asked` which validators are among it.
std::vector<std::string> HeaderLines(FetchJob& job, std::string_view agent);

}  // namespace checkback
