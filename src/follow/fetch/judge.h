// What came of one hop: a FetchOutcome, with the reason.
//
// Pure and safe to call from many threads.

#pragma once

#include <cstddef>
#include <string>

#include "follow/fetch/answer_head.h"
#include "follow/fetch/fetch_answer.h"
#include "follow/fetch/transfers.h"

namespace checkback {

// What the request of the hop said and was allowed.
struct HopAsked {
  FetchRequest::Method method = FetchRequest::Method::kGet;
  std::string etag = {}, last_modified = {};  // as sent; "" where they were not
  std::size_t most_unpacked_bytes = 0;
  bool may_cut = false;  // a body that is cut, or ends too early, will do
};

// Fills all of `answer` that is of the last hop (outcome, why, heads, body, validators), but for
// url, hops and times. `head` is that of `hop`.
void Judge(HopResult hop, const AnswerHead& head, const HopAsked& asked, FetchAnswer& answer);

}  // namespace checkback
