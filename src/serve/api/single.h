// Answers of one thing: a story, a capture, what changed between two, what a query finds. All are
// as ApiFunction has it.

#pragma once

#include <string>
#include <vector>

#include "serve/api/routes.h"

namespace checkback {

Result<ApiAnswer> AnswerOpenApi(const Asked& asked, const std::vector<std::string>& ids);
Result<ApiAnswer> AnswerStory(const Asked& asked, const std::vector<std::string>& ids);
Result<ApiAnswer> CapturesOfStory(const Asked& asked, const std::vector<std::string>& ids);
Result<ApiAnswer> CalendarOfStory(const Asked& asked, const std::vector<std::string>& ids);
Result<ApiAnswer> CalendarOfStories(const Asked& asked, const std::vector<std::string>& ids);
// ?q= &limit= &after= &sort=
Result<ApiAnswer> AnswerSearch(const Asked& asked, const std::vector<std::string>& ids);
Result<ApiAnswer> AnswerSources(const Asked& asked, const std::vector<std::string>& ids);
Result<ApiAnswer> AnswerVersions(const Asked& asked, const std::vector<std::string>& ids);  // ?url=
Result<ApiAnswer> AnswerCopies(const Asked& asked, const std::vector<std::string>& ids);    // ?of=
Result<ApiAnswer> AnswerDiff(const Asked& asked, const std::vector<std::string>& ids);  // ?a= &b=
// ?where= &story=
Result<ApiAnswer> AnswerExplain(const Asked& asked, const std::vector<std::string>& ids);
Result<ApiAnswer> AnswerLooks(const Asked& asked, const std::vector<std::string>& ids);  // ?url=
Result<ApiAnswer> AnswerCapture(const Asked& asked, const std::vector<std::string>& ids);

// The query of ?q=; kBadInput points at its fault.
Result<Query> QueryOf(const Asked& asked);

}  // namespace checkback
