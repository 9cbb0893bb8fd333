// What an answer comes to: a yes or a no, or the value as it is printed.

#include <algorithm>
#include <string>

#include "story/told/answer_words.h"
#include "story/told/answers.h"
#include "story/told/content_words.h"

namespace checkback {
namespace {

// The answering sentence against its question.
class Outcome {
 public:
  Outcome(const Telling& telling, const AskedWords& asked, const Span& answer)
      : telling_(telling), asked_(asked), span_(answer) {}

  std::string Of(QuestionKind kind) const {
    std::string outcome;
    if (kind == QuestionKind::kWhether) return SaysNo() != asked_.asks_not ? "no" : "yes";
    if (kind == QuestionKind::kWhen) outcome = Time();
    if (kind == QuestionKind::kHowMany) outcome = Number();
    if (kind == QuestionKind::kWho) outcome = Actor();
    return outcome.empty() ? std::string(Printed(Clause())) : outcome;
  }

 private:
  bool IsInside(const Span& span) const {
    return span.start >= span_.start && span.end <= span_.end;
  }

  std::string_view Printed(const Span& span) const { return Words(telling_.article->text, span); }

  std::size_t SharedBy(const Span& span) const {
    HeldWords words = FamiliesOf(Printed(span), telling_.article->language);
    SortEachOnce(words);
    return static_cast<std::size_t>(
        std::count_if(words.begin(), words.end(),
                      [&](std::uint64_t word) { return Holding(asked_.asked, word); }));
  }

  // The statement of the sentence that shares most with what is asked, of several the shortest.
  const NewsStatement* Statement() const {
    const NewsStatement* best = nullptr;
    std::size_t most = 0;
    for (const NewsStatement& statement : telling_.reading->statements) {
      if (statement.telling || !IsInside(statement.span)) continue;
      const std::size_t shared = SharedBy(statement.span);
      const bool better =
          !best || shared > most || (shared == most && statement.span.size() < best->span.size());
      if (better) {
        best = &statement;
        most = shared;
      }
    }
    return best;
  }

  Span Clause() const {
    const NewsStatement* statement = Statement();
    return statement ? statement->span : span_;
  }

  bool SaysNo() const {
    const NewsStatement* statement = Statement();
    if (!statement) return ContentOf(Printed(span_), telling_.article->language).negations > 0;
    const bool has_not =
        ContentOf(Printed(statement->span), telling_.article->language).negations % 2 == 1;
    return has_not || statement->status == Status::kDenied;
  }

  std::string Time() const {
    for (const TimeExpression& time : telling_.reading->times) {
      if (IsInside(time.span) && time.type != TimeType::kSet)
        return std::string(Printed(time.span));
    }
    return "";
  }

  std::string Number() const {
    for (const Figure& figure : telling_.reading->figures) {
      if (IsInside(figure.span)) return std::string(Printed(figure.span));
    }
    return "";
  }

  // The first name of somebody who is not in the question.
  std::string Actor() const {
    const Names& names = telling_.reading->names;
    for (const Mention& mention : names.mentions) {
      if (mention.form != MentionForm::kName || !IsInside(mention.span)) continue;
      const Entity& entity = names.entities[mention.entity];
      if (entity.kind != NameKind::kPlace && SharedBy(mention.span) == 0) return entity.name;
    }
    return "";
  }

  const Telling& telling_;
  const AskedWords& asked_;
  Span span_;
};

}  // namespace

std::string OutcomeOf(const Telling& telling, const AskedWords& asked, const Span& answer) {
  return Outcome(telling, asked, answer).Of(asked.kind);
}

}  // namespace checkback
