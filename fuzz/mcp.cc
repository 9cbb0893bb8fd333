// Lines of the Model Context Protocol, as any client may send them: each gets one line of JSON, or
// none. The store that is asked is not there; arguments are read all the same.

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "serve/mcp/mcp_lines.h"
#include "serve/mcp/mcp_server.h"
#include "text/json.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace checkback;
  McpServer server({.store = "/nonexistent/store", .version = "0"});
  McpLines lines(4096);
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  // In two pieces: where a pipe cuts must not matter.
  lines.Add(bytes.substr(0, size / 3));
  const auto answer_all = [&] {
    while (const auto line = lines.Next()) {
      const std::string answer =
          line->is_long ? McpServer::AnswerToLongLine() : server.Answer(line->text);
      if (answer.empty()) continue;
      if (answer.find('\n') != answer.npos || !Json::Parse(answer)) std::abort();
    }
  };
  answer_all();
  lines.Add(bytes.substr(size / 3));
  lines.End();
  answer_all();
  return 0;
}
