// What was asked and how long it took, for Prometheus (text format 0.0.4).
//
//   checkback_http_requests_total{route="/v1/stories/{id}",method="GET",status="200"} 17
//   checkback_http_request_seconds_bucket{route="/v1/stories/{id}",le="0.01"} 16
//
// Routes are the paths of serve/api/routes.h and of the pages, never what a client typed, so that
// their number is bounded. Safe to call from many threads.

#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <tuple>

#include "store/store.h"
#include "text/instant.h"

namespace checkback {

class RequestCounts {
 public:
  // `route` and `method` must outlive this object: both are literals.
  void Count(std::string_view route, std::string_view method, int status,
             std::chrono::duration<double> took);
  std::string AsText() const;

 private:
  // Seconds; from a page out of memory to a store that is read from disk.
  static constexpr std::array kBounds = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                                         0.1,   0.25,   0.5,   1.0,  2.5,   10.0};
  struct Times {
    std::array<std::uint64_t, kBounds.size()> up_to{};  // not more than that long, each for itself
    std::uint64_t count = 0;
    double sum = 0;
  };

  mutable std::mutex mutex_;
  std::map<std::tuple<std::string_view, std::string_view, int>, std::uint64_t> requests_;
  std::map<std::string_view, Times> times_;
};

struct StreamCounts {
  std::size_t open = 0;
  std::size_t dropped = 0;  // for they did not take what they were sent
};

// What the store holds, how old its last arrival is, and the streams.
struct StoreGauges {
  StoreCounts counts;
  Instant last_seen{};  // of the capture that came last; 1970: none came
  Instant now{};
  StreamCounts streams;
};
std::string GaugesAsText(const StoreGauges& gauges);

// One of the methods that are answered, or "other": for a label.
std::string_view MethodLabel(std::string_view method);

}  // namespace checkback
