// The trained decision: does this article belong to that story? And one rule beside it, for stories
// that go on after a silence.

#pragma once

#include <vector>

#include "story/keeper/measures.h"
#include "text/forest.h"
#include "text/result.h"

namespace checkback {

struct Verdict {
  float score = 0;        // how likely, 0 to 1
  float forest = 0;       // what the forest alone says
  bool by_names = false;  // the rule made the score what it is
};

class Acceptance {
 public:
  // The forest of rules/story.model, trained by quality/train_stories.py. An error only where
  // the file does not belong to this program.
  static Result<Acceptance> Trained();
  static Result<Acceptance> Read(std::string_view model);

  // How likely, 0 to 1; the same numbers for the same measures, in every run.
  std::vector<float> ScoresOf(const std::vector<Candidate>& candidates) const;
  Verdict VerdictOf(const Measures& measures) const;

 private:
  explicit Acceptance(Forest forest) : forest_(std::move(forest)) {}
  Forest forest_;
};

}  // namespace checkback
