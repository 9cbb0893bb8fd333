// JSON-RPC 2.0: what a line asks for, and how an answer is written.
//
// Pure.

#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "text/json.h"

namespace checkback {

inline constexpr int kMcpNotJson = -32700;
inline constexpr int kMcpNoRequest = -32600;
inline constexpr int kMcpNoMethod = -32601;
inline constexpr int kMcpBadParameters = -32602;
inline constexpr int kMcpOurFault = -32603;

struct McpMessage {
  std::string id;      // as JSON, to be sent back; "": a notification, which gets no answer
  std::string method;  // "": an answer of the client's
  Json params;         // null where there are none
};

struct McpFault {
  int code = kMcpOurFault;
  std::string what;
  std::string id = "null";  // as JSON
};

using McpIncoming = std::variant<McpMessage, McpFault>;

struct McpLine {
  bool is_batch = false;
  std::vector<McpIncoming> messages;  // one, or those of a batch
};

// What stands in `line`, any bytes. A batch of more than kMostOfBatch is one fault.
inline constexpr std::size_t kMostOfBatch = 20;
McpLine ReadMcpLine(std::string_view line);

// One line, without its break. `result` is JSON.
std::string McpResult(std::string_view id, std::string_view result);
std::string McpFailure(const McpFault& fault);

}  // namespace checkback
