// The book of sources that a command works with.

#pragma once

#include <memory>
#include <vector>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "follow/fetch/fetcher.h"
#include "follow/following/look_reason.h"
#include "follow/sources/source_book.h"
#include "store/fetch_log.h"

namespace checkback {

// To be written: made, with the folder of the store, where it is missing. Nothing after a word on
// standard error.
std::unique_ptr<SourceBook> OpenBookOrComplain(const Arguments& typed,
                                               const Surroundings& surroundings);

// The private networks that may be fetched from, and how we fetch, by the configuration.
std::vector<NetBlock> AllowedNetworks(const Surroundings& surroundings);
FetcherOptions FetcherOptionsOf(const Surroundings& surroundings);
// How much of what servers say is kept beside the captures.
FetchLog::Options FetchLogOptionsOf(const Surroundings& surroundings);
// What may be spent on looking again.
LookBudget LookBudgetOf(const Surroundings& surroundings);

}  // namespace checkback
