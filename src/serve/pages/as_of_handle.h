// The way back in time on the page of a story: a handle that slides over the moments at which
// something came, and a rail of its days. Both are plain links and forms; the script makes the
// handle slide.

#pragma once

#include "serve/html.h"
#include "serve/pages/frame.h"
#include "store/store.h"

namespace checkback {

// `story` as it is now, whatever moment the page shows.
void PutHandle(const StoredStory& story, const Asked& asked, Html& html);
void PutRail(const StoredStory& story, const Asked& asked, Html& html);

}  // namespace checkback
