// Open questions in a headline or a standfirst, which are no part of Article::text.
//
//   "DEATH FERRY: Was mate on his phone?"     whether; about {"mate", "phone"}
//   "Cause of blast unclear"                  why
//
// Precision comes first: opinion, advice, games and headlines whose article tells the answer
// ("What is listeria?") ask nothing that is open. The words stand in rules/<language>/headlines.txt
// with examples that are tests.

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "article/article.h"
#include "reading/questions.h"
#include "text/span.h"

namespace checkback {

enum class HeadlinePart : std::uint8_t { kHeadline, kDescription };

struct HeadlineQuestion {
  HeadlinePart in = HeadlinePart::kHeadline;
  Span span;  // in that part
  std::string text;
  QuestionKind kind = QuestionKind::kWhether;
  AnswerType answer = AnswerType::kPolarity;
  std::vector<std::string>
      about;  // names in what is asked, by the fullest of the article; else nouns

  friend bool operator==(const HeadlineQuestion&, const HeadlineQuestion&) = default;
};

// Those of `article` that `asked`, the questions of its text, do not ask. `names` are those of the
// text. None in a language without rules or parser. Linear; of a headline no more than its first
// kilobyte is read. Safe to call from many threads.
std::vector<HeadlineQuestion> FindHeadlineQuestions(const Article& article, const Names& names,
                                                    std::span<const OpenQuestion> asked);

std::string_view NameOf(HeadlinePart part);  // "headline", "description"

}  // namespace checkback
