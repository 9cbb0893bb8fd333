// The statement that words of an article belong to.

#pragma once

#include "reading/reading.h"
#include "story/told/in_sentence.h"
#include "story/told/sentence_around.h"

namespace checkback {

// The smallest statement over `span`; null where none is. Valid as long as `reading`. Linear in the
// statements of its sentence, where those stand sentence by sentence.
inline const NewsStatement* SmallestStatementOver(const Reading& reading, const Span& span) {
  const NewsStatement* smallest = nullptr;
  for (const NewsStatement& statement :
       InSentence(reading.statements, SentenceAround(reading, span))) {
    const bool holds = statement.span.start <= span.start && statement.span.end >= span.end;
    if (holds && (!smallest || statement.span.size() < smallest->span.size()))
      smallest = &statement;
  }
  return smallest;
}

inline bool IsPlannedAt(const Reading& reading, const Span& span) {
  const NewsStatement* statement = SmallestStatementOver(reading, span);
  return statement && statement->status == Status::kPlanned;
}

// Planned, proposed, or true only if something else is.
inline bool IsNoFactAt(const Reading& reading, const Span& span) {
  const NewsStatement* statement = SmallestStatementOver(reading, span);
  return statement &&
         (statement->status == Status::kPlanned || statement->status == Status::kProposed ||
          statement->status == Status::kConditional);
}

}  // namespace checkback
