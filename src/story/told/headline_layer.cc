#include "story/told/headline_layer.h"

#include <algorithm>

#include "story/told/question_ids.h"
#include "story/words.h"
#include "text/utf8.h"

namespace checkback {
namespace {

// As for questions of texts (story_questions.cc).
constexpr double kSameWords = 0.5;
// Headlines that a new one is compared with, the newest.
constexpr std::size_t kMostCompared = 64;

bool HaveCommon(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::any_of(a.begin(), a.end(), [&](const std::string& one) {
    return std::any_of(b.begin(), b.end(), [&](const std::string& other) {
      return LowerCase(one) == LowerCase(other);
    });
  });
}

bool AreAlike(const std::set<std::uint64_t>& a, const std::set<std::uint64_t>& b) {
  const auto shared = static_cast<std::size_t>(
      std::count_if(a.begin(), a.end(), [&](std::uint64_t word) { return b.contains(word); }));
  const std::size_t either = a.size() + b.size() - shared;
  return either > 0 && static_cast<double>(shared) >= kSameWords * static_cast<double>(either);
}

}  // namespace

void HeadlineLayer::Add(const NextCapture& next) {
  if (next.update == nullptr) return;
  for (const HeadlineQuestion& question : next.telling.reading->headline_questions) {
    std::set<std::uint64_t> words;
    for (const FoldedWord& word : WordsOf(question.text)) words.insert(word.hash);
    const std::string kind(NameOf(question.kind));
    bool known = false;
    const std::size_t least = questions_.size() - std::min(questions_.size(), kMostCompared);
    for (std::size_t i = questions_.size(); i > least && !known; --i)
      known = questions_[i - 1].kind == kind && AreAlike(words_[i - 1], words);
    if (known) continue;
    StoryQuestion& made = questions_.emplace_back();
    made.id = QuestionIdOf(next.telling, question.text);
    made.kind = kind;
    made.opened = {next.capture, {}};
    made.headline = question.text;
    made.wants = question.answer;
    made.about = question.about;
    words_.push_back(std::move(words));
  }
}

void HeadlineLayer::AddTo(std::vector<StoryQuestion>& questions) const {
  const std::size_t of_texts = questions.size();
  for (const StoryQuestion& headline : questions_) {
    const bool asked = std::any_of(
        questions.begin(), questions.begin() + static_cast<std::ptrdiff_t>(of_texts),
        [&](const StoryQuestion& question) {
          return question.kind == headline.kind && HaveCommon(question.about, headline.about);
        });
    if (!asked) questions.push_back(headline);
  }
  std::stable_sort(questions.begin(), questions.end(),
                   [](const StoryQuestion& a, const StoryQuestion& b) {
                     return a.opened.capture < b.opened.capture;
                   });
}

}  // namespace checkback
