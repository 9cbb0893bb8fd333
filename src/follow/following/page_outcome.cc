#include "follow/following/page_outcome.h"

#include <algorithm>

#include "store/store.h"

namespace checkback {
namespace {

constexpr int kNotFound = 404;

// After so many failures in all, it is given up; and then it is `state`.
struct Patience {
  std::uint32_t failures = kMostPageFailures;
  PageState state = PageState::kDone;
};

Patience PatienceWith(const FetchAnswer& answer) {
  switch (answer.outcome) {
    case FetchOutcome::kGone:
      return {1, PageState::kGone};
    case FetchOutcome::kRefused:
      return {1, PageState::kDone};
    case FetchOutcome::kRobots:
      return {kMostRobotsFailures, PageState::kDone};
    case FetchOutcome::kTooLarge:
    case FetchOutcome::kBadAnswer:
      return {kNotFoundFailures, PageState::kDone};
    case FetchOutcome::kHttpError:
      if (answer.status == kNotFound) return {kNotFoundFailures, PageState::kGone};
      return {};
    default:
      return {};
  }
}

// A visit that failed because of `why`: the next one later, or never again.
PageVisit Patient(const Patience& patience, const std::string& why, const FoundPage& page,
                  Instant now) {
  PageVisit visit{.at = now, .failed = true, .validators = page.validators, .state = page.state};
  visit.reason = why;
  if (page.failures + 1 >= patience.failures) {
    visit.state = patience.state;
    return visit;
  }
  std::chrono::seconds wait = kFailedPageWait;
  for (std::uint32_t n = 0; n < page.failures && wait < kLongestFailedPageWait; ++n) wait *= 2;
  visit.not_before = now + std::min<std::chrono::seconds>(wait, kLongestFailedPageWait);
  return visit;
}

}  // namespace

PageVisit FailedVisit(const FetchAnswer& answer, const FoundPage& page, Instant now) {
  PageVisit visit = Patient(PatienceWith(answer), answer.why, page, now);
  if (!visit.not_before) return visit;
  if (answer.outcome == FetchOutcome::kRobots)
    visit.not_before =
        std::max(*visit.not_before, now + std::chrono::seconds(kLongestFailedPageWait));
  if (answer.not_before)
    visit.not_before =
        std::max(*visit.not_before, std::chrono::ceil<std::chrono::seconds>(*answer.not_before));
  return visit;
}

PageVisit NoPageVisit(const std::string& why, const FoundPage& page, Instant now) {
  return Patient({kNotFoundFailures, PageState::kDone}, why, page, now);
}

PageVisit VisitElsewhere(const std::string& url, Instant now) {
  PageVisit visit{.at = now, .validators = {.etag = {}, .last_modified = {}, .of = url}};
  visit.state = PageState::kDone;
  visit.reason = "it is another view of " + url + ", which is looked at instead";
  return visit;
}

bool IsElsewhere(const FoundPage& page) {
  return page.state == PageState::kDone && !page.validators.of.empty() &&
         PageKeyOf(page.validators.of) != PageKeyOf(page.url);
}

bool IsWorthWaiting(const FetchAnswer& part, const FoundPage& page) {
  // One that was seen whole waits as long as any page does.
  const std::uint32_t most = page.visited ? kMostPageFailures : kNotFoundFailures;
  if (page.failures + 1 >= most) return false;
  constexpr int kTooMany = 429, kFirstOfServer = 500;
  switch (part.outcome) {
    case FetchOutcome::kHeld:
    case FetchOutcome::kNetwork:
    case FetchOutcome::kTimeout:
      return true;
    case FetchOutcome::kHttpError:
      return part.status == kTooMany || part.status >= kFirstOfServer;
    default:
      return false;
  }
}

}  // namespace checkback
