#include "follow/fetch/judge.h"

#include <fmt/format.h>

#include <utility>

#include "follow/fetch/fetch_target.h"
#include "page/http_message.h"

namespace checkback {
namespace {

struct Judged {
  FetchOutcome outcome;
  std::string why;  // what is said of the address: "answered 503"
};

FetchOutcome OutcomeOf(HopEnd end) {
  switch (end) {
    case HopEnd::kWhole:
      return FetchOutcome::kFetched;
    case HopEnd::kRefused:
      return FetchOutcome::kRefused;
    case HopEnd::kTimeout:
      return FetchOutcome::kTimeout;
    case HopEnd::kTooLarge:
      return FetchOutcome::kTooLarge;
    case HopEnd::kBadAnswer:
      return FetchOutcome::kBadAnswer;
    case HopEnd::kNoRoom:
    case HopEnd::kNetwork:
      break;
  }
  return FetchOutcome::kNetwork;
}

Judged JudgeNotModified(const HopAsked& asked, FetchAnswer& answer) {
  if (asked.etag.empty() && asked.last_modified.empty())
    return {FetchOutcome::kBadAnswer, "answered 304 to a request that asked for all of it"};
  if (!IsSameEtag(asked.etag, answer.etag)) {
    answer.etag.clear();
    answer.last_modified.clear();
    return {FetchOutcome::kNotModified,
            "answered 304 about another ETag; the next request asks for all of it"};
  }
  if (answer.etag.empty()) answer.etag = asked.etag;
  if (answer.last_modified.empty()) answer.last_modified = asked.last_modified;
  return {FetchOutcome::kNotModified, ""};
}

Judged JudgeBody(const HopAsked& asked, FetchAnswer& answer) {
  const std::optional<HttpHead> head = ReadHttpHead(answer.response_head);
  if (!head) return {FetchOutcome::kBadAnswer, "does not open as HTTP does"};
  Result<HttpBody> body = DecodeBody(*head, answer.wire, asked.most_unpacked_bytes);
  if (!body)
    return {
        body.error().code == Errc::kTooLarge ? FetchOutcome::kTooLarge : FetchOutcome::kBadAnswer,
        fmt::format("answered {}, but {}", answer.status, body.error().what)};
  if (body->cut_short && !asked.may_cut)
    return {FetchOutcome::kBadAnswer,
            fmt::format("answered {}, but its body is cut short or damaged", answer.status)};
  answer.body = std::move(body->bytes);
  return {FetchOutcome::kFetched, ""};
}

Judged JudgeStatus(const HopAsked& asked, FetchAnswer& answer) {
  const int status = answer.status;
  if (status == 304) return JudgeNotModified(asked, answer);
  if (status == 410) return {FetchOutcome::kGone, "answered 410: it is gone for good"};
  const bool is_posted = asked.method == FetchRequest::Method::kPost;
  if (status == 200 || status == 203 || (is_posted && status >= 200 && status <= 299))
    return JudgeBody(asked, answer);
  if (status >= 200 && status <= 299)
    return {FetchOutcome::kBadAnswer, fmt::format("answered {}, which is no page", status)};
  return {FetchOutcome::kHttpError, fmt::format("answered {}", status)};
}

std::string UntilText(FetchTime until) {
  return ToRfc3339(std::chrono::floor<std::chrono::seconds>(until));
}

}  // namespace

std::string_view NameOf(FetchOutcome outcome) {
  switch (outcome) {
    case FetchOutcome::kFetched:
      return "fetched";
    case FetchOutcome::kNotModified:
      return "not_modified";
    case FetchOutcome::kGone:
      return "gone";
    case FetchOutcome::kRefused:
      return "refused";
    case FetchOutcome::kRobots:
      return "robots";
    case FetchOutcome::kHeld:
      return "held";
    case FetchOutcome::kHttpError:
      return "http_error";
    case FetchOutcome::kNetwork:
      return "network";
    case FetchOutcome::kTimeout:
      return "timeout";
    case FetchOutcome::kTooLarge:
      return "too_large";
    case FetchOutcome::kBadAnswer:
      return "bad_answer";
  }
  return "network";
}

void Judge(HopResult hop, const AnswerHead& head, const HopAsked& asked, FetchAnswer& answer) {
  answer.status = hop.status;
  answer.http2 = hop.http2;
  answer.address = std::move(hop.address);
  answer.request_head = std::move(hop.request_head);
  answer.response_head = std::move(hop.response_head);
  answer.wire = std::move(hop.wire);
  answer.whole = hop.end == HopEnd::kWhole;
  answer.body.clear();
  answer.etag = head.etag;
  answer.last_modified = head.last_modified;
  answer.date = head.date;
  answer.content_type = head.content_type;
  answer.not_before = head.not_before;
  answer.fresh_for = head.fresh_for;

  Judged judged;
  if (hop.end != HopEnd::kWhole) {
    judged = {OutcomeOf(hop.end),
              hop.end == HopEnd::kRefused ? "is not fetched: " + hop.why : ": " + hop.why};
  } else if (!head.fault.empty()) {
    judged = {FetchOutcome::kBadAnswer, fmt::format("answered {}, but {}", hop.status, head.fault)};
  } else {
    judged = JudgeStatus(asked, answer);
  }
  answer.outcome = judged.outcome;
  answer.why.clear();
  if (judged.why.empty()) return;
  answer.why = ShownText(answer.url) + (judged.why.starts_with(':') ? "" : " ") + judged.why;
  if (answer.not_before)
    answer.why += fmt::format(" and asks to be left alone until {}", UntilText(*answer.not_before));
}

}  // namespace checkback
