// Many pages, answered on all cores, written in the order of the input.
//
//   inputs --one at a time--> workers --in any order--> window --in order--> write
//
// No more pages are under way than the window holds, so memory does not grow with the input,
// and a slow reader of the output slows the input down. With one thread there is no hand-over:
// read, answer, write.

#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "follow/inputs.h"

namespace checkback {

struct Answer {
  std::string line;       // for standard output, without its break
  std::string complaint;  // for standard error; "" where all went well
};

struct PipelineEnds {
  // Called with one or more whole answers' bytes, never by two threads at once; false
  // where nobody takes any more, and the run ends.
  std::function<bool(std::string_view)> write;
  std::function<void(std::string_view)> complain;
  // Called by many threads at once. May take the bytes of the input.
  std::function<Answer(Input&)> answer;
};

struct Tally {
  std::size_t answered = 0;  // with and without complaint
  std::size_t failed = 0;
};

// The output is the same for any number of threads (at least 1).
Tally AnswerInOrder(InputReader& inputs, const PipelineEnds& ends, unsigned threads);

// How many cores this process may use.
unsigned CoresToUse();

}  // namespace checkback
