// What stories told, kept in the store, so that an answer need not tell them anew.
//
//   StoriesToTell --> captures, packed --> unpacked and told, on all cores --> KeepTold
//
// At the end of an import each story that changed is told once, whatever number of captures it got.
// Whoever imports again and again keeps a TellerShelf, so that a long story that goes on is not
// told whole each time. What is kept is the same with it and without. What is kept follows from the
// captures: a rebuild gives the same bytes, and where nothing is kept, or a story has changed
// since, it is told when it is asked for (follow/whole_story.h).

#pragma once

#include <cstddef>
#include <functional>

#include "follow/teller_shelf.h"
#include "store/store.h"
#include "text/result.h"

namespace checkback {

struct KeepToldOptions {
  unsigned threads = 1;
  std::function<bool()> stop = [] { return false; };  // true: no further story is begun
  // Of this store, used by nobody else meanwhile; null: none.
  TellerShelf* tellers = nullptr;
};

// The number of stories told. Broken off, it goes on the next time.
Result<std::size_t> KeepToldStories(Store& store, const KeepToldOptions& options);

}  // namespace checkback
