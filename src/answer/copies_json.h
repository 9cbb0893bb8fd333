// Who else carries the text of an article, as JSON.

#pragma once

#include <string>

#include "store/store.h"

namespace checkback {

struct ShownCopies {
  Capture capture;
  Article article;
  CopiesFound found;
};

// Of the capture of that id (or the beginning of it), or of the newest version of the page at that
// address. kNotFound where it was never seen; else the errors of the store.
Result<ShownCopies> CopiesNamed(const Store& store, const std::string& word);

// { "id", "url", "headline", "outlets", "origins": [..], "copies": [..] }
std::string CopiesAsJson(const ShownCopies& shown);

}  // namespace checkback
