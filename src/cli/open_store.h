// The store that a command works with.

#pragma once

#include <memory>
#include <string>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "store/store.h"

namespace checkback {

// --store, or the folder for data of this user; "" where neither is known.
std::string StoreFolder(const Arguments& typed, const Surroundings& surroundings);

// The store, or nothing after a word on standard error (then the command ends with kExitFailed).
std::unique_ptr<Store> OpenStoreOrComplain(const Arguments& typed, const Surroundings& surroundings,
                                           Store::Access access);

}  // namespace checkback
