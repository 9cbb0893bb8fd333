// Why something is as it is: what `explain` and the API say of an id, whatever it is of.
//
//   k5wq7h2m     a capture: why it is in its story      q0f380792   a question
//   k5wq7h2m:3   a sentence: why it is new              f1a2b3c4d   a series of figures
//   k5wq7h2m@412                                        x1a2b3c4d   a contradiction
//   k5wq7h2m and "events", or a byte of its text: why its events were read
//
// Questions, figures and contradictions are looked for in the stories that told them, newest change
// first.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "answer/event_reasons.h"
#include "answer/explain_question.h"
#include "answer/told_reason.h"
#include "follow/sentence_reason.h"
#include "follow/whole_story.h"
#include "store/store.h"

namespace checkback {

struct WhyInStory {
  Capture capture;
  Article article;
  StoryReason reason;
};
struct WhySentence {
  WholeStory whole;
  SentenceReason reason;
};
struct WhyQuestion {
  WholeStory whole;
  ExplainedQuestion explained;
};
struct WhyTold {
  WholeStory whole;
  ToldReason reason;
};
struct WhyEvents {
  Capture capture;
  Article article;
  std::vector<ExplainedEvent> events;
};
using Explained = std::variant<WhyInStory, WhySentence, WhyQuestion, WhyTold, WhyEvents>;

struct ExplainRequest {
  std::string_view id;
  std::string_view where = {};  // of a capture: "events", or a byte of its text
  std::string_view story = {};  // look in this story alone; "": in all
  // That are looked through where the store cannot tell which one it is; 0: all of them.
  std::size_t most_stories = 0;
};

// kNotFound, kBadInput for a `where` that is none; else the errors of the store.
Result<Explained> Explain(const Store& store, const ExplainRequest& request);

// What `explain --json` writes, without a line break.
std::string ExplainedAsJson(const Explained& explained);

}  // namespace checkback
