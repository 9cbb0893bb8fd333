#include "serve/pages/pages.h"

#include "serve/pages/story_sections.h"

namespace checkback {

Result<std::string> PageFor(const Asked& asked) {
  const std::vector<std::string>& path = asked.target.segments;
  if (path.empty()) return FrontPage(asked);
  if (path.size() == 1) {
    if (path[0] == "questions") return QuestionsPage(asked);
    if (path[0] == "expected") return ExpectedPage(asked);
    if (path[0] == "sources") return SourcesPage(asked);
    if (path[0] == "search") return SearchResultsPage(asked);
  }
  if (path.size() == 2 && path[0] == "stories") return StoryPage(asked, path[1]);
  if (path.size() == 3 && path[0] == "stories") return StoryPartPage(asked, path[1], path[2]);
  if (path.size() == 4 && path[0] == "stories" && path[2] == "why")
    return ItemWhyPage(asked, path[1], path[3]);
  if (path.size() == 2 && path[0] == "captures") return ArticlePage(asked, path[1]);
  if (path.size() == 3 && path[0] == "captures" && path[2] == "changes")
    return ChangesPage(asked, path[1]);
  if (path.size() == 3 && path[0] == "captures" && path[2] == "why") return WhyPage(asked, path[1]);
  return Fail(Errc::kNotFound, "There is no such page.");
}

}  // namespace checkback
