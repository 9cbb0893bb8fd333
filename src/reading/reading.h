// A reading: what an article says, sentence by sentence, as spans of Article::text.
//
//   Article --> [ sentences | words with their grammar ]
//
// Everything in it is a span, an index or a number: nothing can be shown that was not printed.

#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "article/article.h"
#include "reading/parse.h"
#include "text/span.h"

namespace checkback {

struct Sentence {
  Span span;                         // in Article::text
  std::optional<std::size_t> block;  // which of Article::blocks it stands in

  friend bool operator==(const Sentence&, const Sentence&) = default;
};

struct Reading {
  std::vector<Sentence> sentences;
  Parse parse;  // empty unless it was asked for

  friend bool operator==(const Reading&, const Reading&) = default;
};

struct ReadingOptions {
  bool parse = false;  // fill Reading::parse
};

// The reading of `article`. Deterministic; linear in its text. Safe to call from many threads.
Reading ReadArticle(const Article& article, const ReadingOptions& options = {});

}  // namespace checkback
