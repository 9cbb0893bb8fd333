#include "serve/mcp/mcp_tools.h"

#include <utility>

namespace checkback {

McpParameter AsOfParameter() {
  return {.name = "as_of",
          .type = McpType::kAsOf,
          .does =
              "answer as it stood at this time (2025-05-14T09:30:00Z) or at the end of this day "
              "(2025-05-14)"};
}

McpParameter LimitParameter() {
  return {.name = "limit",
          .type = McpType::kNumber,
          .does = "how many at most; fewer are given where they are long",
          .least = 1,
          .most = kMostMcpItems};
}

McpParameter CursorParameter() {
  return {.name = "cursor",
          .does =
              "`next` of the answer before, for what comes after it; the other arguments stay "
              "the same"};
}

const std::vector<McpTool>& McpTools() {
  static const std::vector<McpTool> tools = [] {
    std::vector<McpTool> all = StoryTools();
    for (McpTool& tool : ToldTools()) all.push_back(std::move(tool));
    for (McpTool& tool : ArticleTools()) all.push_back(std::move(tool));
    all.push_back(ExplainTool());
    return all;
  }();
  return tools;
}

}  // namespace checkback
