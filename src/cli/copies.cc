// checkback copies: who else carries the text of an article.

#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/copies_view.h"
#include "cli/open_store.h"
#include "cli/output.h"

namespace checkback {

int RunCopies(const Arguments& typed, const Surroundings& surroundings) {
  const std::unique_ptr<Store> store =
      OpenStoreOrComplain(typed, surroundings, Store::Access::kRead);
  if (!store) return kExitFailed;
  const Result<ShownCopies> shown = CopiesNamed(*store, typed.inputs.front());
  if (!shown) {
    Complain(shown.error().what);
    return kExitFailed;
  }
  const std::string told =
      typed.json ? CopiesAsJson(*shown) + '\n'
                 : CopiesViewOf(*shown, DescribeTerminal(surroundings.terminal, typed.color));
  return WriteOut(told) ? kExitOk : kExitFailed;
}

}  // namespace checkback
