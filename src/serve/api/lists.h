// Lists over stories: /v1/stories, /v1/new, /v1/questions, /v1/events, and the same of one story.
// All are as ApiFunction has it.

#pragma once

#include <string>
#include <vector>

#include "serve/api/routes.h"

namespace checkback {

Result<ApiAnswer> ListStories(const Asked& asked, const std::vector<std::string>& ids);
Result<ApiAnswer> ListNew(const Asked& asked, const std::vector<std::string>& ids);
Result<ApiAnswer> ListQuestions(const Asked& asked, const std::vector<std::string>& ids);
Result<ApiAnswer> ListEvents(const Asked& asked, const std::vector<std::string>& ids);
Result<ApiAnswer> ListEventTable(const Asked& asked, const std::vector<std::string>& ids);

Result<ApiAnswer> NewOfStory(const Asked& asked, const std::vector<std::string>& ids);
Result<ApiAnswer> QuestionsOfStory(const Asked& asked, const std::vector<std::string>& ids);
Result<ApiAnswer> EventsOfOneStory(const Asked& asked, const std::vector<std::string>& ids);
Result<ApiAnswer> EventTableOfStory(const Asked& asked, const std::vector<std::string>& ids);

}  // namespace checkback
