// A fetch of the log as JSON: an element of what `sources fetches --json` writes.

#pragma once

#include <string>

#include "follow/fetch/logged_fetch.h"

namespace checkback {

std::string FetchAsJson(const LoggedFetch& fetch);

}  // namespace checkback
