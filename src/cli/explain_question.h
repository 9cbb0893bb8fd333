// checkback explain QUESTION: why this sentence answers it, why two questions are one, why it is
// over. Pure.

#pragma once

#include <string>

#include "answer/explain_question.h"
#include "cli/terminal.h"

namespace checkback {

std::string ExplainedQuestionViewOf(const WholeStory& whole, const ExplainedQuestion& explained,
                                    const Terminal& terminal);

}  // namespace checkback
