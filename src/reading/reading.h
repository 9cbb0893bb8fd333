// A reading: what an article says, sentence by sentence, as spans of Article::text.
//
//   Article --> [ sentences | words with their grammar | names | times | quotes | questions |
//   statements | figures ]
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
#include "reading/headline_questions.h"
#include "reading/names.h"
#include "reading/parse.h"
#include "reading/questions.h"
#include "reading/quotes.h"
#include "reading/statements.h"
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
  std::vector<Quote> quotes;
  std::vector<OpenQuestion> questions;
  std::vector<HeadlineQuestion> headline_questions;  // that the text does not ask
  std::vector<NewsStatement> statements;
  std::vector<Event> events;
  std::vector<Figure> figures;
  std::string parser;  // the version of the model behind `parse`; "" where the language has none
  std::string model;   // all that it was read with (reading/reading_model.h)

  friend bool operator==(const Reading&, const Reading&) = default;
};

// The reading of `article`. Days are counted from the day of print; of a page that names none, from
// the day when it was last changed, else from when it was seen (UTC). Deterministic; linear in its
// text. Safe to call from many threads. With `dictionaries` events are coded by their verbs, not by
// our own patterns.
Reading ReadArticle(const Article& article, std::optional<Instant> seen_at = {},
                    const EventDictionaries* dictionaries = nullptr);

}  // namespace checkback
