// Whether every answer of the test web is kept: as a capture of a page, as a part of one, or in the
// log of fetches; and each of them once.

#pragma once

#include <string>
#include <vector>

#include "server.h"

namespace testweb {

// What is wrong, a sentence each: "http://made0.example/feed 200: answered 7 times, kept 6 times".
// For a store whose following has finished, and hosts that answer.
std::vector<std::string> NotKeptOnce(const std::string& store_folder,
                                     const std::vector<Logged>& log);

}  // namespace testweb
