// One input as a page: what all commands that read pages have in common.

#pragma once

#include <optional>
#include <string>

#include "follow/inputs.h"
#include "page/page.h"

namespace checkback {

struct PageOptions {
  std::string url;                   // of a whole file; "" without one
  bool file_urls = false;            // a whole file without a url has its place as one
  std::optional<Instant> seen_at;    // as typed; stands in for lines and records without one
  Instant now{};                     // for whole files where nothing was typed
  std::optional<PageFormat> format;  // of whole files
  bool hash = false;
};

// The page of an input, whose bytes it may take. Not for one with `seen_again` or `end`: these
// hold none. Safe to call from many threads.
Result<Page> PageOf(Input& input, const PageOptions& options);

// The address of an input that gave no page, and whose bytes may be gone; "" where it is not
// known.
std::string UrlOf(const Input& input, const PageOptions& options);

// "file:///tmp/a%20b.html" of a path.
std::string FileUrl(const std::string& path);

}  // namespace checkback
