// checkback mcp: the tools for assistants, over standard input and output.

#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "cli/commands.h"
#include "cli/open_store.h"
#include "cli/output.h"
#include "cli/version.h"
#include "serve/mcp/mcp_lines.h"
#include "serve/mcp/mcp_server.h"
#include "text/memory.h"

namespace checkback {
namespace {

// Answers what is there. False where nobody reads the answers any more.
bool AnswerLines(McpLines& lines, McpServer& server) {
  while (const auto line = lines.Next()) {
    std::string answer = line->is_long ? McpServer::AnswerToLongLine() : server.Answer(line->text);
    if (answer.empty()) continue;
    answer += '\n';
    if (!WriteOut(answer)) return false;
  }
  return true;
}

}  // namespace

int RunMcp(const Arguments& typed, const Surroundings& surroundings) {
  KeepMemorySmall();
  std::optional<Instant> as_of;
  if (!MomentOrComplain(typed.as_of, "--as-of", OfDay::kEnd, as_of)) return kExitUsage;
  // A store that is not there is said now, not at the first question.
  if (!OpenStoreOrComplain(typed, surroundings, Store::Access::kRead, as_of)) return kExitFailed;
  McpServer server({.store = StoreFolder(typed, surroundings),
                    .version = std::string(kVersion),
                    .as_of = as_of});
  McpLines lines(kLongestMcpLine);
  std::array<char, 1 << 16> bytes{};
  while (true) {
    const ssize_t count = read(STDIN_FILENO, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) {
      Complain(fmt::format("cannot read standard input: {}",
                           std::strerror(errno)));  // NOLINT(concurrency-mt-unsafe)
      return kExitFailed;
    }
    if (count == 0) lines.End();
    lines.Add(std::string_view(bytes.data(), static_cast<std::size_t>(count)));
    if (!AnswerLines(lines, server)) return kExitFailed;
    if (count == 0) return kExitOk;
  }
}

}  // namespace checkback
