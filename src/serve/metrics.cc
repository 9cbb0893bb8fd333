#include "serve/metrics.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace checkback {
namespace {

void Head(std::string_view name, std::string_view kind, std::string_view help, std::string& out) {
  out += fmt::format("# HELP {0} {2}\n# TYPE {0} {1}\n", name, kind, help);
}

template <typename Number>
void Gauge(std::string_view name, std::string_view help, Number value, std::string& out) {
  Head(name, "gauge", help, out);
  out += fmt::format("{} {}\n", name, value);
}

}  // namespace

std::string_view MethodLabel(std::string_view method) {
  constexpr std::string_view kMethods[] = {"GET", "HEAD", "POST", "PUT", "DELETE"};
  const auto* const known = std::find(std::begin(kMethods), std::end(kMethods), method);
  return known == std::end(kMethods) ? "other" : *known;
}

void RequestCounts::Count(std::string_view route, std::string_view method, int status,
                          std::chrono::duration<double> took) {
  const std::lock_guard lock(mutex_);
  ++requests_[{route, method, status}];
  Times& times = times_[route];
  ++times.count;
  times.sum += took.count();
  for (std::size_t i = 0; i < kBounds.size(); ++i)
    if (took.count() <= kBounds[i]) ++times.up_to[i];
}

std::string RequestCounts::AsText() const {
  std::string out;
  const std::lock_guard lock(mutex_);
  Head("checkback_http_requests_total", "counter", "Requests that were answered.", out);
  for (const auto& [labels, count] : requests_)
    out += fmt::format(
        "checkback_http_requests_total{{route=\"{}\",method=\"{}\",status=\"{}\"}} {}\n",
        std::get<0>(labels), std::get<1>(labels), std::get<2>(labels), count);
  constexpr std::string_view kName = "checkback_http_request_seconds";
  Head(kName, "histogram", "How long the answer took to make.", out);
  for (const auto& [route, times] : times_) {
    for (std::size_t i = 0; i < kBounds.size(); ++i)
      out += fmt::format("{}_bucket{{route=\"{}\",le=\"{}\"}} {}\n", kName, route, kBounds[i],
                         times.up_to[i]);
    out += fmt::format(
        "{0}_bucket{{route=\"{1}\",le=\"+Inf\"}} {2}\n"
        "{0}_sum{{route=\"{1}\"}} {3:.6f}\n{0}_count{{route=\"{1}\"}} {2}\n",
        kName, route, times.count, times.sum);
  }
  return out;
}

std::string GaugesAsText(const StoreGauges& gauges) {
  std::string out;
  Gauge("checkback_streams_open", "Streams of events that are open.", gauges.streams.open, out);
  Head("checkback_streams_dropped_total", "counter",
       "Streams that were closed because they did not take what they were sent.", out);
  out += fmt::format("checkback_streams_dropped_total {}\n", gauges.streams.dropped);
  const StoreCounts& counts = gauges.counts;
  Gauge("checkback_store_captures", "Captures that the store holds.", counts.captures, out);
  Gauge("checkback_store_captures_without_article", "Captures in which no article was found.",
        counts.without_article, out);
  Gauge("checkback_store_pages", "Pages that were seen.", counts.pages, out);
  Gauge("checkback_store_versions", "Versions of pages.", counts.versions, out);
  Gauge("checkback_store_articles", "Articles that differ.", counts.articles, out);
  Gauge("checkback_store_raw_bytes", "Bytes of the raw captures.", counts.raw_bytes, out);
  Gauge("checkback_store_index_bytes", "Bytes of the database.", counts.index_bytes, out);
  if (gauges.last_seen == Instant()) return out;
  Gauge("checkback_last_arrival_timestamp_seconds", "When the capture that came last was seen.",
        gauges.last_seen.time_since_epoch().count(), out);
  Gauge("checkback_last_arrival_age_seconds", "How long ago that was.",
        (gauges.now - gauges.last_seen).count(), out);
  return out;
}

}  // namespace checkback
