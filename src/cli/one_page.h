// One input to one answer: what `read` and `extract` have in common.

#pragma once

#include <optional>
#include <string>

#include "article/article.h"
#include "cli/input_reader.h"
#include "cli/pipeline.h"
#include "page/page.h"

namespace checkback {

struct PageOptions {
  std::string url;                   // of a whole file; "" without one
  bool file_urls = false;            // a whole file without a url has its place as one
  std::optional<Instant> seen_at;    // as typed; stands in for lines and records without one
  Instant now{};                     // for whole files where nothing was typed
  std::optional<PageFormat> format;  // of whole files
  bool hash = false;
  bool why = false;
};

// The page of an input, whose bytes it may take. Safe to call from many threads.
Result<Page> PageOf(Input& input, const PageOptions& options);

enum class JsonOf { kReading, kExtracted };

// The answer of `read --jsonl` or `extract`: always one line. Safe to call from many threads.
Answer AnswerOf(Input& input, const PageOptions& options, JsonOf what);

// "file:///tmp/a%20b.html" of a path.
std::string FileUrl(const std::string& path);

}  // namespace checkback
