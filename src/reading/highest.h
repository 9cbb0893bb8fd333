// Which of some numbers is the highest: asked three times for each word of a text, over its tags,
// its relations and the words of its sentence.

#pragma once

#include <cstddef>

namespace checkback {

// The place of the highest of `count` numbers, the first of them where several are; `count` > 0,
// and none is a NaN. Safe to call from many threads.
std::size_t FirstHighest(const float* numbers, std::size_t count);

}  // namespace checkback
