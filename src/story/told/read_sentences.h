// The sentences of one capture as contradictions are looked for in them, each read once for all
// that look, and only where one does.
//
// For one capture; not for use by two threads at once.

#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "story/told/content_words.h"
#include "story/told/said_claim.h"
#include "story/told/teller.h"

namespace checkback {

class ReadSentences {
 public:
  // `next` outlives this.
  explicit ReadSentences(const NextCapture& next)
      : next_(next), sentences_(next.telling.reading->sentences.size()) {}

  // `place`: in Reading::sentences. Valid as long as this.
  const Content& ContentAt(std::size_t place) {
    std::optional<Content>& content = sentences_[place].content;
    if (!content) {
      const Article& article = *next_.telling.article;
      content = ContentOf(Words(article.text, SpanAt(place)), article.language);
    }
    return *content;
  }
  const std::vector<SaidClaim>& ClaimsAt(std::size_t place) {
    std::optional<std::vector<SaidClaim>>& claims = sentences_[place].claims;
    if (!claims)
      claims = SaidClaimsOf(next_.telling, {next_.capture, SpanAt(place)}, ContentAt(place));
    return *claims;
  }

 private:
  struct Read {
    std::optional<Content> content;
    std::optional<std::vector<SaidClaim>> claims;
  };

  const Span& SpanAt(std::size_t place) const {
    return next_.telling.reading->sentences[place].span;
  }

  const NextCapture& next_;
  std::vector<Read> sentences_;
};

}  // namespace checkback
