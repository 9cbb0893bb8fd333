// checkback versions: when a page changed, and how.

#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/open_store.h"
#include "cli/output.h"
#include "cli/versions_view.h"
#include "page/url.h"

namespace checkback {
int RunVersions(const Arguments& typed, const Surroundings& surroundings) {
  const std::unique_ptr<Store> store =
      OpenStoreOrComplain(typed, surroundings, Store::Access::kRead);
  if (!store) return kExitFailed;
  std::string url = typed.inputs.front();
  if (LooksLikeCaptureId(url)) {
    const Result<Capture> capture = store->FindCapture(url);
    if (!capture) {
      Complain(capture.error().what);
      return kExitFailed;
    }
    url = capture->url;
  } else if (!SplitUrl(url) && SplitUrl("https://" + url) && url.find('.') != std::string::npos) {
    url.insert(0, "https://");
  }
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
  std::string told =
      typed.json
          ? VersionsAsJson(url, *shown) + '\n'
          : VersionsViewOf(url, *shown, DescribeTerminal(surroundings.terminal, typed.color));
  if (!typed.json && shown->size() > 1) {
    constexpr std::size_t kShownId = 8;
    const auto id = [&](std::size_t n) {
      return (*shown)[n].version.capture.id.substr(0, kShownId);
    };
    told += fmt::format("  checkback diff{} {} {}\n",
                        typed.store.empty() ? "" : fmt::format(" --store {}", typed.store),
                        id(shown->size() - 2), id(shown->size() - 1));
  }
  return WriteOut(told) ? kExitOk : kExitFailed;
}

}  // namespace checkback
