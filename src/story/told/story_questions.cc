// The open questions of a story: those that several ask are one.

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "story/told/told.h"
#include "story/words.h"
#include "text/hash.h"

namespace checkback {
namespace {

// Two questions of one kind are the same when they share so many of the words that are asked.
// Tuned on data/developing.
constexpr double kSameWords = 0.5;

struct Asked {
  QuestionKind kind;
  std::set<std::uint64_t> words;
};

Asked AskedBy(const Telling& telling, const OpenQuestion& question) {
  Asked asked{question.kind, {}};
  const Span span = question.asked.empty() ? question.span : question.asked;
  for (const FoldedWord& word : WordsOf(Words(telling.article->text, span)))
    asked.words.insert(word.hash);
  return asked;
}

bool AreTheSame(const Asked& a, const Asked& b) {
  if (a.kind != b.kind) return false;
  const auto shared = std::count_if(a.words.begin(), a.words.end(),
                                    [&](std::uint64_t word) { return b.words.contains(word); });
  const std::size_t all = a.words.size() + b.words.size() - static_cast<std::size_t>(shared);
  return all > 0 && static_cast<double>(shared) >= kSameWords * static_cast<double>(all);
}

}  // namespace

std::vector<StoryQuestion> FindStoryQuestions(std::span<const Telling> tellings) {
  std::vector<StoryQuestion> questions;
  std::vector<Asked> asked_by;
  for (std::size_t i = 0; i < tellings.size(); ++i) {
    const Telling& telling = tellings[i];
    if (telling.is_visit) continue;
    for (const OpenQuestion& question : telling.reading->questions) {
      const Asked asked = AskedBy(telling, question);
      const auto same = std::find_if(asked_by.begin(), asked_by.end(),
                                     [&](const Asked& known) { return AreTheSame(known, asked); });
      if (same != asked_by.end()) {
        questions[static_cast<std::size_t>(same - asked_by.begin())].asked_again.push_back(
            {i, question.span});
        continue;
      }
      const std::string_view words = Words(telling.article->text, question.span);
      StoryQuestion made;
      made.id = fmt::format("q{:08x}", Hash64(words) & 0xFFFFFFFF);
      made.kind = NameOf(question.kind);
      made.opened = {i, question.span};
      made.asked = question.asked.empty() ? question.span : question.asked;
      made.wants = question.answer;
      made.about = question.about;
      questions.push_back(std::move(made));
      asked_by.push_back(asked);
    }
  }
  return questions;
}

}  // namespace checkback
