// What is to become of a page that was asked for and did not come.
//
//   410, or 404 again and again     gone
//   429, 503, no connection         later, at growing waits
//   robots.txt, a refused address   done: it is not ours to look at
//
// Pure and safe to call from many threads.

#pragma once

#include <chrono>
#include <string>

#include "follow/fetch/fetch_answer.h"
#include "follow/sources/source_book.h"

namespace checkback {

// `page` as the book had it before. For answers other than kFetched and kNotModified.
PageVisit FailedVisit(const FetchAnswer& answer, const FoundPage& page, Instant now);
// For an answer that holds no page, such as a picture.
PageVisit NoPageVisit(const std::string& why, const FoundPage& page, Instant now);

// A page that turned out to be a view of the one at `url`, which is looked at instead.
PageVisit VisitElsewhere(const std::string& url, Instant now);
// Whether `page`, that is done, is such a view: of the page at its validators' address.
bool IsElsewhere(const FoundPage& page);

// Whether a part of a page that could not be had may come later; the page then waits for it, for
// some visits: half an article would be told as an edit that takes the other half out.
bool IsWorthWaiting(const FetchAnswer& part, const FoundPage& page);

// The first wait after a failure; it doubles, up to the second.
inline constexpr std::chrono::minutes kFailedPageWait{10};
inline constexpr std::chrono::hours kLongestFailedPageWait{24};
// So many failures one after another, and a page is given up; at the waits above, after some days.
inline constexpr std::uint32_t kMostPageFailures = 12;
// A page that is not found may only not be there yet.
inline constexpr std::uint32_t kNotFoundFailures = 3;
// robots.txt may change its mind, or could not be had.
inline constexpr std::uint32_t kMostRobotsFailures = 3;

}  // namespace checkback
