// checkback versions: when a page changed, and how.

#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/open_store.h"
#include "cli/output.h"
#include "cli/versions_view.h"

namespace checkback {
namespace {

Result<std::vector<ShownVersion>> WithChanges(const Store& store,
                                              std::vector<PageVersion> versions) {
  std::vector<ShownVersion> shown;
  for (PageVersion& version : versions) {
    Result<Article> article = store.ArticleOf(version.capture);
    if (!article) return Fail(article.error());
    std::optional<Diff> since;
    if (!shown.empty()) since = DiffArticles(shown.back().article, *article);
    shown.push_back({std::move(version), std::move(*article), std::move(since)});
  }
  return shown;
}

}  // namespace

int RunVersions(const Arguments& typed, const Surroundings& surroundings) {
  const std::unique_ptr<Store> store =
      OpenStoreOrComplain(typed, surroundings, Store::Access::kRead);
  if (!store) return kExitFailed;
  const std::string& url = typed.inputs.front();
  Result<std::vector<PageVersion>> versions = store->VersionsOf(url);
  if (!versions) {
    Complain(versions.error().what);
    return kExitFailed;
  }
  if (versions->empty()) {
    const Result<std::vector<Capture>> captures = store->CapturesOf(url);
    const bool seen = captures && !captures->empty();
    Complain(seen ? fmt::format("{} was seen {} times, but no article was found in it: {}", url,
                                captures->size(),
                                captures->back().trouble.empty() ? "it says nothing"
                                                                 : captures->back().trouble)
                  : fmt::format("{} was never seen", url));
    return kExitFailed;
  }
  const Result<std::vector<ShownVersion>> shown = WithChanges(*store, std::move(*versions));
  if (!shown) {
    Complain(shown.error().what);
    return kExitFailed;
  }
  const std::string told =
      typed.json
          ? VersionsAsJson(url, *shown) + '\n'
          : VersionsViewOf(url, *shown, DescribeTerminal(surroundings.terminal, typed.color));
  return WriteOut(told) ? kExitOk : kExitFailed;
}

}  // namespace checkback
