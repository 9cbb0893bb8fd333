// Open questions: what an article says is not known, not told, not settled.
//
//   The ministry did not say whether the envoys would go.
//                    ---     --------asked----------
//                  whether; about {"the ministry's envoys"}; predicate "go"; a yes or a no
//
// Found by the words around: a clause of asking (whether, if, who, when, how many ...) below words
// of not knowing or not telling, a noun for what is asked ("no date has been set"), a question that
// is asked and evaded, a question sentence, an idiom ("remains to be seen"). The words stand in
// rules/<language>/questions.txt with their examples. What somebody asks in quotation marks is his,
// and not open.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reading/grammar.h"
#include "reading/names.h"
#include "text/span.h"

namespace checkback {

enum class QuestionKind : std::uint8_t {
  kWhether,
  kWho,
  kWhat,
  kWhen,
  kWhere,
  kWhy,
  kHow,
  kHowMany,
};

// What would answer it.
enum class AnswerType : std::uint8_t {
  kPolarity,  // yes or no
  kActor,     // a person or a body
  kThing,
  kTime,
  kDuration,  // "how long"
  kPlace,
  kReason,
  kManner,
  kNumber,
};

struct OpenQuestion {
  Span span;  // the clause that says so
  QuestionKind kind = QuestionKind::kWhether;
  AnswerType answer = AnswerType::kPolarity;
  std::vector<std::string> about;  // names in what is asked, the fullest; else its nouns
  Span asked;                      // "whether the envoys would go", or the noun: "No date"
  // The word of Parse::words that is asked about: the predicate "go", the noun "date".
  std::optional<WordIndex> predicate;

  friend bool operator==(const OpenQuestion&, const OpenQuestion&) = default;
};

// The open questions of the text of `grammar`, in its order. Linear. In a language without a
// parser or without rules there are none. Safe to call from many threads.
std::vector<OpenQuestion> FindQuestions(const Grammar& grammar, const Names& names);

// As the contract names it: "whether", "how many".
std::string_view NameOf(QuestionKind kind);
std::optional<QuestionKind> QuestionKindNamed(std::string_view name);

std::string_view NameOf(AnswerType answer);  // "polarity"
std::optional<AnswerType> AnswerTypeNamed(std::string_view name);

}  // namespace checkback
