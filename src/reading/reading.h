// A reading: what an article says, sentence by sentence, as spans of Article::text.
//
//   Article --> [ sentences | words with their grammar | names | times | figures ]
//
// Everything in it is a span, an index, a number or a value of a standard: nothing can be shown
// that was not printed.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "article/article.h"
#include "reading/events.h"
#include "reading/figures.h"
#include "reading/names.h"
#include "reading/parse.h"
#include "reading/times.h"
#include "text/span.h"

namespace checkback {

struct Sentence {
  Span span;                         // in Article::text
  std::optional<std::size_t> block;  // which of Article::blocks it stands in

  friend bool operator==(const Sentence&, const Sentence&) = default;
};

struct Reading {
  std::vector<Sentence> sentences;
  Parse parse;
  Names names;
  std::vector<TimeExpression> times;
  std::vector<Event> events;
  std::vector<Figure> figures;
  std::string parser;  // the version of the model behind `parse`; "" where the language has none

  friend bool operator==(const Reading&, const Reading&) = default;
};

struct ReadingOptions {
  const EventDictionaries* dictionaries = nullptr;  // of actors and verbs, instead of our patterns
};

// The reading of `article`. Deterministic; linear in its text. Safe to call from many threads.
Reading ReadArticle(const Article& article, const ReadingOptions& options = {});

}  // namespace checkback
