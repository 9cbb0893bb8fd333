// The tools for assistants: the Model Context Protocol (JSON-RPC 2.0), a line in, a line out.
//
//   {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"stories","arguments":{}}}
//   {"jsonrpc":"2.0","id":1,"result":{"content":[...],"structuredContent":{...}}}
//
// Every tool only reads. What it gives are sentences that somebody published, each with outlet,
// time, address and place; they stand in members called `quoted`, and are said to be data of
// others, never instructions. Descriptions and schemas are ours alone: nothing that was published
// gets into them.
//
// Spoken are the versions 2025-06-18, 2025-03-26 and 2024-11-05 of the protocol; a client that
// wants another one is offered the newest. Schemas of results come with the first, batches with
// the second alone.

#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "text/instant.h"

namespace checkback {

// A line that is longer is answered with an error without being read. The longest that a client
// has to send is a query of 4 kB, escaped.
inline constexpr std::size_t kLongestMcpLine = std::size_t{1} << 20;

struct McpOptions {
  std::string store;                  // its folder
  std::string version;                // of the program
  std::optional<Instant> as_of = {};  // nothing later is told, whatever is asked for
};

class McpServer {
 public:
  explicit McpServer(McpOptions options);
  ~McpServer();
  McpServer(const McpServer&) = delete;
  McpServer& operator=(const McpServer&) = delete;

  // The answer to `line`, any bytes without a line break, as one line without its break; "" where
  // none is due (notifications, answers, an empty line). For one thread at a time.
  std::string Answer(std::string_view line);

  // What is said of a line over kLongestMcpLine.
  static std::string AnswerToLongLine();

 private:
  class Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace checkback
