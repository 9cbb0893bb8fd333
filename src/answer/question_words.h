// The words of an open question, from the text or the headline of the article that asks it.

#pragma once

#include <string_view>

#include "follow/whole_story.h"

namespace checkback {

// Valid as long as both.
inline std::string_view QuestionWords(const WholeStory& whole, const StoryQuestion& question) {
  if (!question.headline.empty()) return question.headline;
  return Words(whole.articles[question.opened.capture].text, question.opened.span);
}

}  // namespace checkback
