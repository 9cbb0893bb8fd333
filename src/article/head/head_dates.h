// When an article was published, and when it was last changed.
//
//   JSON-LD, microdata, meta   2025-05-14T09:30:00+03:00     the best witnesses, in this order
//   time tags in the head      <time datetime="2025-05-14">
//   print in the head          Published May 14, 2025
//   address                    /2025/05/14/
//
// A witness is overruled where the others agree against it, and never believed where it
// speaks of a day after the page was seen.

#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "article/article.h"
#include "article/head/head_lines.h"
#include "article/metadata/witnesses.h"

namespace checkback {

struct HeadDates {
  std::optional<PageTime> published;
  std::optional<PageTime> modified;
};

struct DateContext {
  std::string_view url;
  std::string_view language;  // "en-US"
  Instant seen_at{};          // the epoch: not known
};

// `elsewhere` is asked for the page's other dated lines only where the head has none.
// What was taken and what was not goes to `evidence`. Safe to call from many threads.
HeadDates DatesOf(const Witnesses& said, const std::vector<HeadLine>& lines,
                  const std::function<std::vector<HeadLine>()>& elsewhere,
                  const DateContext& context, std::vector<Evidence>& evidence);

// A time as metadata or a time tag has it, also in the forms of print. Nothing where it is none.
std::optional<PageTime> ReadTime(std::string_view text, const DateContext& context);

}  // namespace checkback
