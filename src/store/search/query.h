// What somebody typed into the search box, read.
//
//   headline:strike -(sport OR fußball) date:2025-05 "general assembly" negotiat*
//
//   words                 all must stand somewhere in the document
//   "…"  “…”  „…“  «…»    a phrase: these words in this order
//   A OR B                one of the two; binds less than words side by side
//   -A, NOT A             not this; there must be a word beside it that is wanted
//   ( … )                 a group; AND between words is allowed and changes nothing
//   strik*                words that begin so (three letters or more)
//   field:A  field:"…"  field:(A OR B)
//     headline: title:    in the headline            author: byline:   who wrote it
//     outlet: source:     the name or the domain     language: lang:   "en", "pt-BR"
//     entity: name:       a person, body or place that it speaks of
//     speaker:            who says something in it    status:   "denied", "confirmed", "unclear"
//     ... date:               2025, 2025-05, 2025-05-14, 2025-05-01..2025-05-14, >=2025-05-01,
//     <2025-06
//
// Case and accents do not count (cut.h). A date is the day of print on the page's own calendar,
// or the day the page was seen (UTC) where it gives none.
//
// Pure, safe to call from many threads.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "text/span.h"

namespace checkback {

inline constexpr std::size_t kLongestQuery = 4096;  // bytes
inline constexpr std::size_t kMostQueryWords = 64;  // counted as cut.h cuts them
inline constexpr std::size_t kMostQueryDates = 8;
inline constexpr std::size_t kDeepestQuery = 10;  // parentheses inside each other

enum class SearchField {
  kAny,
  kHeadline,
  kAuthor,
  kOutlet,
  kLanguage,
  kDate,
  kEntity,
  kSpeaker,
  kStatus
};

struct QueryTerm {
  SearchField field = SearchField::kAny;
  // As cut.h cuts them: a phrase. For a date: days, months, years and decades ("2025-05-14",
  // "2025-05", "2025", "202"), of which any one matches.
  std::vector<std::string> words;
  bool prefix = false;    // of the last word
  bool excluded = false;  // stands behind a minus
  Span at;                // in the query, for messages
};

// Either a term or a group whose members are other nodes.
struct QueryNode {
  enum class Kind { kTerm, kAll, kAny } kind = Kind::kTerm;
  std::size_t term = 0;              // kTerm: index into Query::terms
  std::vector<std::size_t> members;  // indices into Query::nodes, smaller than its own
  std::vector<std::size_t> without;  // kAll: what must not match
};

struct Query {
  std::string text;  // as it was typed
  std::vector<QueryTerm> terms;
  std::vector<QueryNode> nodes;  // the last one is the whole
};

// Why a query cannot be read, and where: bytes [at.start, at.end) of it, of which at.start is
// where a caret belongs (it may be the end of the query).
struct QueryFault {
  std::string what;  // "this quotation mark is never closed"
  Span at;
};

// `text` must be UTF-8.
std::variant<Query, QueryFault> ParseQuery(std::string_view text);

}  // namespace checkback
