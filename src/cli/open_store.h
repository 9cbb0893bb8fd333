// The store that a command works with.

#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "store/store.h"
#include "text/instant.h"
#include "text/result.h"

namespace checkback {

// --store, or the folder for data of this user; "" where neither is known.
std::string StoreFolder(const Arguments& typed, const Surroundings& surroundings);

// The store, or nothing after a word on standard error (then the command ends with kExitFailed).
std::unique_ptr<Store> OpenStoreOrComplain(const Arguments& typed, const Surroundings& surroundings,
                                           Store::Access access, std::optional<Instant> as_of = {});

// A moment as it is typed after --as-of and --since: a time, or a day, in UTC. kBadInput says what
// would do.
enum class OfDay { kBeginning, kEnd };  // what a day means
Result<Instant> MomentIn(std::string_view typed, std::string_view option, OfDay of_day);

// The same for what was typed after `option`: nothing where nothing was. False after a word of
// complaint.
bool MomentOrComplain(const std::string& typed, std::string_view option, OfDay of_day,
                      std::optional<Instant>& moment);

}  // namespace checkback
