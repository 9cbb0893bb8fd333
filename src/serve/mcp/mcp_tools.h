// The tools by name: what each is for, what it takes, and what it gives.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "serve/mcp/mcp_answer.h"
#include "serve/mcp/mcp_arguments.h"
#include "text/result.h"

namespace checkback {

struct McpTool {
  std::string_view name;
  std::string_view title;
  std::string_view does;
  std::vector<McpParameter> takes;
  std::string gives;  // JSON Schema
  // One JSON object of that schema. Errors: those of the store, and kBadInput for arguments that
  // do not go together.
  Result<std::string> (*answer)(const McpCall& call);
};

// All of them, in the order in which they are listed.
const std::vector<McpTool>& McpTools();

// The tools of one matter each; the files of that name.
std::vector<McpTool> StoryTools();    // stories, story, new_since
std::vector<McpTool> ToldTools();     // questions, statements, figures
std::vector<McpTool> ArticleTools();  // article, search
McpTool ExplainTool();

// Parameters that several take.
McpParameter AsOfParameter();
McpParameter LimitParameter();
McpParameter CursorParameter();

}  // namespace checkback
