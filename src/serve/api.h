// The API under /v1: the JSON that the command line writes, and errors as RFC 9457 has them.

#pragma once

#include <string>
#include <string_view>

#include "serve/pages/frame.h"
#include "text/result.h"

namespace checkback {

// The answer to `asked.target`, whose first segment is "v1"; kNotFound where there is no such
// resource.
Result<std::string> ApiAnswer(const Asked& asked);

// The bytes of a capture as they were stored: the HTTP message, or what stood in the record.
Result<std::string> RawAnswer(const Asked& asked, std::string_view id);

// { "type": "about:blank", "title", "status", "detail" }
std::string ProblemAsJson(int status, std::string_view title, std::string_view detail);

// Stories of one answer where ?limit= says nothing, and the most that it may say.
inline constexpr std::size_t kStoriesOfAnswer = 100;
inline constexpr std::size_t kMostStoriesOfAnswer = 1000;

}  // namespace checkback
