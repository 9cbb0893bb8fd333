#include "cli/open_store.h"

#include <fmt/format.h>

#include "cli/output.h"
#include "cli/version.h"

namespace checkback {

std::string StoreFolder(const Arguments& typed, const Surroundings& surroundings) {
  if (!typed.store.empty()) return typed.store;
  // XDG Base Directory Specification: a relative path is to be ignored.
  if (surroundings.data_home != nullptr && surroundings.data_home[0] == '/')
    return fmt::format("{}/checkback", surroundings.data_home);
  if (surroundings.home != nullptr && surroundings.home[0] == '/')
    return fmt::format("{}/.local/share/checkback", surroundings.home);
  return {};
}

std::string StateFolder(const Surroundings& surroundings) {
  if (surroundings.state_home != nullptr && surroundings.state_home[0] == '/')
    return surroundings.state_home;
  if (surroundings.home != nullptr && surroundings.home[0] == '/')
    return fmt::format("{}/.local/state", surroundings.home);
  return {};
}

std::unique_ptr<Store> OpenStoreOrComplain(const Arguments& typed, const Surroundings& surroundings,
                                           Store::Access access, std::optional<Instant> as_of) {
  const std::string folder = StoreFolder(typed, surroundings);
  if (folder.empty()) {
    Complain("where is the store? Neither --store nor HOME says it");
    return nullptr;
  }
  if (folder.starts_with("postgresql:") || folder.starts_with("postgres:")) {
    Complain("stores in PostgreSQL are not supported yet; --store takes a folder");
    return nullptr;
  }
  Result<std::unique_ptr<Store>> store =
      Store::Open(folder, {.access = access,
                           .purpose = typed.command,
                           .program = std::string(kVersion),
                           .now = surroundings.now.time_since_epoch().count(),
                           .as_of = as_of});
  if (!store) {
    Complain(store.error().what);
    return nullptr;
  }
  return std::move(*store);
}

bool MomentOrComplain(const std::string& typed, std::string_view option, OfDay of_day,
                      std::optional<Instant>& moment) {
  if (typed.empty()) return true;
  const Result<Instant> meant = MomentIn(typed, option, of_day);
  if (!meant) Complain(meant.error().what);
  if (meant) moment = *meant;
  return meant.has_value();
}

}  // namespace checkback
