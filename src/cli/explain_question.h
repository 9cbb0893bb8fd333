// checkback explain QUESTION: why this sentence answers it, why two questions are one, why it is
// over. Found in the newest story that has it.

#pragma once

#include <string>
#include <string_view>

#include "cli/terminal.h"
#include "store/store.h"

namespace checkback {

// What is written to standard output. kNotFound where no story has such a question.
Result<std::string> ExplainQuestionIn(const Store& store, std::string_view id, bool json,
                                      const Terminal& terminal);

}  // namespace checkback
