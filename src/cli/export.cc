// checkback export: everything in the store, as JSON Lines.

#include <string>

#include "cli/commands.h"
#include "cli/open_store.h"
#include "cli/output.h"

namespace checkback {

int RunExport(const Arguments& typed, const Surroundings& surroundings) {
  const std::unique_ptr<Store> store =
      OpenStoreOrComplain(typed, surroundings, Store::Access::kRead);
  if (!store) return kExitFailed;
  constexpr std::size_t kWriteAtOnce = 64 << 10;
  std::string ready;
  bool taken = true;
  const auto take = [&](std::string_view line) {
    (ready += line) += '\n';
    if (ready.size() < kWriteAtOnce) return true;
    taken = WriteOut(ready);
    ready.clear();
    return taken;
  };
  const Result<void> done =
      typed.canonical ? store->ExportCanonical(take) : store->ExportCaptures(take);
  if (!done) {
    Complain(done.error().what);
    return kExitFailed;
  }
  return taken && WriteOut(ready) ? kExitOk : kExitFailed;
}

}  // namespace checkback
