#include "story/told/question_ids.h"

#include <fmt/format.h>

#include <algorithm>

#include "text/hash.h"

namespace checkback {
namespace {

std::string IdOfWords(std::string_view words) {
  return fmt::format("q{:08x}", Hash64(words) & 0xFFFFFFFF);
}

}  // namespace

std::string QuestionIdOf(const Telling& telling, std::string_view words) {
  return IdOfWords(fmt::format("{} {} {}", telling.article->url,
                               telling.seen_at.time_since_epoch().count(), words));
}

bool IsIdOf(const StoryQuestion& question, std::span<const Telling> tellings, std::string_view id) {
  if (question.id == id) return true;
  const auto words = [&](const Passage& asking) -> std::string_view {
    if (!question.headline.empty()) return question.headline;
    return Words(tellings[asking.capture].article->text, asking.span);
  };
  if (IdOfWords(words(question.opened)) == id) return true;
  return std::any_of(question.asked_again.begin(), question.asked_again.end(),
                     [&](const Passage& again) {
                       return QuestionIdOf(tellings[again.capture], words(again)) == id;
                     });
}

}  // namespace checkback
