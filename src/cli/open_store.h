// The store that a command works with.

#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "answer/moment.h"
#include "cli/arguments.h"
#include "cli/commands.h"
#include "store/store.h"
#include "text/instant.h"

namespace checkback {

// --store, or the folder for data of this user; "" where neither is known.
std::string StoreFolder(const Arguments& typed, const Surroundings& surroundings);

// The folder for the state of this user's programs (XDG_STATE_HOME); "" where it is not known.
std::string StateFolder(const Surroundings& surroundings);

// The store, or nothing after a word on standard error (then the command ends with kExitFailed).
std::unique_ptr<Store> OpenStoreOrComplain(const Arguments& typed, const Surroundings& surroundings,
                                           Store::Access access, std::optional<Instant> as_of = {});

// The moment that was typed after `option`: nothing where nothing was. False after a word of
// complaint.
bool MomentOrComplain(const std::string& typed, std::string_view option, OfDay of_day,
                      std::optional<Instant>& moment);

}  // namespace checkback
