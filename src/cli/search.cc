// checkback search: full text over the store.

#include <memory>

#include "answer/search_json.h"
#include "cli/commands.h"
#include "cli/open_store.h"
#include "cli/output.h"
#include "cli/search_view.h"
#include "text/utf8.h"

namespace checkback {
namespace {

// The words as they were typed, whether they came in one pair of quotation marks or not.
std::string QueryOf(const Arguments& typed) {
  std::string query;
  for (const std::string& word : typed.inputs) (query += query.empty() ? "" : " ") += word;
  return RepairUtf8(query);
}

}  // namespace

int RunSearch(const Arguments& typed, const Surroundings& surroundings) {
  const Terminal terminal = DescribeTerminal(surroundings.terminal, typed.color);
  const std::string query = QueryOf(typed);
  const auto parsed = ParseQuery(query);
  if (const auto* fault = std::get_if<QueryFault>(&parsed)) {
    Complain(fault->what);
    ComplainBelow(FaultPicture(query, *fault, terminal.width));
    return kExitUsage;
  }
  const SearchRequest request = {
      .limit = typed.limit,
      .after = typed.after,
      .sort = typed.sort == "newest" ? SearchSort::kNewest : SearchSort::kBest};
  const std::unique_ptr<Store> store =
      OpenStoreOrComplain(typed, surroundings, Store::Access::kRead);
  if (!store) return kExitFailed;
  const Result<SearchPage> page = store->Search(std::get<Query>(parsed), request);
  if (!page) {
    Complain(page.error().what);
    return kExitFailed;
  }
  return WriteOut(typed.json ? SearchAsJson(*page) + '\n' : SearchViewOf(*page, terminal))
             ? kExitOk
             : kExitFailed;
}

}  // namespace checkback
