// One line or more of `sources fetches` for a person.

#pragma once

#include <string>

#include "cli/terminal.h"
#include "follow/fetch/logged_fetch.h"

namespace checkback {

//   2025-05-13T09:30:01Z  poll: 200, 18204 bytes
//                         https://news.example/rss
std::string FetchViewOf(const LoggedFetch& fetch, const Terminal& terminal);

}  // namespace checkback
