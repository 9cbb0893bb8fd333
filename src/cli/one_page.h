// One input to one answer: what `read` and `extract` have in common.

#pragma once

#include <memory>

#include "article/article.h"
#include "cli/pipeline.h"
#include "follow/page_of.h"
#include "reading/events/dictionaries.h"

namespace checkback {

struct AnswerOptions : PageOptions {
  bool why = false;
  bool parse = false;
  std::shared_ptr<const EventDictionaries> dictionaries;  // one for all pages; null without
};

enum class JsonOf { kReading, kExtracted };

// The answer of `read --jsonl` or `extract`: always one line. Safe to call from many threads.
Answer AnswerOf(Input& input, const AnswerOptions& options, JsonOf what);

}  // namespace checkback
