// The whole store over HTTP: /v1/export.jsonl, /v1/export.csv, /v1/export.warc.gz, made while they
// are sent (answer/captures_out.h).
//
//   ?after=ID            goes on behind that capture: an export that broke off
//   ?limit=500           as much at once; Link: <...&after=ID>; rel="next" leads on
//   ?as_of=2026-03-11    what there was then
//
// No more than kMostExports at once: each holds a thread and a store for as long as its client
// takes.

#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "serve/exchange.h"
#include "serve/store_pool.h"
#include "text/result.h"

namespace checkback {

inline constexpr std::size_t kMostExports = 4;
inline constexpr std::size_t kMostOfExport = 10'000;  // that ?limit= may say

// Counts the exports that run. Safe to use from many threads.
class ExportTurns {
 public:
  // Held while one runs; null where there are enough.
  std::shared_ptr<void> Take();

 private:
  std::shared_ptr<int> running_ = std::make_shared<int>();
};

bool IsExport(const std::vector<std::string>& segments);

// An answer whose body is still to be written; kBadInput, kNotFound for parameters. 503 where too
// many run.
Result<WebResponse> ExportAnswer(const WebTarget& target, LentStore store, ExportTurns& turns);

}  // namespace checkback
